package import KlingAPI
package import OrderedJSON

/// A run with all that is known of its edits.
package struct RunReport: Hashable, Sendable {
  package let summary: RunSummary
  /// The folder that paths of the plan are relative to; absolute.
  package let sourceFolder: String
  /// The plan as JSON.
  package let plan: [UInt8]
  package let edits: [EditReport]

  package init(
    summary: RunSummary, sourceFolder: String, plan: [UInt8], edits: [EditReport]
  ) {
    self.summary = summary
    self.sourceFolder = sourceFolder
    self.plan = plan
    self.edits = edits
  }
}

/// An edit of a run.
package struct EditReport: Hashable, Sendable {
  /// Marks of one frame, as they stand at the service.
  package struct Mark: Hashable, Sendable {
    package let frame: Int
    /// An array of `{x, y}`.
    package let points: JSON
    /// What the service answered, as far as it was kept.
    package let masks: [SelectionAnswer.Mask]

    package init(frame: Int, points: JSON, masks: [SelectionAnswer.Mask] = []) {
      self.frame = frame
      self.points = points
      self.masks = masks
    }
  }

  package let name: String
  package let fingerprint: String
  /// The name of the state that this run left it in.
  package let state: String
  /// Whether another run has made the same edit since.
  package let isMadeElsewhere: Bool
  /// The number that a failure ends the process with, and what was said of it, a line each.
  package let failureCode: Int?
  package let failure: [String]
  /// What is known of its task, once one was meant.
  package let attempt: Attempt?
  /// Of the attempt's session.
  package let marks: [Mark]

  package init(
    name: String, fingerprint: String, state: String, isMadeElsewhere: Bool, failureCode: Int?,
    failure: [String], attempt: Attempt?, marks: [Mark]
  ) {
    self.name = name
    self.fingerprint = fingerprint
    self.state = state
    self.isMadeElsewhere = isMadeElsewhere
    self.failureCode = failureCode
    self.failure = failure
    self.attempt = attempt
    self.marks = marks
  }
}

/// One step of one edit.
package struct HistoryStep: Hashable, Sendable {
  package let at: Int
  package let edit: String
  package let from: String
  package let to: String
  /// What kind of thing became known; empty for none.
  package let fact: String
  package let detail: JSON

  package init(at: Int, edit: String, from: String, to: String, fact: String, detail: JSON) {
    self.at = at
    self.edit = edit
    self.from = from
    self.to = to
    self.fact = fact
    self.detail = detail
  }
}
