import OrderedJSON
import Synchronization
import TestSupport

/// As much of the service as a script meets.
final class ScriptService: Sendable {
  private struct State {
    var calls: [String] = []
    var tasks: [String: JSON] = [:]
  }

  private let state = Mutex(State())
  /// Facts that init answers beside the session.
  private let video: String
  /// Answers of paths that go wrong.
  private let faults: [String: String]

  init(video: String = ScriptService.fiveSeconds, faults: [String: String] = [:]) {
    self.video = video
    self.faults = faults
  }

  static let fiveSeconds =
    #""fps": 30.0, "original_duration": 5041, "width": 1280, "height": 720, "total_frame": 151"#

  /// Method, path and body of each call so far.
  var calls: [String] { state.withLock(\.calls) }

  func start() throws -> LoopbackServer {
    try LoopbackServer { [self] request in answer(request) }
  }

  private func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Answer {
    let prefix = "/v1/videos/multi-elements"
    guard request.path.utf8.starts(with: prefix.utf8) else {
      let isAuthorized = request.header("Authorization") != nil
      return isAuthorized ? .status(400) : .text(200, "content of \(request.path)")
    }
    guard request.header("Authorization") == "Bearer test-key" else { return .status(401) }
    let path = String(request.path.dropFirst(prefix.count))
    state.withLock { $0.calls.append("\(request.method) \(path) \(request.text)") }
    if let fault = faults["\(request.method) \(path)"] { return .json(200, fault) }
    let host = request.header("Host") ?? ""
    switch (request.method, path) {
    case ("POST", "/init-selection"):
      return success(#"{"status": 0, "session_id": "s1", \#(video)}"#)
    case ("POST", "/add-selection"): return success(#"[{"status": 0}]"#)
    case ("POST", "/preview-selection"):
      return success(
        #"{"res": {"video": "http://\#(host)/p1", "video_cover": "http://\#(host)/p2", "tracking_output": "http://\#(host)/p3"}}"#
      )
    case ("POST", ""): return create(request, host: host)
    default:
      let task = state.withLock { $0.tasks[String(path.dropFirst())] }
      guard let task else { return .json(400, #"{"code": 1201, "message": "no such task"}"#) }
      return success(task.text())
    }
  }

  private func create(
    _ request: LoopbackServer.Request, host: String
  ) -> LoopbackServer.Answer {
    let id = (try? JSON.parse(request.body))?["external_task_id"]?.string ?? ""
    return state.withLock { state in
      let number = state.tasks.count / 2 + 1
      let task: JSON = [
        "task_id": .string("task \(number)"), "task_status": "succeed",
        "task_result": [
          "videos": [
            [
              "id": .string("video-\(number)"), "url": .string("http://\(host)/v\(number)?sig=[a]"),
              "watermark_url": .string("http://\(host)/w\(number)"),
            ]
          ]
        ],
      ]
      state.tasks["task%20\(number)"] = task
      state.tasks[id.replacing("/", with: "%2F")] = task
      return success(#"{"task_id": "task \#(number)", "task_status": "submitted"}"#)
    }
  }

  private func success(_ data: String) -> LoopbackServer.Answer {
    .json(200, #"{"code": "0", "message": "ok", "data": \#(data)}"#)
  }
}
