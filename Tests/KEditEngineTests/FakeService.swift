import KlingAPI
import OrderedJSON
import Synchronization

/// The service in memory, with a script of faults: what a call does and what its answer becomes are
/// two things, as on a network.
final class FakeService: Transport {
  /// What goes wrong with one call.
  enum Fault: Sendable {
    /// The call does nothing, and this is the answer.
    case instead(Reply)
    /// The call does what it should, and its answer becomes this.
    case after(Reply)
  }

  enum Reply: Sendable {
    case http(Int, String)
    case failure(TransportError)
  }

  struct Task: Sendable {
    var id: String
    var externalID: String?
    var body: JSON
    var looks = 0
    var isActive = true
    /// What has failed stays failed.
    var hasFailed = false
  }

  struct State: Sendable {
    /// By endpoint (`Endpoint.step`, or `download`), used up in order.
    var faults: [String: [Fault]] = [:]
    /// What goes wrong with the call of that number, counted from 0 over all calls.
    var faultAtCall: (index: Int, fault: Fault)?
    /// Every call, by its step.
    var steps: [String] = []
    var bodies: [JSON] = []
    /// The marks of each session: frame and points as JSON text.
    var sessions: [String: [String]] = [:]
    var tasks: [Task] = []
    var mostActive = 0
    /// The answer to init; `session_id` is put in front.
    var video =
      #""status":0,"fps":30.0,"original_duration":5000,"width":1280,"height":720,"total_frame":150"#
    /// How many looks at a task find it unfinished.
    var looksUntilDone = 2
    /// The status in the answer to a create, which names no videos.
    var statusOfCreated = "submitted"
    /// Ends tasks whose prompt holds this text as failed.
    var failingPrompt: String?
    /// The body of the downloads of videos.
    var media: [UInt8] = Array("\0\0\0\u{18}ftypmp42some bytes of a video".utf8)
    var downloadHeaders: [String] = []
  }

  private let state: Mutex<State>

  init(_ configure: (inout State) -> Void = { _ in }) {
    var state = State()
    configure(&state)
    self.state = Mutex(state)
  }

  /// A service that remembers the same, and goes its own way from here on.
  func copy() -> FakeService {
    let memory = state.withLock { $0 }
    return FakeService { $0 = memory }
  }

  /// Reads or sets the service's memory.
  func with<T: Sendable>(_ body: (inout State) -> T) -> T {
    state.withLock { body(&$0) }
  }

