import KlingAPI
import Synchronization

/// When sessions were opened: what is refused in an old one, or in one of which nothing was heard, may
/// be refused because it is at its end.
final class SessionAges: Sendable {
  private struct Entry {
    let openedAt: Int
    /// Whether the service has answered in it to this process.
    var isHeardOf: Bool
  }

  private let now: @Sendable () -> Int
  private let entries = Mutex<[String: Entry]>([:])

  /// `now` is Unix time in milliseconds, as all times here.
  init(now: @escaping @Sendable () -> Int) {
    self.now = now
  }

  /// The session was opened just now.
  func opened(_ session: String) {
    let now = now()
    entries.withLock { $0[session] = Entry(openedAt: now, isHeardOf: true) }
  }

  /// An earlier process opened the session.
  func tookUp(_ session: String, openedAt: Int) {
    entries.withLock { entries in
      if entries[session] == nil { entries[session] = Entry(openedAt: openedAt, isHeardOf: false) }
    }
  }

  /// The service did what it was asked for in the session.
  func heardOf(_ session: String) {
    entries.withLock { $0[session]?.isHeardOf = true }
  }

  func openedAt(_ session: String) -> Int? {
    entries.withLock { $0[session]?.openedAt }
  }

  func mayHaveEnded(_ session: String) -> Bool {
    guard let entry = entries.withLock({ $0[session] }), entry.isHeardOf else { return true }
    let age = Duration.milliseconds(now() - entry.openedAt)
    // A clock that was set back tells nothing.
    return age < .zero || ParsedVideo.mayHaveEnded(after: age)
  }
}
