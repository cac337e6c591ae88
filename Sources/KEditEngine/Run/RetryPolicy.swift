package import KlingAPI

/// When a call is sent again, and after how long.
package struct RetryPolicy: Hashable, Sendable {
  /// How often a call is sent before it is given up.
  package var maximumTries = 6
  /// How long all its tries together may take, pauses included.
  package var maximumTime: Duration = .seconds(60)
  /// The longest pause before the first retry; it doubles with each.
  package var firstPause: Duration = .seconds(1)
  /// The longest pause of all.
  package var longestPause: Duration = .seconds(30)

  package init() {}

  /// The pause before the next try; `nil` where there is to be none.
  ///
  /// 1302 and 1303 say that nothing was made and that waiting helps: they are waited out, however
  /// long that takes. `tries` counts those already made, `elapsed` is the time since the first began,
  /// and `random`, in 0..<1, spreads the pauses of many clients (full jitter).
  package func pause(
    after error: KlingError, tries: Int, elapsed: Duration, random: Double
  ) -> Duration? {
    guard error.mayBeSentAgain else { return nil }
    let jittered = ceiling(tries) * random
    if error.kind == .throttled {
      return (error.retryAfter ?? firstPause) + jittered
    }
    return limited(max(jittered, error.retryAfter ?? .zero), tries: tries, elapsed: elapsed)
  }

  /// The pause before something else than a call is tried again that failed for a passing reason;
  /// `nil` where there is to be none.
  package func pause(afterTries tries: Int, elapsed: Duration, random: Double) -> Duration? {
    limited(ceiling(tries) * random, tries: tries, elapsed: elapsed)
  }

  private func limited(_ pause: Duration, tries: Int, elapsed: Duration) -> Duration? {
    tries < maximumTries && elapsed + pause < maximumTime ? pause : nil
  }

  /// The pause before something else is tried because an answer was lost.
  package func pause(afterLosses losses: Int, random: Double) -> Duration {
    ceiling(losses) * random
  }

  private func ceiling(_ tries: Int) -> Duration {
    min(firstPause * (1 << min(max(tries - 1, 0), 16)), longestPause)
  }
}
