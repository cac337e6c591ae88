import Glibc
import Synchronization

/// A small HTTP/1.1 server on 127.0.0.1 and a free port that does what a test tells it to: also
/// what no sound server does. It stops, and every thread of it ends, when the last reference goes.
///
///     let server = try LoopbackServer { request in
///       request.path == "/hello" ? .text(200, "hello") : .status(404)
///     }
package final class LoopbackServer: Sendable {
  /// What happens to a fresh connection before anything is read from it.
  package enum Reception: Sendable {
    case serve
    /// The connection is reset at once.
    case drop
    /// Nothing is read until the gate opens.
    case stall(Gate)
    /// These bytes are sent at once, and the connection ends without a request being read.
    case greet([UInt8])
  }

  private let core: LoopbackServerCore
  private let acceptor: TestThread

  /// Starts serving.
  ///
  /// - Parameters:
  ///   - receptions: what happens to the first connections; those after them are served.
  ///   - handler: answers a request that has been read whole; runs on the connection's own thread,
  ///     several at a time.
  /// - Throws: `SystemCallFailed` where no socket or thread is to be had.
  package init(
    receptions: [Reception] = [],
    handler: @escaping @Sendable (Request) -> Answer
  ) throws {
    let core = try LoopbackServerCore(receptions: receptions, handler: handler)
    self.core = core
    acceptor = try TestThread { core.accept() }
  }

  /// Serves a script: the n-th request gets the n-th answer, one beyond the end a 500.
  package convenience init(script: [Answer]) throws {
    try self.init { $0.index < script.count ? script[$0.index] : .status(500) }
  }

  deinit {
    core.stop()
    acceptor.join()
    for thread in core.takeThreads() { thread.join() }
  }

  package var port: Int { Int(core.port) }

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// Every request that has been read whole so far, in the order of their arrival.
  package var requests: [Request] { core.state.withLock(\.requests) }

  /// How many connections have been accepted so far.
  package var connections: Int { core.state.withLock(\.accepted) }

  /// Suspends until that many requests have been read.
  package func received(_ count: Int) async {
    await withCheckedContinuation { continuation in
      let isDone = core.state.withLock { state in
        if state.requests.count < count { state.waiting.append((count, continuation)) }
        return state.requests.count >= count
      }
      if isDone { continuation.resume() }
    }
  }
}
