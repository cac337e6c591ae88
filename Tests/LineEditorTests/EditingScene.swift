import PosixFiles
import TestSupport
import Testing

/// `EditingProgram` at a terminal, with a person before it.
struct EditingScene {
  static let prompt = "farm · frame 48 ❯ "
  /// Where the line begins, in columns.
  static let start = 18

  let folder: TemporaryFolder
  let terminal: PseudoTerminal

  /// Starts it and waits for its prompt.
  init(
    editrc: String = "", history: String = "", columns: Int = 80, height: Int = 24,
    environment: [String: String] = [:], arguments: [String] = [], folder: TemporaryFolder? = nil
  ) async throws {
    self.folder = try folder ?? TemporaryFolder(isFleeting: true)
    if !editrc.isEmpty { try self.folder.write(".editrc", editrc) }
    if !history.isEmpty { try self.folder.write("history", history) }
    let words = try FileSystem.read("/proc/self/cmdline", limit: 1 << 20).split(separator: 0)
      .map { String(decoding: $0, as: UTF8.self) }
    let built = Path.folder(of: try #require(words.first { $0.hasSuffix(".xctest") }))
    terminal = try PseudoTerminal(
      Path.join(built, "EditingProgram"), ["--history", self.folder("history")] + arguments,
      environment: ["HOME": self.folder.path, "SWIFT_BACKTRACE": "enable=no"]
        .merging(environment) { $1 },
      columns: columns, height: height)
    try await awaitPrompt()
  }

  /// Waits for a prompt with nothing behind it.
  @discardableResult
  func awaitPrompt(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Screen {
    try await terminal.waitFor("an empty prompt", sourceLocation: sourceLocation) {
      $0.currentLine.hasSuffix("❯") && $0.cursor.column == Self.start
    }
  }

  /// Waits until the line shows a text, the cursor at its end or so many columns before it.
  @discardableResult
  func awaitLine(
    _ text: String, cursorBack: Int = 0, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Screen {
    try await terminal.waitFor("the line \"\(text)\"", sourceLocation: sourceLocation) { screen in
      screen.currentLine == Self.trimmed(Self.prompt + text)
        && screen.cursor.column == Self.start + CharacterWidth.columns(of: text) - cursorBack
    }
  }

  /// Enters a line and waits for what the program got.
  @discardableResult
  func enter(
    _ line: String, got expected: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Screen {
    terminal.type(line, .enter)
    return try await awaitGot(expected ?? line, sourceLocation: sourceLocation)
  }

  @discardableResult
  func awaitGot(
    _ text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Screen {
    try await terminal.waitFor("the program to get it", sourceLocation: sourceLocation) { screen in
      // A wide character that does not fit leaves a blank at the end of its row.
      let lines = screen.unwrapped.filter { $0 != " " }.split(separator: "\n")
      let expected = "got \(text.debugDescription)".filter { $0 != " " }
      return lines.count > 1 && lines[lines.count - 2] == expected
        && lines[lines.count - 1] == "farm·frame48❯"
    }
  }

  /// A line as the screen tells it.
  private static func trimmed(_ text: String) -> String {
    var text = text[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
