package import KEditPlan

/// Why a run was not begun: nothing was sent that costs anything or leaves a trace.
package struct RunRefusal: Error, Hashable, Sendable {
  /// What a person can do about it.
  package enum Cause: Hashable, Sendable {
    /// A file stands where a result goes.
    case fileInTheWay
    /// A local video, and nothing that makes it public.
    case noUploader
    /// It may cost more than is left of what may be spent.
    case overBudget
    /// Another run has edits under way.
    case held(Holder)
    /// The journal cannot be used; what its adapter advises.
    case journal(help: String?)
    /// What the message says.
    case other
  }

  package struct Reason: Hashable, Sendable {
    package let failure: Failure
    package let cause: Cause
    /// The edit that it is about; `nil` where it is about the run.
    package let edit: String?
    package let position: PlannedEdit.Position?

    init(_ failure: Failure, _ cause: Cause, of edit: PlannedEdit? = nil) {
      self.failure = failure
      self.cause = cause
      self.edit = edit?.name
      self.position = edit?.position
    }
  }

  /// Never empty.
  package let reasons: [Reason]

  init(reasons: [Reason]) {
    self.reasons = reasons
  }

  /// A reason that is about the run as a whole.
  init(_ failure: Failure, _ cause: Cause) {
    self.init(reasons: [Reason(failure, cause)])
  }

  package init(_ fault: JournalFault) {
    self.init(Failure(.localFile, fault.message), .journal(help: fault.help))
  }

  package var kind: Failure.Kind {
    Failure.Kind.first(of: reasons.map(\.failure.kind)) ?? .fault
  }
}
