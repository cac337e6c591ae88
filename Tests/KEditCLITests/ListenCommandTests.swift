import KEditCLI
import KlingAPI
import KlingSimulator
import OrderedJSON
import PosixFiles
import SQLite
import TestSupport
import Testing

@Suite("kedit listen", .timeLimit(.minutes(2)))
struct ListenCommandTests {
  private static let signing = ["KLING_WEBHOOK_SECRET": Listener.secret]

  @Test("A signed hint brings the result; duplicates and late-comers bring nothing more")
  func result() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    let run = try await Listener.run(scene, environment: Self.signing) { listener in
      let body = task.notice()
      #expect(try await listener.post(body, headers: Listener.signed(body, id: "1")) == 204)
      try await listener.hears("clean: done")
      let before = scene.seen.count
      #expect(try await listener.post(body, headers: Listener.signed(body, id: "1")) == 204)
      #expect(try await listener.post(body, headers: Listener.signed(body, id: "2")) == 204)
      let late = task.notice("processing")
      #expect(try await listener.post(late, headers: Listener.signed(late, id: "3")) == 204)
      #expect(scene.seen.count == before)
    }
    #expect(run.code == .done)
    #expect(run.output == "out/clean.mp4\n")
    #expect(try FileSystem.status(of: scene.folder("out/clean.mp4")).size > 0)
    #expect(try FileSystem.list(scene.folder("out")) == ["clean.json", "clean.mp4"])
    #expect(scene.createCount == 1)
    #expect(!run.error.contains("warning"))
    let resumed = await kedit(
      ["resume"], in: scene.folder.path, environment: Environment(scene.environment))
    #expect(resumed.error.contains("no run to go on with"))
  }

  @Test("What the service did not sign, or signed long ago, is refused and costs no call")
  func signatures() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    let before = scene.seen.count
    let run = try await Listener.run(scene, environment: Self.signing) { listener in
      let body = task.notice()
      func post(_ headers: [(name: String, value: String)]) async throws -> Int {
        try await listener.post(body, headers: headers)
      }
      #expect(try await post([]) == 401)
      #expect(try await post(Listener.signed(body, id: "1", age: 400)) == 401)
      #expect(try await post(Listener.signed(body, id: "1", age: -400)) == 401)
      #expect(try await post(Listener.signed(body + " ", id: "1")) == 401)
      #expect(scene.seen.count == before)
      // Two signatures of which one matches; and what was refused has not used up the id.
      #expect(
        try await post(Listener.signed(body, id: "1", others: "v1,AAAA v1a,x ")) == 204)
      try await listener.hears("clean: done")
    }
    #expect(run.code == .done)
    #expect(run.error.contains("warning: a callback without a signature was refused"))
    #expect(
      run.error.contains("refused: 1 without a signature, 2 too old, 1 with a wrong signature"))
  }

  @Test("Without a secret unsigned hints are taken, which is said once")
  func unsigned() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    let run = try await Listener.run(scene, "--format", "json") { listener in
      #expect(try await listener.post(task.notice()) == 204)
      try await listener.hears("edit_finished")
    }
    #expect(run.error.components(of: "KLING_WEBHOOK_SECRET is not set") == 1)
    let events = try run.output.split(separator: "\n").map { try JSON.parse(Array($0.utf8)) }
    let types = events.compactMap { $0["type"]?.string }
    #expect(types.prefix(2) == ["version", "listening"])
    #expect(
      types.filter { $0 != "call" && $0 != "progress" }.dropFirst(2) == [
        "run", "edit_started", "task_submitted", "edit_finished", "summary",
      ])
    let finished = events.first { $0["type"]?.string == "edit_finished" }
    #expect(finished?["files"] == ["out/clean.mp4"])
  }

  @Test("A task that goes on is asked about, and nothing else is done")
  func processing() async throws {
    let (left, asked) = (Gate(), Gate())
    let scene = try RunScene(
      renderTime: .seconds(3600),
      onRequest: { request in
        if left.isOpen, request.hasPrefix("GET /v1/videos/multi-elements/kedit-") { asked.open() }
      })
    let task = try #require(try await LeftTask.make(scene).first)
    let before = scene.seen.count
    left.open()
    let run = try await Listener.run(scene) { listener async throws in
      // The status is a hint like all of it.
      #expect(try await listener.post(task.notice("succeed")) == 204)
      await asked.passed()
    }
    #expect(scene.seen.count == before + 1)
    #expect(run.output.isEmpty)
    #expect(!FileSystem.isThere(scene.folder("out/clean.mp4")))
  }

  @Test("A task that failed is told of, and the journal knows")
  func failed() async throws {
    let scene = try RunScene(taskFailure: { _ in "no good" })
    let task = try #require(try await LeftTask.make(scene).first)
    let run = try await Listener.run(scene) { listener in
      #expect(try await listener.post(task.notice("failed")) == 204)
      try await listener.hears("clean: failed")
      let before = scene.seen.count
      #expect(try await listener.post(task.notice("failed")) == 204)
      #expect(scene.seen.count == before)
    }
    #expect(run.code == .done)
    #expect(run.error.contains("no good"))
    #expect(scene.createCount == 1)
  }

  @Test("Of tasks that no run has made the service is not asked")
  func strangers() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    let before = scene.seen.count
    _ = try await Listener.run(scene) { listener in
      for number in 0..<100 {
        let other = LeftTask(id: "\(number)", externalID: "kedit-\(number)")
        #expect(try await listener.post(other.notice()) == 204)
      }
      #expect(scene.seen.count == before)
      // By either id alone a task of ours is known.
      let half = LeftTask(id: task.id, externalID: "")
      #expect(try await listener.post(half.notice()) == 204)
      try await listener.hears("clean: done")
    }
  }

  @Test("What is no callback gets a short answer")
  func junk() async throws {
    let scene = try RunScene()
    _ = try await LeftTask.make(scene)
    let before = scene.seen.count
    let run = try await Listener.run(scene) { listener in
      #expect(try await listener.post("{}", path: "/") == 404)
      #expect(try await listener.post("{}", path: "/callback/") == 404)
      #expect(try await listener.post("", method: .get) == 405)
      for body in ["", "x", "{}", "[]", "{\"task_id\":7,", String(repeating: "[", count: 60_000)] {
        #expect(try await listener.post(body) == 400)
      }
      #expect(try await listener.post(String(repeating: " ", count: 65_537)) == 413)
      #expect(try await listener.post(String(repeating: " ", count: 5_000_000)) == 413)
      let chunked = try RawClient(port: listener.port)
      chunked.send("POST /callback HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n11170\n")
      chunked.send([UInt8](repeating: 0x20, count: 70_000))
      chunked.send("\n0\n\n")
      #expect(chunked.readReply()?.status == 413)
      let nonsense = try RawClient(port: listener.port)
      nonsense.send("\n\nwhat?\n\n")
      #expect(nonsense.readReply()?.status != 204)
    }
    #expect(run.code == .done)
    #expect(scene.seen.count == before)
    #expect(!run.error.contains("error"))
  }

  @Test("An edit that another process has under way is left to it")
  func held() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    let journal = try Database(
      path: scene.journal, options: .init(access: .write))
    try journal.execute(
      """
      INSERT INTO claims SELECT scope, fingerprint, run, 'elsewhere', 77, 'x', 0 FROM attempts
      """)
    let run = try await Listener.run(scene) { listener in
      #expect(try await listener.post(task.notice()) == 204)
      try await listener.hears("left to another process")
    }
    #expect(run.code == .done)
    #expect(run.error.contains("process 77 on elsewhere"))
    #expect(run.output.isEmpty)
    #expect(!FileSystem.isThere(scene.folder("out/clean.mp4")))
    let claims = try journal.rows("SELECT host FROM claims")
    #expect(claims.count == 1)
  }

  @Test("A file in the way is said, and stays as it is")
  func fileInTheWay() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    try FileSystem.createFolders(scene.folder("out"))
    try scene.folder.write("out/clean.mp4", "mine")
    let run = try await Listener.run(scene) { listener in
      #expect(try await listener.post(task.notice()) == 204)
      try await listener.hears("kedit resume")
    }
    #expect(run.error.contains("out/clean.mp4 exists already"))
    #expect(try FileSystem.read(scene.folder("out/clean.mp4"), limit: 99) == Array("mine".utf8))
  }

  @Test("Slow clients hold nobody up")
  func slowClients() async throws {
    let scene = try RunScene()
    let task = try #require(try await LeftTask.make(scene).first)
    _ = try await Listener.run(scene) { listener in
      var slow: [RawClient] = []
      for number in 0..<60 {
        let client = try RawClient(port: listener.port)
        client.send(
          number.isMultiple(of: 2)
            ? "POST /callback HTTP/1.1\nHo"
            : "POST /callback HTTP/1.1\nHost: a\nContent-Length: 100\n\n{\"task")
        slow.append(client)
      }
      #expect(try await listener.post(task.notice()) == 204)
      try await listener.hears("clean: done")
      withExtendedLifetime(slow) {}
    }
  }

  @Test("A secret that is none, and a port that is taken, are said")
  func refusals() async throws {
    let scene = try RunScene()
    let environment = scene.environment
    func listen(
      _ arguments: String..., environment extra: [String: String] = [:]
    ) async
      -> CapturedRun
    {
      await kedit(
        ["listen"] + arguments, in: scene.folder.path,
        environment: Environment(environment.merging(extra) { $1 }))
    }
    let secret = await listen(environment: ["KLING_WEBHOOK_SECRET": "whsec_not base64"])
    #expect(secret.code == .usage)
    #expect(secret.error.contains("KLING_WEBHOOK_SECRET must be whsec_ and base64"))
    #expect(!secret.error.contains("not base64"))
    let port = await listen("--port", "\(scene.server.port)")
    #expect(port.code == .localFile)
    #expect(port.error.contains("try another --port"))
    #expect(await listen("--port", "65536").code == .usage)
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}

extension FileSystem {
  fileprivate static func isThere(_ path: String) -> Bool { (try? exists(path)) ?? true }
}
