import KEditCLI
import KEditEngine
import KlingSimulator
import OrderedJSON
import PosixFiles
import TestSupport
import Testing

@testable import KEditCLI

@Suite("kedit runs")
struct RunsCommandTests {
  @Test(
    "Where there is no journal, that is said, and none is made",
    arguments: [[], ["--cost"], ["--expiring"], ["--simulate"], ["--state", "x/y.sqlite"]])
  func noJournal(arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let run = await kedit(
      ["runs"] + arguments, in: folder.path, environment: ["XDG_STATE_HOME": folder("state")])
    #expect(run.code == .done)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("there is no journal yet: '\(folder.path)/"))
    #expect(try folder.names().isEmpty)
    let json = await kedit(
      ["runs", "--format=json"] + arguments, in: folder.path,
      environment: ["XDG_STATE_HOME": folder("state")])
    #expect(json.code == .done)
    let answer = try JSON.parse(Array(json.output.utf8))
    #expect((answer["runs"] ?? answer["results"])?.array == [])
    #expect(try folder.names().isEmpty)
  }

  @Test("The newest run comes first, with what it came to")
  func list() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y").code == .done)
    try scene.folder.write("b.kedit", RunScene.another)
    #expect(await scene.run("b.kedit", "-y", "--no-wait").code == .stopped)
    let run = await scene.ask("runs")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1].contains("b.kedit  1 left"))
    #expect(lines[1].hasSuffix("0+  stopped"))
    #expect(lines[2].contains("a.kedit  1 done"))
    #expect(lines[2].hasSuffix("3  done"))
    #expect(run.error == "To go on with run 2: kedit resume 2\n")
    let elsewhere = await scene.ask("runs", environment: ["KEDIT_BASE_URL": ""])
    #expect(
      elsewhere.error == "To go on with run 2: kedit resume 2 --provider kling --base-url "
        + "'\(scene.server.baseURL)'\n")

    let json = try await scene.json("runs")["runs"]?.array ?? []
    #expect(json.map { $0["run"] } == [2, 1])
    #expect(json.map { $0["state"] } == ["stopped", "done"])
    #expect(json.map { $0["units"] } == ["0", "3"])
    #expect(json.map { $0["open_tasks"] } == [1, 0])
    #expect(json.map { $0["can_go_on"] } == [true, false])
    #expect(json[0]["held_by"] == .null)
    #expect(json[1]["edit_counts"]?["done"] == 1)
    #expect(json[1]["ended_at"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)

    #expect(await scene.ask("resume").code == .done)
    #expect(try await scene.json("runs")["runs"]?.array?.first?["state"] == "done")
    #expect(await scene.ask("runs").error.isEmpty)
  }

  @Test("The command that goes on names the service that the command line named")
  func goingOnElsewhere() async throws {
    let scene = try RunScene(renderTime: .seconds(3600))
    let url = scene.server.baseURL
    let run = await scene.run(
      "a.kedit", "-y", "--no-wait", "--base-url", url, environment: ["KEDIT_BASE_URL": ""])
    #expect(run.error.hasSuffix("\nTo go on: kedit resume --provider kling --base-url '\(url)'\n"))
    let usual = await scene.run("a.kedit", "-y", "--no-wait")
    #expect(usual.error.hasSuffix("\nTo go on: kedit resume\n"))
  }

  @Test("A run that is under way is held by its process")
  func underWay() async throws {
    let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
    let gate = Gate()
    let scene = try RunScene(onRequest: { line in
      guard line.hasPrefix("POST"), line.hasSuffix("init-selection") else { return }
      continuation.yield()
      gate.wait()
    })
    async let running = scene.run("a.kedit", "-y")
    for await _ in asked { break }
    let run = await scene.ask("runs")
    let json = try await scene.json("runs")["runs"]?.array?.first
    gate.open()
    #expect(run.output.contains("under way, process "))
    #expect(json?["state"] == "under_way")
    #expect(json?["held_by"]?["process"]?.int != nil)
    #expect(await running.code == .done)
  }

  @Test("What a later run takes over is charged to the run that made it")
  func cost() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y").code == .done)
    #expect(await scene.run("chain.kedit", "-y").code == .done)
    let run = await scene.ask("runs", "--cost")
    let lines = run.output.split(separator: "\n")
    try #require(lines.count == 4)
    #expect(lines[1].hasSuffix("chain.kedit      3"))
    #expect(lines[2].hasSuffix("a.kedit          3"))
    #expect(lines[3].hasSuffix("together         6"))
    let json = try await scene.json("runs", "--cost")
    #expect(json["units"] == "6")
    #expect(json["runs"]?.array?.map { $0["units"] } == ["3", "3"])
  }

  @Test("Provider and base URL choose among the accounts")
  func filter() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y").code == .done)
    let other = await scene.ask("runs", "--provider", "comet")
    #expect(other.code == .done)
    #expect(other.error == "the journal knows no run\n")
    #expect(await scene.ask("runs", "--base-url", "https://x.example").output.isEmpty)
    #expect(await scene.ask("runs", "--provider", "kling").output.contains("a.kedit"))
    #expect(await scene.ask("runs", "--simulate").error.contains("no journal yet"))
    #expect(await scene.ask("runs", "--simulate", "--provider=kling").code == .usage)
    #expect(await scene.ask("runs", "--cost", "--expiring").code == .usage)
  }

  @Test("Who looks for a simulated run in the wrong journal is shown the right one")
  func simulated() async throws {
    let scene = try RunScene()
    #expect(!(await scene.ask("runs").error.contains("--simulate")))
    #expect(await scene.ask("resume", "--simulate").code == .done)
    let list = "'kedit runs --simulate' lists those of the simulation"
    #expect(await scene.ask("runs").error.contains(list))
    #expect(await scene.ask("show", "1").error.contains(list))
    #expect(await scene.ask("mask", "1", "clean").error.contains(list))
    #expect(await scene.run("a.kedit", "-y").code == .done)
    #expect(await scene.ask("show", "7").error.contains(list))
    #expect(await scene.ask("show", "7", "--simulate").error.contains("lists the runs\n"))
  }

  @Test("A task that nobody fetched is counted until its link dies soon")
  func later() async throws {
    let scene = try RunScene()
    #expect(await scene.run("a.kedit", "-y", "--no-wait").code == .stopped)
    let run = await scene.ask("runs", "--expiring")
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("1 result not fetched yet"))
    #expect(await scene.ask("resume").code == .done)
    #expect(await scene.ask("runs", "--expiring").error == "nothing is left to fetch\n")
  }

  @Test("What dies soon is named with its day and what to type")
  func expiring() async throws {
    let day = 24 * 3600 * 1000
    let now = Moment(1_800_000_000_000)
    func result(_ edit: String, _ days: Int, isMade: Bool = true) -> UnfetchedResult {
      UnfetchedResult(
        run: 3,
        scope: JournalScope(
          provider: "comet", baseURL: "https://api.cometapi.com/kling",
          account: "a"), edit: edit, taskID: "t\u{1B}1", externalTaskID: "kedit-1",
        expiresAt: now.milliseconds + days * day, isMade: isMade)
    }
    let arguments = Arguments(operands: [], given: ["state": ["my journal"]], environment: [:])
    let list = ExpiringList(
      [result("dead", -3), result("soon", 5), result("open", 6, isMade: false), result("late", 8)],
      try ArchiveOptions(arguments), at: now)
    #expect(
      list.text == #"""
        dead of run 3: its link has probably died, 2027-01-12 08:00 UTC (3 days ago)
          task   t\u{1B}1
          fetch  kedit resume 3 --provider comet --state 'my journal'
        soon of run 3: its link dies 2027-01-20 08:00 UTC (in 5 days)
          task   t\u{1B}1
          fetch  kedit resume 3 --provider comet --state 'my journal'
        open of run 3: not looked at since its task was made; its link may die from 2027-01-21 08:00 UTC (in 6 days) on
          task   t\u{1B}1
          fetch  kedit resume 3 --provider comet --state 'my journal'

        """#)
    #expect(list.json["results"]?.array?.map { $0["expired"] } == [true, false, false])
    #expect(list.json["later"] == 1)
  }

  @Test("A journal that is damaged, or of another kedit, is said and left as it is")
  func damaged() async throws {
    let folder = try TemporaryFolder()
    for content in ["not a database, but long enough to be looked at as one", ""] {
      try folder.write("j.sqlite", content)
      let run = await kedit(["runs", "--state", "j.sqlite"], in: folder.path)
      #expect(run.code == .localFile)
      #expect(run.error.contains("j.sqlite' "))
      #expect(try FileSystem.read(folder("j.sqlite"), limit: 1 << 20) == Array(content.utf8))
    }
  }
}
