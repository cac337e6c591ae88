package import KEditPlan
package import KlingAPI

/// What one edit of a run has come to.
package struct EditOutcome: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    case done(EditResult)
    case failed(Failure)
    /// The edit of that name, whose result it needs, did not succeed.
    case skipped(because: String)
    /// Not at its end, but nothing is lost: the next run goes on.
    case left(Leftover)
  }

  /// The edit's name in the plan.
  package let edit: String
  package let position: PlannedEdit.Position
  package let ending: Ending
  /// Files of the preview, as a person is shown them.
  package let previewFiles: [String]
  /// The session that the run has opened, or gone on with, and not found to be at its end; `nil` where
  /// it needed none.
  package let session: ParsedVideo?
  /// What the service says it charged for a task of this run; `nil` where it says nothing, where there
  /// is no task, and where it is one of an earlier run, which was paid then.
  package let unitsCharged: DecimalNumber?
  /// Whether the task was made by an earlier run.
  package let isReused: Bool

  package init(
    edit: String, position: PlannedEdit.Position, ending: Ending, previewFiles: [String] = [],
    session: ParsedVideo? = nil, unitsCharged: DecimalNumber? = nil, isReused: Bool = false
  ) {
    self.edit = edit
    self.position = position
    self.ending = ending
    self.previewFiles = previewFiles
    self.session = session
    self.unitsCharged = unitsCharged
    self.isReused = isReused
  }
}

/// What is left of an edit that was stopped.
package struct Leftover: Hashable, Sendable {
  package enum Reason: String, Hashable, Sendable {
    /// The task of the run was cancelled.
    case interrupted
    /// The time allowed for the run is over.
    case timeout
    /// The run was not to wait for tasks.
    case noWait
    /// What it may cost is more than the run may spend.
    case maximumUnits
    /// Another edit failed for what would fail this one too, until a person has acted.
    case personMustAct
  }

  package let reason: Reason
  /// The name of the state it was left in; `pending` where it was not begun.
  package let state: String
  package let externalTaskID: String
  /// The task that goes on at the service, once there is one.
  package let taskID: String?
  /// There is such a task, or a create call was under way whose answer is not known.
  package let mayHaveTask: Bool
}

/// What a run has come to.
package struct RunOutcome: Hashable, Sendable {
  /// In the order of the plan.
  package let edits: [EditOutcome]

  /// What the process is to say: the first that applies of what went wrong; `nil` where nothing did.
  /// Edits not begun because another failed do not count.
  package var failure: Failure.Kind? {
    Failure.Kind.first(
      of: edits.compactMap { edit in
        switch edit.ending {
        case .done, .skipped: nil
        case .failed(let failure): failure.kind
        case .left: .stopped
        }
      })
  }

  /// What the service says it charged, in units; tasks that say nothing count for nothing.
  package var unitsCharged: DecimalNumber {
    edits.reduce(DecimalNumber(0)) { sum, edit in sum + (edit.unitsCharged ?? DecimalNumber(0)) }
  }
}
