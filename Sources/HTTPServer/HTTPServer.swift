internal import CMicroHTTPD
internal import Synchronization

/// An HTTP/1.1 server on 127.0.0.1, with a thread for each connection: a handler may take its time.
///
/// It serves from the moment it is made until `stop`, or until its last reference goes.
package final class HTTPServer: Sendable {
  package struct Options: Sendable {
    /// What the head of a request may take, first line and headers together, in bytes.
    package var maximumHeadBytes: Int
    /// After how many seconds a silent client's connection is closed.
    package var idleSeconds: UInt32
    /// How many connections are served at once; further ones wait to be accepted.
    package var maximumConnections: UInt32

    package init(
      maximumHeadBytes: Int = 64 << 10, idleSeconds: UInt32 = 60, maximumConnections: UInt32 = 512
    ) {
      self.maximumHeadBytes = maximumHeadBytes
      self.idleSeconds = idleSeconds
      self.maximumConnections = maximumConnections
    }
  }

  /// What the body of a request may take unless the admission says otherwise, in bytes.
  package static let defaultBodyLimit = 256 << 20

  /// The port it listens on.
  package let port: UInt16

  private let core: HTTPServerCore
  /// Nil once it is stopped.
  private let daemon: Mutex<OpaquePointer?>

  /// Starts serving.
  ///
  /// - Parameters:
  ///   - port: 0 for one that is free.
  ///   - options: what a client may take of the server.
  ///   - admit: judges a request by its head, before anything of the body is kept; called on the
  ///     connection's thread, several at a time, as is the handler.
  ///   - handler: answers a request that has arrived whole. It must not stop the server.
  /// - Throws: `HTTPServerError`.
  package convenience init(
    port: UInt16 = 0, options: Options = Options(),
    admit: @escaping @Sendable (HTTPServerRequest.Head) -> HTTPServerAdmission = { _ in
      .bytes(limit: defaultBodyLimit)
    },
    handler: @escaping @Sendable (HTTPServerRequest) -> HTTPServerResponse
  ) throws(HTTPServerError) {
    try self.init(
      on: try ListeningSocket(port: port), options: options, admit: admit, handler: handler)
  }

  /// Starts serving a socket, with whoever waits there.
  ///
  /// - Throws: `HTTPServerError`.
  package init(
    on socket: consuming ListeningSocket, options: Options = Options(),
    admit: @escaping @Sendable (HTTPServerRequest.Head) -> HTTPServerAdmission,
    handler: @escaping @Sendable (HTTPServerRequest) -> HTTPServerResponse
  ) throws(HTTPServerError) {
    let functions = try MicroHTTPD.functions.get()
    core = try HTTPServerCore(functions: functions, admit: admit, handler: handler)
    self.port = socket.port
    let callbacks = kedit_mhd_callbacks(
      target: receiveTarget, handle: handleRequest, completed: completeRequest)
    // The core outlives the daemon, for `stop` joins its threads before the core can go.
    let daemon = kedit_mhd_start(
      functions, socket.take(), callbacks, Unmanaged.passUnretained(core).toOpaque(),
      options.maximumHeadBytes, options.maximumConnections, options.idleSeconds)
    guard let daemon else { throw .cannotStart }
    self.daemon = Mutex(daemon)
  }

  deinit { stop(draining: .zero) }

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// Ends the server: new requests are turned away, answers that are held back are dropped, what
  /// is being worked on or sent is waited for, then every connection is closed.
  ///
  /// - Parameter limit: how long is waited for what is under way. A handler that takes longer is
  ///   still waited for, but its answer is not sent.
  package func stop(draining limit: Duration = .seconds(2)) {
    core.beginStopping()
    daemon.withLock { daemon in
      guard let running = daemon else { return }
      _ = core.idle.wait(upTo: limit)
      kedit_mhd_stop(core.functions, running)
      daemon = nil
    }
  }
}
