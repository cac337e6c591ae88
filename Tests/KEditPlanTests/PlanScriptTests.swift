import KEditPlan
import OrderedJSON
import Programs
import TestSupport
import Testing

/// What the scripts need is no part of what kedit is built with.
private let hasTools = ["bash", "curl", "jq", "base64", "sha256sum"].allSatisfy {
  ProgramSearch.find($0, path: nil) != nil
}

@Suite(.enabled(if: hasTools, "bash, curl, jq and the core utilities are needed"))
struct PlanScriptTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func plan(_ edits: [PlannedEdit]) -> Plan {
    var edits = edits
    Fingerprint.assign(to: &edits, sha256: sha256)
    return Plan(source: Plan.Source(path: "a.kedit", sha256: sha256([])), edits: edits)
  }

  private func run(
    _ plan: Plan, at server: LoopbackServer, variables: [String] = []
  ) async throws -> ChildProcess.Outcome {
    try folder.write("script.sh", PlanScript(plan, sha256: sha256).text)
    let settings = [
      "KLING_API_KEY=test-key", "KEDIT_BASE_URL=\(server.url)/", "KEDIT_POLL_INTERVAL=0",
    ]
    let command = settings + variables + ["bash", "script.sh"]
    return try await ChildProcess(
      "env", ["--chdir", folder.path] + command, environment: ["PATH": "/usr/bin:/bin"],
      timeout: .seconds(60)
    ).run()
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func carriesAPlanOutAndNeverPaysTwice() async throws {
    let image = try folder.write("it's $(touch pwned) `x` \".png", [1, 2, 3])
    let name = String(image.dropFirst(folder.path.count + 1))
    let hostile = "'; touch pwned; $(touch pwned) `touch pwned` \\ \" ${task_id} \u{1B}[2J\n鸡 "
    var swap = Sample.removal("ball", prompt: hostile + "<<<video_1>>> <<<image_1>>>")
    swap.mode = .swap
    swap.preview = true
    swap.selections = [
      Selection(
        frame: .index(45), points: [PointReference(x: .fraction(0.77), y: .fraction(0.1 + 0.2))]),
      Selection(
        frame: .time(DecimalNumber(15).scaled(byPowerOfTen: -1)),
        points: [
          PointReference(x: .fraction(0.77), y: .fraction(0.1 + 0.2)),
          PointReference(x: .pixel(988), y: .pixel(214)),
        ]),
      Selection(frame: .last, points: [PointReference(x: .pixel(0), y: .pixel(719))]),
    ]
    swap.task.images = [.local(LocalFile(path: name, sha256: sha256([1, 2, 3])))]
    swap.task.watermark = true
    swap.save = "sub folder/it's.mp4"
    var removal = Sample.removal("again", of: .result("ball"))
    removal.task.externalTaskID = "shop/7"
    // The dependent edit stands first.
    let plan = plan([removal, swap])
    let id = Fingerprint.externalTaskID(
      fingerprint: plan.edits[1].fingerprint, attempt: 1, sha256: sha256)
    let service = ScriptService()
    let server = try service.start()

    let first = try await run(plan, at: server)
    #expect(first.succeeded, "\(text(first.errorOutput))")
    let stem = "./sub folder/it's"
    #expect(
      text(first.output).split(separator: "\n").map(String.init) == [
        "\(stem).preview.mp4", "\(stem).preview.png", "\(stem).tracking.json", "\(stem).mp4",
        "\(stem).watermarked.mp4", "./again.mp4",
      ])
    var create = try #require(
      try JSON.parse(plan.jsonBytes)["edits"]?.array?[1]["steps"]?.array?[5]["body"]?.object)
    create["session_id"] = "s1"
    create["image_list"] = [["image": "AQID"]]
    create["duration"] = "5"
    create["external_task_id"] = .string(id)
    let calls = service.calls
    #expect(
      calls.prefix(8) == [
        "GET /\(id) ",
        #"POST /init-selection {"video_url":"https://example.com/animals-output-5s.mp4"}"#,
        #"POST /add-selection {"session_id":"s1","frame_index":45,"points":[{"x":0.77,"y":0.30000000000000004},{"x":0.772265625,"y":0.29791666666666666}]}"#
          + "\n",
        #"POST /add-selection {"session_id":"s1","frame_index":150,"points":[{"x":0.000390625,"y":0.9993055555555556}]}"#
          + "\n",
        #"POST /preview-selection {"session_id":"s1"}"# + "\n",
        "POST  \(JSON.object(create).text())\n",
        "GET /task%201 ",
        "GET /shop%2F7 ",
      ])
    #expect(calls[8] == #"POST /init-selection {"video_id":"video-1"}"# + "\n")
    #expect(try folder.names().contains("pwned") == false)

    let second = try await run(plan, at: server)
    #expect(second.succeeded, "\(text(second.errorOutput))")
    #expect(
      text(second.output).split(separator: "\n").map(String.init) == [
        "\(stem).mp4", "\(stem).watermarked.mp4", "./again.mp4",
      ])
    #expect(service.calls.dropFirst(calls.count).allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test(arguments: [
    (
      ScriptService.fiveSeconds,
      ["POST /add-selection": #"{"code": 0, "message": "\u001b[2J", "data": {"status": 7}}"#],
      "the selection was rejected: code 0, ?[2J, request unknown"
    ),
    (
      ScriptService.fiveSeconds,
      ["POST /init-selection": #"{"code": 1102, "message": "in arrears", "request_id": "r"}"#],
      "code 1102, in arrears, request r"
    ),
    (ScriptService.fiveSeconds, ["POST ": "<html>"], "Run this again"),
    (
      #""fps": 30, "original_duration": 6000, "width": 1280, "height": 720, "total_frame": 180"#,
      [:], "6000 ms is neither 2 to 5 s nor 7 to 10 s"
    ),
    (
      #""fps": 25, "original_duration": 5000, "width": 1280, "height": 720, "total_frame": 125"#,
      [:], "25 frames per second"
    ),
    (
      #""fps": 24, "original_duration": 5000, "width": 1280, "height": 719, "total_frame": 120"#,
      [:], "1280 × 719 pixels"
    ),
    (
      #""fps": 24, "original_duration": 5000, "width": 1280, "height": 720, "total_frame": 40"#,
      [:], "frame 48 does not exist: there are 40"
    ),
  ])
  func stopsAtTheFirstFault(video: String, faults: [String: String], message: String) async throws {
    var edit = Sample.removal("a")
    edit.selections[0].frame = .time(DecimalNumber(2))
    let service = ScriptService(video: video, faults: faults)
    let server = try service.start()
    let outcome = try await run(plan([edit]), at: server)
    #expect(outcome.ending == .exit(1))
    #expect(text(outcome.errorOutput).contains(message), "\(text(outcome.errorOutput))")
    #expect(
      service.calls.filter { $0.hasPrefix("POST  ") }.count == (faults["POST "] == nil ? 0 : 1))
  }

  @Test func aForeignTaskOrFileIsNotTaken() async throws {
    var edit = Sample.removal("a")
    edit.task.externalTaskID = "theirs"
    let found = #"{"code": 0, "data": {"task_id": "t", "task_status": "succeed"}}"#
    let service = ScriptService(faults: ["GET /theirs": found])
    let outcome = try await run(plan([edit]), at: try service.start())
    #expect(text(outcome.errorOutput).contains("belongs to a task that was not made here"))

    try folder.write("a.mp4", "mine")
    let free = ScriptService()
    let other = try await run(plan([Sample.removal("a")]), at: try free.start())
    #expect(text(other.errorOutput).contains("a.mp4 exists and is no result of this edit"))
    #expect(free.calls.count == 1)
  }

  @Test func aLocalVideoNeedsAnAddress() async throws {
    let plan = plan([
      Sample.removal("a", of: .local(LocalFile(path: "$(x)'.mp4", sha256: sha256([]))))
    ])
    let service = ScriptService()
    let server = try service.start()
    let without = try await run(plan, at: server)
    #expect(
      text(without.errorOutput).contains("set VIDEO_1_URL to the public address of $(x)'.mp4"))
    let with = try await run(plan, at: server, variables: ["VIDEO_1_URL=https://e.com/\"x.mp4"])
    #expect(with.succeeded, "\(text(with.errorOutput))")
    #expect(
      service.calls.contains(#"POST /init-selection {"video_url":"https://e.com/\"x.mp4"}"# + "\n"))
  }

  @Test func aChangedImageIsNotSent() async throws {
    try folder.write("x.png", [9])
    var edit = Sample.removal("a", prompt: "<<<video_1>>> <<<image_1>>>")
    edit.mode = .addition
    edit.task.images = [.local(LocalFile(path: "x.png", sha256: sha256([8])))]
    let service = ScriptService()
    let outcome = try await run(plan([edit]), at: try service.start())
    #expect(text(outcome.errorOutput).contains("x.png has changed since the plan was made"))
    #expect(!service.calls.contains { $0.hasPrefix("POST  ") })
  }

  @Test func quotedTextIsOneWord() async throws {
    let texts = [
      "", "'", "''\\'", "$(x)", "`x`", "\n", "a\u{1B}1", "\u{202E}7'\\n$", "鸡\u{85}", "!x", "*",
      "~",
      "-n", "\u{7F}\u{1}0",
    ]
    let script = "printf '%s\\0' " + texts.map(ShellQuoting.quote).joined(separator: " ")
    let outcome = try await ChildProcess(
      "bash", ["-c", script], environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"],
      timeout: .seconds(60)
    ).run()
    #expect(outcome.output == texts.flatMap { Array($0.utf8) + [0] })
    #expect(script.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
  }

  @Test(arguments: 0..<10)
  func generatedScriptsAreSound(seed: Int) async throws {
    var generator = PlanGenerator(seed: seed)
    let script = PlanScript(generator.plan(), sha256: sha256).text
    let outcome = try await ChildProcess(
      "bash", ["-n"], environment: ["PATH": "/usr/bin:/bin"],
      standardInput: Array(script.utf8), timeout: .seconds(60)
    ).run()
    #expect(outcome.succeeded, "\(text(outcome.errorOutput))")
  }
}
