import KEditEngine
import KlingAPI
import Testing

struct RetryPolicyTests {
  private func error(_ kind: KlingError.Kind, retryAfter: Duration? = nil) -> KlingError {
    KlingError(kind: kind, step: "get", message: "", retryAfter: retryAfter)
  }

  @Test func pausesDoubleUpToALimitAndAreSpread() {
    var policy = RetryPolicy()
    policy.maximumTries = 20
    policy.maximumTime = .seconds(1000)
    let full = (1...8).map {
      policy.pause(after: error(.transient), tries: $0, elapsed: .zero, random: 1)
    }
    #expect(full == [1, 2, 4, 8, 16, 30, 30, 30].map { Duration.seconds($0) })
    #expect(
      policy.pause(after: error(.transient), tries: 5, elapsed: .zero, random: 0.25) == .seconds(4))
    #expect(policy.pause(after: error(.transient), tries: 5, elapsed: .zero, random: 0) == .zero)
  }

  @Test func aCallIsGivenUpAfterSixTriesOrAMinute() {
    let policy = RetryPolicy()
    #expect(policy.pause(after: error(.transient), tries: 5, elapsed: .zero, random: 0) != nil)
    #expect(policy.pause(after: error(.transient), tries: 6, elapsed: .zero, random: 0) == nil)
    #expect(
      policy.pause(after: error(.unreachable), tries: 2, elapsed: .seconds(59), random: 1) == nil)
    #expect(
      policy.pause(
        after: error(.transient, retryAfter: .seconds(61)), tries: 1, elapsed: .zero, random: 0)
        == nil)
  }

  @Test func theServiceIsLeftAloneAsLongAsItAsks() {
    let policy = RetryPolicy()
    #expect(
      policy.pause(
        after: error(.transient, retryAfter: .seconds(7)), tries: 1, elapsed: .zero, random: 0.5)
        == .seconds(7))
    #expect(
      policy.pause(
        after: error(.throttled, retryAfter: .seconds(300)), tries: 99, elapsed: .seconds(9999),
        random: 0) == .seconds(300))
    #expect(
      policy.pause(after: error(.throttled), tries: 99, elapsed: .seconds(9999), random: 0)
        == .seconds(1))
  }

  @Test(arguments: [
    KlingError.Kind.ambiguous, .authentication, .personMustAct, .refused, .notFound, .insecure,
    .cancelled, .unsendable,
  ])
  func whatWaitingDoesNotCureIsNotRepeated(kind: KlingError.Kind) {
    #expect(RetryPolicy().pause(after: error(kind), tries: 1, elapsed: .zero, random: 0) == nil)
  }
}
