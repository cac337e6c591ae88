import Glibc
import TestSupport
import Testing

/// Whatever ends the program, the terminal is as it was.
@Suite struct RestorationTests {
  @Test("After an end of its own accord", arguments: ["", "exit 100"])
  func ending(_ command: String) async throws {
    let scene = try await EditingScene()
    if command.isEmpty {
      scene.terminal.press(.ctrl("d"))
    } else {
      try await scene.enter(command)
    }
    #expect(try await scene.terminal.waitForExit() == .exit(command.isEmpty ? 0 : 3))
    try Self.expectRestored(scene)
  }

  @Test("After a crash", arguments: [("trap", SIGILL), ("segv", SIGSEGV), ("abort", SIGABRT)])
  func crash(_ command: String, _ signal: Int32) async throws {
    let scene = try await EditingScene()
    scene.terminal.type("\(command) 300", .enter)
    scene.terminal.type("half")
    #expect(try await scene.terminal.waitForExit() == .signal(signal))
    try Self.expectRestored(scene)
  }

  @Test("After a crash or an end between two lines", arguments: ["segv 0", "abort 0", "exit 0"])
  func betweenLines(_ command: String) async throws {
    let scene = try await EditingScene()
    scene.terminal.type(command, .enter)
    scene.terminal.type("half")
    _ = try await scene.terminal.waitForExit()
    try Self.expectRestored(scene)
  }

  @Test("After a stack overflow of the thread that reads")
  func overflow() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("overflow", .tab)
    #expect(try await scene.terminal.waitForExit() == .signal(SIGSEGV))
    try Self.expectRestored(scene)
  }

  @Test("After a signal", arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV])
  func signal(_ signal: Int32) async throws {
    let scene = try await EditingScene()
    scene.terminal.type("half")
    try await scene.awaitLine("half")
    #expect(try !scene.terminal.settings.isLineByLine)
    scene.terminal.send(signal)
    #expect(try await scene.terminal.waitForExit() == .signal(signal))
    try Self.expectRestored(scene)
  }

  @Test("After Ctrl-\\")
  func quitKey() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("half", .ctrl("\\"))
    #expect(try await scene.terminal.waitForExit() == .signal(SIGQUIT))
    try Self.expectRestored(scene)
  }

  @Test("While it is stopped; when it goes on, the line is there again", arguments: [true, false])
  func stopped(byKey: Bool) async throws {
    let scene = try await EditingScene()
    scene.terminal.type("half a", .left)
    try await scene.awaitLine("half a", cursorBack: 1)
    if byKey { scene.terminal.press(.ctrl("z")) } else { scene.terminal.send(SIGTSTP) }
    // A session's first process has nobody who could wake it: the system does not stop it, and it
    // goes on at once.
    try await scene.terminal.waitFor("the line once more") { screen in
      screen.lines.count { $0 == "farm · frame 48 ❯ half a" } == (byKey ? 2 : 1)
        && screen.bracketsPastes && screen.cursor.column == EditingScene.start + 5
    }
    #expect(scene.terminal.bytes.count { $0 == UInt8(ascii: "h") } > 0)
    scene.terminal.type("X", .enter)
    try await scene.awaitGot("half Xa")
  }

  @Test("A terminal that others have changed while the process stood is as editing needs it")
  func continued() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("half")
    try await scene.awaitLine("half")
    scene.terminal.send(SIGSTOP)
    scene.terminal.send(SIGCONT)
    scene.terminal.type("X", .left)
    try await scene.awaitLine("halfX", cursorBack: 1)
    #expect(try !scene.terminal.settings.isLineByLine)
  }

  @Test(
    "Where the terminal is dumb or unknown, lines are read all the same",
    arguments: ["dumb", "no-such"])
  func otherTerminals(_ name: String) async throws {
    let scene = try await EditingScene(environment: ["TERM": name])
    try await scene.enter("a line")
    scene.terminal.press(.ctrl("d"))
    #expect(try await scene.terminal.waitForExit() == .exit(0))
    try Self.expectRestored(scene)
  }

  private static func expectRestored(
    _ scene: EditingScene, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let settings = try scene.terminal.settings
    #expect(
      settings.echoes && settings.isLineByLine && settings.raisesSignals
        && settings.turnsReturnIntoNewline && settings.processesOutput,
      "\(settings)", sourceLocation: sourceLocation)
    #expect(!scene.terminal.screen.bracketsPastes, sourceLocation: sourceLocation)
    #expect(scene.terminal.screen.isCursorVisible, sourceLocation: sourceLocation)
    #expect(scene.terminal.screen.pen == .init(), sourceLocation: sourceLocation)
  }
}
