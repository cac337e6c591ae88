package import KEditEngine
import SQLite

extension SQLiteJournal: SessionJournal {
  package func begin(_ record: SessionRecord) async throws(JournalFault) -> any SessionLog {
    let own = ProcessIdentity.current
    let id = try file.write { database in
      try database.execute(
        """
        INSERT INTO editing_sessions (scope, folder, name, document, state, updated_at, host, process,
          process_start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        scope, record.folder, record.name, record.document, record.state, now(), own.host,
        own.process, own.start)
      return database.lastInsertedRowID
    }
    return SQLiteSessionLog(journal: self, id: id)
  }

  package func takeNewestSession(
    within age: Duration
  ) async throws(JournalFault) -> TakenSession? {
    let own = ProcessIdentity.current
    let oldest = now() - Int(age / .milliseconds(1))
    return try file.write { database in
      let rows = try database.rows(
        """
        SELECT * FROM editing_sessions WHERE scope = ? AND updated_at >= ?
        ORDER BY updated_at DESC, id DESC
        """, scope, oldest)
      for row in rows where try !ProcessIdentity(row).mayBeAlive {
        let id: Int = try row.get("id")
        try database.execute(
          "UPDATE editing_sessions SET host = ?, process = ?, process_start = ? WHERE id = ?",
          own.host, own.process, own.start, id)
        return TakenSession(
          record: SessionRecord(
            folder: try row.get("folder"), name: try row.get("name"),
            document: try row.get("document"), state: try row.get("state")),
          updatedAt: try row.get("updated_at"), log: SQLiteSessionLog(journal: self, id: id))
      }
      return nil
    }
  }
}

/// A session of a person in the journal.
struct SQLiteSessionLog: SessionLog {
  let journal: SQLiteJournal
  let id: Int

  func write(_ record: SessionRecord) async throws(JournalFault) {
    let own = ProcessIdentity.current
    let now = journal.now()
    try journal.file.write { database in
      try database.execute(
        """
        UPDATE editing_sessions
        SET folder = ?, name = ?, document = ?, state = ?, updated_at = ?
        WHERE id = ? AND host = ? AND process = ? AND process_start = ?
        """,
        record.folder, record.name, record.document, record.state, now, id, own.host, own.process,
        own.start)
      guard database.changes == 1 else {
        throw JournalFault(
          "the session is not this process's any more",
          help: "another 'kedit repl --continue' has taken it up, or it was ended")
      }
    }
  }

  func end() async throws(JournalFault) {
    let own = ProcessIdentity.current
    try journal.file.write { database in
      try database.execute(
        """
        DELETE FROM editing_sessions
        WHERE id = ? AND host = ? AND process = ? AND process_start = ?
        """, id, own.host, own.process, own.start)
    }
  }
}

extension ProcessIdentity {
  /// Of a row that says which process holds what it is about.
  init(_ row: Row) throws {
    self.init(
      host: try row.get("host"), process: try row.get("process"),
      start: try row.get("process_start"))
  }
}
