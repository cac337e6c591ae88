internal import Glibc

/// Something that happens once and that threads wait for, with a limit.
///
/// A pair of sockets, for `poll` can wait for it with a time-out that the setting of a clock does not disturb.
final class Signal: Sendable {
  private let reader: CInt
  private let writer: CInt

  init() throws(HTTPServerError) {
    var ends: [CInt] = [-1, -1]
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    guard socketpair(AF_UNIX, CInt(kind), 0, &ends) == 0 else { throw .cannotStart }
    reader = ends[0]
    writer = ends[1]
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// Lets everyone go on, now and later.
  func raise() {
    // Fails only where there is no room, and then it was raised before.
    _ = write(writer, "!", 1)
  }

  /// Blocks the thread until the signal is raised.
  ///
  /// - Returns: false if the time ran out first.
  func wait(upTo limit: Duration) -> Bool {
    let deadline = ContinuousClock.now + limit
    var entry = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    while true {
      let left = max(ContinuousClock.now.duration(to: deadline), .zero)
      let milliseconds = min((left / .milliseconds(1)).rounded(.up), Double(CInt.max))
      if poll(&entry, 1, CInt(milliseconds)) > 0 { return true }
      if ContinuousClock.now >= deadline { return false }
    }
  }
}
