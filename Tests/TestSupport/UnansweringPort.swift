import Glibc

/// A port of 127.0.0.1 on which a connection is neither taken nor refused: its queue is full.
package final class UnansweringPort: Sendable {
  package let port: Int
  private let descriptors: [CInt]

  /// - Throws: `SystemCallFailed` where no socket is to be had.
  package init() throws {
    var descriptors: [CInt] = []
    do {
      let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
      for _ in 0..<4 {
        descriptors.append(try SystemCallFailed.check("socket", socket(AF_INET, type, 0)))
      }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
      var size = socklen_t(MemoryLayout<sockaddr_in>.size)
      try withUnsafeMutablePointer(to: &address) { address in
        try address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          _ = try SystemCallFailed.check("bind", bind(descriptors[0], address, size))
          _ = try SystemCallFailed.check("listen", listen(descriptors[0], 0))
          _ = try SystemCallFailed.check(
            "getsockname", getsockname(descriptors[0], address, &size))
          // They do not block; the first fills the queue, the others stay on their way.
          for client in descriptors.dropFirst() { _ = connect(client, address, size) }
        }
      }
      port = Int(UInt16(bigEndian: address.sin_port))
    } catch {
      for descriptor in descriptors { close(descriptor) }
      throw error
    }
    self.descriptors = descriptors
  }

  deinit {
    for descriptor in descriptors { close(descriptor) }
  }
}
