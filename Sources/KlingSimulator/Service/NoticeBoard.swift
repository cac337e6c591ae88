import Synchronization

/// Passes each notice on only once.
final class NoticeBoard: Sendable {
  private let posted = Mutex<Set<String>>([])

  func post(_ text: String, to notice: (String) -> Void) {
    if posted.withLock({ $0.insert(text).inserted }) { notice(text) }
  }
}
