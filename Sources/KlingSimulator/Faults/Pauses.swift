import Synchronization

/// Waits that a fault asks for, and that end with the simulator.
final class Pauses: Sendable {
  private struct State {
    var isOver = false
    var lastNumber = 0
    /// One for each wait; its stream ends with the simulator.
    var waits: [Int: AsyncStream<Never>.Continuation] = [:]
  }

  private let state = Mutex(State())

  /// Waits.
  ///
  /// - Returns: false where the simulator ends first.
  func pause(for time: Duration) async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { (try? await Task.sleep(for: time)) != nil }
      group.addTask {
        await self.waitForEnd()
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }

  /// Returns when the simulator ends, or the task is cancelled.
  private func waitForEnd() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    let number = state.withLock { state in
      state.lastNumber += 1
      if state.isOver { continuation.finish() }
      state.waits[state.lastNumber] = continuation
      return state.lastNumber
    }
    for await _ in stream {}
    state.withLock { $0.waits[number] = nil }
  }

  /// Ends all waits, those that are still to come too.
  func end() {
    let waits = state.withLock { state in
      state.isOver = true
      return state.waits.values
    }
    for wait in waits { wait.finish() }
  }
}
