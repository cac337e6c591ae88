package import KEditPlan
package import KlingAPI

/// What stands of an edit before the run does anything for it.
package enum Standing: Hashable, Sendable {
  /// The service has no task of its id.
  case absent(session: KnownSession)
  /// The service has a task of its id.
  case task(KlingTask)
  /// The result lies where it belongs.
  case done(EditResult)
  /// It cannot be gone on with.
  case faulty(Failure)
}

/// What stands of every edit of a plan, found out without a call that leaves a trace: what a person
/// must know before they are asked.
package struct Survey: Sendable {
  package struct Finding: Hashable, Sendable {
    package let identity: TaskIdentity
    package let standing: Standing
    /// An earlier task of the edit whose result is neither on the disk nor at the service any more.
    package let expired: KlingTask?
    /// A task of the edit that failed, and whose place another is to take.
    package let failed: KlingTask?
    /// Whether the task was made by this run, by an earlier process of it.
    package let isOfThisRun: Bool
    /// What an earlier process left of the way to the task.
    let legacy: EditMachine.Legacy

    /// Whether a task is still to be made.
    package var costs: Bool { if case .absent = standing { true } else { false } }
  }

  package let plan: Plan
  /// In the order of the plan.
  package let findings: [Finding]
  /// How long it took: part of the time that the run may take.
  let elapsed: Duration

  /// What the tasks may cost that are still to be made.
  package var estimate: UnitRange {
    zip(plan.edits, findings).reduce(.zero) { $1.1.costs ? $0 + $1.0.estimate : $0 }
  }

  /// Whether no task is to be made.
  package var costsNothing: Bool { !findings.contains(where: \.costs) }
}
