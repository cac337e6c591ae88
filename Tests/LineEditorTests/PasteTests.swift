import TestSupport
import Testing

/// What is pasted runs when a person says so.
@Suite struct PasteTests {
  @Test("A pasted script does not run its first line; Enter runs all of it")
  func script() async throws {
    let scene = try await EditingScene()
    #expect(scene.terminal.screen.bracketsPastes)
    scene.terminal.press(.paste("remove \"the chick\"\n\tat frame 0\n"))
    let screen = try await scene.terminal.waitFor("the paste") {
      $0.lines[..<2] == ["farm · frame 48 ❯ remove \"the chick\"", "  at frame 0"]
    }
    #expect(screen.cursor == .init(line: 1, column: 12))
    scene.terminal.type(" point (1, 1)", .enter)
    let after = try await scene.awaitGot("remove \"the chick\"\n  at frame 0 point (1, 1)")
    #expect(after.lines[2].hasPrefix("got"))
    // It comes back as one entry.
    scene.terminal.press(.up)
    try await scene.terminal.waitFor("the entry") { $0.currentLine == "  at frame 0 point (1, 1)" }
  }

  @Test("A paste into the middle of a line, and into a search")
  func middle() async throws {
    let scene = try await EditingScene(history: "swap one\n")
    scene.terminal.type("ab", .left, .paste("x\ny"))
    try await scene.terminal.waitFor("the paste") {
      $0.lines[..<2] == ["farm · frame 48 ❯ ax", "yb"] && $0.cursor.column == 1
    }
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    scene.terminal.press(.ctrl("r"))
    scene.terminal.type("one", .paste("p\nq"))
    try await scene.terminal.waitFor("the paste") { $0.text.contains("p\nq") }
    #expect(!scene.terminal.screen.text.contains("got"))
  }

  @Test("Control characters in a paste do nothing")
  func control() async throws {
    let scene = try await EditingScene()
    scene.terminal.send(bytes: Array("\u{1B}[200~a\u{4}\u{3}\u{1B}[2Jb\u{7}\u{1B}[201~".utf8))
    try await scene.awaitLine("a[2Jb")
    #expect(scene.terminal.screen.bells == 0)
  }

  @Test("A huge paste is there at once, and whole")
  func huge() async throws {
    let scene = try await EditingScene()
    let text = (0..<5_000).map { "line \($0)" }.joined(separator: "\n")
    scene.terminal.press(.paste(text))
    try await scene.terminal.waitFor("the paste") { $0.currentLine == "line 4999" }
    scene.terminal.press(.enter)
    try await scene.terminal.waitFor("what was got") {
      $0.unwrapped.contains("got \(text.debugDescription)")
    }
  }

  @Test("Pastes are marked no longer once nothing is read any more")
  func atTheEnd() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("", .ctrl("d"))
    _ = try await scene.terminal.waitForExit()
    #expect(!scene.terminal.screen.bracketsPastes)
  }
}
