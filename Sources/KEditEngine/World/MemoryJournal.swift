import Synchronization

/// A journal that ends with the process: enough for a service on loopback, where nothing costs money.
package final class MemoryJournal: Journal {
  private let recorded = Mutex<[Transition]>([])

  package init() {}

  package var isDurable: Bool { false }

  /// Everything that was recorded, in order.
  package var transitions: [Transition] { recorded.withLock { $0 } }

  package func hasIntent(
    externalTaskID: String, fingerprint: String
  ) async throws(JournalFault) -> Bool {
    recorded.withLock { transitions in
      transitions.contains { transition in
        guard case .intent = transition.fact else { return false }
        return transition.externalTaskID == externalTaskID
          && transition.fingerprint == fingerprint
      }
    }
  }

  package func isResult(path: String, fingerprint: String) async throws(JournalFault) -> Bool {
    false
  }

  package func record(_ transition: Transition) async throws(JournalFault) {
    recorded.withLock { $0.append(transition) }
  }
}
