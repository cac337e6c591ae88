import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit run")
struct RunCommandTests {
  @Test("The result lies on disk, its path on standard output, everything else on standard error")
  func result() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "--yes", "--output-dir", "out")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output == "out/clean.mp4\n")
    #expect(try FileSystem.status(of: scene.folder("out/clean.mp4")).size > 0)
    #expect(run.error.contains("Delete the chick from <<<video_1>>>"))
    #expect(run.error.contains("clean: done"))
    #expect(run.error.contains("1 done; 3 units charged"))
    #expect(scene.createCount == 1)
  }

  @Test("An edit that needs another's result is made from it")
  func chain() async throws {
    let scene = try RunScene()
    let run = await scene.run("chain.kedit", "-y")
    #expect(run.code == .done, "\(run.error)")
    #expect(Set(run.output.split(separator: "\n")) == ["clean.mp4", "rest.mp4"])
    #expect(scene.createCount == 2)
  }

  @Test(
    "A person is asked before anything is made at the service",
    arguments: [
      ("y", ExitCode.done), ("YES ", .done), ("n", .stopped), ("", .stopped),
    ])
  func question(answer: String, code: ExitCode) async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", answer: answer)
    #expect(run.code == code)
    #expect(run.error.contains("Proceed? This will cost about 3 to 6 units. [y/N] "))
    #expect(scene.seen.contains { $0.hasPrefix("POST") } == (code == .done))
  }

  @Test("Without a terminal and without --yes nothing is made at the service")
  func nobodyToAsk() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", environment: ["KEDIT_YES": "1"])
    #expect(run.code == .stopped)
    #expect(run.error.contains("--yes"))
    #expect(scene.seen.allSatisfy { $0.hasPrefix("GET") })
  }

  @Test("A file in the way stops the run before anything is sent, unless it may be replaced")
  func fileInTheWay() async throws {
    let scene = try RunScene()
    try scene.folder.write("clean.mp4", "mine")
    let refused = await scene.run("a.kedit", "-y", environment: ["KEDIT_OVERWRITE": "1"])
    #expect(refused.code == .localFile)
    #expect(refused.error.contains("a.kedit:2:1: "))
    #expect(refused.error.contains("--overwrite"))
    #expect(scene.seen.isEmpty)
    let replaced = await scene.run("a.kedit", "-y", "--overwrite")
    #expect(replaced.code == .done, "\(replaced.error)")
    #expect(try FileSystem.read(scene.folder("clean.mp4"), limit: 1 << 24) != Array("mine".utf8))
  }

  @Test(
    "Without sound credentials nothing is sent, and the variables are named",
    arguments: [
      ([:], "KLING_API_KEY"), (["KLING_ACCESS_KEY": "a"], "KLING_SECRET_KEY"),
      (["KEDIT_PROVIDER": "comet"], "COMETAPI_KEY"), (["KLING_API_KEY": "a b"], "KLING_API_KEY"),
    ] as [([String: String], String)])
  func credentials(extra: [String: String], variable: String) async throws {
    let scene = try RunScene()
    var environment = scene.environment.merging(extra) { $1 }
    if extra["KLING_API_KEY"] == nil { environment["KLING_API_KEY"] = nil }
    let run = await kedit(
      ["run", "-y", "a.kedit"], in: scene.folder.path, environment: Environment(environment))
    #expect(run.code == .personMustAct)
    #expect(run.error.contains(variable))
    #expect(scene.seen.isEmpty)
  }

  @Test("A key that the service does not know is a person's affair")
  func wrongKey() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "-y", environment: ["KLING_API_KEY": "another-key"])
    #expect(run.code == .personMustAct)
    #expect(!run.error.contains("another-key"))
  }

  @Test(
    "A host that must not be talked to is refused",
    arguments: [
      ["--base-url", "http://example.com"], ["--base-url", "127.0.0.1:80"],
      ["--base-url", "http://127.0.0.1.example.com"],
      ["--simulate", "--base-url", "http://127.0.0.1"],
    ])
  func hosts(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write("a.kedit", RunScene.one)
    let run = await kedit(
      ["run", "-y", "a.kedit"] + arguments, in: folder.path,
      environment: ["KLING_API_KEY": "x", "XDG_STATE_HOME": folder("state")])
    #expect(run.code == .usage)
    #expect(run.output.isEmpty)
    #expect(try folder.names() == ["a.kedit"])
  }

  @Test(
    "A folder that cannot take the results is found before anything is sent",
    arguments: [
      "a.kedit", "a.kedit/below", "/dev/null",
    ])
  func unwritableFolder(folder: String) async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "-y", "--output-dir", folder)
    #expect(run.code == .localFile)
    #expect(run.error.contains("--output-dir"))
    #expect(scene.seen.isEmpty)
  }

  @Test("A key pair signs the calls", arguments: [true, false])
  func keyPair(isRight: Bool) async throws {
    let scene = try RunScene()
    let run = await scene.run(
      "a.kedit", "-y",
      environment: [
        "KLING_API_KEY": "", "KLING_ACCESS_KEY": RunScene.accessKey,
        "KLING_SECRET_KEY": isRight ? RunScene.secretKey : "another",
      ])
    #expect(run.code == (isRight ? .done : .personMustAct), "\(run.error)")
  }

  @Test("Only the wanted edits are made, with what they need")
  func only() async throws {
    let scene = try RunScene()
    let first = await scene.run("chain.kedit", "-y", "--only", "clean")
    #expect(first.code == .done)
    #expect(first.output == "clean.mp4\n")
    let second = await scene.run("chain.kedit", "-y", "--only=rest", "--output-dir=b")
    #expect(Set(second.output.split(separator: "\n")) == ["b/clean.mp4", "b/rest.mp4"])
    let none = await scene.run("chain.kedit", "-y", "--only", "claen")
    #expect(none.code == .usage)
    #expect(none.error.contains("did you mean 'clean'?"))
  }

  @Test("A run that may cost more than is allowed is not begun")
  func maximumUnits() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "-y", "--max-units", "5.5")
    #expect(run.code == .stopped)
    #expect(scene.seen.allSatisfy { $0.hasPrefix("GET") })
    let enough = await scene.run("a.kedit", "-y", "--max-units", "6")
    #expect(enough.code == .done)
  }

  @Test("A task that fails is the service's refusal; what needs it is not begun")
  func failedTask() async throws {
    let scene = try RunScene(taskFailure: { _ in "no\u{1B}[2J chick \u{202E}" })
    let run = await scene.run("chain.kedit", "-y")
    #expect(run.code == .refused)
    #expect(run.output.isEmpty)
    #expect(scene.createCount == 1)
    #expect(run.error.contains("1 failed, 1 skipped"))
    #expect(!run.error.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }

  @Test("A file with mistakes is not carried out; a warning does not stop it")
  func faultyFile() async throws {
    let scene = try RunScene()
    let faulty = await scene.run("-", "-y", input: RunScene.one + "remove\n")
    #expect(faulty.code == .faultyFile)
    #expect(scene.seen.isEmpty)
    let warned = await scene.run(
      "-", "-y", input: "image cat = \"https://example.com/c.png\"\n" + RunScene.one)
    #expect(warned.code == .done, "\(warned.error)")
    #expect(warned.error.contains("warning["))
    let empty = await scene.run("-", "-y", input: "kedit 1\n")
    #expect(empty.code == .done)
    #expect(empty.error.contains("nothing to do"))
    let missing = await scene.run("none.kedit", "-y")
    #expect(missing.code == .localFile)
  }

  @Test("A plan is carried out as it is, as long as its local files are what they were")
  func planFile() async throws {
    let scene = try RunScene()
    try scene.folder.write("cat.png", Self.image)
    try scene.folder.write(
      "swap.kedit",
      RunScene.one + """
        swap "the dog" for "a cat" from "cat.png" at frame 0 point (0.1, 0.1) as cat
        """)
    let plan = await kedit(
      ["plan", "--format", "json", "-o", "swap.json", "swap.kedit"], in: scene.folder.path)
    #expect(plan.code == .done, "\(plan.error)")
    let run = await scene.run("swap.json", "-y", "--output-dir", "out")
    #expect(run.code == .done, "\(run.error)")
    #expect(Set(run.output.split(separator: "\n")) == ["out/clean.mp4", "out/cat.mp4"])

    try scene.folder.write("cat.png", Self.image + [0])
    let changed = await scene.run("swap.json", "-y", "--output-dir", "again")
    #expect(changed.code == .faultyFile)
    #expect(changed.error.contains("'cat.png'"))
    #expect(scene.createCount == 2)
  }

  /// The header of a PNG image of 400 × 400, which is all that is looked at.
  private static let image: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    + [0, 0, 1, 0x90, 0, 0, 1, 0x90, 8, 2, 0, 0, 0, 0, 0, 0, 0]

  @Test("Events are JSON lines, from the version to the summary", arguments: [true, false])
  func events(toFile: Bool) async throws {
    let scene = try RunScene()
    let run =
      toFile
      ? await scene.run("chain.kedit", "-y", "--json-into", "events.jsonl")
      : await scene.run("chain.kedit", "-y", "--format", "json")
    #expect(run.code == .done, "\(run.error)")
    var text = run.output
    if toFile {
      #expect(Set(run.output.split(separator: "\n")) == ["clean.mp4", "rest.mp4"])
      let file = try FileSystem.read(scene.folder("events.jsonl"), limit: 1 << 20)
      text = String(decoding: file, as: UTF8.self)
    }
    let events = try text.split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
    let types = events.map { $0["type"]?.string ?? "" }
    #expect(types.first == "version")
    #expect(types.last == "summary")
    #expect(events.last?["exit_code"] == 0)
    #expect(events.last?["done"] == 2)
    for type in ["edit_started", "call", "task_submitted", "progress", "edit_finished"] {
      #expect(types.contains(type))
    }
    let files = events.filter { $0["type"] == "edit_finished" }.map { $0["files"] }
    #expect(files == [["clean.mp4"], ["rest.mp4"]])
    #expect(!text.contains(RunScene.key))
  }

  @Test(
    "Events end with a summary even where nothing was begun",
    arguments: [
      (["a.kedit", "-y", "--max-units", "1"], 5), (["a.kedit"], 5), (["-", "-y"], 1),
      (["a.kedit", "-y", "--only", "none"], 2),
    ])
  func earlyEvents(arguments: [String], code: Int) async throws {
    let scene = try RunScene()
    let run = await kedit(
      ["run", "--format", "json"] + arguments, in: scene.folder.path, input: "remove\n",
      environment: Environment(scene.environment))
    #expect(run.code.rawValue == Int32(code))
    let events = try run.output.split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
    #expect(events.first?["type"] == "version")
    #expect(events.last?["type"] == "summary")
    #expect(events.last?["exit_code"] == .int(code))
    #expect(events.contains { $0["type"] == "diagnostic" } == (code == 1))
    #expect(scene.seen.allSatisfy { $0.hasPrefix("GET") })
  }

  @Test("Events that cannot be written are a failure, though the result is there")
  func unwritableEvents() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "-y", "--json-into", "/dev/full")
    #expect(run.code == .localFile)
    #expect(run.output == "clean.mp4\n")
    let nowhere = await scene.run("a.kedit", "-y", "--overwrite", "--json-into", "no/such/file")
    #expect(nowhere.code == .localFile)
    #expect(nowhere.output.isEmpty)
  }

  @Test("Calls are shown on request, without the key")
  func verbose() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "-yv")
    #expect(run.error.contains("POST /v1/videos/multi-elements/init-selection: HTTP 200"))
    #expect(run.error.contains("https://example.com/a.mp4"))
    #expect(!run.error.contains(RunScene.key))
  }

  @Test("Quiet stays quiet of a task that is taken over")
  func quietAdoption() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y", "--no-wait").code == .stopped)
    let run = await scene.run("a.kedit", "-y", "-q")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output == "clean.mp4\n")
    #expect(run.error.isEmpty)
    #expect(scene.createCount == 1)
  }

  @Test("Quiet means results and errors only")
  func quiet() async throws {
    let scene = try RunScene()
    let run = await scene.run("a.kedit", "-qy")
    #expect(run.code == .done)
    #expect(run.output == "clean.mp4\n")
    #expect(run.error.isEmpty)
  }

  @Test("Tasks that were not waited for are taken over by the next run, not made again")
  func noWait() async throws {
    let scene = try RunScene()
    let first = await scene.run("a.kedit", "-y", "--no-wait")
    #expect(first.code == .stopped)
    #expect(first.output.isEmpty)
    #expect(first.error.contains("To go on: kedit resume"))
    let second = await scene.run("a.kedit", "-y")
    #expect(second.code == .done, "\(second.error)")
    #expect(second.output == "clean.mp4\n")
    #expect(scene.createCount == 1)
    let third = await scene.run("a.kedit", "-y", "--overwrite", "--fresh")
    #expect(third.code == .done)
    #expect(scene.createCount == 2)
  }

  @Test(
    "A wish to stop ends the run cleanly, whenever it comes",
    arguments: [
      "init-selection", "add-selection", "POST /v1/videos/multi-elements",
    ])
  func interruption(request: String) async throws {
    let interruptions = Interruptions()
    let scene = try RunScene(
      renderTime: .seconds(3600),
      onRequest: { line in
        if line.contains(request) { interruptions.request() }
      })
    let run = await scene.run("a.kedit", "-y", interruptions: interruptions)
    #expect(run.code == .stopped, "\(run.error)")
    #expect(run.output.isEmpty)
    #expect(run.error.contains("clean: stopped"))
    #expect(run.error.contains("To go on"))
    #expect(try scene.folder.names() == ["a.kedit", "chain.kedit"])
  }

  @Test("The whole run ends when its time is over")
  func timeout() async throws {
    let scene = try RunScene(renderTime: .seconds(3600))
    let run = await scene.run("a.kedit", "-y", "--timeout", "0.3")
    #expect(run.code == .stopped, "\(run.error)")
    #expect(run.error.contains("clean: stopped"))
  }
}
