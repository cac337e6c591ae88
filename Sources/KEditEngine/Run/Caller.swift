import KlingAPI

/// Why a call gave nothing.
enum CallEnd: Error {
  case failed(KlingError)
  case stopped(Leftover.Reason)
}

/// Makes the calls of one edit, and makes them again as the retry policy allows, until the run must
/// end.
struct Caller: Sendable {
  let edit: String
  private let client: KlingClient
  private let clock: any RunClock
  private let random: @Sendable () -> Double
  private let policy: RetryPolicy
  /// The uptime at which the run must end.
  private let deadline: Duration?
  let emit: @Sendable (RunEvent) -> Void

  init(
    edit: String, client: KlingClient, clock: any RunClock,
    random: @escaping @Sendable () -> Double,
    policy: RetryPolicy, deadline: Duration?, emit: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.edit = edit
    self.client = client.observed { emit(.call(edit: edit, $0)) }
    self.clock = clock
    self.random = random
    self.policy = policy
    self.deadline = deadline
    self.emit = emit
  }

  init(
    edit: String, world: World, policy: RetryPolicy, deadline: Duration?,
    emit: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.init(
      edit: edit, client: world.client, clock: world.clock, random: world.random, policy: policy,
      deadline: deadline, emit: emit)
  }

  /// Since any fixed instant.
  var uptime: Duration { clock.uptime }

  /// How long to wait before what failed is tried again; `nil` where it is not to be.
  func pause(after error: KlingError, tries: Int, elapsed: Duration) -> Duration? {
    policy.pause(after: error, tries: tries, elapsed: elapsed, random: random())
  }

  /// How long to wait before something else than a call is tried again that failed for a passing
  /// reason; `nil` where it is not to be.
  func pause(afterTries tries: Int, elapsed: Duration) -> Duration? {
    policy.pause(afterTries: tries, elapsed: elapsed, random: random())
  }

  /// The task of that id, the service's or ours.
  func task(_ id: String) async throws(CallEnd) -> KlingTask {
    try await retrying { client async throws(KlingError) in try await client.task(id) }
  }

  /// Makes a call until it succeeds, fails for good, or the run must end.
  ///
  /// `handlesBusy` says whether the caller has a way of its own to wait for the account's concurrency
  /// (1303): such an answer is then thrown.
  func retrying<T>(
    handlesBusy: Bool = false, _ call: (KlingClient) async throws(KlingError) -> T
  ) async throws(CallEnd) -> T {
    let start = clock.uptime
    var tries = 0
    while true {
      if let reason = reasonToStop() { throw .stopped(reason) }
      let client = timeLeft.map { self.client.limited(to: $0) } ?? self.client
      do throws(KlingError) {
        return try await call(client)
      } catch {
        tries += 1
        if error.kind == .cancelled { throw .stopped(.interrupted) }
        // The time allowed for the run ended this call: it is no failure of the service's.
        if error.mayBeSentAgain, let reason = reasonToStop() { throw .stopped(reason) }
        if handlesBusy, error.isBusy { throw .failed(error) }
        let elapsed = clock.uptime - start
        guard let pause = pause(after: error, tries: tries, elapsed: elapsed) else {
          throw .failed(error)
        }
        try await sleep(pause, before: error, tries: tries)
      }
    }
  }

  /// Waits before a call is made again, and says so.
  func sleep(_ pause: Duration, before error: KlingError, tries: Int) async throws(CallEnd) {
    announce(pause, before: error, tries: tries)
    try await sleep(pause)
  }

  /// Says that something is tried again after a pause.
  func announce(_ pause: Duration, before error: KlingError, tries: Int) {
    emit(
      .retry(
        edit: edit, step: error.step, tries: tries, pause: pause, error: error.description))
  }

  func sleep(_ duration: Duration) async throws(CallEnd) {
    if let reason = await wait(duration) { throw .stopped(reason) }
  }

  /// Waits, but not beyond the end of the run; says why it did not wait to the end.
  func wait(_ duration: Duration) async -> Leftover.Reason? {
    let left = timeLeft
    do throws(CancellationError) {
      try await clock.sleep(for: min(duration, left ?? duration))
    } catch {
      return .interrupted
    }
    if let left, left <= duration { return .timeout }
    return nil
  }

  /// Why nothing more may be begun.
  func reasonToStop() -> Leftover.Reason? {
    if Task.isCancelled { return .interrupted }
    if let deadline, clock.uptime >= deadline { return .timeout }
    return nil
  }

  /// How long the run may still take; `nil` for ever.
  var timeLeft: Duration? { deadline.map { $0 - clock.uptime } }

  /// Does what has no time limit of its own; `nil` where the time allowed for the run ended it.
  func beforeTheEnd<T: Sendable>(_ work: @escaping @Sendable () async -> T) async -> T? {
    guard let left = timeLeft else { return await work() }
    let clock = clock
    return await withTaskGroup(of: T?.self) { group in
      group.addTask { await work() }
      group.addTask {
        do throws(CancellationError) { try await clock.sleep(for: left) } catch {}
        return nil
      }
      let first = await group.next()
      group.cancelAll()
      return first ?? nil
    }
  }
}
