import Glibc
import Synchronization

/// What the server's threads share; it lives until the last of them has ended.
final class LoopbackServerCore: Sendable {
  struct State {
    var requests: [LoopbackServer.Request] = []
    var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    var accepted = 0
    var isStopped = false
    var threads: [TestThread] = []
  }

  let state = Mutex(State())
  let port: UInt16
  /// Opened when the server stops: every wait of every thread ends with it.
  let stopped = Gate()
  private let listener: CInt
  private let receptions: [LoopbackServer.Reception]
  private let handler: @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer

  init(
    receptions: [LoopbackServer.Reception],
    handler: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Answer
  ) throws {
    self.receptions = receptions
    self.handler = handler
    listener = try SystemCallFailed.check(
      "socket", socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    do {
      port = try Self.listen(on: listener)
    } catch {
      close(listener)
      throw error
    }
  }

  deinit { close(listener) }

  private static func listen(on descriptor: CInt) throws -> UInt16 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return try withUnsafeMutablePointer(to: &address) { address in
      try address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = try SystemCallFailed.check("bind", bind(descriptor, address, size))
        _ = try SystemCallFailed.check("listen", Glibc.listen(descriptor, 1024))
        _ = try SystemCallFailed.check("getsockname", getsockname(descriptor, address, &size))
      }
      return UInt16(bigEndian: address.pointee.sin_port)
    }
  }

  /// The accepting thread's body.
  func accept() {
    while SocketWait.until(readable: listener, or: stopped) == .readable {
      let descriptor = Glibc.accept(listener, nil, nil)
      if descriptor < 0 { continue }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      let number = state.withLock { state in
        state.accepted += 1
        return state.accepted - 1
      }
      do {
        let thread = try TestThread { [self] in serve(descriptor, number: number) }
        state.withLock { $0.threads.append(thread) }
      } catch {
        close(descriptor)
      }
    }
  }

  /// Ends every wait; the accepting thread goes on to its end, and the connections' to theirs.
  func stop() { stopped.open() }

  func takeThreads() -> [TestThread] {
    state.withLock { state in
      defer { state.threads = [] }
      return state.threads
    }
  }

  private func serve(_ descriptor: CInt, number: Int) {
    let connection = LoopbackConnection(descriptor, stopped: stopped)
    switch number < receptions.count ? receptions[number] : .serve {
    case .serve: break
    case .drop: return connection.reset()
    case .stall(let gate):
      guard connection.wait(for: gate) else { return }
    case .greet(let bytes): return connection.greet(bytes)
    }
    while var request = connection.readRequest() {
      request.connection = number
      let (recorded, done) = record(request)
      for continuation in done { continuation.resume() }
      if !connection.perform(handler(recorded)) { return }
    }
  }

  /// Numbers a request and keeps it.
  ///
  /// - Returns: the request, and who waited for it.
  private func record(
    _ request: LoopbackServer.Request
  ) -> (LoopbackServer.Request, [CheckedContinuation<Void, Never>]) {
    state.withLock { state in
      var request = request
      request.index = state.requests.count
      state.requests.append(request)
      let count = state.requests.count
      let done = state.waiting.filter { $0.count <= count }.map(\.continuation)
      state.waiting.removeAll { $0.count <= count }
      return (request, done)
    }
  }
}
