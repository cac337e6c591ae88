import Glibc

/// How a wait on a socket ended.
enum SocketWait: Sendable {
  /// There is something to read, or the other side has hung up.
  case readable
  case opened
  case hungUp

  /// `POLLRDHUP`, which Glibc's header hides behind `_GNU_SOURCE`.
  private static let hangUp: Int16 = 0x2000

  /// Waits for something to read; a gate that opens meanwhile ends it.
  static func until(readable descriptor: CInt, or gate: Gate) -> SocketWait {
    var entries = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&entries, 2, -1) < 0 && errno == EINTR {}
    return entries[1].revents != 0 ? .opened : .readable
  }

  /// Waits for one of the gates; a client that hangs up meanwhile ends it.
  static func until(_ gates: [Gate], watching descriptor: CInt) -> SocketWait {
    var entries = [pollfd(fd: descriptor, events: hangUp, revents: 0)]
    for gate in gates {
      entries.append(pollfd(fd: gate.descriptor, events: Int16(POLLIN), revents: 0))
    }
    while poll(&entries, nfds_t(entries.count), -1) < 0 && errno == EINTR {}
    return entries.dropFirst().contains { $0.revents != 0 } ? .opened : .hungUp
  }
}
