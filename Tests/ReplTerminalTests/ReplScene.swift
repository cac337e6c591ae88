import TestSupport
import Testing

/// `kedit repl` at a terminal, with a person before it.
final class ReplScene: Sendable {
  static let video = #"video farm = "https://example.com/animals-5s.mp4""#
  static let removal = #"remove "the chick" at frame 0 point (0.77, 0.30) as clean"#

  /// Kept for as long as the program runs.
  let world: ReplWorld
  let terminal: PseudoTerminal

  init(_ world: ReplWorld, _ terminal: PseudoTerminal) {
    self.world = world
    self.terminal = terminal
  }

  /// Waits for a prompt with nothing behind it.
  ///
  /// - Returns: the prompt as it stands there.
  @discardableResult
  func awaitPrompt(
    _ prompt: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    try await terminal.waitFor("an empty prompt", sourceLocation: sourceLocation) { screen in
      screen.bracketsPastes
        && (prompt.map { screen.currentLine == $0 } ?? screen.currentLine.hasSuffix("❯"))
        && screen.cursor.column == CharacterWidth.columns(of: screen.currentLine) + 1
    }.currentLine
  }

  /// Waits until what was entered is carried out: the prompt is gone, and no other is there yet.
  func awaitWork(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    try await terminal.waitFor("the work", sourceLocation: sourceLocation) {
      $0.currentLine.isEmpty && $0.cursor.column == 0
    }
  }

  /// The line that the prompt stands in now.
  var prompt: String { terminal.screen.currentLine }

  /// Enters a line of one row or several, and waits for the prompt behind it.
  ///
  /// - Returns: what was said between the two.
  @discardableResult
  func enter(
    _ line: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let number = Self.echoes(of: line, in: Self.lines(of: terminal.screen)).count
    terminal.type(line, .enter)
    let screen = try await terminal.waitFor(
      "the prompt behind '\(line)'", sourceLocation: sourceLocation
    ) { Self.answer(to: line, number, on: $0) != nil }
    return try #require(
      Self.answer(to: line, number, on: screen), sourceLocation: sourceLocation)
  }

  /// Enters a line and expects an answer: the whole of it.
  func enter(
    _ line: String, says expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let answer = try await enter(line, sourceLocation: sourceLocation)
    #expect(answer == expected, sourceLocation: sourceLocation)
  }

  /// Enters a line and expects that the answer has certain words.
  func enter(
    _ line: String, tells words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let answer = try await enter(line, sourceLocation: sourceLocation)
    for part in words {
      #expect(answer.contains(part), sourceLocation: sourceLocation)
    }
  }

  /// Waits until the line shows a text, the cursor at its end or so many columns before it.
  func awaitLine(
    _ text: String, cursorBack: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await terminal.waitFor("the line '\(text)'", sourceLocation: sourceLocation) { screen in
      let line = screen.currentLine
      let start =
        line.hasSuffix("❯ \(Self.trimmed(text))")
        ? CharacterWidth.columns(of: line) - CharacterWidth.columns(of: Self.trimmed(text)) : -1
      return screen.cursor.column == start + CharacterWidth.columns(of: text) - cursorBack
    }
  }

  /// Leaves with Ctrl-D, with unsaved work or none.
  func leave(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    terminal.press(.ctrl("d"))
    try await terminal.waitFor("the end, or the question", sourceLocation: sourceLocation) {
      !$0.bracketsPastes
    }
    if terminal.ending == nil { terminal.type("y", .enter) }
    #expect(
      try await terminal.waitForExit(sourceLocation: sourceLocation) == .exit(0),
      sourceLocation: sourceLocation)
  }

  // MARK: Reading the screen

  /// A line as the screen tells it.
  private static func trimmed(_ text: String) -> String {
    String(text.reversed().drop { $0 == " " }.reversed())
  }

  private static func lines(of screen: Screen) -> [Substring] {
    screen.unwrapped.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func echoes(of line: String, in lines: [Substring]) -> [Int] {
    lines.indices.filter { lines[$0].hasSuffix("❯ \(line)") }
  }

  /// What stands between the entry of a line, counted from 0, and an empty prompt.
  private static func answer(to line: String, _ number: Int, on screen: Screen) -> String? {
    let lines = lines(of: screen)
    let echoes = echoes(of: line, in: lines)
    guard echoes.count > number, let last = lines.last, last.hasSuffix("❯"), screen.bracketsPastes
    else { return nil }
    return lines[(echoes[number] + 1)..<(lines.count - 1)].joined(separator: "\n")
  }
}
