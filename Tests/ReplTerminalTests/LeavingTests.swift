import Glibc
import TestSupport
import Testing

/// Ways to stop and to leave, and what the terminal is like behind each.
@Suite("Stopping and leaving at the terminal") struct LeavingTests {
  @Test("Ctrl-C clears the line, and on an empty one says how to leave")
  func interrupts() async throws {
    let scene = try await ReplWorld().start()
    scene.terminal.type("remove \"the", .ctrl("c"))
    try await scene.terminal.waitFor("a new prompt") {
      $0.text.hasSuffix("❯ remove \"the^C\nkedit ❯")
    }
    scene.terminal.press(.ctrl("c"))
    try await scene.terminal.waitForText("'quit' or Ctrl-D leaves")
    try await scene.awaitPrompt()
    try await scene.enter("marks", says: "nothing is marked")
    try await scene.leave()
  }

  @Test("Ctrl-C stops a call that takes long, and the session goes on")
  func interruptsCall() async throws {
    let faults = """
      {"format": "kedit-faults/1", "rules": [
        {"on": "add", "calls": 1, "fault": "slow", "seconds": 60}]}
      """
    let scene = try await ReplWorld(faults: faults).start()
    try await scene.enter(ReplScene.video)
    scene.terminal.type("mark frame 0 (0.77, 0.30)", .enter)
    try await scene.awaitWork()
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt("farm · frame 0 ❯")
    try await scene.enter("mark frame 0 (0.5, 0.5)", tells: "frame 0: 1 point, area")
  }

  @Test("Ctrl-D leaves; where work is not saved it asks, and no stays")
  func asks() async throws {
    let scene = try await ReplWorld().start()
    let before = try scene.terminal.settings
    try await scene.enter(ReplScene.video)
    try await scene.enter("mark frame 0 (0.5, 0.5)")
    for (leave, answer) in [(PseudoTerminal.Key.ctrl("d"), "n"), (.ctrl("d"), "")] {
      scene.terminal.press(leave)
      try await scene.terminal.waitFor("the question") {
        $0.currentLine == "There is work that is not saved. Leave all the same? [y/N]"
      }
      scene.terminal.type(answer, .enter)
      try await scene.awaitPrompt("farm · frame 0 · 1 point ❯")
    }
    try await scene.enter("remove \"x\"")
    try await scene.enter("save x.kedit", says: "saved as x.kedit")
    scene.terminal.type("quit", .enter)
    #expect(try await scene.terminal.waitForExit() == .exit(0))
    #expect(!before.isLineByLine)
    try Self.expectRestored(scene)
  }

  @Test("Ctrl-C at a question is a no, and what is typed next is for the prompt")
  func interruptsQuestion() async throws {
    let scene = try await ReplWorld().start()
    try await scene.enter(ReplScene.video)
    try await scene.enter(ReplScene.removal)
    for command in ["submit", "quit"] {
      scene.terminal.type(command, .enter)
      try await scene.terminal.waitFor("the question") { $0.visible.hasSuffix("[y/N]") }
      scene.terminal.press(.ctrl("c"))
      try await scene.awaitPrompt("farm · frame 0 · 1 point ❯")
      try await scene.enter("marks", tells: "frame 0: 1 point")
    }
    try await scene.enter("tasks", says: "the account has no tasks")
    try await scene.leave()
  }

  @Test("The terminal is as it was after a signal", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func signals(_ signal: Int32) async throws {
    let scene = try await ReplWorld().start()
    scene.terminal.type("half a line", .left)
    try await scene.awaitLine("half a line", cursorBack: 1)
    scene.terminal.send(signal)
    _ = try await scene.terminal.waitForExit()
    try Self.expectRestored(scene)
    #expect(scene.terminal.screen.currentLine.isEmpty, "the shell's prompt has a line of its own")
  }

  @Test("It is as it was too where the program cannot even begin, or is told to end while it works")
  func errors() async throws {
    let world = try ReplWorld()
    let wrong = try world.launch(["--no-such-option"])
    #expect(try await wrong.terminal.waitForExit() == .exit(2))
    try Self.expectRestored(wrong)
    let scene = try await ReplWorld(latency: .seconds(60)).start()
    scene.terminal.type(ReplScene.video, .enter)
    try await scene.awaitWork()
    scene.terminal.send(SIGTERM)
    #expect(try await scene.terminal.waitForExit() == .exit(5))
    try Self.expectRestored(scene)
  }

  @Test("Stopped by Ctrl-Z it leaves the terminal as it was, and goes on where it stood")
  func stops() async throws {
    let world = try ReplWorld()
    // A shell that can wake what was stopped.
    let scene = try world.launchInShell("\"$KEDIT\" repl --pictures off; stty -a; fg; echo ended")
    try await scene.awaitPrompt("kedit ❯")
    scene.terminal.type("help poi", .left)
    try await scene.awaitLine("help poi", cursorBack: 1)
    scene.terminal.press(.ctrl("z"))
    try await scene.terminal.waitFor("the line once more") { screen in
      screen.bracketsPastes && screen.text.contains(" icanon ") && screen.text.contains(" echo ")
        && screen.currentLine == "kedit ❯ help poi"
    }
    scene.terminal.press(.end)
    scene.terminal.type("nts", .enter)
    try await scene.terminal.waitForText("fractions of width and height")
    try await scene.awaitPrompt()
    scene.terminal.press(.ctrl("d"))
    try await scene.terminal.waitForText("ended")
  }

  static func expectRestored(
    _ scene: ReplScene, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let settings = try scene.terminal.settings
    let untouched = try PseudoTerminal("/bin/true").settings
    #expect(settings == untouched, sourceLocation: sourceLocation)
    let screen = scene.terminal.screen
    #expect(!screen.bracketsPastes && screen.isCursorVisible, sourceLocation: sourceLocation)
    #expect(screen.pen == .init(), sourceLocation: sourceLocation)
    #expect(screen.unknown.isEmpty, sourceLocation: sourceLocation)
  }
}
