import KEditEngine
import KlingAPI
import OrderedJSON
import SQLite

extension Database {
  /// All that is known of an edit, a row of `edits` with `is_made`.
  func editReport(_ edit: Row, scope: Int) throws -> EditReport {
    let fingerprint: String = try edit.get("fingerprint")
    let externalID: String? = try edit.get("external_task_id")
    let failure: String? = try edit.get("failure")
    let row = try externalID.flatMap { id in
      try firstRow(
        "SELECT * FROM attempts WHERE scope = ? AND external_task_id = ? AND fingerprint = ?",
        scope, id, fingerprint)
    }
    let attempt = try row.map { try self.attempt($0) }
    let marks = try row.flatMap { row in
      try attempt?.session.map { try self.marks(of: $0.sessionID, attempt: row.get("id")) }
    }
    return EditReport(
      name: try edit.get("name"), fingerprint: fingerprint, state: try edit.get("state"),
      isMadeElsewhere: try edit.get("is_made"), failureCode: try edit.get("failure_kind"),
      failure: failure.map { $0.split(separator: "\n").map(String.init) } ?? [], attempt: attempt,
      marks: marks ?? [])
  }

  private func marks(of session: String, attempt: Int) throws -> [EditReport.Mark] {
    try rows(
      "SELECT * FROM marks WHERE attempt = ? AND session = ? ORDER BY frame", attempt, session
    ).map { row in
      let points: String = try row.get("points")
      let frame: Int = try row.get("frame")
      return EditReport.Mark(
        frame: frame, points: try JSON.parse(Array(points.utf8)),
        masks: try masks(of: frame, session, attempt))
    }
  }

  private func masks(
    of frame: Int, _ session: String, _ attempt: Int
  ) throws -> [SelectionAnswer.Mask] {
    try rows(
      "SELECT * FROM masks WHERE attempt = ? AND session = ? AND frame = ? ORDER BY number",
      attempt, session, frame
    ).map { row in
      SelectionAnswer.Mask(
        objectID: try row.get("object"),
        runLengths: SelectionAnswer.RunLengths(
          size: [try row.get("first_side"), try row.get("second_side")],
          counts: try row.get("counts")))
    }
  }
}
