package import KEditPlan

/// A run in a line.
package struct RunSummary: Hashable, Sendable {
  package let id: Int
  package let scope: JournalScope
  /// The name of the file that it was begun from.
  package let source: String
  /// Absolute.
  package let outputFolder: String
  /// Unix time in milliseconds, as all times here.
  package let begunAt: Int
  /// When somebody allowed it to spend.
  package let approvedAt: Int?
  package let endedAt: Int?
  /// What the run with its resumes may cost.
  package let maximumUnits: DecimalNumber?
  package let edits: EditCount
  /// Whether an edit can still be brought to its end as it is.
  package let canGoOn: Bool
  package let charges: Charges
  /// Who carries it out just now.
  package let holder: Holder?

  package init(
    id: Int, scope: JournalScope, source: String, outputFolder: String, begunAt: Int,
    approvedAt: Int?, endedAt: Int?, maximumUnits: DecimalNumber?, edits: EditCount, canGoOn: Bool,
    charges: Charges, holder: Holder?
  ) {
    self.id = id
    self.scope = scope
    self.source = source
    self.outputFolder = outputFolder
    self.begunAt = begunAt
    self.approvedAt = approvedAt
    self.endedAt = endedAt
    self.maximumUnits = maximumUnits
    self.edits = edits
    self.canGoOn = canGoOn
    self.charges = charges
    self.holder = holder
  }
}

extension RunSummary {
  /// What a run has come to.
  package enum State: String, Hashable, Sendable {
    /// A process carries it out.
    case underWay = "under_way"
    /// Nobody has allowed it to spend yet.
    case notAllowed = "not_allowed"
    /// Edits are left that `kedit resume` goes on with.
    case stopped
    /// Edits failed for good.
    case failed
    case done
  }

  package var state: State {
    if holder != nil { return .underWay }
    if edits.done == edits.total { return .done }
    if approvedAt == nil { return .notAllowed }
    return canGoOn ? .stopped : .failed
  }
}

/// How many edits of a run came to which end.
package struct EditCount: Hashable, Sendable {
  package var done = 0
  package var failed = 0
  /// Those that needed the result of one that failed.
  package var skipped = 0
  package var left = 0

  package init() {}

  package var total: Int { done + failed + skipped + left }
}

/// What tasks cost that were made here.
package struct Charges: Hashable, Sendable {
  /// The sum of what the service said it charged, exact.
  package var units = DecimalNumber(0)
  /// Tasks that it has not said this of: they run still, or were not looked at since.
  package var openTasks = 0

  package init() {}

  package static func + (left: Charges, right: Charges) -> Charges {
    var sum = left
    sum.units = left.units + right.units
    sum.openTasks += right.openTasks
    return sum
  }
}
