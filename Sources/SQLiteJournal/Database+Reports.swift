import KEditEngine
import KlingAPI
import OrderedJSON
import SQLite

extension Database {
  /// All that is known of an edit, a row of `edits` with `is_made`.
  func editReport(_ row: Row, scope: Int) throws -> EditReport {
    let fingerprint: String = try row.get("fingerprint")
    let externalID: String? = try row.get("external_task_id")
    let failure: String? = try row.get("failure")
    let attempt = try externalID.flatMap { id in
      try firstRow(
        "SELECT * FROM attempts WHERE scope = ? AND external_task_id = ? AND fingerprint = ?",
        scope, id, fingerprint
      ).map { try self.attempt($0) }
    }
    return EditReport(
      name: try row.get("name"), fingerprint: fingerprint, state: try row.get("state"),
      isMadeElsewhere: try row.get("is_made"), failureCode: try row.get("failure_kind"),
      failure: failure.map { $0.split(separator: "\n").map(String.init) } ?? [], attempt: attempt,
      marks: try attempt?.session.map { try marks(of: $0.sessionID, scope: scope) } ?? [])
  }

  private func marks(of session: String, scope: Int) throws -> [EditReport.Mark] {
    try rows("SELECT * FROM marks WHERE scope = ? AND session = ? ORDER BY frame", scope, session)
      .map { row in
        let points: String = try row.get("points")
        return EditReport.Mark(
          frame: try row.get("frame"), points: try JSON.parse(Array(points.utf8)))
      }
  }
}
