import Crypto
import CurlTransport
import Glibc
import KEditCLI
import KlingAPI
import OrderedJSON
import Synchronization
import TestSupport
import Testing

/// `kedit listen` in this process, while a test sends it what it likes.
struct Listener: Sendable {
  static let secret = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI="
  private static let key = Array("testsecrettestsecrettestsecret12".utf8)

  let port: UInt16
  fileprivate let heard: Heard
  private let transport = CurlTransport(userAgent: "test")

  /// Runs it beside `work`, and stops it as Ctrl-C does.
  static func run(
    _ scene: RunScene, _ arguments: String..., environment extra: [String: String] = [:],
    _ work: @escaping @Sendable (Listener) async throws -> Void
  ) async throws -> CapturedRun {
    let (heard, interruptions) = (Heard(), Interruptions())
    let environment = scene.environment.merging(extra) { $1 }
    return try await withThrowingTaskGroup(of: CapturedRun?.self) { group in
      group.addTask {
        defer { heard.close() }
        return await kedit(
          ["listen"] + arguments, in: scene.folder.path, environment: Environment(environment),
          interruptions: interruptions, onOutput: { heard.append($0) },
          onError: { heard.append($0) })
      }
      group.addTask {
        defer { interruptions.request() }
        let line = try #require(await heard.line { $0.contains("/callback") })
        let digits = line.drop { $0 != "1" }.dropFirst("127.0.0.1:".count).prefix { $0.isNumber }
        try await work(Listener(port: try #require(UInt16(digits)), heard: heard))
        return nil
      }
      var ended: CapturedRun?
      while let result = try await group.next() { ended = result ?? ended }
      return try #require(ended)
    }
  }

  /// The next line of either stream, past and to come, that contains a text.
  func hears(_ text: String) async throws {
    _ = try #require(await heard.line { $0.contains(text) }, "'\(text)' never came")
  }

  /// Sends a callback; the status of the answer.
  func post(
    _ body: String, headers: [(name: String, value: String)] = [], path: String = "/callback",
    method: HTTPRequest.Method = .post
  ) async throws -> Int {
    let response = try await transport.send(
      HTTPRequest(
        method, "http://127.0.0.1:\(port)\(path)",
        headers: headers, body: method == .post ? .bytes(Array(body.utf8)) : .none))
    return response.head.status
  }

  /// The headers of a signed callback; `age` in seconds.
  static func signed(
    _ body: String, id: String, age: Int = 0, others: String = ""
  ) -> [(name: String, value: String)] {
    let timestamp = time(nil) - age
    let code = HMACSHA256.authenticate(
      message: Array("\(id).\(timestamp).\(body)".utf8), key: key)
    return [
      ("webhook-id", id), ("webhook-timestamp", "\(timestamp)"),
      ("webhook-signature", others + "v1," + Base64.encode(code)),
    ]
  }
}

/// The lines that a program has written, for whoever waits for one.
private final class Heard: Sendable {
  private struct State {
    var text = ""
    var isClosed = false
    var waiting: [(condition: @Sendable (Substring) -> Bool, Gate)] = []
  }

  private let state = Mutex(State())

  func append(_ text: String) {
    state.withLock { $0.text += text }
    wake()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    wake()
  }

  /// The first line for which the condition holds, once there is one; `nil` where it never came.
  func line(where condition: @escaping @Sendable (Substring) -> Bool) async -> String? {
    let gate = Gate()
    state.withLock { $0.waiting.append((condition, gate)) }
    wake()
    await gate.passed()
    return state.withLock { Self.find($0.text, condition).map { String($0) } }
  }

  private func wake() {
    state.withLock { state in
      let (text, isClosed) = (state.text, state.isClosed)
      state.waiting.removeAll { condition, gate in
        guard isClosed || Self.find(text, condition) != nil else { return false }
        gate.open()
        return true
      }
    }
  }

  /// Only whole lines count.
  private static func find(_ text: String, _ condition: (Substring) -> Bool) -> Substring? {
    guard let end = text.utf8.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
    return text[..<end].split(separator: "\n").first(where: condition)
  }
}

/// A task that a run has made and left.
struct LeftTask: Sendable {
  let id: String
  let externalID: String

  /// Makes the tasks of a file and waits for none.
  static func make(_ scene: RunScene, _ file: String = "a.kedit") async throws -> [LeftTask] {
    let run = await scene.run(
      file, "--yes", "--no-wait", "--output-dir", "out", "--format", "json")
    #expect(run.code == .stopped, "\(run.error)")
    return try run.output.split(separator: "\n").compactMap { line in
      let event = try JSON.parse(Array(line.utf8))
      guard event["type"]?.string == "task_submitted" else { return nil }
      return LeftTask(
        id: try #require(event["task_id"]?.string),
        externalID: try #require(event["external_task_id"]?.string))
    }
  }

  /// The body of a callback about it.
  func notice(_ status: String = "succeed") -> String {
    #"{"task_id":"\#(id)","task_status":"\#(status)","task_status_msg":"","created_at":1,"#
      + #""updated_at":2,"task_info":{"external_task_id":"\#(externalID)"},"#
      + #""task_result":{"images":[],"videos":[]}}"#
  }
}
