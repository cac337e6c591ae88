/// A result that lies, or will lie, at the service and not here.
package struct UnfetchedResult: Hashable, Sendable {
  /// The newest run that has the edit.
  package let run: Int
  package let scope: JournalScope
  package let edit: String
  package let taskID: String
  package let externalTaskID: String
  /// When the link dies; of a task that was under way when it was last asked for, when one may die at
  /// the earliest.
  package let expiresAt: Int
  /// Whether the task is known to have a result.
  package let isMade: Bool

  package init(
    run: Int, scope: JournalScope, edit: String, taskID: String, externalTaskID: String,
    expiresAt: Int, isMade: Bool
  ) {
    self.run = run
    self.scope = scope
    self.edit = edit
    self.taskID = taskID
    self.externalTaskID = externalTaskID
    self.expiresAt = expiresAt
    self.isMade = isMade
  }
}
