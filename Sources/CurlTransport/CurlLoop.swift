import CCurl
import Glibc
import KlingAPI
import PosixThreads
import Synchronization

/// The thread that owns the multi handle, and the queue through which it is told what to do.
///
/// Everything other threads may touch is in `state`, behind one lock. A cancellation can come before
/// the request it belongs to has been submitted; because both take that lock, it is found then.
final class CurlLoop: Sendable {
  typealias ID = UInt64

  /// A request, where its body goes, and who waits for it.
  struct Order: Sendable {
    let id: ID
    let request: HTTPRequest
    let destination: CurlTransfer.Destination
    let continuation: CheckedContinuation<Result<HTTPResponse, TransportError>, Never>
  }

  enum Command: Sendable {
    case start(Order)
    case cancel(ID)
  }

  private struct State {
    var lastID: ID = 0
    /// Cancelled before they were submitted.
    var cancelledEarly: Set<ID> = []
    /// Submitted and not yet answered.
    var active: Set<ID> = []
    var commands: [Command] = []
    var thread: PosixThread?
    /// There from when the thread has its multi handle until it gives it up.
    var waker: CurlWaker?
    /// Why nothing can be submitted any more.
    var end: TransportError?
  }

  let settings: CurlSettings
  private let state = Mutex(State())

  init(settings: CurlSettings) {
    self.settings = settings
  }

  /// An identity for a request that is about to be submitted.
  func newID() -> ID {
    state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
  }

  /// Takes a request; its continuation is resumed exactly once, whatever happens.
  func submit(_ order: Order) {
    let refusal = state.withLock { state -> TransportError? in
      if state.cancelledEarly.contains(order.id) { return .cancelled }
      if let end = state.end { return end }
      if state.thread == nil {
        do throws(PosixThread.Refused) {
          state.thread = try PosixThread { [self] in run() }
        } catch {
          return .unsendable("no thread: \(error)")
        }
      }
      state.active.insert(order.id)
      state.commands.append(.start(order))
      state.waker?.wake()
      return nil
    }
    if let refusal { order.continuation.resume(returning: .failure(refusal)) }
  }

  /// Ends a request soon, at whatever point it is: also one that is yet to be submitted.
  func cancel(_ id: ID) {
    state.withLock { state in
      if state.active.contains(id) {
        state.commands.append(.cancel(id))
        state.waker?.wake()
      } else {
        state.cancelledEarly.insert(id)
      }
    }
  }

  /// Drops what is remembered of a request that has been answered.
  func forget(_ id: ID) {
    state.withLock { state in
      _ = state.cancelledEarly.remove(id)
    }
  }

  /// Ends all requests and the thread, and waits for it unless it is the caller.
  func stop() {
    let thread = state.withLock { state in
      state.end = state.end ?? .cancelled
      state.waker?.wake()
      defer { state.thread = nil }
      return state.thread
    }
    thread?.join()
  }

  // MARK: Called by the thread alone

  /// What has been queued since the last call, and why to end, if that is so.
  func takeCommands() -> (commands: [Command], end: TransportError?) {
    state.withLock { state in
      defer { state.commands = [] }
      return (state.commands, state.end)
    }
  }

  func answer(_ order: Order, _ result: Result<HTTPResponse, TransportError>) {
    state.withLock { state in
      _ = state.active.remove(order.id)
    }
    order.continuation.resume(returning: result)
  }

  private func setWaker(_ waker: CurlWaker?) {
    state.withLock { $0.waker = waker }
  }

  /// The thread's body.
  private func run() {
    blockSignals()
    let end: TransportError
    switch CurlLibrary.shared {
    case .failure(let unavailable):
      end = .unsendable(unavailable.reason)
    case .success(let library):
      if let driver = CurlDriver(library: library, loop: self) {
        setWaker(driver.waker)
        end = driver.run()
        setWaker(nil)
        driver.close(failing: end)
      } else {
        end = .unsendable("libcurl gives no multi handle")
      }
    }
    state.withLock { $0.end = end }
    for case .start(let order) in takeCommands().commands { answer(order, .failure(end)) }
  }

  /// Signals go to the program's own threads. `SIGPIPE` above all: with `CURLOPT_NOSIGNAL` libcurl
  /// leaves it alone, and OpenSSL's writes to a closed connection raise it.
  private func blockSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
  }
}
