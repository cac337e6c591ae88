import Synchronization

/// How many tasks may be at the service at a time: no more than asked for, and fewer for a while once
/// the account's concurrency turned out to be lower (1303).
///
/// The limit falls to what the account just carried and rises by one after as many tasks were taken,
/// as TCP finds the width of a line.
final class TaskWindow: Sendable {
  private struct State {
    var limit: Int
    var used = 0
    var takenInARow = 0
    var waiting: [Waiting] = []
    var lastTicket = 0
    var cancelled: Set<Int> = []
  }

  private struct Waiting {
    let ticket: Int
    let continuation: CheckedContinuation<Bool, Never>
  }

  private let maximum: Int
  private let state: Mutex<State>

  /// - Parameter maximum: how many places there are at most; at least 1.
  init(_ maximum: Int) {
    self.maximum = max(maximum, 1)
    state = Mutex(State(limit: max(maximum, 1)))
  }

  /// Takes a place where one is free.
  func enterAtOnce() -> Bool {
    state.withLock { state in
      guard state.used < state.limit else { return false }
      state.used += 1
      return true
    }
  }

  /// Waits for a place.
  ///
  /// - Returns: whether there is one; otherwise the calling task was cancelled.
  func enter() async -> Bool {
    let ticket = state.withLock { state in
      state.lastTicket += 1
      return state.lastTicket
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer = state.withLock { state -> Bool? in
          if state.cancelled.remove(ticket) != nil { return false }
          if state.used < state.limit {
            state.used += 1
            return true
          }
          state.waiting.append(Waiting(ticket: ticket, continuation: continuation))
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      let waiting = state.withLock { state -> Waiting? in
        guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
          state.cancelled.insert(ticket)
          return nil
        }
        return state.waiting.remove(at: index)
      }
      waiting?.continuation.resume(returning: false)
    }
  }

  /// Takes a place for a task that is at the service already, whether or not one is free.
  func enterForced() {
    state.withLock { $0.used += 1 }
  }

  /// Gives a place free: the task has ended, or there was none.
  func leave() {
    admit { $0.used -= 1 }
  }

  /// The service took a task.
  func accepted() {
    admit { state in
      state.takenInARow += 1
      guard state.takenInARow >= state.limit, state.limit < maximum else { return }
      state.takenInARow = 0
      state.limit += 1
    }
  }

  /// The service says that it carries as many tasks as it may; the place of the one that was refused
  /// is given free.
  ///
  /// - Returns: whether tasks of this run are at the service, so that the end of one makes room.
  func refused() -> Bool {
    state.withLock { state in
      state.used -= 1
      state.takenInARow = 0
      state.limit = max(state.used, 1)
      return state.used > 0
    }
  }

  private func admit(_ change: (inout State) -> Void) {
    let admitted = state.withLock { state in
      change(&state)
      let count = min(max(state.limit - state.used, 0), state.waiting.count)
      let admitted = state.waiting.prefix(count)
      state.waiting.removeFirst(count)
      state.used += count
      return Array(admitted)
    }
    for waiting in admitted { waiting.continuation.resume(returning: true) }
  }
}
