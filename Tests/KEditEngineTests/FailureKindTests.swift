import KEditEngine
import Testing

struct FailureKindTests {
  @Test func theOrderIsTheOneThatScriptsRelyOn() {
    #expect(Failure.Kind.allCases.map(\.exitCode) == [70, 6, 7, 1, 4, 3, 5, 2])
    #expect(Failure.Kind.first(of: [.stopped, .refused, .faultyFile]) == .faultyFile)
    #expect(Failure.Kind.first(of: []) == nil)
  }
}
