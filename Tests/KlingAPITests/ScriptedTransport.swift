import KlingAPI
import Synchronization

/// Answers each request with the next line of a script, and remembers what was asked.
final class ScriptedTransport: Transport {
  enum Reply: Sendable {
    case http(Int, String, headers: [String: String] = [:])
    case failure(TransportError)
  }

  private struct State {
    var replies: [Reply]
    var requests: [HTTPRequest] = []
  }

  private let state: Mutex<State>

  init(_ replies: Reply...) {
    state = Mutex(State(replies: replies))
  }

  var requests: [HTTPRequest] { state.withLock(\.requests) }

  /// The tokens that were sent, in order.
  var tokens: [String] {
    requests.map { request in
      request.headers.first { $0.name == "Authorization" }?.value ?? "none"
    }
  }

  /// The bodies that were sent, in order.
  var bodies: [String] {
    requests.map { request in
      if case .bytes(let bytes) = request.body {
        String(decoding: bytes, as: UTF8.self)
      } else {
        ""
      }
    }
  }

  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
    let reply = state.withLock { state -> Reply? in
      state.requests.append(request)
      return state.replies.isEmpty ? nil : state.replies.removeFirst()
    }
    switch reply {
    case .http(let status, let body, let headers):
      return HTTPResponse(
        head: HTTPResponseHead(status: status, headers: headers.map { ($0.key, $0.value) }),
        body: Array(body.utf8))
    case .failure(let error): throw error
    case nil: throw .unsendable("the script has ended")
    }
  }

  func stream(
    _ request: HTTPRequest, into sink: some ResponseSink
  ) async throws(TransportError) -> HTTPResponseHead {
    throw .unsendable("no call of the API streams")
  }
}
