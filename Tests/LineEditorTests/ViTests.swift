import TestSupport
import Testing

/// `~/.editrc`, and with it the keys of vi.
@Suite struct ViTests {
  @Test("`bind -v` gives vi's keys")
  func vi() async throws {
    let scene = try await EditingScene(editrc: "bind -v\n")
    scene.terminal.type("one two three", .escape)
    try await scene.awaitLine("one two three", cursorBack: 1)
    scene.terminal.type("bcwzwei")
    try await scene.awaitLine("one two zwei")
    scene.terminal.press(.escape)
    try await scene.awaitLine("one two zwei", cursorBack: 1)
    scene.terminal.type("0x")
    try await scene.awaitLine("ne two zwei", cursorBack: 11)
    scene.terminal.type("A!")
    try await scene.awaitLine("ne two zwei!")
  }

  @Test("With vi's keys arrows, Tab, paste and search still do what they do")
  func viKeepsOurs() async throws {
    let scene = try await EditingScene(editrc: "bind -v\n", history: "swap one\nswap two\n")
    scene.terminal.type("sw", .up)
    try await scene.awaitLine("swap two")
    scene.terminal.press(.up)
    try await scene.awaitLine("swap one")
    scene.terminal.type("!", .left, .left)
    try await scene.awaitLine("swap one!", cursorBack: 2)
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    scene.terminal.type("fra", .tab)
    try await scene.awaitLine("frame")
    scene.terminal.press(.ctrl("u"), .paste("a\nb"))
    try await scene.terminal.waitFor("the paste") { $0.currentLine == "b" }
    scene.terminal.press(.enter)
    try await scene.awaitGot("a\nb")
    scene.terminal.type("", .ctrl("r"))
    scene.terminal.type("two")
    try await scene.terminal.waitFor("what was searched for") {
      $0.text.contains("❯ swap two")
    }
    scene.terminal.press(.enter)
    try await scene.awaitGot("swap two")
  }

  @Test("What is pasted in vi's command mode is pasted")
  func viCommandPaste() async throws {
    let scene = try await EditingScene(editrc: "bind -v\n")
    scene.terminal.type("ab", .escape)
    try await scene.awaitLine("ab", cursorBack: 1)
    scene.terminal.press(.paste("dd\ndd"))
    try await scene.terminal.waitFor("the paste") {
      $0.lines[..<2] == ["farm · frame 48 ❯ add", "ddb"]
    }
  }

  @Test(
    "The user's bindings win over ours, with either kind of keys", arguments: ["", "bind -v\n"])
  func userBindings(_ mode: String) async throws {
    let scene = try await EditingScene(
      editrc: """
        # what is not understood is passed over
        nonsense here
        \(mode)
        kedit:bind "^T" ed-move-to-beg
        other:bind "^Y" ed-move-to-beg
        bind -s "^O" "macro"
        bind "^[[15~" ed-next-char
        bind -k up ed-move-to-beg
        """)
    scene.terminal.type("abc", .ctrl("t"))
    scene.terminal.type("X", .ctrl("o"))
    try await scene.awaitLine("Xmacroabc", cursorBack: 3)
    scene.terminal.send(bytes: Array("\u{1B}[15~".utf8))
    try await scene.awaitLine("Xmacroabc", cursorBack: 2)
    scene.terminal.press(.up)
    try await scene.awaitLine("Xmacroabc", cursorBack: 9)
  }

  @Test("EDITRC names another file")
  func otherFile() async throws {
    let folder = try TemporaryFolder(isFleeting: true)
    let path = try folder.write("rc", "bind \"^T\" ed-move-to-beg\n")
    let scene = try await EditingScene(environment: ["EDITRC": path], folder: folder)
    scene.terminal.type("abc", .ctrl("t"))
    try await scene.awaitLine("abc", cursorBack: 3)
  }

  @Test("`edit off` leaves the line to the terminal")
  func editOff() async throws {
    let scene = try await EditingScene(editrc: "edit off\n")
    #expect(try scene.terminal.settings.isLineByLine)
    try await scene.enter("plain")
    scene.terminal.press(.ctrl("d"))
    #expect(try await scene.terminal.waitForExit() == .exit(0))
  }

  @Test("A command that takes a key is given up by Ctrl-C", arguments: ["r", "f", "d", "/x", ":"])
  func pendingCommand(_ command: String) async throws {
    let scene = try await EditingScene(editrc: "bind -v\n")
    scene.terminal.type("abc", .escape)
    try await scene.awaitLine("abc", cursorBack: 1)
    scene.terminal.type(command, .ctrl("c"))
    try await scene.terminal.waitFor("the line to be given up") {
      $0.text.contains("^C\ninterrupted ")
    }
    try await scene.awaitPrompt()
    try await scene.enter("next")
  }
}