  var steps: [String] { state.withLock(\.steps) }
  var tasks: [Task] { state.withLock(\.tasks) }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let reply = state.withLock { state in
      let body = Self.body(of: request)
      let step = Self.step(of: request)
      let fault = Self.takeFault(step, &state)
      state.steps.append(step)
      state.bodies.append(body)
      if case .instead(let reply) = fault { return reply }
      let reply = Self.answer(step, request, body, &state)
      if case .after(let lost) = fault { return lost }
      return reply
    }
    switch reply {
    case .http(let status, let body):
      return HTTPResponse(
        head: HTTPResponseHead(status: status, headers: []), body: Array(body.utf8))
    case .failure(let error): throw error
    }
  }

  func stream(
    _ request: HTTPRequest, into sink: some ResponseSink
  ) async throws(TransportError) -> HTTPResponseHead {
    let (fault, media) = state.withLock { state in
      let fault = Self.takeFault("download", &state)
      state.steps.append("download")
      state.downloadHeaders += request.headers.map(\.name)
      return (fault, Self.beside[String(request.url.suffix(4))] ?? state.media)
    }
    var head = HTTPResponseHead(
      status: 200, headers: [("Content-Length", String(media.count))])
    var body = media
    switch fault {
    case .instead(.failure(let error)), .after(.failure(let error)): throw error
    case .instead(.http(let status, let text)), .after(.http(let status, let text)):
      body = Array(text.utf8)
      head = HTTPResponseHead(status: status, headers: [])
    case nil: break
    }
    do {
      try sink.begin(head)
      // In two pieces, the first too short to be judged.
      for piece in [body.prefix(5), body.dropFirst(5)] {
        try Array(piece).withUnsafeBytes { try sink.receive($0) }
      }
    } catch {
      throw .sink("\(error)")
    }
    return head
  }

  /// What previews have beside their video.
  private static let beside: [String: [UInt8]] = [
    ".png": [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 73],
    "json": Array(#"{"frames": []}"#.utf8),
  ]

  private static func takeFault(_ step: String, _ state: inout State) -> Fault? {
    if let (index, fault) = state.faultAtCall, index == state.steps.count { return fault }
    guard var faults = state.faults[step], !faults.isEmpty else { return nil }
    let fault = faults.removeFirst()
    state.faults[step] = faults
    return fault
  }

  private static func body(of request: HTTPRequest) -> JSON {
    guard case .bytes(let bytes) = request.body else { return .null }
    return (try? JSON.parse(bytes)) ?? .null
  }

  private static func step(of request: HTTPRequest) -> String {
    for endpoint in [
      Endpoint.initSelection, .addSelection, .deleteSelection, .clearSelection, .previewSelection,
    ] where request.url.hasSuffix(endpoint.path) { return endpoint.step }
    return request.method == .post ? "create" : "get"
  }

  private static func answer(
    _ step: String, _ request: HTTPRequest, _ body: JSON, _ state: inout State
  ) -> Reply {
    let session = body["session_id"]?.string ?? ""
    switch step {
    case "init":
      let id = "s\(state.sessions.count + 1)"
      state.sessions[id] = []
      return success(#"{"session_id":"\#(id)",\#(state.video)}"#)
    case "add":
      let mark = "\(body["frame_index"]?.int ?? -1) \(body["points"]?.text() ?? "")"
      if state.sessions[session]?.contains(mark) != false {
        return refusal(400, 1201, "marked twice, or no such session")
      }
      state.sessions[session]?.append(mark)
      return success(#"{"status":0,"session_id":"\#(session)"}"#)
    case "delete":
      let mark = "\(body["frame_index"]?.int ?? -1) \(body["points"]?.text() ?? "")"
      guard let index = state.sessions[session]?.firstIndex(of: mark) else {
        return refusal(400, 1201, "not marked, or no such session")
      }
      state.sessions[session]?.remove(at: index)
      return success(#"{"status":0,"session_id":"\#(session)"}"#)
    case "clear":
      state.sessions[session] = []
      return success(#"{"status":0}"#)
    case "preview":
      return success(
        #"{"status":0,"res":{"video":"https://x/p.mp4","video_cover":"https://x/p.png","#
          + #""tracking_output":"https://x/t.json"}}"#)
    case "create": return create(body, &state)
    default: return look(request, &state)
    }
  }

  private static func create(_ body: JSON, _ state: inout State) -> Reply {
    let externalID = body["external_task_id"]?.string
    if state.tasks.contains(where: { $0.externalID == externalID }) {
      return refusal(400, 1201, "external_task_id is in use")
    }
    let task = Task(id: "t\(state.tasks.count + 1)", externalID: externalID, body: body)
    state.tasks.append(task)
    state.mostActive = max(state.mostActive, state.tasks.count(where: \.isActive))
    return success(#"{"task_id":"\#(task.id)","task_status":"\#(state.statusOfCreated)"}"#)
  }

  private static func look(_ request: HTTPRequest, _ state: inout State) -> Reply {
    let id = request.url.split(separator: "/").last.map(String.init) ?? ""
    guard let index = state.tasks.firstIndex(where: { $0.id == id || $0.externalID == id }) else {
      return refusal(400, 1201, "no such task")
    }
    state.tasks[index].looks += 1
    let task = state.tasks[index]
    let info =
      #""task_id":"\#(task.id)","task_info":{"external_task_id":"\#(task.externalID ?? "")"}"#
    if task.looks <= state.looksUntilDone {
      return success(#"{\#(info),"task_status":"processing"}"#)
    }
    state.tasks[index].isActive = false
    let prompt = task.body["prompt"]?.string ?? ""
    if let failing = state.failingPrompt, prompt.contains(failing) {
      state.tasks[index].hasFailed = true
    }
    if state.tasks[index].hasFailed {
      return success(#"{\#(info),"task_status":"failed","task_status_msg":"not allowed"}"#)
    }
    return success(
      #"{\#(info),"task_status":"succeed","final_unit_deduction":"3.5","task_result":{"videos":["#
        + #"{"id":"v-\#(task.id)","url":"https://x/\#(task.id).mp4","#
        + #""watermark_url":"https://x/\#(task.id).w.mp4","duration":"5.1"}]}}"#)
  }

  static func success(_ data: String) -> Reply {
    .http(200, #"{"code":0,"message":"SUCCEED","request_id":"r","data":\#(data)}"#)
  }

  static func refusal(_ status: Int, _ code: Int, _ message: String = "m") -> Reply {
    .http(status, #"{"code":\#(code),"message":"\#(message)","request_id":"r"}"#)
  }
}
