import Glibc
import PosixFiles
import TestSupport
import Testing

/// What was typed becomes a file, a file becomes what was typed, and a killed session comes back.
@Suite("Files and the terminal") struct FilesTests {
  @Test(
    "`save` writes a file that checks; `load` and `source` take one; replacing one is asked about")
  func files() async throws {
    let world = try ReplWorld()
    let scene = try await world.start()
    try await scene.enter(ReplScene.video)
    try await scene.enter(ReplScene.removal)
    try await scene.enter("save farm.mp4", tells: "error: ", "help: save farm.kedit")
    try await scene.enter("save farm", says: "saved as farm.kedit")
    let text = try world.folder.text("farm.kedit")
    #expect(
      text
        == "\(ReplScene.video)\nremove \"the chick\"\n  at frame 0 point (0.77, 0.30)\n  as clean\n"
    )
    #expect(try await scene.enter("status").hasSuffix("\nfarm.kedit"))
    try world.folder.write("other.kedit", text.replacing("chick", with: "dog"))
    scene.terminal.type("save other.kedit", .enter)
    try await scene.terminal.waitForText("'other.kedit' exists already. Replace it? [y/N]")
    scene.terminal.type("n", .enter)
    try await scene.awaitPrompt()
    #expect(try world.folder.text("other.kedit").contains("the dog"))
    try await scene.enter("load other.kedit", tells: "frame 0: 1 point")
    try await scene.enter("prompt", tells: "Delete the dog")
    try await scene.enter("undo", tells: "undone: load other.kedit")
    try await scene.enter("prompt", tells: "Delete the chick")
    try world.folder.write("more.kedit", "mode pro\nmark frame 3 (0.5, 0.5)\n")
    try await scene.enter("source more.kedit", tells: "frame 3: 1 point")
    try await scene.enter("plan", tells: "options   pro", "frame 3  (0.5, 0.5)")
    try await scene.enter("load none.kedit", tells: "error: 'none.kedit' cannot be read")
  }

  @Test("What Ctrl-C has kept from being looked at is looked at with the next need")
  func interruptedLook() async throws {
    let world = try ReplWorld()
    try world.folder.write("clip.mp4", "\0\0\0\u{18}ftypmp42\0\0\0\0mp42isom")
    let folder = world.folder.path
    // Takes forever, until it is told to be quick.
    let probe = try world.folder.write(
      "ffprobe",
      """
      #!/bin/sh
      test -e '\(folder)/go' || exec sleep 600
      touch '\(folder)/looked'
      exit 1

      """)
    try #require(chmod(probe, 0o700) == 0)
    let scene = try await world.start(environment: ["PATH": "\(folder):/usr/bin:/bin"])
    scene.terminal.type("video \"clip.mp4\"", .enter)
    try await scene.awaitWork()
    scene.terminal.press(.ctrl("c"))
    try await scene.awaitPrompt("kedit ❯")
    try await scene.terminal.waitForText("error: stopped while the files were looked at")
    try world.folder.write("go", "")
    try await scene.enter("video \"clip.mp4\"", tells: "error")
    #expect(try FileSystem.exists(world.folder("looked")))
    try await scene.leave()
  }

  @Test("`edit` lets one's own editor change the text; VISUAL comes before EDITOR")
  func editor() async throws {
    let world = try ReplWorld()
    func script(_ name: String, _ body: String) throws -> String {
      let path = try world.folder.write(name, "#!/bin/sh\n\(body)\n")
      try #require(chmod(path, 0o700) == 0)
      return path
    }
    let swap = try script("swap.sh", "test \"$1\" = -q && sed -i s/chick/hen/ \"$2\"")
    let scene = try await world.start(environment: ["EDITOR": "false", "VISUAL": "\(swap) -q"])
    try await scene.enter(ReplScene.video)
    try await scene.enter(ReplScene.removal)
    try await scene.enter("edit")
    try await scene.enter("prompt", tells: "Delete the hen")
    try await scene.enter("edit", says: "nothing was changed")
    try await scene.enter("undo", tells: "undone: edit")
    try await scene.enter("prompt", tells: "Delete the chick")
    try await scene.leave()

    let fails = try await world.start(environment: ["EDITOR": "false"])
    try await fails.enter("edit", tells: "'false' ended with 1, so nothing is changed")
    try await fails.leave()
    let none = try await world.start()
    try await none.enter("edit", tells: "error: no editor is named", "EDITOR=nano")
  }

  @Test("An editor has the terminal to itself, and the prompt is as it was behind it")
  func fullScreenEditor() async throws {
    let world = try ReplWorld()
    let path = try world.folder.write(
      "editor.sh",
      """
      #!/bin/sh
      stty -echo; printf '\\033[?1049hediting\\n'; read -r line; printf '\\033[?1049l'; stty echo
      printf 'remove "%s" in "https://example.com/b.mp4"\\n' "$line" > "$1"

      """)
    try #require(chmod(path, 0o700) == 0)
    let scene = try await world.start(environment: ["EDITOR": path])
    scene.terminal.type("edit", .enter)
    try await scene.terminal.waitFor("the editor") {
      $0.isAlternate && $0.currentLine.isEmpty && $0.text.hasSuffix("editing")
    }
    scene.terminal.type("the hat", .enter)
    try await scene.terminal.waitFor("the prompt") { !$0.isAlternate && $0.bracketsPastes }
    try await scene.enter("prompt", says: "Delete the hat from <<<video_1>>>")
  }

  @Test("`--continue` brings back what a killed session had marked")
  func continues() async throws {
    let world = try ReplWorld()
    let first = try await world.start()
    try await first.enter(ReplScene.video)
    try await first.enter("mark frame 48 (0.4, 0.55) (0.42, 0.6)")
    try await first.enter("remove \"the chick\" as clean")
    first.terminal.send(SIGKILL)
    #expect(try await first.terminal.waitForExit() == .signal(SIGKILL))
    let second = try await world.start(["--continue", "--pictures", "off"])
    #expect(second.prompt == "farm · frame 48 · 2 points ❯")
    try await second.enter("marks", tells: "frame 48: 2 points, area ")
    try await second.enter("prompt", tells: "Delete the chick")
    try await second.leave()
    let none = try ReplWorld().launch(["--continue", "--pictures", "off"])
    try await none.terminal.waitForText("there is no session to take up")
  }
}

extension TemporaryFolder {
  /// What a file in it says.
  func text(_ name: String) throws -> String {
    String(decoding: try FileSystem.read(self(name), limit: 1 << 20), as: UTF8.self)
  }
}
