import Glibc
import TestSupport
import Testing

/// Programs on a terminal.
@Suite struct PseudoTerminalTests {
  @Test("A program's output is shown, and its exit code known")
  func exit() async throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo hello; exit 7"])
    #expect(try await terminal.waitForExit() == .exit(7))
    #expect(terminal.screen.text == "hello")
    #expect(terminal.bytes == Array("hello\r\n".utf8))
  }

  @Test("All that a program wrote is on the screen when it has ended")
  func output() async throws {
    let terminal = try PseudoTerminal("/usr/bin/seq", ["20000"])
    #expect(try await terminal.waitForExit() == .exit(0))
    #expect(terminal.screen.everything.split(separator: "\n").count == 20_000)
    #expect(terminal.screen.currentLine == "")
    #expect(terminal.screen.lines.dropLast().last == "20000")
  }

  @Test("A program finds the terminal that it was promised")
  func environment() async throws {
    let folder = try TemporaryFolder()
    let script = "tty; pwd; echo $TERM $LANG $HOME; [ -t 0 ] && [ -t 1 ] && [ -t 2 ] && echo yes"
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", script + "; : >/dev/tty && echo controlled"],
      environment: ["HOME": "/home/x"], folder: folder.path)
    #expect(try await terminal.waitForExit() == .exit(0))
    let lines = terminal.screen.lines
    #expect(lines[0].hasPrefix("/dev/pts/"))
    #expect(
      lines[1..<5] == [folder.path, "xterm-256color C.UTF-8 /home/x", "yes", "controlled"])
  }

  @Test("A program sees the window's size, and is told when it changes")
  func resize() async throws {
    let script = "trap 'echo told' WINCH; stty size; read line; stty size"
    let terminal = try PseudoTerminal("/bin/bash", ["-c", script], columns: 70, height: 20)
    try await terminal.waitFor("the first size") { $0.lines[0] == "20 70" }
    try terminal.resize(columns: 33, height: 11)
    // The shell sees to the signal when it has read the line.
    terminal.press(.enter)
    try await terminal.waitForExit()
    #expect(terminal.screen.text == "20 70\n\ntold\n11 33")
    #expect(terminal.screen.columns == 33)
    #expect(terminal.screen.height == 11)
  }

  @Test("A signal ends a program, and so does Ctrl-C")
  func signals() async throws {
    let terminated = try PseudoTerminal("/bin/cat")
    terminated.send(SIGTERM)
    #expect(try await terminated.waitForExit() == .signal(SIGTERM))
    #expect(terminated.ending == .signal(SIGTERM))
    let interrupted = try PseudoTerminal("/bin/cat")
    interrupted.press(.ctrl("c"))
    #expect(try await interrupted.waitForExit() == .signal(SIGINT))
    #expect(interrupted.screen.text == "^C")
  }

  @Test("The terminal's settings can be seen while the program runs, and after its end")
  func settings() async throws {
    let script =
      "echo one; read a; stty raw -echo; echo two; head -c 1 >/dev/null; stty \"$a\"; exit"
    let terminal = try PseudoTerminal("/bin/bash", ["-c", script])
    try await terminal.waitFor("the start") { $0.text == "one" }
    let before = try terminal.settings
    #expect(before.echoes && before.isLineByLine && before.raisesSignals)
    terminal.type("sane", .enter)
    try await terminal.waitFor("raw mode") { $0.text.contains("two") }
    let during = try terminal.settings
    #expect(!during.echoes && !during.isLineByLine && !during.raisesSignals)
    #expect(during != before)
    terminal.type("x")
    try await terminal.waitForExit()
    let after = try terminal.settings
    #expect(after.echoes && after.isLineByLine && after.raisesSignals)
  }

  @Test("A wait in vain is an issue with a picture of the screen")
  func timeout() async throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo hello; cat"], columns: 8, height: 2)
    try await terminal.waitFor("the start") { $0.text == "hello" }
    try await withKnownIssue {
      try await terminal.waitFor("what never comes", within: .milliseconds(1)) {
        $0.text == "never"
      }
    } matching: { issue in
      issue.comments.contains {
        $0.rawValue.hasPrefix("what never comes: not within") && $0.rawValue.contains("│hello ")
      }
    }
  }

  @Test("Nobody waits for a program that has ended")
  func ended() async throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "exit 3"], columns: 8, height: 1)
    try await withKnownIssue {
      try await terminal.waitFor("what never comes") { $0.text == "never" }
    } matching: { issue in
      issue.comments.contains { $0.rawValue.contains("exit code 3") }
    }
  }

  @Test("A program that is not there is an error")
  func missing() {
    #expect(throws: SystemCallFailed.self) { try PseudoTerminal("/nowhere/program") }
  }

  @Test("Nothing is left behind when the terminal goes")
  func noRemains() async throws {
    var terminal: PseudoTerminal? = try PseudoTerminal(
      "/bin/sh", ["-c", "trap '' HUP TERM INT; echo ready; while :; do read line; done"])
    try await terminal?.waitFor("the start") { $0.text == "ready" }
    let process = try #require(terminal?.processIdentifier)
    terminal = nil
    #expect(kill(process, 0) == -1 && errno == ESRCH)
  }

  @Test("Many terminals at once do not hold each other open", arguments: 0..<8)
  func many(number: Int) async throws {
    let terminal = try PseudoTerminal("/bin/cat")
    terminal.type("\(number)", .enter)
    try await terminal.waitFor("the line") { $0.lines[1] == "\(number)" }
    terminal.press(.ctrl("d"))
    #expect(try await terminal.waitForExit() == .exit(0))
  }
}
