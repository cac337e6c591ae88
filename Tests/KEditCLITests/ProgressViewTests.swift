import KEditSyntax
import Synchronization
import Testing

@testable import KEditCLI

@Suite("Progress")
struct ProgressViewTests {
  /// What is on a screen of 80 columns after the bytes: as a terminal would show it, where a line
  /// feed goes to the first column and nothing scrolls.
  private func screen(_ text: String) -> [String] {
    var lines = [""]
    var row = 0
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\n" || character == "\r\n" {
        row += 1
        if row == lines.count { lines.append("") }
      } else if character == "\u{1B}", rest.popFirst() == "[" {
        let number = Int(rest.prefix { $0.isNumber }) ?? 0
        rest = rest.drop { $0.isNumber }
        switch rest.popFirst() {
        case "A": row -= number
        case "J":
          lines.removeSubrange((row + 1)...)
          lines[row] = ""
        default: Issue.record("an escape that this screen does not know")
        }
      } else if character != "\r" {
        lines[row].append(character)
      }
    }
    return lines
  }

  private final class Stage: Sendable {
    let captured = Captured()
    let view: ProgressView
    private let clock: Clock
    private let terminal = Terminal()

    private final class Terminal: Sendable {
      let size = Mutex(TerminalSize(columns: 80, lines: 24))
    }

    func resize(columns: Int) {
      terminal.size.withLock { $0 = TerminalSize(columns: columns, lines: 24) }
    }

    init(isTerminal: Bool, isQuiet: Bool = false) {
      let (captured, terminal) = (captured, terminal)
      let stream = Output(
        isTerminal: isTerminal, size: { terminal.size.withLock { $0 } },
        write: { bytes in
          captured.append(bytes)
          return 0
        })
      let io = IO(
        output: stream, error: stream, readInput: { .success([]) }, canAsk: false,
        readAnswer: { nil }, currentFolder: "/", interruptions: Interruptions())
      let context = CommandContext(
        io: io, environment: [:], palette: Palette(isColored: false), isQuiet: isQuiet)
      let clock = Clock()
      self.clock = clock
      view = ProgressView(context, uptime: { clock.now.withLock { $0 } })
    }

    private final class Clock: Sendable {
      let now = Mutex(Duration.zero)
    }

    func pass(_ seconds: Int) { clock.now.withLock { $0 += .seconds(seconds) } }
  }

  @Test("On a terminal each edit under way has one line, under what stays")
  func terminal() {
    let stage = Stage(isTerminal: true)
    stage.view.update("clean", "marking")
    stage.view.update("2", "creating")
    stage.pass(65)
    stage.view.update("clean", "task processing")
    #expect(
      screen(stage.captured.text) == [
        "clean: task processing 1 min 05 s", "edit 2: creating 1 min 05 s", "",
      ])
    stage.view.message("a note")
    stage.view.finish("clean", .done, "3 units")
    stage.view.result("clean.mp4")
    stage.pass(5)
    stage.view.tick()
    #expect(
      screen(stage.captured.text) == [
        "a note", "clean: done (1 min 05 s), 3 units", "clean.mp4", "edit 2: creating 1 min 10 s",
        "",
      ])
    stage.view.close()
    #expect(
      screen(stage.captured.text) == [
        "a note", "clean: done (1 min 05 s), 3 units", "clean.mp4", "",
      ])
  }

  @Test("A line that is redrawn is never wider than the terminal, nor dangerous")
  func longLines() {
    let stage = Stage(isTerminal: true)
    stage.view.update(String(repeating: "鸡", count: 100), "task \u{1B}[31m")
    let lines = screen(stage.captured.text)
    #expect(lines.count == 2)
    #expect(lines[0].displayWidth < 80)
    stage.view.update("b", "task \u{1B}[31m")
    #expect(screen(stage.captured.text).contains { $0.contains("\\u{1B}[31m") })
  }

  @Test("On a terminal made narrower the lines that it broke are redrawn as a whole")
  func narrowed() {
    let stage = Stage(isTerminal: true)
    stage.view.update("clean", String(repeating: "a", count: 50))
    stage.view.update("b", "marking")
    stage.resize(columns: 40)
    let before = stage.captured.text
    stage.pass(1)
    stage.view.tick()
    // The first line takes two rows now, the second one.
    #expect(stage.captured.text.dropFirst(before.count).hasPrefix("\u{1B}[3A\r\u{1B}[J"))
  }

  @Test("More edits than the terminal has lines are summed up")
  func many() {
    let stage = Stage(isTerminal: true)
    for number in 1...100 { stage.view.update("e\(number)", "marking") }
    let lines = screen(stage.captured.text)
    #expect(lines.count == 23)
    #expect(lines.first == "e1: marking 0 s")
    #expect(lines.dropLast().last == "and 79 more")
    for number in 1...99 { stage.view.finish("e\(number)", .done, "") }
    #expect(screen(stage.captured.text).suffix(2) == ["e100: marking 0 s", ""])
  }

  @Test("Elsewhere there is a plain line for each change, and none for what does not change")
  func plain() {
    let stage = Stage(isTerminal: false)
    stage.view.update("clean", "marking")
    stage.view.update("clean", "marking")
    stage.view.refine("clean", "downloading 5 %")
    stage.view.tick()
    stage.view.update("clean", "downloading")
    stage.view.finish("clean", .failed, "")
    stage.view.close()
    #expect(
      stage.captured.text == "clean: marking\nclean: downloading\nclean: failed (0 s)\n")
  }

  @Test("Quiet leaves results and failures")
  func quiet() {
    let stage = Stage(isTerminal: true, isQuiet: true)
    stage.view.update("clean", "marking")
    stage.view.finish("clean", .done, "")
    stage.view.result("clean.mp4")
    stage.view.finish("2", .failed, "")
    #expect(stage.captured.text == "clean.mp4\nedit 2: failed\n")
  }
}
