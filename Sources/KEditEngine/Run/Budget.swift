import KEditPlan
import Synchronization

/// What a run may spend: each edit is reckoned with its higher estimate until init has answered, then
/// with the price of its length, then with what was charged.
final class Budget: Sendable {
  private struct State {
    /// What was charged.
    var charged = DecimalNumber(0)
    /// What edits under way may be charged, by their names.
    var open: [String: DecimalNumber] = [:]
  }

  private let limit: DecimalNumber?
  private let state = Mutex(State())

  /// - Parameter limit: `nil` where anything may be spent.
  init(_ limit: DecimalNumber?) {
    self.limit = limit
  }

  /// Reckons with so much for an edit under way, in place of what was reckoned with before.
  ///
  /// - Returns: whether that is within the limit; otherwise nothing has changed.
  func reserve(_ units: DecimalNumber, for edit: String) -> Bool {
    guard let limit else { return true }
    return state.withLock { state in
      var sum = state.charged + units
      for (name, share) in state.open where name != edit { sum = sum + share }
      guard sum <= limit else { return false }
      state.open[edit] = units
      return true
    }
  }

  /// Reckons with the task that an edit has already, whether or not it is within the limit.
  func carry(_ units: DecimalNumber, for edit: String) {
    state.withLock { $0.open[edit] = units }
  }

  /// The edit's task is at its end, and so much was charged for it.
  func charge(_ units: DecimalNumber, for edit: String) {
    state.withLock { state in
      state.open[edit] = nil
      state.charged = state.charged + units
    }
  }

  /// The edit has no task.
  func release(_ edit: String) {
    state.withLock { $0.open[edit] = nil }
  }
}
