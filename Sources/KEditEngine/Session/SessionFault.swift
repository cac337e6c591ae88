/// Why a call of a session that a person makes step by step did not do what it should.
package enum SessionFault: Error, Hashable, Sendable {
  /// It failed for good, and the session is as it was.
  case failed(Failure)
  /// Whether it took effect is not known, so neither is what is marked in the session (ruling 9 of
  /// `api/multi-elements.md`): clear it and mark everything again.
  case lost(Failure)
  /// It was refused, and the reason may be that the session is at its end: open another, mark
  /// everything again, and make the call there. The service has no word of its own for that.
  case ended(Failure)
  /// The calling task was cancelled. Where that `leavesUnknown` what is marked, it is as with `lost`.
  case cancelled(leavesUnknown: Bool)

  /// Whether what is marked in the session is not known any more.
  package var isSessionUnknown: Bool {
    switch self {
    case .failed: false
    case .lost, .ended: true
    case .cancelled(let leavesUnknown): leavesUnknown
    }
  }

  /// What a person is told.
  package var failure: Failure {
    switch self {
    case .failed(let failure), .lost(let failure), .ended(let failure): failure
    case .cancelled: Failure(stoppedBy: .interrupted)
    }
  }
}
