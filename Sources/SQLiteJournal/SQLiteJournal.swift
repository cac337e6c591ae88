package import KEditEngine
import KEditPlan
import OrderedJSON
import SQLite

/// The journal of one account in a file.
package struct SQLiteJournal: Journal {
  let file: JournalFile
  /// The row of `scopes`.
  let scope: Int
  /// Unix time in milliseconds.
  let now: @Sendable () -> Int

  package init(
    _ file: JournalFile, scope: JournalScope, now: @escaping @Sendable () -> Int
  ) throws(JournalFault) {
    self.file = file
    self.now = now
    self.scope = try file.write { database in
      try database.execute(
        "INSERT OR IGNORE INTO scopes (provider, base_url, account) VALUES (?, ?, ?)",
        scope.provider, scope.baseURL, scope.account)
      let row = try database.firstRow(
        "SELECT id FROM scopes WHERE provider = ? AND base_url = ? AND account = ?",
        scope.provider, scope.baseURL, scope.account)
      guard let row else { preconditionFailure("the row was just inserted") }
      return try row.get(0)
    }
  }

  /// The journal of an account in a file that stays as it is; `nil` where nothing of the account
  /// stands there.
  package init?(reading file: JournalFile, scope: JournalScope) throws(JournalFault) {
    let row = try file.read { database in
      try database.firstRow(
        "SELECT id FROM scopes WHERE provider = ? AND base_url = ? AND account = ?",
        scope.provider, scope.baseURL, scope.account
      ).map { try $0.get(0, as: Int.self) }
    }
    guard let row else { return nil }
    self.file = file
    self.scope = row
    self.now = { 0 }
  }

  package func begin(_ run: RunRecord) async throws(JournalFault) -> any RunLog {
    let id = try file.write(isPrecious: true) { database in
      try database.execute(
        """
        INSERT INTO runs (scope, source, plan, source_folder, output_folder, preview, random_part,
          maximum_units, begun_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        scope, run.plan.source.path, String(decoding: run.plan.json.bytes(), as: UTF8.self),
        run.sourceFolder, run.outputFolder, run.preview, run.randomPart,
        run.maximumUnits?.description, now())
      let id = database.lastInsertedRowID
      let statement = try database.prepare(
        """
        INSERT INTO edits (run, position, name, fingerprint, state)
        VALUES (?, ?, ?, ?, 'pending')
        """)
      for (position, edit) in run.plan.edits.enumerated() {
        try statement.run(id, position, edit.name, edit.fingerprint)
      }
      return id
    }
    return SQLiteRunLog(journal: self, id: id)
  }

  package func reopen(_ run: Int) async throws(JournalFault) -> any RunLog {
    try file.write { database in
      try database.execute(
        "UPDATE runs SET ended_at = NULL WHERE id = ? AND scope = ?", run, scope)
      guard database.changes == 1 else { throw JournalFault("there is no run \(run)") }
    }
    return SQLiteRunLog(journal: self, id: run)
  }

  package func newestAttempt(
    fingerprint: String, parentID: String?
  ) async throws(JournalFault) -> Attempt? {
    try file.read { database in
      let row = try database.firstRow(
        """
        SELECT * FROM attempts WHERE scope = ? AND fingerprint = ? AND parent_id IS ?
        ORDER BY id DESC LIMIT 1
        """, scope, fingerprint, parentID)
      return try row.map { try database.attempt($0) }
    }
  }

  package func attempt(
    externalTaskID: String, fingerprint: String
  ) async throws(JournalFault) -> Attempt? {
    try file.read { database in
      let row = try database.firstRow(
        "SELECT * FROM attempts WHERE scope = ? AND external_task_id = ? AND fingerprint = ?",
        scope, externalTaskID, fingerprint)
      return try row.map { try database.attempt($0) }
    }
  }

  package func results(at location: String) async throws(JournalFault) -> [PlacedFile] {
    try file.read { database in
      let rows = try database.rows(
        """
        SELECT files.*, attempts.fingerprint, attempts.external_task_id
        FROM files JOIN attempts ON attempts.id = files.attempt
        WHERE files.location = ? AND attempts.scope = ? ORDER BY files.id DESC
        """, location, scope)
      return try rows.map { try PlacedFile($0) }
    }
  }

  package func notePreview(at location: String, sha256: String) async throws(JournalFault) {
    try file.write { database in
      try database.execute(
        "INSERT OR REPLACE INTO previews VALUES (?, ?, ?, ?)", scope, location, sha256, now())
    }
  }

  package func hasPreview(
    at location: String, sha256: String
  ) async throws(JournalFault) -> Bool {
    try file.read { database in
      try database.firstRow(
        "SELECT 1 FROM previews WHERE scope = ? AND location = ? AND sha256 = ?",
        scope, location, sha256) != nil
    }
  }
}
