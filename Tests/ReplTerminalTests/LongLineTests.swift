import TestSupport
import Testing

/// Lines that are long, wide, or broken anew.
@Suite("Long and wide lines at the terminal") struct LongLineTests {
  @Test("A line of ten thousand characters is edited, entered and answered, pasted or typed")
  func long() async throws {
    let world = try ReplWorld()
    let scene = try await world.start()
    let words = (0..<2000).map { "w\($0 % 1000 + 1000)" }.joined(separator: " ")
    try await scene.enter(ReplScene.video)
    try await scene.enter(ReplScene.removal)
    scene.terminal.press(.paste("prompt {video}, \(words)"))
    try await scene.terminal.waitFor("the end of the line") { $0.currentLine.hasSuffix("w1999") }
    scene.terminal.press(.ctrl("a"), .ctrl("e"))
    scene.terminal.type("!", .enter)
    try await scene.terminal.waitForText("the service takes at most 2500")
    try await scene.awaitPrompt()
    try await scene.enter("prompt", says: "Delete the chick from <<<video_1>>>")
    scene.terminal.type("help \(words)", .enter)
    try await scene.terminal.waitForText("there is no help on 'w1000 w1001 ")
    try await scene.awaitPrompt()
    scene.terminal.type("help", .up)
    try await scene.terminal.waitFor("the long line") { $0.currentLine.hasSuffix("w1999") }
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    try await scene.enter("marks", tells: "frame 0: 1 point")
  }

  @Test("A prompt of ten thousand bytes in wide characters is one line in the file that is saved")
  func wideLong() async throws {
    let world = try ReplWorld()
    let scene = try await world.start(columns: 37)
    let prompt = String(repeating: "删除鸡🐔é", count: 400)
    try await scene.enter(ReplScene.video)
    try await scene.enter(ReplScene.removal)
    scene.terminal.press(.paste("prompt \"{video} \(prompt)\""))
    try await scene.terminal.waitFor("the end") { $0.currentLine.hasSuffix("é\"") }
    scene.terminal.press(.enter)
    try await scene.awaitPrompt()
    try await scene.enter("save x.kedit", says: "saved as x.kedit")
    #expect(try world.folder.text("x.kedit").contains("prompt \"{video} \(prompt)\"\n"))
  }

  @Test("Characters of every width are edited one by one")
  func widths() async throws {
    let scene = try await ReplWorld().start()
    let text = "e\u{301}鸡ä🐔한"
    scene.terminal.type(text)
    try await scene.awaitLine(text)
    scene.terminal.press(.left, .left)
    try await scene.awaitLine(text, cursorBack: 4)
    scene.terminal.press(.backspace, .backspace, .backspace)
    try await scene.awaitLine("🐔한", cursorBack: 4)
    scene.terminal.type("x")
    try await scene.awaitLine("x🐔한", cursorBack: 4)
    scene.terminal.press(.delete, .ctrl("a"), .delete)
    try await scene.awaitLine("한", cursorBack: 2)
  }

  @Test("The window gets another size while a long line is typed: the line is whole, and goes on")
  func resize() async throws {
    // The terminal of the tests cuts lines as xterm does, which says who it is.
    let scene = try await ReplWorld().start(
      environment: ["XTERM_VERSION": "XTerm(379)"], columns: 80)
    try await scene.enter("help points")
    let line = (0..<12).map { "word\($0) 鸡" }.joined(separator: " ")
    scene.terminal.type(line, .left, .left, .left)
    try await scene.terminal.waitFor("the line") { Self.stands(line, on: $0, cursorOn: "1") }
    var typed = line
    for (columns, letter) in [(33, "a"), (61, "b"), (20, "c"), (120, "d")] {
      try scene.terminal.resize(columns: columns, height: 30)
      typed.insert(contentsOf: letter, at: typed.index(typed.endIndex, offsetBy: -3))
      scene.terminal.type(letter)
      let expected = typed
      try await scene.terminal.waitFor("the line in \(columns) columns") {
        Self.stands(expected, on: $0, cursorOn: "1")
      }
    }
    let screen = scene.terminal.screen
    #expect(screen.everything.components(of: "❯ word0") == 1, "no remains of it\n\(screen.picture)")
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    try await scene.enter("marks", says: "nothing is marked")
  }

  /// Whether the line is the last on the screen; a wide character that does not fit at the end of a
  /// row leaves a blank there.
  private static func stands(
    _ line: String, on screen: Screen, cursorOn character: String
  ) -> Bool {
    screen.cell(at: screen.cursor).text == character
      && screen.visible.filter { $0 != " " }.hasSuffix("❯\(line.filter { $0 != " " })")
  }
}

extension String {
  /// How often another text stands in it.
  fileprivate func components(of part: String) -> Int {
    ranges(of: part).count
  }
}
