package import KEditEngine
import SQLite

/// An edit of a run that a hint from outside is about: one whose task is known, and whose result is
/// not yet where it belongs.
package struct HintedEdit: Hashable, Sendable {
  /// The run that has the task, the newest where there are several.
  package let run: Int
  /// The edit's name in its plan.
  package let edit: String

  package init(run: Int, edit: String) {
    self.run = run
    self.edit = edit
  }
}

extension SQLiteJournal {
  /// The edit whose task has one of these ids, the service's or ours.
  ///
  /// - Returns: `nil` where no run has such a task, and where its edit is at its end.
  package func openEdit(
    taskID: String, externalTaskID: String?
  ) throws(JournalFault) -> HintedEdit? {
    try file.read { database in
      let row = try database.firstRow(
        """
        SELECT edits.run, edits.name FROM attempts
          JOIN edits ON edits.fingerprint = attempts.fingerprint
            AND edits.external_task_id = attempts.external_task_id
          JOIN runs ON runs.id = edits.run AND runs.scope = attempts.scope
        WHERE attempts.id IN (
          SELECT id FROM attempts WHERE scope = ?1 AND external_task_id IN (?2, ?3)
          UNION SELECT attempt FROM tasks WHERE scope = ?1 AND id = ?2)
          AND \(SQLiteJournal.isOpen(retryingFailed: false))
        ORDER BY edits.run DESC LIMIT 1
        """, scope, taskID, externalTaskID)
      return try row.map { HintedEdit(run: try $0.get("run"), edit: try $0.get("name")) }
    }
  }

  /// The journal of a run as it stands, for who neither begins it nor goes on with all of it.
  package func log(ofRun id: Int) -> any RunLog {
    SQLiteRunLog(journal: self, id: id)
  }
}
