import PosixFiles
import TestSupport
import Testing

/// What was entered can be entered again.
@Suite("History at the terminal") struct HistoryTests {
  @Test("It lasts, in a file of one's own, without what was entered twice; two at once share it")
  func lasts() async throws {
    let world = try ReplWorld()
    let first = try await world.start()
    try await first.enter("help mark")
    try await first.enter("status")
    try await first.enter("help mark")
    let second = try await world.start()
    try await second.enter("help points")
    try await first.enter("marks")
    try await first.leave()
    try await second.leave()
    let status = try FileSystem.status(of: world.home("state/kedit/journal.history"))
    #expect(status.mode == 0o600)
    let third = try await world.start()
    try await third.enter("history", says: "status\nhelp mark\nhelp points\nmarks\nhistory")
    try await third.enter("history 2", says: "history\nhistory 2")
    for line in ["history 2", "history", "marks", "help points", "help mark", "status"] {
      third.terminal.press(.up)
      try await third.awaitLine(line)
    }
    third.terminal.press(.ctrl("c"))
    try await third.awaitPrompt()
    // What begins as the line does, up and down.
    third.terminal.type("help", .up)
    try await third.awaitLine("help points")
    third.terminal.press(.up)
    try await third.awaitLine("help mark")
    third.terminal.press(.down, .down)
    try await third.awaitLine("help")
    third.terminal.press(.ctrl("u"), .ctrl("r"))
    third.terminal.type("mar")
    try await third.terminal.waitFor("what was found") { $0.text.contains("❯ marks") }
    third.terminal.press(.ctrl("r"))
    try await third.terminal.waitFor("an older one") { $0.text.contains("❯ help mark") }
    third.terminal.press(.enter)
    try await third.terminal.waitForText("usage: mark [at]")
    try await third.awaitPrompt()
  }

  @Test("An entry of several lines comes back as one")
  func several() async throws {
    let scene = try await ReplWorld().start()
    scene.terminal.type("remove \"\"\"", .enter)
    try await scene.terminal.waitFor("the second line") { $0.currentLine == "…" }
    scene.terminal.type("the chick", .enter)
    scene.terminal.type("\"\"\" in \"https://example.com/a.mp4\" as x", .enter)
    try await scene.awaitPrompt("a · frame 0 ❯")
    scene.terminal.press(.up)
    try await scene.terminal.waitFor("all of it") {
      $0.text.hasSuffix(
        "❯ remove \"\"\"\nthe chick\n\"\"\" in \"https://example.com/a.mp4\" as x")
    }
  }
}
