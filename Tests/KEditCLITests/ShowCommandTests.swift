import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit show")
struct ShowCommandTests {
  @Test("An edit is shown with all that is known of it")
  func done() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y", "--output-dir", "out").code == .done)
    let run = await scene.ask("show", "1")
    #expect(run.code == .done)
    #expect(run.error.isEmpty)
    for words in [
      "run 1: a.kedit, done\n", "  folder    out\n", "  units     3 charged\n", "clean: done\n",
      ", succeed\n", "  id        kedit-", ", opened ",
      "  marks     frame 0  (0.77, 0.3)\n", "  prompt    Delete the chick from <<<video_1>>>\n",
      "out/clean.mp4: there, unchanged\n", "  links     http://127.0.0.1", " (in 29 days)\n",
    ] {
      #expect(run.output.contains(words), "\(words)")
    }
    #expect(!run.output.contains("steps"))
    try scene.folder.write("out/clean.mp4", "another")
    #expect(
      await scene.ask("show", "1").output.contains("out/clean.mp4: there, but changed since\n"))
    try FileSystem.removeFile(scene.folder("out/clean.mp4"))
    #expect(await scene.ask("show", "1").output.contains("out/clean.mp4: no longer there\n"))
  }

  @Test("A program is told the same, and of every step where that is wanted")
  func json() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y").code == .done)
    let json = try await scene.json("show", "1")
    #expect(json["format"] == "kedit-run/1")
    #expect(json["history"] == nil)
    let edit = try #require(json["edits"]?.array?.first)
    #expect(edit["edit"] == "clean")
    #expect(edit["state"] == "done")
    #expect(edit["task"]?["task_status"] == "succeed")
    #expect(edit["external_task_id"] == edit["task"]?["external_task_id"])
    #expect(edit["marks"]?.array?.first?["points"]?.array == [["x": 0.77, "y": 0.3]])
    #expect(edit["units"] == "3")
    #expect(edit["files"]?.array?.map { $0["state"] } == ["unchanged", "unchanged"])
    #expect(edit["failure"] == .null)
    let history = try await scene.json("show", "1", "--verbose")["history"]?.array ?? []
    #expect(history.first?["from"] == "pending")
    #expect(history.last?["to"] == "done")
    #expect(history.contains { $0["fact"] == "intent" })
    let text = await scene.ask("show", "1", "-v").output
    #expect(text.contains("  clean  pending → initializing\n"))
    #expect(text.contains("→ awaiting: task {\"task_id\": "))
  }

  @Test("What failed says why, harmlessly; what was paid for earlier says by whom")
  func others() async throws {
    let scene = try RunScene(taskFailure: RunScene.failing("no\u{1B}[2J", after: 1))
    #expect(await scene.run("a.kedit", "-y").code == .done)
    #expect(await scene.run("chain.kedit", "-y").code == .refused)
    let run = await scene.ask("show", "2")
    #expect(run.output.contains("run 2: chain.kedit, failed\n"))
    #expect(run.output.contains("units     3 charged, counted for run 1, which made the task\n"))
    #expect(run.output.contains("rest: failed\n"))
    #expect(run.output.contains("no\\u{1B}[2J"))
    #expect(!run.output.contains("\u{1B}"))
    let edits = try await scene.json("show", "2")["edits"]?.array ?? []
    #expect(edits.map { $0["charged_to_run"] } == [1, 2])
    #expect(edits.last?["failure"]?["exit_code"] == 4)
  }

  @Test("An edit that another run has made since is no longer left")
  func doneElsewhere() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y", "--no-wait").code == .stopped)
    #expect(await scene.run("a.kedit", "-y").code == .done)
    #expect(await scene.ask("show", "1").output.contains("clean: done by another run\n"))
    #expect(
      try await scene.json("show", "1")["edits"]?.array?.first?["done_by_another_run"] == true)
  }

  @Test(
    "A run that is not there is a mistake of the command line",
    arguments: ["2", "0", "x", "99999999999999999999"])
  func missing(number: String) async throws {
    let scene = try RunScene()
    #expect(await scene.ask("show", "1").error.contains("there is no journal yet"))
    #expect(await scene.run("a.kedit", "-y").code == .done)
    let run = await scene.ask("show", number)
    #expect(run.code == .usage)
    #expect(run.error.contains("'kedit runs' lists the runs"))
  }
}
