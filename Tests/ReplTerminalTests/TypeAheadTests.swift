import TestSupport
import Testing

/// What is typed while an entry is carried out is for the prompt behind it.
@Suite("Typing ahead at the terminal") struct TypeAheadTests {
  private let gate = Gate()

  /// A scene in which a video is being opened, until the gate is.
  private func opening() async throws -> ReplScene {
    let scene = try await ReplWorld(opening: gate).start()
    scene.terminal.type(ReplScene.video, .enter)
    try await scene.awaitWork()
    return scene
  }

  @Test(
    "Lines run one after the other, unseen until then, and what is not entered waits in the editor")
  func lines() async throws {
    let scene = try await opening()
    let settings = try scene.terminal.settings
    #expect(!settings.echoes && !settings.isLineByLine && settings.processesOutput)
    #expect(scene.terminal.screen.bracketsPastes)
    scene.terminal.type("frame 3", .enter)
    scene.terminal.type("frame 4", .enter)
    scene.terminal.type("help pix", .left)
    gate.open()
    try await scene.awaitLine("help pix", cursorBack: 1)
    #expect(
      scene.terminal.screen.text.hasSuffix(
        """
        duration 5 fits
        farm · frame 0 ❯ frame 3
        farm · frame 3 ❯ frame 4
        farm · frame 4 ❯ help pix
        """))
  }

  @Test("A paste is shown, and runs on Enter alone")
  func paste() async throws {
    let scene = try await opening()
    scene.terminal.press(.paste("frame 3\nframe 4\n"))
    gate.open()
    try await scene.terminal.waitFor("the paste") {
      $0.text.hasSuffix("farm · frame 0 ❯ frame 3\nframe 4")
    }
    scene.terminal.type(" point (0.5, 0.5)", .ctrl("c"))
    try await scene.awaitPrompt("farm · frame 0 ❯")
  }

  @Test("Ctrl-C stops the entry, drops what was typed before it, and not what is typed behind it")
  func interrupt() async throws {
    let scene = try await opening()
    scene.terminal.type("frame 3", .enter)
    scene.terminal.press(.ctrl("c"))
    scene.terminal.type("help pix")
    try await scene.awaitLine("help pix")
    let shown = scene.terminal.screen.text
    #expect(shown.contains("^C") && !shown.contains("frame 3"))
    gate.open()
  }

  @Test("A question is not answered by what was typed before it")
  func question() async throws {
    let scene = try await opening()
    for line in [ReplScene.removal, "submit", "y", "y"] { scene.terminal.type(line, .enter) }
    gate.open()
    try await scene.terminal.waitForText("[y/N]")
    scene.terminal.type("n", .enter)
    try await scene.awaitPrompt("farm · frame 0 · 1 point ❯")
    try await scene.enter("tasks", says: "the account has no tasks")
    #expect(scene.terminal.screen.text.contains("[y/N] n\nnothing was sent"))
  }

  @Test("Ctrl-Z leaves the terminal as it was; behind it the keys are unseen again")
  func stop() async throws {
    let world = try ReplWorld(opening: gate)
    let scene = try world.launchInShell(
      "\"$KEDIT\" repl --pictures off; stty -a; fg > /dev/null; echo ended")
    try await scene.awaitPrompt("kedit ❯")
    scene.terminal.type(ReplScene.video, .enter)
    try await scene.awaitWork()
    scene.terminal.type("frame 3", .enter)
    scene.terminal.press(.ctrl("z"))
    try await scene.terminal.waitFor("the terminal as it was, and the program again") { screen in
      screen.text.contains(" icanon ") && screen.text.contains(" echo ") && screen.bracketsPastes
    }
    scene.terminal.type("frame 4", .enter)
    gate.open()
    try await scene.awaitPrompt("farm · frame 4 ❯")
    #expect(
      scene.terminal.screen.text.hasSuffix(
        """
        duration 5 fits
        farm · frame 0 ❯ frame 3
        farm · frame 3 ❯ frame 4
        farm · frame 4 ❯
        """))
    scene.terminal.press(.ctrl("d"))
    try await scene.terminal.waitForText("ended")
  }
}
