package import KEditEngine
package import KEditPlan
import SQLite

/// A run as it stands in the journal.
package struct StoredRun: Hashable, Sendable {
  package let id: Int
  /// The plan as JSON.
  package let plan: [UInt8]
  package let sourceFolder: String
  package let outputFolder: String
  package let preview: Bool
  package let randomPart: String?
  package let maximumUnits: DecimalNumber?
  /// When somebody allowed it to spend, as Unix time in milliseconds.
  package let approvedAt: Int?
}

extension SQLiteJournal {
  /// The run of that number, where it is one of this account.
  package func run(_ id: Int) async throws(JournalFault) -> StoredRun? {
    try file.read { database in
      try database.firstRow("SELECT * FROM runs WHERE id = ? AND scope = ?", id, scope)
        .map { try StoredRun($0) }
    }
  }

  /// The newest run of which an edit can still be brought to its end; `retryingFailed` says whether
  /// what the service refused or failed counts as such.
  package func unfinishedRun(
    retryingFailed: Bool = false
  ) async throws(JournalFault) -> StoredRun? {
    try file.read { database in
      try database.firstRow(
        """
        SELECT * FROM runs WHERE scope = ?1 AND EXISTS (
          SELECT 1 FROM edits WHERE \(SQLiteJournal.isOpen(retryingFailed: retryingFailed))
        ) ORDER BY id DESC LIMIT 1
        """, scope
      ).map { try StoredRun($0) }
    }
  }

  /// The condition on an edit of a run that is not at its end, also where another run has made it.
  static func isOpen(retryingFailed: Bool) -> String {
    let final = Failure.Kind.allCases.filter { !$0.isPassing }.map { "\($0.rawValue)" }
    let failed = retryingFailed ? "0" : final.joined(separator: ", ")
    return """
      edits.run = runs.id AND edits.state NOT IN ('done', 'skipped')
        AND NOT (edits.state = 'failed' AND edits.failure_kind IN (\(failed)))
        AND NOT \(SQLiteArchive.isMade)
      """
  }
}

extension StoredRun {
  fileprivate init(_ row: Row) throws {
    let plan: String = try row.get("plan")
    let units: String? = try row.get("maximum_units")
    self.init(
      id: try row.get("id"), plan: Array(plan.utf8), sourceFolder: try row.get("source_folder"),
      outputFolder: try row.get("output_folder"), preview: try row.get("preview"),
      randomPart: try row.get("random_part"), maximumUnits: units.flatMap { DecimalNumber($0) },
      approvedAt: try row.get("approved_at"))
  }
}
