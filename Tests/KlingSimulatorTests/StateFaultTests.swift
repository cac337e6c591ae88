import Crypto
import KlingAPI
import KlingSimulator
import OrderedJSON
import TestSupport
import Testing

/// Faults of sessions, tasks and the clock, over HTTP, and what tests ask the simulator for.
@Suite struct StateFaultTests {
  @Test func `A session that has ended is refused from then on`() async throws {
    let scene = try FaultScene(#"{"on": "create", "calls": 1, "fault": "expire-session"}"#)
    try await scene.open()
    let answer = try await scene.create()
    #expect(answer.code == 1201)
    #expect(answer.head.header("X-Simulator-Rule") == "session-at-most-24-hours")
    #expect(
      try await scene.add("0.25").head.header("X-Simulator-Rule") == "session-at-most-24-hours")
    #expect(try scene.tasks() == 0)
  }

  @Test(arguments: [(-60, 1003, "token-already-valid"), (3600, 1004, "token-not-expired")])
  func `A clock that is wrong refuses signed tokens, and shows itself in the date`(
    seconds: Int, code: Int, rule: String
  ) async throws {
    let scene = try FaultScene(
      #"{"on": "list", "calls": 1, "fault": "skew", "seconds": \#(seconds)}"#)
    let token = webToken(now: 1_700_000_000)
    let answer = try await scene.call("", token: token)
    #expect(answer.head.status == 401)
    #expect(answer.code == code)
    #expect(answer.head.header("X-Simulator-Rule") == rule)
    let minute = seconds < 0 ? "22:12:20" : "23:13:20"
    #expect(answer.head.header("Date") == "Tue, 14 Nov 2023 \(minute) GMT")
    #expect(try await scene.call("", token: token).code == 0)
  }

  private func webToken(now: Int) -> String {
    let header = Base64URL.encode(Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
    let claims = Base64URL.encode(
      Array(#"{"iss":"ak-test","exp":\#(now + 1800),"nbf":\#(now - 5)}"#.utf8))
    let signature = HMACSHA256.authenticate(
      message: Array("\(header).\(claims)".utf8), key: Array("sk-test".utf8))
    return "\(header).\(claims).\(Base64URL.encode(signature))"
  }

  @Test func `A task that fails says why and costs nothing`() async throws {
    let scene = try FaultScene(
      #"{"on": "create", "external_task_id": "second", "fault": "fail-task", "message": "no luck"}"#
    )
    try await scene.open()
    _ = try await scene.create("first")
    _ = try await scene.create("second")
    let task = try await scene.call("second").json?["data"]
    #expect(task?["task_status"]?.string == "failed")
    #expect(task?["task_status_msg"]?.string == "no luck")
    #expect(task?["final_unit_deduction"]?.string == "0")
    #expect(try await scene.call("first").json?["data"]?["task_status"]?.string == "succeed")
    #expect(try scene.server.ledger().unitsCharged == 3)
  }

  @Test func `A task that takes as long as it is told to`() async throws {
    let scene = try FaultScene(#"{"on": "create", "fault": "task-time", "seconds": 90}"#)
    try await scene.open()
    _ = try await scene.create()
    scene.pass(.seconds(89))
    #expect(try await scene.call("mine").json?["data"]?["task_status"]?.string == "processing")
    scene.pass(.seconds(1))
    #expect(try await scene.call("mine").json?["data"]?["task_status"]?.string == "succeed")
  }

  // MARK: Counting

  @Test func `Rules count calls, each for itself, and those without a hit too`() async throws {
    let scene = try FaultScene(
      #"{"on": "list", "calls": 1, "fault": "empty", "status": 501}"#,
      #"{"on": ["list", "get"], "calls": "3-4", "fault": "empty", "status": 503}"#,
      #"{"on": "list", "calls": "every 5", "fault": "empty", "status": 505}"#,
      #"{"on": "list", "calls": "10-", "fault": "empty", "status": 510}"#)
    var seen: [Int] = []
    for _ in 1...11 { seen.append(try await scene.call("").head.status) }
    #expect(seen == [501, 200, 503, 503, 505, 200, 200, 200, 200, 505, 510])
  }

  @Test func `Of two replies the first rule's wins`() async throws {
    let scene = try FaultScene(
      #"{"on": "list", "fault": "empty", "status": 501}"#,
      #"{"on": "list", "fault": "empty", "status": 502}"#)
    #expect(try await scene.call("").head.status == 501)
  }

  @Test func `Calls are counted apart for each task where that is asked for`() async throws {
    let scene = try FaultScene(
      #"""
      {"on": "create", "calls": 1, "per": "task", "external_task_id": "kedit-*", "fault": "empty",
       "status": 500}
      """#)
    try await scene.open()
    #expect(try await scene.create("kedit-1").head.status == 500)
    #expect(try await scene.create("kedit-2").head.status == 500)
    #expect(try await scene.create("kedit-1").code == 0)
    #expect(try await scene.create("other").code == 0)
    #expect(try await scene.create("kedit-2").code == 0)
  }

  @Test func `A task is one whichever of its ids it is asked by, and before it is there`()
    async throws
  {
    let scene = try FaultScene(
      #"{"on": "get", "calls": 3, "external_task_id": "mine", "fault": "empty", "status": 500}"#)
    #expect(try await scene.call("mine").code == 1201)
    #expect(try await scene.call("other").code == 1201)
    try await scene.open()
    let id = try await scene.create().json?["data"]?["task_id"]?.string
    #expect(try await scene.call("mine").code == 0)
    #expect(try await scene.call(try #require(id)).head.status == 500)
    #expect(try scene.server.ledger().calls["get"] == 4)
  }

  @Test func `A rule may be about one session, or one content`() async throws {
    let scene = try FaultScene(
      #"{"on": "add", "session_id": "\#(FaultScene.session)", "fault": "empty", "status": 501}"#,
      #"{"on": "init", "containing": "a.mp4", "calls": 2, "fault": "empty", "status": 502}"#)
    _ = try await scene.initialize()
    #expect(try await scene.add().head.status == 501)
    #expect(try await scene.add(to: "1").head.status == 400)
    let other = #"{"video_url": "https://example.com/b.mp4"}"#
    #expect(try await scene.call("init-selection", other).code == 0)
    #expect(try await scene.initialize().head.status == 502)
  }

  @Test func `What happens once happens once for all processes over the folder`() async throws {
    let rule = #"{"on": "create", "calls": 1, "fault": "drop", "when": "after"}"#
    let first = try FaultScene(rule)
    try await first.open()
    #expect(await isInterrupted { () async throws(TransportError) in try await first.create() })
    first.server.stop()
    let second = try FaultScene(rule, folder: first.folder)
    #expect(try await second.create().code == 1201)
    // Another script counts anew.
    let third = try FaultScene(
      #"{"on": "create", "calls": 1, "fault": "empty"}"#, folder: first.folder)
    #expect(try await third.create().body.isEmpty)
  }

  // MARK: The ledger

  @Test func `The ledger of a folder tells calls, tasks and costs`() async throws {
    let scene = try FaultScene(
      #"{"on": "create", "calls": "2-3", "fault": "drop"}"#, renderTime: .seconds(10))
    try await scene.open()
    _ = try await scene.create("a")
    for _ in 2...3 {
      #expect(
        await isInterrupted { () async throws(TransportError) in try await scene.create("b") })
    }
    scene.pass(.seconds(5))
    _ = try await scene.create("b")
    scene.pass(.seconds(5))
    _ = try await scene.create("c")
    let ledger = try SimulatorLedger.read(
      stateFolder: scene.folder.path, now: 1_700_000_010_000)
    #expect(ledger == (try scene.server.ledger()))
    #expect(ledger.calls == ["init": 1, "add": 1, "create": 5])
    #expect(ledger.creates == ["a": 1, "b": 3, "c": 1])
    #expect(ledger.tasks.map(\.externalID) == ["a", "b", "c"])
    #expect(ledger.tasks.map(\.status) == ["succeed", "processing", "processing"])
    #expect(ledger.taskCount(of: "b") == 1)
    #expect(ledger.unitsCharged == 3)
    #expect(ledger.mostTasksAtOnce == 2)
  }
}
