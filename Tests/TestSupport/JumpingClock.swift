import Glibc
import Synchronization

/// The clock of a service: the system's, until it is told to jump.
package final class JumpingClock: Sendable {
  private let ahead = Mutex(0)

  package init() {}

  /// Unix time in milliseconds.
  package var now: Int { millisecondsSince1970() + ahead.withLock { $0 } }

  package func jump(hours: Int) { ahead.withLock { $0 += hours * 3_600_000 } }
}

/// Unix time in milliseconds.
@Sendable package func millisecondsSince1970() -> Int {
  var time = timespec()
  precondition(clock_gettime(CLOCK_REALTIME, &time) == 0, "every system has a clock")
  return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
}
