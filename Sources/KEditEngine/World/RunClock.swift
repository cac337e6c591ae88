/// The time of a run: how long things take, and waiting.
package protocol RunClock: Sendable {
  /// Since any fixed instant, never running backwards.
  var uptime: Duration { get }

  /// Waits; throws as soon as the calling task is cancelled.
  func sleep(for duration: Duration) async throws(CancellationError)
}

/// The clock on the wall of this machine.
package struct SystemClock: RunClock {
  private static let start = ContinuousClock.now

  package init() {}

  package var uptime: Duration { ContinuousClock.now - Self.start }

  package func sleep(for duration: Duration) async throws(CancellationError) {
    do {
      try await Task.sleep(for: duration)
    } catch {
      throw CancellationError()
    }
  }
}
