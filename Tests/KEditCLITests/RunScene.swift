import KEditCLI
import KlingSimulator
import MediaFacts
import PosixFiles
import Synchronization
import TestSupport

/// A folder to run in, and a simulated service on loopback whose tasks end at once.
final class RunScene: Sendable {
  static let key = "the-key-of-this-test"
  static let accessKey = "access-key-of-this-test"
  static let secretKey = "secret-key-of-this-test"
  static let one = """
    video "https://example.com/a.mp4"
    remove "the chick" at frame 0 point (0.77, 0.30) as clean

    """
  /// Two edits, the second of which needs the first.
  static let chain = one + "then remove \"the dog\" at frame 0 point (0.1, 0.1) as rest\n"

  let folder: TemporaryFolder
  let server: SimulatorServer
  private let state: TemporaryFolder
  private let requests: Requests

  private final class Requests: Sendable {
    let all = Mutex<[String]>([])
  }

  /// `onRequest` is told method and path of each request before it is answered; `taskFailure` says
  /// why a task fails; `now` is the service's clock, in Unix time in milliseconds.
  init(
    renderTime: Duration = .milliseconds(10), faults: FaultScript = .none,
    now: @escaping @Sendable () -> Int = millisecondsSince1970,
    taskFailure: @escaping @Sendable (String) -> String? = { _ in nil },
    onRequest: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    folder = try TemporaryFolder()
    state = try TemporaryFolder()
    let requests = Requests()
    self.requests = requests
    server = try SimulatorServer(
      stateFolder: state.path,
      configuration: SimulatorConfiguration(
        accounts: [
          SimulatedAccount(
            apiKeys: [Self.key],
            keyPairs: [.init(accessKey: Self.accessKey, secretKey: Self.secretKey)])
        ], queueTime: .zero,
        renderTime: renderTime, taskFailure: taskFailure, faults: faults),
      surroundings: SimulatorSurroundings(
        now: now, probe: { _ in .facts(.fiveSeconds) },
        drawClip: { _, _ in false }, notice: { _ in }),
      onRequest: { request in
        let line = "\(request.method) \(request.path)"
        requests.all.withLock { $0.append(line) }
        onRequest(line)
      })
    try folder.write("a.kedit", Self.one)
    try folder.write("chain.kedit", Self.chain)
  }

  deinit { server.stop() }

  /// Method and path of every request so far.
  var seen: [String] { requests.all.withLock { $0 } }

  /// The journal of the runs.
  var journal: String { state("own/kedit/journal.sqlite") }

  /// How many tasks were asked for.
  var createCount: Int { seen.count { $0 == "POST /v1/videos/multi-elements" } }

  var environment: [String: String] {
    [
      "KEDIT_BASE_URL": server.baseURL, "KLING_API_KEY": Self.key, "KEDIT_POLL_INTERVAL": "0.01",
      "PATH": "/usr/bin:/bin", "XDG_STATE_HOME": state("own"),
    ]
  }

  /// `kedit run` in the folder, with the service and the key in the environment.
  func run(
    _ arguments: String..., environment extra: [String: String] = [:], answer: String? = nil,
    input: String = "", interruptions: Interruptions = Interruptions()
  ) async -> CapturedRun {
    await run(
      arguments, environment: extra, answer: answer, input: input, interruptions: interruptions)
  }

  func run(
    _ arguments: [String], environment extra: [String: String] = [:], answer: String? = nil,
    input: String = "", interruptions: Interruptions = Interruptions()
  ) async -> CapturedRun {
    await kedit(
      ["run"] + arguments, in: folder.path, input: input,
      environment: Environment(environment.merging(extra) { $1 }), answer: answer,
      interruptions: interruptions)
  }
}

extension VideoFacts {
  fileprivate static let fiveSeconds = VideoFacts(
    isMP4OrMOV: true, container: "mov,mp4", width: 1280, height: 720, frameRate: Rational(30, 1),
    durationMilliseconds: 5000, frameCount: 150, hasAudio: false)
}
