import PosixFiles
import TestSupport
import Testing

/// A `repl` block: the command that starts a session at a terminal, then everything that the terminal
/// shows. What stands behind a prompt, or behind a question, is typed.
struct TerminalSession: Sendable {
  /// What the shell is given.
  let command: [String]
  /// What is typed, line by line.
  let typed: [String]

  /// `nil` where the block begins with no command.
  init?(_ content: [String]) {
    guard let first = content.first, first.hasPrefix("$ kedit ") else { return nil }
    command = first.dropFirst("$ kedit ".count).split(separator: " ").map(String.init)
    typed = content.dropFirst().compactMap { Self.typed(in: $0) }
  }

  /// What a person has typed in a line; `nil` where the program wrote it all.
  private static func typed(in line: String) -> String? {
    for end in ["❯ ", "[y/N] "] {
      if let prompt = line.firstRange(of: end) { return String(line[prompt.upperBound...]) }
    }
    return nil
  }

  /// Whether something is waited for that a person types.
  private static func waits(_ screen: Screen) -> Bool {
    screen.currentLine.hasSuffix("❯") || screen.currentLine.hasSuffix("[y/N]")
  }

  /// How often something was typed so far, or could be now.
  private static func count(on screen: Screen) -> Int {
    screen.lines.count { $0.contains("❯") || $0.contains("[y/N]") }
  }

  /// Types it all, each line once the program waits for it, until the program has ended.
  ///
  /// - Returns: what the block should show.
  func run(environment: [String: String], folder: String) async throws -> [String] {
    // High enough for all of it: what is written above the screen is lost to the test.
    let terminal = try PseudoTerminal(
      try Kedit.program, command, environment: environment, folder: folder, columns: 110,
      height: 250)
    for (index, line) in typed.enumerated() {
      try await terminal.waitFor("the prompt before '\(line)'") {
        Self.waits($0) && Self.count(on: $0) == index + 1
      }
      terminal.type(line, .enter)
    }
    let ending = try await terminal.waitForExit()
    let shown = terminal.screen.text.textLines
    let end = ending == .exit(0) ? [] : ["(\(ending))"]
    return ["$ kedit " + command.joined(separator: " ")] + shown + end
  }
}
