import Crypto
import KlingSimulator
import MediaFacts
import OrderedJSON
import Synchronization
import TestSupport
import Testing

/// A simulator over a folder of its own, with a clock that a test sets and videos that are what a
/// test says they are.
final class Scene: Sendable {
  static let key = "test-key"
  static let otherKey = "other-key"
  static let pair = SimulatedAccount.KeyPair(accessKey: "ak-test", secretKey: "sk-test")
  static let configuration = SimulatorConfiguration(
    accounts: [
      SimulatedAccount("first", apiKeys: [key], keyPairs: [pair]),
      SimulatedAccount("second", apiKeys: [otherKey]),
    ],
    concurrency: 2, queueTime: .seconds(1), renderTime: .seconds(3))

  let folder: TemporaryFolder
  let service: SimulatedService
  private let world: World

  /// What the surroundings of a simulator tell it.
  private final class World: Sendable {
    let now = Mutex(1_700_000_000_000)
    let probe = Mutex(SimulatorSurroundings.Probe.facts(.sound))
    let notices = Mutex<[String]>([])

    var surroundings: SimulatorSurroundings {
      SimulatorSurroundings(
        now: { self.now.withLock { $0 } }, probe: { _ in self.probe.withLock { $0 } },
        drawClip: { _, _ in false }, notice: { text in self.notices.withLock { $0.append(text) } })
    }
  }

  init(configuration: SimulatorConfiguration = Scene.configuration) throws {
    folder = try TemporaryFolder()
    world = World()
    service = try SimulatedService(
      stateFolder: folder.path, configuration: configuration, surroundings: world.surroundings)
  }

  /// Another simulator over the same folder, in the same world: what a second process would be.
  func secondService() throws -> SimulatedService {
    try SimulatedService(
      stateFolder: folder.path, configuration: Scene.configuration,
      surroundings: world.surroundings)
  }

  func pass(_ time: Duration) {
    world.now.withLock { $0 += Int(time / .milliseconds(1)) }
  }

  /// What looking into any video brings from now on.
  func probe(_ probe: SimulatorSurroundings.Probe) { world.probe.withLock { $0 = probe } }

  var notices: [String] { world.notices.withLock { $0 } }

  // MARK: Requests

  static let basePath = "/v1/videos/multi-elements"

  func send(_ request: ServiceRequest) async -> ServiceResponse { await service.handle(request) }

  func post(_ call: String, _ body: String, key: String = Scene.key) async -> ServiceResponse {
    await send(Scene.request("POST", call, body: body, key: key))
  }

  func get(
    _ call: String = "", query: [ServiceRequest.Field] = [], key: String = Scene.key
  ) async -> ServiceResponse {
    var request = Scene.request("GET", call, key: key)
    request.query = query
    return await send(request)
  }

  /// A request to an operation: its name, a task's id, or nothing for create and list.
  static func request(
    _ method: String, _ call: String, body: String = "", key: String = Scene.key
  ) -> ServiceRequest {
    ServiceRequest(
      method, call.isEmpty ? basePath : "\(basePath)/\(call)",
      headers: [
        .init("Host", "127.0.0.1:4711"), .init("Content-Type", "application/json"),
        .init("Authorization", "Bearer \(key)"),
      ], body: Array(body.utf8))
  }

  func upload(_ name: String, _ content: [UInt8] = Array("video".utf8)) async -> ServiceResponse {
    await send(
      ServiceRequest(
        "PUT", "/uploads/\(name)", headers: [.init("Host", "127.0.0.1:4711")], body: content))
  }

  /// The file at one of the simulator's URLs.
  func fetch(_ url: String, headers: [ServiceRequest.Field] = []) async -> ServiceResponse {
    let parts = url.dropFirst("http://127.0.0.1:4711".count).split(separator: "?", maxSplits: 1)
    let query = parts.dropFirst().flatMap { $0.split(separator: "&") }.map { item in
      let name = item.prefix { $0 != "=" }
      return ServiceRequest.Field(String(name), String(item.dropFirst(name.count + 1)))
    }
    return await send(ServiceRequest("GET", String(parts[0]), query: query, headers: headers))
  }

