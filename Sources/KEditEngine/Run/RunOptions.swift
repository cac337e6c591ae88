package import KEditPlan

/// How a plan is carried out.
package struct RunOptions: Sendable {
  /// How many edits may have a task at the service, or be on the way to one, at a time.
  package var parallel = 5
  /// A constant pause between two looks at a task; `nil`: 2 s growing to 15 s.
  package var pollInterval: Duration?
  /// Has the masks of every edit rendered before its task is created.
  package var preview = false
  /// Whether the end of the tasks is waited for and the results are fetched.
  package var awaitsTasks = true
  /// How long the whole run may take.
  package var timeout: Duration?
  /// What the run, with what its earlier processes spent, may cost at most.
  package var maximumUnits: DecimalNumber?
  /// Whether files that stand where results go are replaced.
  package var overwrites = false
  /// What makes the tasks other ones than those of earlier runs (`--fresh`).
  package var randomPart: String?
  /// Whether a task that failed is followed by another (`resume --retry-failed`).
  package var retriesFailed = false
  /// Whether only results of tasks that exist are fetched: no task is made, and what tasks are made from
  /// is not looked at.
  package var fetchesOnly = false
  package var retries = RetryPolicy()

  package init() {}
}
