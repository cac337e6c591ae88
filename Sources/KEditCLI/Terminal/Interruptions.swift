import Synchronization

/// The wish to stop, as a signal or a test says it; heard by whoever works at the time.
///
/// The first wish is for whoever listens; a second signal ends the process
/// (`Interruptions+Process.swift`).
package final class Interruptions: Sendable {
  private struct State {
    var wishes = 0
    var isFinal = false
    var nextListener = 0
    var listeners: [(id: Int, hear: @Sendable () -> Void)] = []
  }

  private let state = Mutex(State())
  /// Makes the process hear the signals; called once, before the first listener is taken in.
  private let arm: @Sendable () -> Void

  package init(arm: @escaping @Sendable () -> Void = {}) {
    self.arm = arm
  }

  /// Says that the work is to stop; where that `isFinal`, the whole program.
  ///
  /// - Returns: how often that has been said by now.
  @discardableResult
  package func request(isFinal: Bool = false) -> Int {
    let (wishes, listeners) = state.withLock { state in
      state.wishes += 1
      state.isFinal = state.isFinal || isFinal
      return (state.wishes, state.listeners)
    }
    for listener in listeners { listener.hear() }
    return wishes
  }

  /// Whether somebody wants the work to stop.
  package var wasUttered: Bool { state.withLock { $0.wishes > 0 } }

  /// Whether the whole program is to end, and not only what it does at the moment.
  package var isFinal: Bool { state.withLock { $0.isFinal } }

  /// Goes on as if nobody had wished anything: what was under way has stopped.
  package func forget() { state.withLock { $0.wishes = 0 } }

  /// Does `work` in a task that is cancelled by the wish to stop, uttered before or meanwhile.
  package func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async -> Value
  ) async -> Value {
    let (wishes, continuation) = AsyncStream.makeStream(of: Never.self)
    let id = listen { continuation.finish() }
    defer { state.withLock { $0.listeners.removeAll { $0.id == id } } }
    return await withTaskGroup(of: Value?.self) { group in
      group.addTask { await work() }
      group.addTask {
        for await _ in wishes {}
        return nil
      }
      var result: Value?
      for await value in group {
        if let value { result = value }
        // Either the work is done and the listening must end, or the other way about.
        group.cancelAll()
      }
      guard let result else { preconditionFailure("the work always gives a value") }
      return result
    }
  }

  /// Calls `listener` at the wish to stop, at once where it was uttered before.
  private func listen(_ listener: @escaping @Sendable () -> Void) -> Int {
    let (id, isLate) = state.withLock { state in
      state.nextListener += 1
      state.listeners.append((state.nextListener, listener))
      return (state.nextListener, state.wishes > 0)
    }
    if id == 1 { arm() }
    if isLate { listener() }
    return id
  }
}