  // MARK: States that rules are about

  /// Opens a session and gives its id.
  func session(of probe: SimulatorSurroundings.Probe = .facts(.sound)) async throws -> String {
    self.probe(probe)
    let response = await post("init-selection", #"{"video_url": "https://example.com/a.mp4"}"#)
    return try #require(response.json?["data"]?["session_id"]?.string)
  }

  /// Opens a session with one mark.
  func markedSession() async throws -> String {
    let id = try await session()
    let response = await add(id, frame: 0, points: #"[{"x": 0.5, "y": 0.5}]"#)
    try #require(response.json?["code"]?.int == 0)
    return id
  }

  func add(_ session: String, frame: Int, points: String) async -> ServiceResponse {
    await post(
      "add-selection",
      #"{"session_id": "\#(session)", "frame_index": \#(frame), "points": \#(points)}"#)
  }

  /// Creates a task in a session of its own, and gives its id.
  func task(externalID: String = "") async throws -> String {
    let body = CreateBody(session: try await markedSession())
      .with("external_task_id", #""\#(externalID)""#)
    let response = await post("", body.text)
    return try #require(response.json?["data"]?["task_id"]?.string)
  }
}

/// The documents' sample of a create call, of which a test changes one field.
struct CreateBody {
  private var fields: [(name: String, value: String)]

  init(session: String) {
    fields = [
      ("model_name", #""kling-v1-6""#), ("session_id", #""\#(session)""#),
      ("edit_mode", #""removal""#), ("image_list", "[]"),
      ("prompt", #""Delete the chick from <<<video_1>>>""#), ("negative_prompt", #""""#),
      ("mode", #""std""#), ("duration", #""5""#), ("callback_url", #""""#),
      ("external_task_id", #""""#),
    ]
  }

  /// The same with another value, raw JSON.
  func with(_ name: String, _ value: String) -> CreateBody {
    var body = without(name)
    body.fields.append((name, value))
    return body
  }

  func without(_ name: String) -> CreateBody {
    var body = self
    body.fields.removeAll { $0.name == name }
    return body
  }

  /// An addition with these images, each raw JSON.
  func adding(_ images: [String]) -> CreateBody {
    let references = images.indices.map { "<<<image_\($0 + 1)>>>" }.joined(separator: " ")
    return with("edit_mode", #""addition""#)
      .with("prompt", #""Using the context of <<<video_1>>>, add \#(references)""#)
      .with("image_list", "[\(images.map { #"{"image": \#($0)}"# }.joined(separator: ", "))]")
  }

  var text: String {
    "{\(fields.map { #""\#($0.name)": \#($0.value)"# }.joined(separator: ", "))}"
  }
}

/// The first bytes of a PNG image, which tell its size, as base64 in quotes.
func png(_ width: Int, _ height: Int, padding: Int = 0) -> String {
  var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
  bytes += Array("IHDR".utf8)
  for side in [width, height] {
    bytes += [UInt8(side >> 24 & 0xFF), UInt8(side >> 16 & 0xFF)]
    bytes += [UInt8(side >> 8 & 0xFF), UInt8(side & 0xFF)]
  }
  bytes += [8, 2, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: padding)
  return #""\#(Base64.encode(bytes))""#
}

extension VideoFacts {
  static let sound = video()

  static func video(
    isMP4OrMOV: Bool = true, width: Int = 1280, height: Int = 720, rate: Rational = Rational(30, 1),
    milliseconds: Int = 5000
  ) -> VideoFacts {
    VideoFacts(
      isMP4OrMOV: isMP4OrMOV, container: isMP4OrMOV ? "mov,mp4" : "matroska,webm", width: width,
      height: height, frameRate: rate, durationMilliseconds: milliseconds,
      frameCount: milliseconds * rate.numerator / rate.denominator / 1000, hasAudio: false)
  }
}
