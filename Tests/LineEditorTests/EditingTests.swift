import TestSupport
import Testing

/// Keys and what they do to the line, as a person sees it.
@Suite struct EditingTests {
  @Test("A line is typed, corrected and entered")
  func plainLine() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("remove teh chick", .ctrl("a"), .alt("f"), .right, .ctrl("k"))
    try await scene.awaitLine("remove ")
    scene.terminal.type("the chick")
    try await scene.awaitLine("remove the chick")
    scene.terminal.press(.enter)
    try await scene.awaitGot("remove the chick")
  }

  @Test("Home, End, arrows, words, Backspace and Delete")
  func movement() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("one two three", .home, .delete, .end, .backspace, .left)
    try await scene.awaitLine("ne two thre", cursorBack: 1)
    scene.terminal.send(bytes: Array("\u{1B}[1;5D".utf8))
    scene.terminal.type("X")
    try await scene.awaitLine("ne two Xthre", cursorBack: 4)
    // A key that is bound to nothing leaves nothing in the line.
    scene.terminal.send(bytes: Array("\u{1B}[15~\u{1B}[1;2P\u{1B}OP".utf8))
    scene.terminal.type("Y")
    try await scene.awaitLine("ne two XYthre", cursorBack: 4)
  }

  @Test("What was killed is yanked, whatever was deleted since")
  func killAndYank() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("killed", .ctrl("u"))
    scene.terminal.type("abc", .backspace, .backspace, .ctrl("y"))
    try await scene.awaitLine("akilled")
  }

  @Test("Ctrl-C clears the line, and says whether there was one")
  func interrupt() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("half a line", .ctrl("c"))
    try await scene.terminal.waitFor("the line to be given up") {
      $0.lines[..<2] == ["farm · frame 48 ❯ half a line^C", "interrupted line"]
    }
    try await scene.awaitPrompt()
    scene.terminal.press(.ctrl("c"))
    try await scene.terminal.waitFor("the empty line to be given up") {
      $0.lines[2...4] == ["farm · frame 48 ❯ ^C", "interrupted empty", "farm · frame 48 ❯"]
    }
    try await scene.enter("whole")
  }

  @Test("Ctrl-D deletes within a line, and ends the input of an empty one")
  func endOfInput() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("abc", .ctrl("d"), .ctrl("a"), .ctrl("d"))
    try await scene.awaitLine("bc", cursorBack: 2)
    scene.terminal.press(.ctrl("u"), .ctrl("k"), .ctrl("d"))
    #expect(try await scene.terminal.waitForExit() == .exit(0))
    #expect(scene.terminal.screen.text.hasSuffix("end of input\nclosed"))
  }

  @Test("Ctrl-L clears the screen and keeps the line")
  func clearScreen() async throws {
    let scene = try await EditingScene()
    try await scene.enter("first")
    scene.terminal.type("second", .left, .ctrl("l"))
    try await scene.terminal.waitFor("the line at the top") {
      $0.lines[0] == "farm · frame 48 ❯ second" && $0.text.split(separator: "\n").count == 1
        && $0.cursor == .init(line: 0, column: 23)
    }
  }

  @Test("The line is coloured while it is typed, the prompt too, and nothing else after it")
  func colors() async throws {
    let scene = try await EditingScene()
    scene.terminal.type("remove it")
    let screen = try await scene.awaitLine("remove it")
    #expect(screen.style(of: "remove")?.isBold == true)
    #expect(screen.style(of: "it") == .init())
    #expect(screen.style(of: "❯") != .init())
    #expect(screen.pen == .init())
    scene.terminal.press(.enter)
    let after = try await scene.awaitGot("remove it")
    #expect(after.style(of: "got") == .init())
    #expect(after.style(at: .init(line: 0, column: EditingScene.start)).isBold)
  }

  @Test("No sequence is written that terminals do not know")
  func knownSequences() async throws {
    let scene = try await EditingScene(columns: 40, height: 6)
    scene.terminal.type(String(repeating: "犬 word ", count: 60), .home, .end, .ctrl("r"))
    scene.terminal.type("x", .ctrl("c"))
    try await scene.awaitPrompt()
    #expect(scene.terminal.screen.unknown == [])
  }
}
