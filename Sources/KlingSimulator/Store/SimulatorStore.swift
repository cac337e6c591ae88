import Crypto
import SQLite
import Synchronization

/// Sessions, tasks and ids in a SQLite file, which several processes may share.
///
/// Whatever must hold between reading and writing (an external id is unique, the concurrency
/// limit, ten points on a frame) is decided inside one write transaction.
final class SimulatorStore: Sendable {
  private let database: Mutex<Database>

  /// Opens the file, and creates it where it is missing.
  ///
  /// - Throws: `SQLiteError`, or `OtherVersion` where another version has written it.
  init(path: String) throws {
    let database = try Database(path: path, options: .init(synchronous: .normal))
    try database.transaction {
      let found = try database.userVersion()
      guard 0...SimulatorStore.version ~= found else { throw OtherVersion(found: found) }
      guard found < SimulatorStore.version else { return }
      if found < 1 { try database.execute(script: SimulatorStore.firstSchema) }
      if found < 2 {
        try database.execute(script: SimulatorStore.secondSchema)
        try database.execute(
          "INSERT INTO link_keys (key) VALUES (?)", randomBytes(32).hexadecimal)
      }
      if found < 3 { try database.execute(script: SimulatorStore.thirdSchema) }
      try database.execute(script: SimulatorStore.fourthSchema)
      try database.setUserVersion(Int32(SimulatorStore.version))
    }
    self.database = Mutex(database)
  }

  /// To be raised with every change of the schema.
  fileprivate static let version = 4

  private static let firstSchema = """
    CREATE TABLE ids (last INTEGER NOT NULL) STRICT;
    CREATE TABLE sessions (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      width INTEGER NOT NULL,
      height INTEGER NOT NULL,
      frames_per_second REAL NOT NULL,
      duration_milliseconds INTEGER NOT NULL,
      frame_count INTEGER NOT NULL,
      media TEXT NOT NULL,
      selection TEXT NOT NULL
    ) STRICT;
    CREATE TABLE tasks (
      id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      external_id TEXT,
      session_id TEXT NOT NULL,
      video_id TEXT NOT NULL UNIQUE,
      created_at INTEGER NOT NULL,
      processing_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      failure TEXT,
      watermark INTEGER,
      units TEXT NOT NULL,
      result_milliseconds INTEGER NOT NULL,
      media TEXT NOT NULL UNIQUE,
      UNIQUE (account, external_id)
    ) STRICT;
    """

  /// What the second version added: the counts of calls and rules, and links that can die.
  private static let secondSchema = """
    ALTER TABLE tasks ADD COLUMN expired INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE calls (
      point TEXT NOT NULL,
      external_id TEXT NOT NULL,
      received INTEGER NOT NULL,
      PRIMARY KEY (point, external_id)
    ) STRICT;
    CREATE TABLE rule_calls (
      script TEXT NOT NULL,
      rule INTEGER NOT NULL,
      scope TEXT NOT NULL,
      calls INTEGER NOT NULL,
      PRIMARY KEY (script, rule, scope)
    ) STRICT;
    CREATE TABLE link_keys (key TEXT NOT NULL) STRICT;
    CREATE TABLE dead_links (id TEXT PRIMARY KEY, status INTEGER NOT NULL) STRICT;
    """

  /// What the third version added: where a task's callbacks go, and how many have been sent.
  private static let thirdSchema = """
    ALTER TABLE tasks ADD COLUMN callback_url TEXT;
    ALTER TABLE tasks ADD COLUMN callbacks_sent INTEGER NOT NULL DEFAULT 0;
    """

  /// What the fourth version added: results that are still to be made.
  private static let fourthSchema = """
    CREATE TABLE renders (
      task_id TEXT PRIMARY KEY,
      due_at INTEGER NOT NULL,
      edit TEXT NOT NULL
    ) STRICT;
    """

  /// Does all of `body` or nothing of it, while no other process writes.
  func transaction<Result: Sendable>(
    _ body: @Sendable (StoreTransaction) throws -> Result
  ) throws -> Result {
    try database.withLock { database in
      let transaction = StoreTransaction(database: database)
      return try database.transaction { try body(transaction) }
    }
  }

  /// Reads without waiting for other processes that write.
  func read<Result: Sendable>(
    _ body: @Sendable (StoreTransaction) throws -> Result
  ) throws -> Result {
    try database.withLock { database in try body(StoreTransaction(database: database)) }
  }
}

/// The state folder was written by a program that keeps its state in another form.
private struct OtherVersion: Error, CustomStringConvertible {
  let found: Int

  var description: String {
    "another version of kedit has written it (form \(found), this one reads \(SimulatorStore.version))"
  }
}
