import TestSupport
import Testing

/// Tab.
@Suite struct CompletionTests {
  @Test("What is unique is completed, what is not is listed below until the next key")
  func list() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("swap r", .tab)
    let screen = try await scene.terminal.waitFor("the list") {
      $0.lines[1] == "remove    remember  rename"
    }
    #expect(screen.currentLine == "farm · frame 48 ❯ swap re")
    scene.terminal.type("n")
    try await scene.terminal.waitFor("the list to go") {
      $0.lines[1].isEmpty && $0.currentLine == "farm · frame 48 ❯ swap ren"
    }
    scene.terminal.type("", .tab, .enter)
    try await scene.awaitGot("swap rename")
  }

  @Test("Behind wide characters, and of them")
  func wide() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("犬 「", .tab)
    try await scene.awaitLine("犬 「犬」")
    scene.terminal.type("", .left, .left, .left, .left)
    scene.terminal.type(" fra", .tab)
    try await scene.awaitLine("犬 frame 「犬」", cursorBack: 7)
  }

  @Test("A list longer than the screen says how many are left out")
  func long() async throws {
    let scene = try await EditingScene(columns: 40, height: 8)
    scene.terminal.type("edit-", .tab)
    let screen = try await scene.terminal.waitFor("the list") {
      $0.lines[7] == "… and 176 more"
    }
    #expect(screen.lines[0] == "farm · frame 48 ❯ edit-")
    #expect(screen.lines[1] == "edit-1    edit-2    edit-3    edit-4")
    #expect(screen.cursor == .init(line: 0, column: 23))
    scene.terminal.type("200", .enter)
    try await scene.awaitGot("edit-200")
  }

  @Test("Nothing to complete is a bell")
  func nothing() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("zzz", .tab)
    try await scene.terminal.waitFor("the bell") { $0.bells == 1 }
    try await scene.awaitLine("zzz")
  }
}
