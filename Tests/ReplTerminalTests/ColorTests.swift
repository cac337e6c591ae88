import TestSupport
import Testing

/// Colours tell words, texts and numbers apart, where they are wanted.
@Suite("Colours at the terminal") struct ColorTests {
  @Test("What is typed is coloured as it is typed, and so is what is shown of the language")
  func colors() async throws {
    let scene = try await ReplWorld().start()
    scene.terminal.type(#"set negative "blur" # why"#)
    try await scene.awaitLine(#"set negative "blur" # why"#)
    let echo = scene.terminal.screen
    #expect(echo.style(of: "set negative")?.foreground == nil, "the blank between is plain")
    #expect(echo.style(of: "set")?.foreground == .palette(4))
    #expect(echo.style(of: "\"blur\"")?.foreground == .palette(2))
    #expect(echo.style(of: "# why")?.isFaint == true)
    #expect(echo.style(of: "❯")?.foreground == .palette(2))
    #expect(echo.style(of: "kedit")?.isBold == true)
    scene.terminal.press(.enter)
    try await scene.awaitPrompt()
    try await scene.enter("set")
    let shown = scene.terminal.screen
    let row = try #require(shown.lines.lastIndex { $0 == "set negative \"blur\"" })
    #expect(shown.style(at: .init(line: row, column: 0)).foreground == .palette(4))
    #expect(shown.style(at: .init(line: row, column: 14)).foreground == .palette(2))
    try await scene.enter("nonsense")
    #expect(scene.terminal.screen.style(of: "error")?.foreground == .palette(1))
    scene.terminal.type("status")
    try await scene.awaitLine("status")
    #expect(scene.terminal.screen.style(of: "status")?.isBold == true)
    #expect(scene.terminal.screen.unknown.isEmpty)
  }

  @Test("None with NO_COLOR or --color never", arguments: [true, false])
  func none(byVariable: Bool) async throws {
    let scene = try await ReplWorld().start(
      ["--pictures", "off"] + (byVariable ? [] : ["--color", "never"]),
      environment: byVariable ? ["NO_COLOR": "1"] : [:])
    try await scene.enter("set negative \"blur\"")
    try await scene.enter("set", says: "set negative \"blur\"")
    try await scene.enter("nonsense")
    for line in 0..<30 {
      for column in 0..<100 {
        let position = Screen.Position(line: line, column: column)
        #expect(scene.terminal.screen.style(at: position) == .init())
      }
    }
  }
}
