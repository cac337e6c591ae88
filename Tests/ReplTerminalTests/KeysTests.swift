import TestSupport
import Testing

/// What keys do, and who has a say in it.
@Suite("Keys at the terminal") struct KeysTests {
  @Test("Emacs' keys edit the line")
  func emacs() async throws {
    let scene = try await ReplWorld().start()
    scene.terminal.type("mark 小鸡 (0.5, 0.5)", .ctrl("a"), .alt("f"), .alt("d"))
    try await scene.terminal.waitFor("a word less") {
      $0.currentLine.hasSuffix("❯ mark (0.5, 0.5)")
    }
    scene.terminal.press(.ctrl("e"), .ctrl("w"), .backspace)
    try await scene.awaitLine("mark (0.5,")
    scene.terminal.press(.ctrl("u"))
    try await scene.awaitPrompt("kedit ❯")
  }

  @Test("~/.editrc gives vi's keys, and ours stay; what it binds is bound")
  func vi() async throws {
    let world = try ReplWorld()
    try world.home.write(".editrc", "bind -v\nkedit:bind \"^T\" ed-move-to-beg\n")
    let scene = try await world.start()
    scene.terminal.type("help pionts", .escape)
    try await scene.awaitLine("help pionts", cursorBack: 1)
    scene.terminal.type("bcwmarks", .enter)
    try await scene.terminal.waitForText("usage: marks")
    try await scene.awaitPrompt()
    scene.terminal.press(.up)
    try await scene.awaitLine("help marks")
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt()
    scene.terminal.type("stat", .tab)
    try await scene.awaitLine("status ")
    scene.terminal.press(.ctrl("t"))
    try await scene.awaitLine("status ", cursorBack: 7)
  }

  @Test(
    "An entry goes on while a quote, a parenthesis or a block is open; Ctrl-C and Ctrl-D end it")
  func continuation() async throws {
    let scene = try await ReplWorld().start()
    try await scene.enter(ReplScene.video)
    for (first, second) in [
      ("mark frame 0 (0.77,", "0.30)"), ("remove \"the", "chick\" as clean"),
      ("prompt \"\"\"", "  Delete {target} from {video}\n  \"\"\""),
    ] {
      scene.terminal.type(first, .enter)
      try await scene.terminal.waitFor("the next line") { $0.currentLine == "…" }
      for line in second.split(separator: "\n") { scene.terminal.type(String(line), .enter) }
      try await scene.awaitPrompt()
    }
    try await scene.enter("prompt", says: "Delete the chick from <<<video_1>>>")
    try await scene.enter("marks", tells: "(0.77, 0.3)")
    for end in [PseudoTerminal.Key.ctrl("c"), .ctrl("d")] {
      scene.terminal.type("mark (0.1,", .enter)
      try await scene.terminal.waitFor("the next line") { $0.currentLine == "…" }
      scene.terminal.press(end)
      try await scene.awaitPrompt("farm · frame 0 · 1 point ❯")
    }
  }

  @Test("Tab completes what may stand there")
  func completion() async throws {
    let world = try ReplWorld()
    try world.folder.write("clips/hat.png", "")
    try world.folder.write("clips/house.png", "")
    try world.folder.write("steps.kedit", "")
    let scene = try await world.start()
    func complete(_ line: String, to completed: String, _ location: SourceLocation) async throws {
      scene.terminal.type(line, .tab)
      scene.terminal.type("|")
      try await scene.awaitLine(completed + "|", sourceLocation: location)
      scene.terminal.press(.ctrl("u"))
      try await scene.awaitPrompt(sourceLocation: location)
    }
    for (line, completed) in [
      ("unm", "unmark "), ("vid", "video "), ("then r", "then remove "),
      ("help po", "help points "),
      ("load st", "load steps.kedit "), ("image hat = \"cl", "image hat = \"clips/"),
      ("image hat = \"clips/ha", "image hat = \"clips/hat.png\" "),
      ("plan j", "plan json "), ("mode p", "mode pro "), ("set wat", "set watermark "),
      ("set watermark of", "set watermark off "), ("duration a", "duration auto "),
    ] {
      try await complete(line, to: completed, #_sourceLocation)
    }
    try await scene.enter(ReplScene.video)
    try await scene.enter("image hat = \"https://example.com/hat.png\"")
    try await scene.enter("mark frame 48 (0.4, 0.55)")
    for (line, completed) in [
      ("remove \"x\" in fa", "remove \"x\" in farm "),
      ("remove \"x\" a", "remove \"x\" a"),
      ("swap \"x\" f", "swap \"x\" for "),
      ("swap \"x\" for \"y\" fr", "swap \"x\" for \"y\" from "),
      ("swap \"x\" for \"y\" from h", "swap \"x\" for \"y\" from hat "),
      ("unmark fr", "unmark frame "), ("unmark frame 4", "unmark frame 48 "),
      ("at frame 4", "at frame 48 "), ("at frame 48 poi", "at frame 48 point"),
    ] {
      try await complete(line, to: completed, #_sourceLocation)
    }
    // Several are shown below the line, which stays as it is.
    scene.terminal.type("remove \"x\" a", .tab)
    try await scene.terminal.waitFor("the list") { screen in
      screen.text.hasSuffix("❯ remove \"x\" a\nat  as") && screen.currentLine.hasSuffix("\"x\" a")
    }
  }

  @Test("What is pasted is shown, all of it, and runs on Enter alone")
  func paste() async throws {
    let scene = try await ReplWorld().start()
    scene.terminal.press(.paste("\(ReplScene.video)\nmark frame 0 (0.77, 0.30)\n"))
    try await scene.terminal.waitFor("the paste") {
      $0.text.hasSuffix("kedit ❯ \(ReplScene.video)\nmark frame 0 (0.77, 0.30)")
    }
    scene.terminal.press(.left, .right)
    #expect(!scene.terminal.screen.text.contains("1280"), "nothing has run")
    scene.terminal.press(.enter)
    try await scene.awaitPrompt("farm · frame 0 · 1 point ❯")
    #expect(scene.terminal.screen.text.contains("frame 0: 1 point, area"))
  }
}
