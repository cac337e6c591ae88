internal import CMicroHTTPD
internal import Synchronization

/// What the threads of the library call: everything of a server but its daemon.
final class HTTPServerCore: Sendable {
  typealias Admit = @Sendable (HTTPServerRequest.Head) -> HTTPServerAdmission
  typealias Handler = @Sendable (HTTPServerRequest) -> HTTPServerResponse

  let functions: kedit_mhd
  /// Raised when the server is to end: nobody waits any longer.
  let stopped: Signal
  /// Raised when the server is to end and no request is under way.
  let idle: Signal
  private let admit: Admit
  private let handler: Handler

  private struct State {
    var underWay = 0
    var isStopping = false
  }
  private let state = Mutex(State())

  init(
    functions: kedit_mhd, admit: @escaping Admit, handler: @escaping Handler
  ) throws(HTTPServerError) {
    self.functions = functions
    self.admit = admit
    self.handler = handler
    stopped = try Signal()
    idle = try Signal()
  }

  /// From now on every request is turned away.
  func beginStopping() {
    stopped.raise()
    state.withLock { state in
      state.isStopping = true
      if state.underWay == 0 { idle.raise() }
    }
  }

  /// A request has begun.
  ///
  /// - Returns: false where the server is about to end.
  private func enter() -> Bool {
    state.withLock { state in
      state.underWay += 1
      return !state.isStopping
    }
  }

  /// A request that was entered has ended, one way or another.
  func leave() {
    state.withLock { state in
      state.underWay -= 1
      if state.isStopping && state.underWay == 0 { idle.raise() }
    }
  }

  /// One step of a request: its head, a piece of its body, or its end, in this order.
  ///
  /// - Returns: whether the connection stays.
  func advance(
    _ exchange: Exchange, _ connection: OpaquePointer, method: UnsafePointer<CChar>,
    piece: UnsafeRawBufferPointer
  ) -> Bool {
    guard let head = exchange.head else {
      let head = HTTPServerRequest.Head(
        method: String(cString: method), target: exchange.target, headers: headers(connection))
      guard enter() else { return false }
      return perform(exchange.begin(head, admit(head)), of: head, connection)
    }
    guard piece.isEmpty else { return perform(exchange.receive(piece), of: head, connection) }
    return send(exchange.finish(handler), to: head, connection)
  }

  private func perform(
    _ step: Exchange.Step, of head: HTTPServerRequest.Head, _ connection: OpaquePointer
  ) -> Bool {
    switch step {
    case .goOn: true
    case .answer(let response): send(response, to: head, connection)
    case .close: false
    }
  }

  private func send(
    _ response: HTTPServerResponse, to head: HTTPServerRequest.Head, _ connection: OpaquePointer
  ) -> Bool {
    if response.delay > .zero, stopped.wait(upTo: response.delay) { return false }
    guard response.fault != .drop else { return false }
    if queue(Answer(response, to: head, stopped: stopped), connection) { return true }
    let apology = HTTPServerResponse.text("a header cannot be sent", status: 500)
    return queue(Answer(apology, to: head, stopped: stopped), connection)
  }

  /// Hands an answer to the library, which sends it when the callback has returned.
  private func queue(_ answer: Answer, _ connection: OpaquePointer) -> Bool {
    let context = Unmanaged.passRetained(answer.source)
    guard
      let response = kedit_mhd_create_response(
        functions, UInt64(answer.source.count), Self.blockSize, readBody, context.toOpaque(),
        releaseBody)
    else {
      context.release()
      return false
    }
    defer { kedit_mhd_destroy(functions, response) }
    for (name, value) in answer.headers {
      guard kedit_mhd_add_header(functions, response, name, value) == .YES else { return false }
    }
    return kedit_mhd_queue(functions, connection, CUnsignedInt(answer.status), response) == .YES
  }

  private static let blockSize = 1 << 16

  private func headers(_ connection: OpaquePointer) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    _ = withUnsafeMutablePointer(to: &headers) {
      kedit_mhd_visit_headers(functions, connection, visitHeader, $0)
    }
    return headers
  }
}
