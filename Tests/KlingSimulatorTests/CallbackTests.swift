import Crypto
import Glibc
import KlingAPI
import OrderedJSON
import Synchronization
import TestSupport
import Testing

@testable import KlingSimulator

/// The callbacks of a simulator with the machine's own clock.
@Suite struct CallbackTests {
  /// Collects letters until there are as many as were waited for.
  private final class Letterbox: Sendable {
    private struct State {
      var letters: [CallbackLetter] = []
      var gates: [(count: Int, gate: Gate)] = []
    }

    private let state = Mutex(State())

    func put(_ letter: CallbackLetter) {
      state.withLock { state in
        state.letters.append(letter)
        for (count, gate) in state.gates where count == state.letters.count { gate.open() }
      }
    }

    /// The first letters, once there are so many.
    func letters(_ count: Int) async -> [CallbackLetter] {
      let gate = Gate()
      state.withLock { state in
        state.gates.append((count, gate))
        if state.letters.count >= count { gate.open() }
      }
      await gate.passed()
      return state.withLock { Array($0.letters.prefix(count)) }
    }

    func statuses(_ count: Int) async -> [String] {
      await letters(count).map { letter in
        (try? JSON.parse(letter.body))?["task_status"]?.string ?? ""
      }
    }
  }

  private static let secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
  private let box = Letterbox()

  private func scene(
    _ rules: String..., secret: WebhookSecret? = nil, folder: TemporaryFolder? = nil,
    renderTime: Duration = .milliseconds(20)
  ) throws -> FaultScene {
    let box = box
    return try FaultScene(
      rules, folder: folder, queueTime: .milliseconds(20), renderTime: renderTime, clock: .system,
      callbacks: CallbackSettings(secret: secret) { letter in
        box.put(letter)
        return true
      })
  }

  private func create(
    in scene: FaultScene, callback: String = "http://127.0.0.1:9/hook"
  ) async throws {
    try await scene.open()
    let body = CreateBody(session: FaultScene.session).with("external_task_id", #""mine""#)
      .with("callback_url", #""\#(callback)""#)
    #expect(try await scene.call("", body.text).code == 0)
  }

  @Test func `Every change of a task is told, as the documents have it`() async throws {
    let scene = try scene()
    try await create(in: scene)
    let letters = await box.letters(3)
    let bodies = try letters.map { try JSON.parse($0.body) }
    #expect(
      Set(bodies.map { $0["task_status"]?.string }) == ["submitted", "processing", "succeed"])
    #expect(letters.allSatisfy { $0.url == "http://127.0.0.1:9/hook" })
    #expect(letters.allSatisfy { $0.headers == [.init("Content-Type", "application/json")] })
    let last = try #require(bodies.first { $0["task_status"]?.string == "succeed" })
    #expect(
      last.object?.keys == [
        "task_id", "task_status", "task_status_msg", "task_info", "task_result",
        "final_unit_deduction", "created_at", "updated_at",
      ])
    #expect(last["task_info"]?["external_task_id"]?.string == "mine")
    #expect(last["final_unit_deduction"]?.string == "3")
    #expect(last["task_result"]?["images"] == [])
    let video = try #require(last["task_result"]?["videos"]?.array?.first)
    let url = try #require(video["url"]?.string)
    #expect(video.object?.keys == ["id", "url", "duration"])
    #expect(try await scene.fetch(url).body == PlainClip(seconds: 5).bytes)
    #expect(try scene.server.ledger().calls["callback"] == 3)
  }

  @Test func `A signature is the one of the documents' vector`() throws {
    let body = #"""
      {"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}
      """#
    let secret = try #require(WebhookSecret(Self.secret))
    #expect(
      secret.signature(id: "9876543210", timestamp: 1_781_080_794, body: Array(body.utf8))
        == "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=")
    #expect(WebhookSecret("whsec_???") == nil)
    #expect(WebhookSecret("") == nil)
  }

  @Test func `With a secret callbacks are signed, each change under an id of its own`() async throws
  {
    let secret = try #require(WebhookSecret(Self.secret))
    let scene = try scene(secret: secret)
    try await create(in: scene)
    let letters = await box.letters(3)
    var ids: Set<String> = []
    for letter in letters {
      let values = Dictionary(letter.headers.map { ($0.name, $0.value) }) { first, _ in first }
      let id = try #require(values["webhook-id"])
      let timestamp = try #require(values["webhook-timestamp"].flatMap { Int($0) })
      #expect(abs(timestamp - time(nil)) < 300)
      #expect(
        values["webhook-signature"]
          == secret.signature(id: id, timestamp: timestamp, body: letter.body))
      ids.insert(id)
    }
    #expect(ids.count == 3)
  }

  @Test func `Callbacks can be lost, doubled and late`() async throws {
    let scene = try scene(
      #"{"on": "callback", "calls": 1, "fault": "drop"}"#,
      #"{"on": "callback", "containing": "\"processing\"", "fault": "slow", "seconds": 0.2}"#,
      #"{"on": "callback", "containing": "\"succeed\"", "fault": "resend", "times": 3}"#)
    try await create(in: scene)
    #expect(await box.statuses(4) == ["succeed", "succeed", "succeed", "processing"])
    let ids = await box.letters(3).map(\.body)
    #expect(Set(ids).count == 1)
  }

  @Test func `What came due while no simulator ran is sent by the next one`() async throws {
    let first = try FaultScene([], queueTime: .zero, renderTime: .zero, clock: .system)
    try await create(in: first)
    first.server.stop()
    let second = try scene(folder: first.folder)
    #expect(await box.statuses(1) == ["succeed"])
    second.server.stop()
  }

  @Test func `Nothing is sent to the internet`() async throws {
    let scene = try scene()
    try await create(in: scene, callback: "https://example.com/hook")
    let notice = await scene.notice()
    #expect(
      notice == "the simulator sends nothing to the internet: callbacks to "
        + "https://example.com/hook stay here")
  }
}
