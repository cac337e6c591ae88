import Glibc

/// A client that sends what it is told, sound or not, over one connection.
package final class RawClient {
  private let descriptor: CInt
  private var buffer: [UInt8] = []

  package struct Reply: Equatable, Sendable {
    package var status: Int
    package var headers: [String: String]
    package var body: String
  }

  package init(port: UInt16) throws {
    descriptor = try SystemCallFailed.check(
      "socket", socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    // A server that does not answer makes the test fail, not hang.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    let result = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    _ = try SystemCallFailed.check("connect", result)
  }

  deinit { close(descriptor) }

  /// Sends text, in which a line end stands for CR LF.
  package func send(_ text: String) {
    send(Array(text.replacing("\n", with: "\r\n").utf8))
  }

  /// Sends bytes; what a server does not want any more is let go of.
  package func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Says that nothing more will be sent.
  package func finish() { shutdown(descriptor, CInt(SHUT_WR)) }

  /// Everything until the server closes the connection.
  package func readToEnd() -> String {
    while fill() {}
    defer { buffer = [] }
    return String(decoding: buffer, as: UTF8.self)
  }

  /// The next answer; nil where the connection ends before it is whole.
  package func readReply(toHead: Bool = false) -> Reply? {
    while true {
      if let head = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
        let text = String(decoding: buffer[..<head.lowerBound], as: UTF8.self)
        var lines = text.split(separator: "\r\n")[...]
        guard let first = lines.popFirst(), let status = Int(first.split(separator: " ")[1]) else {
          return nil
        }
        buffer.removeFirst(head.upperBound)
        var headers: [String: String] = [:]
        for line in lines {
          let name = line.prefix { $0 != ":" }
          headers[name.lowercased()] = String(line.dropFirst(name.count + 2))
        }
        let count = toHead || status < 200 ? 0 : headers["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < count { guard fill() else { return nil } }
        let body = String(decoding: buffer.prefix(count), as: UTF8.self)
        buffer.removeFirst(count)
        return Reply(status: status, headers: headers, body: body)
      }
      guard fill() else { return nil }
    }
  }

  /// - Returns: false at the end, however it came.
  private func fill() -> Bool {
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { space, count in
      count = max(0, recv(descriptor, space.baseAddress, space.count, 0))
    }
    buffer += piece
    return !piece.isEmpty
  }
}
