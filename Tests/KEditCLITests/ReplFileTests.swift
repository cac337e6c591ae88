import KEditCLI
import KlingSimulator
import PosixFiles
import TestSupport
import Testing

@Suite("The files of kedit repl")
struct ReplFileTests {
  private static let media = ExampleTests.folder + "/media"

  /// A folder `d` with a file, and the media that it names by the way from there.
  private func scene(_ text: String) throws -> RunScene {
    let scene = try RunScene()
    try FileSystem.createFolders(scene.folder("d"), mode: 0o700)
    for name in ["farm.mp4", "hat.png"] {
      let bytes = try FileSystem.read(Self.media + "/" + name, limit: 1 << 24)
      try FileSystem.write(bytes, to: scene.folder("d/\(name)"))
    }
    try FileSystem.write(Array(text.utf8), to: scene.folder("d/spec.kedit"))
    return scene
  }

  private static let local = """
    video farm = "farm.mp4"
    image hat = "hat.png"
    swap "the cap" for "a hat" from hat in farm at frame 0 point (0.17, 0.83) as swapped

    """

  @Test("What a file of another folder names is found there")
  func otherFolder() async throws {
    let scene = try scene(Self.local)
    let environment = ["KEDIT_UPLOAD_URL": scene.server.uploadURL]
    let run = await scene.repl(
      ["check", "status", "submit", "wait"], "--yes", "d/spec.kedit", environment: environment)
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.contains("no mistakes found\nvideo: farm.mp4\n"))
    #expect(run.output.contains("\nd/spec.kedit\n"))
    #expect(run.output.hasSuffix("swapped.mp4\n"))
    #expect(try FileSystem.exists(scene.folder("swapped.mp4")))
  }

  @Test("It is not saved where its paths would lead elsewhere")
  func savedElsewhere() async throws {
    let scene = try scene(Self.local)
    let environment = ["KEDIT_UPLOAD_URL": scene.server.uploadURL]
    let run = await scene.repl(
      ["save other.kedit"], "d/spec.kedit", environment: environment)
    #expect(run.code == .usage)
    #expect(
      run.error.hasPrefix(
        "error: 'other.kedit' lies in another folder, from which 'farm.mp4' leads elsewhere\n"
          + "help: save d/other.kedit, or name files by their whole paths: /…\n"), "\(run.error)")
    #expect(try !FileSystem.exists(scene.folder("other.kedit")))
    let beside = await scene.repl(
      ["save d/other.kedit", "save", "load d/other.kedit"], "d/spec.kedit",
      environment: environment)
    #expect(beside.code == .done, "\(beside.error)")
  }

  @Test("An include counts as such a path; a file that names none is saved anywhere")
  func savedAnywhere() async throws {
    let scene = try scene("include \"more.kedit\"\n")
    try FileSystem.write(Array("set mode pro\n".utf8), to: scene.folder("d/more.kedit"))
    let run = await scene.repl(["save x.kedit"], "d/spec.kedit")
    #expect(run.error.contains("from which 'more.kedit' leads elsewhere"), "\(run.error)")
    let free = await scene.repl(["load a.kedit", "save d/a.kedit"])
    #expect(free.code == .done, "\(free.error)")
  }

  @Test("A path of --param starts from the current folder, wherever the file lies")
  func parameterPath() async throws {
    let scene = try scene(
      "param clip\nvideo farm = {clip}\nremove \"it\" at frame 0 point (0.2, 0.8)\n")
    let environment = ["KEDIT_UPLOAD_URL": scene.server.uploadURL]
    let run = await scene.repl(
      ["status", "save x.kedit"], "d/spec.kedit", "--param", "clip=d/farm.mp4",
      environment: environment)
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.contains("video: ../d/farm.mp4\n"))
    let missing = await scene.repl(["status"], "d/spec.kedit")
    #expect(missing.code == .faultyFile)
    #expect(missing.error.contains("error[K703]: the parameter `clip` has no value"))
  }

  @Test("A plan and a table are no files to go on with")
  func otherKinds() async throws {
    let scene = try RunScene()
    _ = await scene.ask("plan", "a.kedit", "--format", "json", "-o", "plan.json")
    let plan = await scene.repl([], "plan.json")
    #expect(plan.code == .usage)
    #expect(
      plan.error == "error: 'plan.json' is a plan, and no text that can be changed\n"
        + "help: load the .kedit file that it was made from\n")
    let table = await scene.repl([], "--each", "rows.csv")
    #expect(table.code == .usage)
    #expect(table.error.contains("unknown option '--each'"))
  }

  @Test("The lines of a file are typed, and one that has itself typed comes to an end")
  func sources() async throws {
    let scene = try RunScene()
    try scene.folder.write("steps.txt", RunScene.marked.joined(separator: "\r\n") + "\nmarks\n")
    let run = await scene.repl(["source steps.txt"])
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output.hasSuffix("  (0.77, 0.3)\n"))
    try scene.folder.write("steps.txt", "source steps.txt\n")
    let endless = await scene.repl(["source steps.txt"])
    #expect(endless.code == .usage)
    #expect(endless.error.contains("help: does 'steps.txt' source itself?\n"))
    try FileSystem.write([0xFF, 0x0A], to: scene.folder("steps.txt"))
    let odd = await scene.repl(["source steps.txt"])
    #expect(odd.code == .faultyFile)
    #expect(odd.error.contains("error: 'steps.txt' is not UTF-8\n"))
    #expect(await scene.repl(["load steps.txt"]).code == .faultyFile)
  }
}
