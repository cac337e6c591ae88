import Glibc

/// One accepted connection: reads requests, performs answers, and closes its socket at its end.
final class LoopbackConnection {
  private let descriptor: CInt
  private let stopped: Gate
  private var buffer: [UInt8] = []

  init(_ descriptor: CInt, stopped: Gate) {
    self.descriptor = descriptor
    self.stopped = stopped
    var on: CInt = 1
    setsockopt(
      descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
  }

  deinit { close(descriptor) }

  /// Makes the close at the end a reset, seen by the client as an error.
  func reset() {
    var hard = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
  }

  /// Sends and hangs up; what comes in is let through, or the close would destroy what was sent.
  func greet(_ bytes: [UInt8]) {
    guard send(bytes), shutdown(descriptor, CInt(SHUT_WR)) == 0 else { return }
    while fill() { buffer = [] }
  }

  /// Waits for a gate.
  ///
  /// - Returns: false where the client hung up, or the server was stopped, before it opened.
  func wait(for gate: Gate) -> Bool {
    SocketWait.until([gate, stopped], watching: descriptor) == .opened && !stopped.isOpen
  }

  /// Carries an answer out.
  ///
  /// - Returns: whether the connection is good for another request.
  func perform(_ answer: LoopbackServer.Answer) -> Bool {
    for step in answer.steps {
      switch step {
      case .send(let bytes):
        guard send(bytes) else { return false }
      case .wait(let gate):
        guard wait(for: gate) else { return false }
      case .open(let gate):
        gate.open()
      case .reset:
        reset()
        return false
      }
    }
    return answer.keepsConnection
  }

  /// Reads the next request whole.
  ///
  /// - Returns: nil at the end of the connection, at the server's, or where it is not HTTP.
  func readRequest() -> LoopbackServer.Request? {
    guard let head = readHead() else { return nil }
    var lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)[...]
    guard let first = lines.popFirst()?.split(separator: " "), first.count == 3 else { return nil }
    var request = LoopbackServer.Request(
      index: 0, connection: 0, method: String(first[0]), target: String(first[1]), headers: [],
      body: [])
    for line in lines {
      let name = line.prefix { $0 != ":" }
      let value = line.dropFirst(name.count + 1).drop { $0 == " " }
      request.headers.append((String(name), String(value)))
    }
    if request.header("Expect") != nil {
      guard send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) else { return nil }
    }
    if request.header("Transfer-Encoding") != nil {
      guard let body = readChunks() else { return nil }
      request.body = body
    } else if let length = request.header("Content-Length").flatMap({ Int($0) }) {
      guard let body = read(length) else { return nil }
      request.body = body
    }
    return request
  }

  private func readHead() -> String? {
    var head = ""
    while let line = readLine() {
      if line.isEmpty && !head.isEmpty { return head }
      if !line.isEmpty { head += line + "\r\n" }
    }
    return nil
  }

  private func readLine() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[..<end].filter { $0 != UInt8(ascii: "\r") }
        buffer.removeSubrange(...end)
        return String(decoding: line, as: UTF8.self)
      }
      guard fill() else { return nil }
    }
  }

  private func readChunks() -> [UInt8]? {
    var body: [UInt8] = []
    while let line = readLine(), let size = Int(line.prefix { $0 != ";" }, radix: 16) {
      guard let chunk = read(size), readLine() != nil else { return nil }
      if size == 0 { return body }
      body += chunk
    }
    return nil
  }

  private func read(_ count: Int) -> [UInt8]? {
    while buffer.count < count {
      guard fill() else { return nil }
    }
    defer { buffer.removeFirst(count) }
    return Array(buffer.prefix(count))
  }

  private func fill() -> Bool {
    guard SocketWait.until(readable: descriptor, or: stopped) == .readable else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &chunk, chunk.count, 0)
    if count <= 0 { return false }
    buffer += chunk.prefix(count)
    return true
  }

  /// Sends all of it, unless the client hangs up or the server is stopped.
  private func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT))
      }
      if count >= 0 {
        sent += count
      } else if errno == EAGAIN {
        guard waitForRoom() else { return false }
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  private func waitForRoom() -> Bool {
    var entries = [
      pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: stopped.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&entries, 2, -1) < 0 && errno == EINTR {}
    return entries[1].revents == 0
  }
}
