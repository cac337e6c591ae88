package import KEditEngine
import OrderedJSON
import SQLite

/// All accounts of a journal file, to be read.
package struct SQLiteArchive: RunArchive {
  private let file: JournalFile

  package init(_ file: JournalFile) {
    self.file = file
  }

  package func runs() throws(JournalFault) -> [RunSummary] {
    try file.read { database in try RunSummaries(database).all(of: database) }
  }

  package func report(of run: Int) throws(JournalFault) -> RunReport? {
    try file.read { database in
      let row = try database.firstRow(
        """
        SELECT runs.*, scopes.provider, scopes.base_url, scopes.account
        FROM runs JOIN scopes ON scopes.id = runs.scope WHERE runs.id = ?
        """, run)
      guard let row else { return nil }
      let plan: String = try row.get("plan")
      let scope: Int = try row.get("scope")
      let edits = try database.rows(
        """
        SELECT edits.*, \(Self.isMade) AS is_made
        FROM edits JOIN runs ON runs.id = edits.run WHERE edits.run = ? ORDER BY edits.position
        """, run)
      return RunReport(
        summary: try RunSummaries(database).summary(row),
        sourceFolder: try row.get("source_folder"), plan: Array(plan.utf8),
        edits: try edits.map { try database.editReport($0, scope: scope) })
    }
  }

  package func history(of run: Int) throws(JournalFault) -> [HistoryStep] {
    try file.read { database in
      try database.rows("SELECT * FROM history WHERE run = ? ORDER BY id", run).map { row in
        let detail: String = try row.get("detail")
        return HistoryStep(
          at: try row.get("at"), edit: try row.get("edit"), from: try row.get("from_state"),
          to: try row.get("to_state"), fact: try row.get("fact"),
          detail: try JSON.parse(Array(detail.utf8)))
      }
    }
  }

  package func unfetchedResults() throws(JournalFault) -> [UnfetchedResult] {
    try file.read { database in
      let rows = try database.rows(
        """
        SELECT scopes.provider, scopes.base_url, scopes.account, edits.name, max(edits.run) AS run,
          tasks.id AS task, tasks.status = 'succeed' AS is_made, attempts.external_task_id,
          min(coalesce(videos.expires_at, tasks.seen_at + ?)) AS expires_at
        FROM attempts
        JOIN scopes ON scopes.id = attempts.scope
        JOIN tasks ON tasks.attempt = attempts.id AND tasks.status <> 'failed'
        LEFT JOIN videos ON videos.scope = tasks.scope AND videos.task = tasks.id
        JOIN runs ON runs.scope = attempts.scope
        JOIN edits ON edits.run = runs.id AND edits.fingerprint = attempts.fingerprint
          AND edits.external_task_id = attempts.external_task_id
        WHERE attempts.state <> 'done'
        GROUP BY attempts.id, tasks.id
        ORDER BY expires_at, run, edits.position
        """, linkLifetime)
      return try rows.map { row in
        UnfetchedResult(
          run: try row.get("run"), scope: try JournalScope(row), edit: try row.get("name"),
          taskID: try row.get("task"), externalTaskID: try row.get("external_task_id"),
          expiresAt: try row.get("expires_at"), isMade: try row.get("is_made"))
      }
    }
  }

  /// Whether the edit of a run is made: by the task that the run knows, or by a later run. That an
  /// earlier one made it says nothing: what expired is made again.
  static let isMade = """
    EXISTS (
      SELECT 1 FROM attempts WHERE attempts.scope = runs.scope
        AND attempts.fingerprint = edits.fingerprint AND attempts.state = 'done'
        AND (attempts.external_task_id = edits.external_task_id OR attempts.run > runs.id)
        AND (runs.random_part IS NULL OR attempts.random_part = runs.random_part))
    """
}
