import CurlTransport
import Glibc
import KlingAPI
import KlingSimulator
import OrderedJSON
import Synchronization
import TestSupport
import Testing

/// A simulator that goes wrong as a script says, reached over HTTP, with a clock that stands.
final class FaultScene: Sendable {
  static let session = "847570360458960960"
  private static let start = 1_700_000_000_000

  let folder: TemporaryFolder
  let server: SimulatorServer
  let transport = CurlTransport(userAgent: "test")
  private let clock: Clock

  private let board: Board

  private final class Clock: Sendable {
    private let kind: ClockKind
    let passed = Mutex(0)
    var now: Int {
      switch kind {
      case .standing: FaultScene.start + passed.withLock { $0 }
      case .system: millisecondsSince1970()
      }
    }

    init(_ kind: ClockKind) { self.kind = kind }
  }

  enum ClockKind {
    /// Goes only as far as a test says.
    case standing
    case system
  }

  /// What a person would be told.
  private final class Board: Sendable {
    let first = Mutex<String?>(nil)
    let isWritten = Gate()
  }

  /// `rules` are those of the script; `folder` is that of an earlier scene, for what survives.
  convenience init(
    _ rules: String..., folder: TemporaryFolder? = nil, renderTime: Duration = .zero
  ) throws {
    try self.init(rules, folder: folder, renderTime: renderTime, clock: .standing)
  }

  init(
    _ rules: [String], folder: TemporaryFolder? = nil, queueTime: Duration = .zero,
    renderTime: Duration, clock kind: ClockKind, callbacks: CallbackSettings? = nil
  ) throws {
    let clock = Clock(kind)
    self.clock = clock
    let board = Board()
    self.board = board
    self.folder = try folder ?? TemporaryFolder()
    let script = #"{"format": "kedit-faults/1", "rules": [\#(rules.joined(separator: ", "))]}"#
    server = try SimulatorServer(
      stateFolder: self.folder.path,
      configuration: SimulatorConfiguration(
        accounts: [
          SimulatedAccount(
            apiKeys: ["key"], keyPairs: [.init(accessKey: "ak-test", secretKey: "sk-test")])
        ],
        queueTime: queueTime, renderTime: renderTime, faults: try FaultScript(Array(script.utf8))),
      surroundings: SimulatorSurroundings(
        now: { clock.now }, probe: { _ in .facts(.sound) }, drawClip: { _, _ in false },
        notice: { text in
          // That there is no internet is known, and each test would have it first.
          guard !text.contains("a clip of its own") else { return }
          board.first.withLock { $0 = $0 ?? text }
          board.isWritten.open()
        }), callbacks: callbacks)
  }

  deinit {
    server.stop()
    transport.shutdown()
  }

  func pass(_ time: Duration) { clock.passed.withLock { $0 += Int(time / .milliseconds(1)) } }

  /// The first notice, once there is one.
  func notice() async -> String? {
    await board.isWritten.passed()
    return board.first.withLock { $0 }
  }

  // MARK: Calls

  /// A call of the API; without a body a GET.
  func call(
    _ name: String, _ body: String? = nil, token: String = "key", timeout: Duration = .seconds(20)
  ) async throws(TransportError) -> HTTPResponse {
    let path = "/v1/videos/multi-elements" + (name.isEmpty ? "" : "/\(name)")
    return try await transport.send(
      HTTPRequest(
        body == nil ? .get : .post, server.baseURL + path,
        headers: [("Authorization", "Bearer \(token)"), ("Content-Type", "application/json")],
        body: body.map { .bytes(Array($0.utf8)) } ?? .none, timeout: timeout))
  }

  func initialize() async throws(TransportError) -> HTTPResponse {
    try await call("init-selection", #"{"video_url": "https://example.com/a.mp4"}"#)
  }

  func add(
    _ x: String = "0.5", to session: String = session
  ) async throws(TransportError) -> HTTPResponse {
    try await call(
      "add-selection",
      #"{"session_id": "\#(session)", "frame_index": 0, "points": [{"x": \#(x), "y": 0.5}]}"#)
  }

  /// A session that is marked: the one with the id of the documents' samples.
  func open() async throws {
    try #require(try await initialize().code == 0)
    try #require(try await add().code == 0)
  }

  func create(
    _ externalID: String = "mine", timeout: Duration = .seconds(20)
  ) async throws(TransportError) -> HTTPResponse {
    let body = CreateBody(session: Self.session).with("external_task_id", #""\#(externalID)""#)
    return try await call("", body.text, timeout: timeout)
  }

  /// A new link to the result of a task.
  func link(of task: String = "mine") async throws -> String {
    let videos = try await call(task).json?["data"]?["task_result"]?["videos"]?.array
    return try #require(videos?.first?["url"]?.string)
  }

  /// A task that is done, and a link to its result.
  func result() async throws -> String {
    try await open()
    try #require(try await create().code == 0)
    return try await link()
  }

  func fetch(
    _ url: String, _ headers: (name: String, value: String)...
  ) async throws(TransportError) -> HTTPResponse {
    try await transport.send(HTTPRequest(.get, url, headers: headers))
  }

  func tasks() throws -> Int { try server.ledger().tasks.count }
}

extension HTTPResponse {
  var json: JSON? { try? JSON.parse(body) }
  var code: Int? { json?["code"]?.int }
}

/// Whether the connection broke off after the request may have arrived.
func isInterrupted<Value>(_ body: () async throws(TransportError) -> Value) async -> Bool {
  do throws(TransportError) {
    _ = try await body()
    return false
  } catch {
    if case .interrupted = error { return true }
    return false
  }
}
