import CurlTransport
import KlingAPI
import KlingSimulator
import OrderedJSON
import TestSupport
import Testing

/// Faults in the place of an answer, over HTTP.
@Suite struct ReplyFaultTests {
  @Test func `A create that is dropped before makes no task, and the next one does`() async throws {
    let scene = try FaultScene(#"{"on": "create", "calls": 1, "fault": "drop"}"#)
    try await scene.open()
    #expect(await isInterrupted { () async throws(TransportError) in try await scene.create() })
    #expect(try scene.tasks() == 0)
    #expect(try await scene.create().code == 0)
    #expect(try scene.server.ledger().creates == ["mine": 2])
    #expect(try scene.tasks() == 1)
  }

  @Test func `A create that is dropped after has made a task that can be asked for`() async throws {
    let scene = try FaultScene(
      #"{"on": "create", "calls": 1, "fault": "drop", "when": "after"}"#)
    try await scene.open()
    #expect(await isInterrupted { () async throws(TransportError) in try await scene.create() })
    #expect(try scene.tasks() == 1)
    let again = try await scene.create()
    #expect(again.code == 1201)
    #expect(again.head.header("X-Simulator-Rule") == "external-task-id-unique")
    #expect(try await scene.call("mine").code == 0)
    #expect(try scene.server.ledger().taskCount(of: "mine") == 1)
  }

  @Test(arguments: [
    (401, 1000), (401, 1001), (401, 1002), (401, 1003), (401, 1004), (429, 1100), (429, 1101),
    (429, 1102), (403, 1103), (400, 1201), (400, 1301), (429, 1302), (429, 1303), (500, 5000),
    (503, 5001), (504, 5002), (200, 1201),
  ])
  func `A call is answered with an error instead of being done`(
    status: Int, code: Int
  ) async throws {
    let scene = try FaultScene(
      #"""
      {"on": "create", "calls": "1-2", "fault": "answer", "status": \#(status), "code": \#(code),
       "message": "as ordered"}
      """#)
    try await scene.open()
    for _ in 1...2 {
      let answer = try await scene.create()
      #expect(answer.head.status == status)
      #expect(answer.code == code)
      #expect(answer.json?["message"]?.string == "as ordered")
      #expect(answer.head.header("Retry-After") == nil)
    }
    #expect(try scene.tasks() == 0)
    #expect(try await scene.create().code == 0)
  }

  @Test func `Too fast, with a Retry-After`() async throws {
    let scene = try FaultScene(
      #"""
      {"on": ["add", "create"], "calls": 1, "fault": "answer", "status": 429, "code": 1302,
       "retry_after": 7}
      """#)
    _ = try await scene.initialize()
    #expect(try await scene.add().head.header("Retry-After") == "7")
    #expect(try await scene.add().code == 0)
  }

  @Test func `A call is done, and answered with an error`() async throws {
    let scene = try FaultScene(
      #"{"on": "create", "fault": "answer", "status": 500, "code": 5000, "when": "after"}"#)
    try await scene.open()
    #expect(try await scene.create().head.status == 500)
    #expect(try scene.tasks() == 1)
  }

  @Test(arguments: [("before", 0), ("after", 1)])
  func `A gateway's page`(moment: String, tasks: Int) async throws {
    let scene = try FaultScene(#"{"on": "create", "fault": "html", "when": "\#(moment)"}"#)
    try await scene.open()
    let answer = try await scene.create()
    #expect(answer.head.status == 502)
    #expect(answer.head.header("Content-Type") == "text/html")
    #expect(String(decoding: answer.body, as: UTF8.self).hasPrefix("<html>"))
    #expect(try scene.tasks() == tasks)
  }

  @Test(arguments: [("before", 0), ("after", 1)])
  func `Garbage, with status 200 and called JSON`(moment: String, tasks: Int) async throws {
    let scene = try FaultScene(#"{"on": "create", "fault": "garbage", "when": "\#(moment)"}"#)
    try await scene.open()
    let answer = try await scene.create()
    #expect(answer.head.status == 200)
    #expect(answer.head.header("Content-Type") == "application/json")
    #expect(answer.json == nil)
    #expect(String(validating: answer.body, as: UTF8.self) == nil)
    #expect(try scene.tasks() == tasks)
  }

  @Test(arguments: [("before", 0), ("after", 1)])
  func `An empty answer`(moment: String, tasks: Int) async throws {
    let scene = try FaultScene(
      #"{"on": "create", "fault": "empty", "status": 504, "when": "\#(moment)"}"#)
    try await scene.open()
    let answer = try await scene.create()
    #expect(answer.head.status == 504)
    #expect(answer.body.isEmpty)
    #expect(try scene.tasks() == tasks)
  }

  @Test func `A selection that is rejected is a success with a status of its own`() async throws {
    let scene = try FaultScene(#"{"on": "add", "calls": 2, "fault": "reject", "status": 3}"#)
    try await scene.open()
    let answer = try await scene.add("0.25")
    #expect(answer.head.status == 200)
    #expect(answer.code == 0)
    #expect(answer.json?["data"]?["status"]?.int == 3)
    // Nothing was marked, or the point would stand there twice.
    #expect(try await scene.add("0.25").json?["data"]?["status"]?.int == 0)
  }

  @Test func `JSON that breaks off with its connection`() async throws {
    let scene = try FaultScene(#"{"on": "create", "calls": 1, "fault": "cut", "bytes": 20}"#)
    try await scene.open()
    #expect(await isInterrupted { () async throws(TransportError) in try await scene.create() })
    #expect(try scene.tasks() == 1)
  }

  @Test func `JSON that ends early as if that were all`() async throws {
    let scene = try FaultScene(#"{"on": "create", "calls": 1, "fault": "shorten"}"#)
    try await scene.open()
    let answer = try await scene.create()
    #expect(answer.head.status == 200)
    #expect(answer.body.first == UInt8(ascii: "{"))
    #expect(answer.json == nil)
    #expect(try scene.tasks() == 1)
  }

  @Test func `A slow answer`() async throws {
    let scene = try FaultScene(
      #"{"on": "list", "fault": "slow", "seconds": 0.03}"#,
      #"{"on": "list", "fault": "slow", "seconds": 0.03, "when": "after"}"#)
    let time = try await ContinuousClock().measure { _ = try await scene.call("") }
    #expect(time >= .milliseconds(60))
  }

  @Test(arguments: [("before", 0), ("after", 1)])
  func `An answer too slow for the client`(moment: String, tasks: Int) async throws {
    let scene = try FaultScene(
      #"{"on": "create", "calls": 1, "fault": "slow", "seconds": 600, "when": "\#(moment)"}"#)
    try await scene.open()
    let start = ContinuousClock.now
    await #expect(throws: TransportError.timedOut(connected: true)) {
      try await scene.create(timeout: .milliseconds(300))
    }
    scene.server.stop()
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(try scene.tasks() == tasks)
  }

  /// Each of these waits on a thread of the pool; an answer that needed one would never come.
  @Test func `Many servers end at once while each has an answer to make`() async throws {
    try await withThrowingTaskGroup { group in
      for _ in 1...8 {
        group.addTask {
          let scene = try FaultScene(#"{"on": "list", "fault": "slow", "seconds": 600}"#)
          await #expect(throws: TransportError.timedOut(connected: true)) {
            try await scene.call("", timeout: .milliseconds(300))
          }
          scene.server.stop()
          #expect(try scene.server.ledger().calls == ["list": 1])
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `An answer that comes in drops is whole in the end`() async throws {
    let scene = try FaultScene(#"{"on": "list", "fault": "trickle", "bytes_per_second": 1000}"#)
    let start = ContinuousClock.now
    let answer = try await scene.call("")
    #expect(answer.code == 0)
    let size = answer.body.count
    #expect(ContinuousClock.now - start >= .milliseconds(size))
  }

  @Test func `An upload that is dropped before leaves nothing, one dropped after is there`()
    async throws
  {
    let scene = try FaultScene(
      #"{"on": "upload", "calls": 1, "fault": "drop"}"#,
      #"{"on": "upload", "calls": 2, "fault": "drop", "when": "after"}"#)
    let url = scene.server.uploadURL + "a.mp4"
    let put = HTTPRequest(.put, url, body: .bytes(Array("film".utf8)))
    let transport = scene.transport
    #expect(
      await isInterrupted { () async throws(TransportError) in try await transport.send(put) })
    #expect(try await scene.fetch(url).head.status == 404)
    #expect(
      await isInterrupted { () async throws(TransportError) in try await transport.send(put) })
    #expect(try await scene.fetch(url).body == Array("film".utf8))
    #expect(try scene.folder.names().contains("media"))
  }
}
