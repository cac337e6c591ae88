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
      switch try database.userVersion() {
      case SimulatorStore.version: break
      case 0:
        try database.execute(script: SimulatorStore.schema)
        try database.setUserVersion(Int32(SimulatorStore.version))
      case let other: throw OtherVersion(found: Int(other))
      }
    }
    self.database = Mutex(database)
  }

  /// To be raised with every change of the schema.
  fileprivate static let version = 1

  private static let schema = """
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
