import Glibc
import TestSupport
import Testing

@Suite struct PseudoTerminalTests {
  @Test("A program's output is shown, and its exit code known")
  func exit() async throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo hello; exit 7"])
    #expect(try await terminal.waitForExit() == .exit(7))
    #expect(terminal.screen.text == "hello")
    #expect(terminal.bytes == Array("hello\r\n".utf8))
  }

  @Test("What is typed comes back from the terminal, and from the program")
  func echo() async throws {
    let terminal = try PseudoTerminal("/bin/cat")
    terminal.type("größe 中", .enter)
    try await terminal.waitFor("the echo and the line") {
      $0.lines[..<2] == ["größe 中", "größe 中"]
    }
    terminal.press(.ctrl("d"))
    #expect(try await terminal.waitForExit() == .exit(0))
  }
}
