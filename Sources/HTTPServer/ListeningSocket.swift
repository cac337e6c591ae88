internal import Glibc

/// A socket that listens on 127.0.0.1, closed by its owner's end unless it was handed on.
///
/// Clients can connect from now on; they wait until a server is made of it.
package struct ListeningSocket: ~Copyable {
  private var descriptor: CInt
  package let port: UInt16

  /// - Parameter wanted: the port, 0 for one that is free.
  /// - Throws: `cannotListen`, with the system's reason.
  package init(port wanted: UInt16 = 0) throws(HTTPServerError) {
    func failure() -> HTTPServerError {
      .cannotListen(port: wanted, String(cString: strerror(errno)))
    }
    let descriptor = socket(
      AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw failure() }

    // A port whose last connections still linger may be taken again.
    var on: CInt = 1
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = wanted.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        setsockopt(
          descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<CInt>.size)) == 0
          && bind(descriptor, address, length) == 0
          && listen(descriptor, SOMAXCONN) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    guard isListening else {
      let failure = failure()
      close(descriptor)
      throw failure
    }
    self.descriptor = descriptor
    self.port = UInt16(bigEndian: address.sin_port)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The descriptor, which the caller then owns.
  consuming func take() -> CInt {
    defer { descriptor = -1 }
    return descriptor
  }
}
