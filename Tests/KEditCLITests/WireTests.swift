import KlingSimulator
import OrderedJSON
import Synchronization
import TestSupport
import Testing

@testable import KEditCLI

/// What goes over the wire is what the plan says, byte for byte and in its order.
@Suite struct WireTests {
  private static let spec = """
    video farm = "\(ExampleTests.folder)/media/farm.mp4"
    image hat = "\(ExampleTests.folder)/media/hat.png"
    set negative "blurry"
    remove "the chick" in farm as clean
      at frame 3 points (0.77, 0.3) (29%, 7%) at 1.5s point (988px, 214px) at frame last point (0, 1)
      at frame 46 point (0.3333333333333333, 0.000001)
      prompt "Delete it from {video}; $\\{base64(/etc/passwd)\\} and $\\{session_id\\} are words"
      watermark off preview on callback "https://example.com/hook"
    then add "a straw hat" from hat onto "the dog" mode pro
    """

  @Test func requestsAreThoseOfThePlan() async throws {
    let temporary = try TemporaryFolder()
    let recorder = Recorder()
    let server = try Self.serve(recorder, in: temporary)
    try temporary.write("spec.kedit", Self.spec)
    let plan = await kedit(["plan", "spec.kedit", "--format", "json"], in: temporary.path)
    let run = await kedit(
      ["run", "spec.kedit", "--yes", "--base-url", server.baseURL, "--poll-interval", "0.05"],
      in: temporary.path,
      environment: Environment([
        "KLING_API_KEY": "key", "KEDIT_UPLOAD_URL": server.uploadURL, "HOME": temporary.path,
      ]))
    #expect(run.code == .done, "\(run.error)")
    server.stop()

    let edits = try #require(try JSON.parse(Array(plan.output.utf8))["edits"]?.array)
    var posts = recorder.requests.filter { $0.method == "POST" }[...]
    for edit in edits {
      let steps = try #require(edit["steps"]?.array).filter { $0["method"]?.string == "POST" }
      let sent = posts.prefix(steps.count)
      posts = posts.dropFirst(steps.count)
      try expect(Array(sent), toCarryOut: steps)
    }
    #expect(posts.isEmpty, "nothing is sent that the plan does not say")
  }

  /// A prompt is words, whatever stands in it.
  @Test func aPromptReadsNoFile() async throws {
    let temporary = try TemporaryFolder()
    let recorder = Recorder()
    let server = try Self.serve(recorder, in: temporary)
    let spec = """
      video "https://example.com/a.mp4"
      remove "it" at frame 0 point (0.5, 0.5) prompt "{video} $\\{base64(/etc/passwd)\\}"
      """
    let run = await kedit(
      ["run", "-", "--yes", "--base-url", server.baseURL, "--poll-interval", "0.05"],
      in: temporary.path, input: spec,
      environment: Environment(["KLING_API_KEY": "key", "HOME": temporary.path]))
    #expect(run.code == .done, "\(run.error)")
    let create = recorder.requests.first {
      $0.method == "POST" && $0.path == "/v1/videos/multi-elements"
    }
    let body = try JSON.parse(try #require(create).body)
    #expect(body["prompt"]?.string == "<<<video_1>>> ${base64(/etc/passwd)}")
  }

  // MARK: Comparing

  /// The requests are the steps, with what earlier answers gave in the place of `${…}`.
  private func expect(_ sent: [Recorder.Request], toCarryOut steps: [JSON]) throws {
    let session = try sent.dropFirst().first.flatMap {
      try JSON.parse($0.body)["session_id"]?.string
    }
    for (request, step) in zip(sent, steps) {
      #expect(request.path == step["path"]?.string)
      let body = try JSON.parse(request.body)
      let expected = filled(
        try #require(step["body"]), sent: body, session: try #require(session))
      #expect(String(decoding: request.body, as: UTF8.self) == expected.text())
    }
  }

  private func filled(_ value: JSON, sent: JSON, session: String) -> JSON {
    switch value {
    case .string("${session_id}"): .string(session)
    case .string("${duration}"): "5"
    case .string("${frame_at(1.5s)}"): 45
    case .string("${frame_last}"): 149
    case .string("${x_of(988px)}"): .double(988.5 / 1280)
    case .string("${y_of(214px)}"): .double(214.5 / 720)
    case .string(let text) where Self.isGivenByTheRun(text): given(sent, for: text)
    case .array(let elements):
      .array(
        elements.enumerated().map { index, element in
          filled(element, sent: sent.array?[safely: index] ?? .null, session: session)
        })
    case .object(let object):
      .object(
        JSONObject(
          object.members.map {
            .init(
              key: $0.key,
              value: filled($0.value, sent: sent[$0.key] ?? .null, session: session))
          }))
    default: value
    }
  }

  private static func isGivenByTheRun(_ text: String) -> Bool {
    ["${upload(", "${base64(", "${video_id(", "${external_task_id}"].contains {
      text.hasPrefix($0) && text.hasSuffix("}")
    }
  }

  /// What the run alone gives, held against what can be known of it.
  private func given(_ sent: JSON, for placeholder: String) -> JSON {
    let text = sent.string ?? ""
    if placeholder.hasPrefix("${upload(") { #expect(text.hasPrefix("http://127.0.0.1:")) }
    if placeholder.hasPrefix("${base64(") { #expect(text.hasPrefix("iVBORw0KGgo")) }
    if placeholder == "${external_task_id}" {
      #expect(text.hasPrefix("kedit-") && text.count == 38)
    }
    #expect(!text.contains("${"))
    return sent
  }

  private static func serve(
    _ recorder: Recorder, in temporary: TemporaryFolder
  ) throws -> SimulatorServer {
    var surroundings = SimulatorSurroundings.system(environment: [:], notice: { _ in })
    surroundings.leaveOutStudio()
    return try SimulatorServer(
      stateFolder: "\(temporary.path)/simulator", port: 0,
      configuration: SimulatorConfiguration(
        accounts: [SimulatedAccount(apiKeys: ["key"])], queueTime: .zero,
        renderTime: .milliseconds(10)),
      surroundings: surroundings,
      onRequest: { recorder.record($0) })
  }
}

/// The requests as a server saw them.
final class Recorder: Sendable {
  struct Request: Sendable {
    let method: String
    let path: String
    let body: [UInt8]
  }

  private let recorded = Mutex<[Request]>([])

  var requests: [Request] { recorded.withLock { $0 } }

  func record(_ request: ServiceRequest) {
    recorded.withLock {
      $0.append(
        Request(method: request.method, path: request.path, body: request.bytes))
    }
  }
}

extension Array {
  fileprivate subscript(safely index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
