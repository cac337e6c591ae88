import TestSupport
import Testing

/// What a person types, and what a terminal answers.
@Suite struct PseudoTerminalTypingTests {
  @Test("What is typed comes back from the terminal, and from the program")
  func echo() async throws {
    let terminal = try PseudoTerminal("/bin/cat")
    terminal.type("größe 中", .enter)
    let screen = try await terminal.waitFor("the echo and the line") {
      $0.lines[..<2] == ["größe 中", "größe 中"]
    }
    #expect(screen.cursor == Screen.Position(line: 2, column: 0))
    terminal.press(.ctrl("d"))
    #expect(try await terminal.waitForExit() == .exit(0))
  }

  @Test("A paste is marked only for a program that has asked for it")
  func paste() async throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "printf ready; cat -v"])
    try await terminal.waitFor("the start") { $0.text == "ready" }
    terminal.press(.paste("a\nb"), .enter)
    try await terminal.waitFor("the plain text") { $0.lines[1...].prefix(3).contains("b") }
    #expect(!String(decoding: terminal.bytes, as: UTF8.self).contains("200~"))
    let asking = try PseudoTerminal("/bin/sh", ["-c", "printf '\\033[?2004hready'; cat -v"])
    try await asking.waitFor("the start") { $0.text == "ready" }
    asking.press(.paste("ab"), .enter)
    try await asking.waitFor("the marks") { $0.lines.contains("^[[200~ab^[[201~") }
  }

  @Test("A program that asks the terminal gets its answer")
  func answers() async throws {
    let script =
      "stty -echo -icanon; printf 'abc\\033[6n'; read -r -d R answer; echo; echo ${answer:2}"
    let terminal = try PseudoTerminal("/bin/bash", ["-c", script])
    try await terminal.waitForExit()
    #expect(terminal.screen.lines[1] == "1;4")
  }

  @Test("Cursor keys are sent as the program wants them")
  func cursorKeys() async throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "printf '\\033[?1hready'; cat -v"])
    try await terminal.waitFor("the start") { $0.text == "ready" }
    terminal.press(.up, .delete, .enter)
    try await terminal.waitFor("the keys") { $0.lines.contains("^[OA^[[3~") }
  }

  @Test("More can be typed than the terminal takes at once")
  func longInput() async throws {
    let script = "stty raw -echo; printf ready; head -c 100000 | wc -c"
    let terminal = try PseudoTerminal("/bin/sh", ["-c", script])
    try await terminal.waitFor("the start") { $0.text == "ready" }
    terminal.type(String(repeating: "x", count: 100_000))
    try await terminal.waitForExit()
    #expect(terminal.screen.text.contains("100000"))
  }
}
