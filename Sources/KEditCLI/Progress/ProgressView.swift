import KEditSyntax
import PlainText
import Synchronization

/// What a person sees of a run while it lasts: on a terminal a line for each edit under way, redrawn
/// in place under all that stays; elsewhere a plain line for each change.
///
/// While it is open everything that is shown goes through it, or the lines would tear.
final class ProgressView: Sendable {
  /// How an edit ended.
  enum Ending: Sendable {
    case done
    case failed
    case stopped
  }

  private struct Line {
    let name: String
    var text: String
    let start: Duration
  }

  private struct State {
    /// The edits under way, in the order in which they began.
    var lines: [Line] = []
    /// How many columns each of our lines on the terminal takes.
    var drawn: [Int] = []
  }

  private let io: IO
  private let palette: Palette
  private let isQuiet: Bool
  /// Since any fixed instant.
  private let uptime: @Sendable () -> Duration
  private let state = Mutex(State())

  init(_ context: CommandContext, uptime: @escaping @Sendable () -> Duration) {
    self.io = context.io
    self.palette = context.palette
    self.isQuiet = context.isQuiet
    self.isLive =
      context.io.error.isTerminal && !context.isQuiet && context.environment["TERM"] != "dumb"
    self.uptime = uptime
  }

  /// Whether lines are redrawn, which a dumb terminal cannot do.
  private let isLive: Bool

  /// Says what an edit is doing now.
  func update(_ name: String, _ text: String) {
    state.withLock { state in
      let index = state.lines.firstIndex { $0.name == name }
      if let index {
        if state.lines[index].text == text { return }
        state.lines[index].text = text
      } else {
        state.lines.append(Line(name: name, text: text, start: uptime()))
      }
      if isLive {
        redraw(&state)
      } else if !isQuiet {
        io.error.write("\(label(name)): \(harmless(text))\n")
      }
    }
  }

  /// Says more exactly what an edit is doing: only where the line is redrawn.
  func refine(_ name: String, _ text: String) {
    guard isLive else { return }
    state.withLock { state in
      guard let index = state.lines.firstIndex(where: { $0.name == name }),
        state.lines[index].text != text
      else { return }
      state.lines[index].text = text
      redraw(&state)
    }
  }

  /// Says how an edit ended; its line stays.
  func finish(_ name: String, _ ending: Ending, _ text: String) {
    state.withLock { state in
      let line = state.lines.first { $0.name == name }
      state.lines.removeAll { $0.name == name }
      let time = line.map { " (\(elapsed(since: $0.start)))" } ?? ""
      let (sign, style): (String, Palette.Style) =
        switch ending {
        case .done: ("done", .success)
        case .failed: ("failed", .error)
        case .stopped: ("stopped", .warning)
        }
      // What failed is said even to those who want only results.
      if isQuiet && ending != .failed { return }
      let head = "\(label(name)): " + palette.apply(style, to: sign)
      let tail = text.isEmpty ? "" : ", " + harmless(text)
      keep(io.error, head + time + tail + "\n", &state)
    }
  }

  /// Shows lines that stay, on standard error.
  func message(_ text: String) {
    state.withLock { keep(io.error, text + "\n", &$0) }
  }

  /// Prints a result, on standard output.
  func result(_ text: String) {
    state.withLock { keep(io.output, text + "\n", &$0) }
  }

  /// Brings the times up to date.
  func tick() {
    guard isLive else { return }
    state.withLock { redraw(&$0) }
  }

  /// Removes the lines that are redrawn, for good.
  func close() {
    state.withLock { state in
      state.lines = []
      erase(&state)
    }
  }

  private func keep(_ stream: Output, _ text: String, _ state: inout State) {
    erase(&state)
    stream.write(text)
    if isLive { redraw(&state) }
  }

  private func erase(_ state: inout State) {
    let sequence = erasure(of: state)
    if !sequence.isEmpty { io.error.write(sequence) }
    state.drawn = []
  }

  /// Up to the first of our lines, and everything below it away.
  ///
  /// On a terminal that was made narrower since, a line has been broken into several.
  private func erasure(of state: State) -> String {
    let width = io.error.width
    let rows = state.drawn.reduce(0) { $0 + max(1, ($1 + width - 1) / width) }
    return rows > 0 ? "\u{1B}[\(min(rows, io.error.height - 1))A\r\u{1B}[J" : ""
  }

  /// No more lines than the terminal has: what has scrolled away cannot be redrawn.
  private func redraw(_ state: inout State) {
    let width = io.error.width - 1
    let room = io.error.height - 2
    let shown = state.lines.count <= room ? state.lines.count : room - 1
    var lines = state.lines.prefix(shown).map { line in
      "\(label(line.name)): \(harmless(line.text)) \(elapsed(since: line.start))"
    }
    if shown < state.lines.count { lines.append("and \(state.lines.count - shown) more") }
    lines = lines.map { cut($0, to: width) }
    let output = erasure(of: state) + lines.map { $0 + "\n" }.joined()
    state.drawn = lines.map(\.displayWidth)
    if !output.isEmpty { io.error.write(output) }
  }

  private func elapsed(since start: Duration) -> String {
    let seconds = Int((uptime() - start).components.seconds)
    if seconds < 60 { return "\(seconds) s" }
    let rest = seconds % 60
    return "\(seconds / 60) min \(rest < 10 ? "0" : "")\(rest) s"
  }
}

/// What an edit is called: by its name, else by its number in the file.
func label(_ name: String) -> String {
  name.first?.isNumber == true ? "edit \(harmless(name))" : harmless(name)
}

/// The text cut to so many columns, for a line that wraps cannot be redrawn.
private func cut(_ text: String, to width: Int) -> String {
  guard text.displayWidth > width else { return text }
  var result = ""
  var used = 0
  for character in text {
    used += character.displayWidth
    if used > width - 1 { break }
    result.append(character)
  }
  return result + "…"
}
