import KEditCLI
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@Suite("kedit tasks and kedit task")
struct TaskCommandTests {
  /// The service's id of the newest task.
  private func newestTask(_ scene: RunScene) async throws -> String {
    try #require(try await scene.json("tasks")["tasks"]?.array?.first?["task_id"]?.string)
  }

  @Test("The tasks of the account are listed a page at a time")
  func list() async throws {
    let scene = try RunScene()
    let none = await scene.ask("tasks")
    #expect(none.code == .done)
    #expect(none.error == "the account has no tasks\n")
    #expect(await scene.run("chain.kedit", "-y").code == .done)
    let all = await scene.ask("tasks")
    let lines = all.output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1].contains("  succeed  ") && lines[1].contains(" UTC      3  kedit-"))
    #expect(all.error.isEmpty)
    let page = await scene.ask("tasks", "--page", "1", "--page-size", "1")
    #expect(page.output.split(separator: "\n").count == 2)
    #expect(page.error == "There may be more: --page 2\n")
    let beyond = await scene.ask("tasks", "--page", "9")
    #expect(beyond.code == .done)
    #expect(beyond.error == "there are no tasks on page 9\n")
    let json = try await scene.json("tasks", "--page-size", "1")
    #expect(json["format"] == "kedit-tasks/1")
    #expect(json["page_size"] == 1)
    #expect(json["tasks"]?.array?.first?["task_status"] == "succeed")
    for wrong in [["--page", "0"], ["--page", "1001"], ["--page-size", "501"]] {
      #expect(
        await kedit(["tasks"] + wrong, environment: Environment(scene.environment)).code == .usage)
    }
  }

  @Test("A task is found by either id, and one that is not there is not")
  func one() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y").code == .done)
    let id = try await newestTask(scene)
    let run = await scene.ask("task", id)
    #expect(run.code == .done)
    #expect(run.output.hasPrefix("task \(id): succeed\n  id        kedit-"))
    #expect(run.output.contains("  units     3 charged\n"))
    #expect(run.output.contains("  links     http://127.0.0.1"))
    let json = try await scene.json("task", id)
    #expect(json["format"] == "kedit-task/1")
    #expect(json["created_at"]?.string?.hasSuffix("Z") == true)
    #expect(json["files"] == nil)
    let external = try #require(json["external_task_id"]?.string)
    #expect(try await scene.json("task", external)["task_id"]?.string == id)
    let missing = await scene.ask("task", "no\u{1B}pe")
    #expect(missing.code == .refused)
    #expect(missing.error == "error: the service has no task of the id 'no\\u{1B}pe'\n")
    let keyless = await scene.ask("task", id, environment: ["KLING_API_KEY": ""])
    #expect(keyless.code == .personMustAct)
  }

  @Test("A video is fetched once, whole, and never replaces anything")
  func download() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y").code == .done)
    let id = try await newestTask(scene)
    let run = await scene.ask("task", id, "--download", "new/folder")
    #expect(run.code == .done, "\(run.error)")
    #expect(run.output == "new/folder/\(id).mp4\n")
    #expect(run.error.hasPrefix("task \(id): succeed\n"))
    let fetched = try FileSystem.read(scene.folder("new/folder/\(id).mp4"), limit: 1 << 24)
    #expect(try FileSystem.read(scene.folder("clean.mp4"), limit: 1 << 24) == fetched)
    let again = await scene.ask("task", id, "--download", "new/folder", "--quiet")
    #expect(again.code == .localFile)
    #expect(again.output.isEmpty)
    #expect(again.error.contains("exists already\nhelp: --download takes another folder\n"))
    let json = try await scene.json("task", id, "--download", ".")
    #expect(json["files"] == [.string("./\(id).mp4")] || json["files"] == [.string("\(id).mp4")])
    let blocked = await scene.ask("task", id, "--download", "a.kedit")
    #expect(blocked.code == .localFile)
  }

  @Test("A task under way is waited for, or there is nothing to fetch yet")
  func wait() async throws {
    let scene = try RunScene(renderTime: .seconds(3600))
    #expect(await scene.run("a.kedit", "-y", "--no-wait").code == .stopped)
    let id = try await newestTask(scene)
    #expect(await scene.ask("task", id).code == .done)
    let early = await scene.ask("task", id, "--download", ".")
    #expect(early.code == .stopped)
    #expect(early.error.contains("there is nothing to fetch yet\nhelp: --wait waits for it\n"))
    let timeout = await scene.ask("task", id, "--wait", "--timeout", "0.02")
    #expect(timeout.code == .stopped)
    #expect(timeout.error.contains("the time allowed is over"))
    let quick = try RunScene(renderTime: .milliseconds(300))
    #expect(await quick.run("a.kedit", "-y", "--no-wait").code == .stopped)
    let quickID = try await newestTask(quick)
    let run = await quick.ask("task", quickID, "--wait", "--download", ".")
    #expect(run.code == .done, "\(run.error)")
    #expect(try FileSystem.exists(quick.folder("\(quickID).mp4")))
  }

  @Test("A task that failed is no success, and says why")
  func failed() async throws {
    let scene = try RunScene(taskFailure: { _ in "too dark" })
    #expect(await scene.run("a.kedit", "-y").code == .refused)
    let id = try await newestTask(scene)
    for arguments in [["task", id], ["task", id, "--wait"], ["task", id, "--download", "."]] {
      let run = await kedit(
        arguments, in: scene.folder.path, environment: Environment(scene.environment))
      #expect(run.code == .refused)
      #expect((run.output + run.error).contains("  message   too dark\n"))
    }
    #expect(try scene.folder.names().sorted() == ["a.kedit", "chain.kedit"])
  }

  @Test("Asking makes no journal, and leaves it as it is")
  func noJournal() async throws {
    let scene = try RunScene()
    #expect(await scene.ask("tasks").code == .done)
    #expect(try !FileSystem.exists(scene.journal))
    let folder = try TemporaryFolder()
    let run = await kedit(
      ["tasks", "--simulate"], in: folder.path,
      environment: ["XDG_STATE_HOME": folder("state"), "PATH": "/nowhere"])
    #expect(run.code == .done)
    #expect(run.error == "the account has no tasks\n")
    #expect(try !FileSystem.exists(folder("state/kedit/journal.simulator.sqlite")))
  }

  @Test("A wish to stop ends the waiting")
  func stopping() async throws {
    let interruptions = Interruptions()
    let scene = try RunScene(
      renderTime: .seconds(3600),
      onRequest: { if $0.hasPrefix("GET /v1/videos/multi-elements/") { interruptions.request() } })
    #expect(await scene.run("a.kedit", "-y", "--no-wait").code == .stopped)
    let id = try await newestTask(scene)
    let run = await kedit(
      ["task", id, "--wait"], in: scene.folder.path, environment: Environment(scene.environment),
      interruptions: interruptions)
    #expect(run.code == .stopped)
  }
}
