package import KEditEngine
import PlainText
import PosixFiles
import SQLite
import Synchronization

/// The journal as a file: a SQLite database in WAL mode that processes share, readable by its owner
/// alone.
package final class JournalFile: Sendable {
  package let path: String
  private let database: Mutex<Database>

  /// Who may write.
  package enum Access: Sendable {
    /// The file is made where it is missing, with its folder.
    case create
    /// The file must be there.
    case existing
    /// Nobody: the file must be there, and stays as it is.
    case read
  }

  /// Opens the file and brings it up to date.
  ///
  /// - Throws: `JournalFault`; a file that is damaged, or that a newer kedit wrote, is left as it is.
  package init(_ path: String, access: Access = .create) throws(JournalFault) {
    self.path = path
    do {
      if access == .create {
        try FileSystem.createFolders(Path.folder(of: path), mode: 0o700)
      }
      if access == .read {
        // Whatever else the file is, it must not become a journal.
        try Schema.check(Database(path: path, options: .init(access: .read)))
      }
      let database = try Database(
        path: path,
        options: .init(
          access: access == .create ? .create : .write, busyTimeout: .seconds(30),
          synchronous: .normal))
      if access == .read {
        // Opened for writing all the same: who may only read leaves the files of the log behind.
        try database.execute("PRAGMA query_only = 1")
      } else {
        try Schema.migrate(database)
      }
      self.database = Mutex(database)
    } catch {
      throw Self.fault(error, path)
    }
  }

  /// Does all of `body` or nothing of it, while no other process writes; `isPrecious` is what must
  /// outlive a loss of power.
  func write<Result: Sendable>(
    isPrecious: Bool = false, _ body: @Sendable (Database) throws -> Result
  ) throws(JournalFault) -> Result {
    do {
      return try database.withLock { database in
        try database.transaction(synchronous: isPrecious ? .full : .normal) { try body(database) }
      }
    } catch {
      throw Self.fault(error, path)
    }
  }

  /// Reads without waiting for other processes that write.
  func read<Result: Sendable>(
    _ body: @Sendable (Database) throws -> Result
  ) throws(JournalFault) -> Result {
    do {
      return try database.withLock { database in try body(database) }
    } catch {
      throw Self.fault(error, path)
    }
  }

  private static func fault(_ error: any Error, _ path: String) -> JournalFault {
    let name = "the journal '\(harmless(path))'"
    switch error {
    case let error as JournalFault: return error
    case let error as NewerJournal:
      return JournalFault(
        "\(name) was written by a newer kedit (form \(error.found), this one knows \(Schema.version))",
        help: "use that kedit, or name another journal with --state")
    case is OlderJournal:
      return JournalFault(
        "\(name) was written by an older kedit, or is empty",
        help: "'kedit run' and 'kedit resume' bring it up to date")
    case let error as FileError:
      return JournalFault(
        "\(name) cannot be kept: \(error.words)", help: "name another place with --state")
    case let error as SQLiteError: return fault(error, name)
    default: return JournalFault("\(name) cannot be used: \(harmless("\(error)", limit: 300))")
    }
  }

  private static func fault(_ error: SQLiteError, _ name: String) -> JournalFault {
    let words = harmless(error.message, limit: 300)
    switch error.reason {
    case .corrupt, .notADatabase, .mismatch:
      return JournalFault(
        "\(name) is damaged: \(words)",
        help:
          "bring back a copy of it, or move it away: kedit then asks the service for the tasks of "
          + "a file before it makes any")
    case .full:
      return JournalFault(
        "\(name) cannot be written: the disk is full",
        help: "make room and go on with 'kedit resume'")
    case .readOnly, .cannotOpen:
      return JournalFault(
        "\(name) cannot be written: \(words)", help: "name another journal with --state")
    case .busy:
      return JournalFault("\(name) is held by another process for too long", help: "try again")
    case .inputOutput:
      return JournalFault(
        "\(name) cannot be written: \(words)",
        help: "see to the disk, then go on with 'kedit resume'")
    case .constraint, .other:
      return JournalFault("\(name) cannot be used: \(words)")
    }
  }
}
