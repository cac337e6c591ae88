import TestSupport
import Testing

/// Coming back to what was entered before.
@Suite struct HistoryKeysTests {
  private static let history = "remove one\nswap 犬\nremove two\nadd three\n"

  @Test("↑ goes through what begins like the line, ↓ comes back to what was typed")
  func prefixSearch() async throws {
    let scene = try await EditingScene(history: Self.history)
    scene.terminal.type("rem", .up)
    try await scene.awaitLine("remove two")
    scene.terminal.press(.up)
    try await scene.awaitLine("remove one")
    scene.terminal.press(.up)
    try await scene.terminal.waitFor("the bell") { $0.bells == 1 }
    scene.terminal.press(.down)
    try await scene.awaitLine("remove two")
    scene.terminal.press(.down)
    try await scene.awaitLine("rem")
  }

  @Test("↑ on an empty line goes through all, newest first")
  func all() async throws {
    let scene = try await EditingScene(history: Self.history)
    for line in ["add three", "remove two", "swap 犬", "remove one"] {
      scene.terminal.press(.up)
      try await scene.awaitLine(line)
    }
    scene.terminal.type("!", .enter)
    try await scene.awaitGot("remove one!")
  }

  @Test("Ctrl-R searches, again goes on, Enter runs what was found")
  func search() async throws {
    let scene = try await EditingScene(history: Self.history)
    scene.terminal.press(.ctrl("r"))
    scene.terminal.type("remo")
    try await scene.terminal.waitFor("what was found") { $0.text.contains("❯ remove two") }
    scene.terminal.press(.ctrl("r"))
    try await scene.terminal.waitFor("an older one") { $0.text.contains("❯ remove one") }
    scene.terminal.press(.enter)
    try await scene.awaitGot("remove one")
    scene.terminal.press(.ctrl("r"))
    scene.terminal.type("犬", .end)
    try await scene.awaitLine("swap 犬")
  }

  @Test("A search takes brackets, stars and dots as they are")
  func literalSearch() async throws {
    let scene = try await EditingScene(history: "point (0.5, 0.5)\nname [1]\nother * thing\n")
    for (typed, found) in [
      (".5, 0", "point (0.5, 0.5)"), ("[1", "name [1]"), ("r *", "other * thing"),
    ] {
      scene.terminal.press(.ctrl("r"))
      scene.terminal.type(typed)
      try await scene.terminal.waitFor("what was found") { $0.text.contains("❯ \(found)") }
      scene.terminal.press(.end)
      try await scene.awaitLine(found)
      scene.terminal.press(.ctrl("c"))
      try await scene.awaitPrompt()
    }
  }

  @Test("Ctrl-G leaves a search, and the line is as it was")
  func leaveSearch() async throws {
    let scene = try await EditingScene(history: Self.history)
    scene.terminal.type("mine", .ctrl("r"))
    scene.terminal.type("add")
    try await scene.terminal.waitFor("what was found") { $0.text.contains("❯ add three") }
    scene.terminal.press(.ctrl("g"))
    try await scene.awaitLine("mine")
  }

  @Test("History lasts, its file is the user's own, and equal entries stand in it once")
  func file() async throws {
    let scene = try await EditingScene()
    try await scene.enter("first")
    try await scene.enter("second")
    try await scene.enter("first")
    try await scene.enter(" secret", got: " secret")
    scene.terminal.press(.ctrl("d"))
    _ = try await scene.terminal.waitForExit()
    let again = try await EditingScene(folder: scene.folder)
    again.terminal.press(.up)
    try await again.awaitLine("first")
    again.terminal.press(.up)
    try await again.awaitLine("second")
    again.terminal.press(.up)
    try await again.terminal.waitFor("the bell") { $0.bells == 1 }
  }
}
