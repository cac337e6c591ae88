internal import CSQLite

/// What SQLite could not do, told apart by what the caller can do about it.
package struct SQLiteError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// Another process or connection kept the lock for longer than the busy time-out.
    case busy
    /// The file cannot be opened or created.
    case cannotOpen
    /// The file is a database whose content is damaged.
    case corrupt
    /// The file is something else than a database.
    case notADatabase
    /// The disk, or what the database may take of it, is full.
    case full
    /// The file, or the way it was opened, allows no writing.
    case readOnly
    /// A rule of the schema refused the change: a key is there already, a reference leads nowhere.
    case constraint
    /// The disk answered with an error.
    case inputOutput
    /// A value is not of the type that was asked for.
    case mismatch
    /// Anything else, a mistake in the SQL above all.
    case other
  }

  package let reason: Reason
  /// SQLite's extended result code, such as 2067 (`SQLITE_CONSTRAINT_UNIQUE`).
  package let extendedCode: Int
  /// What happened, in SQLite's words.
  package let message: String

  /// SQLite's primary result code, such as 19 (`SQLITE_CONSTRAINT`).
  package var code: Int { extendedCode & 0xFF }

  init(extendedCode: CInt, message: String) {
    self.extendedCode = Int(extendedCode)
    self.message = message
    self.reason =
      switch extendedCode & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_CANTOPEN: .cannotOpen
      case SQLITE_CORRUPT: .corrupt
      case SQLITE_NOTADB: .notADatabase
      case SQLITE_FULL: .full
      case SQLITE_READONLY: .readOnly
      case SQLITE_CONSTRAINT: .constraint
      case SQLITE_IOERR: .inputOutput
      case SQLITE_MISMATCH: .mismatch
      default: .other
      }
  }

  /// The last error of a connection, to be asked for before anything else is done with it.
  ///
  /// - Parameters:
  ///   - result: what the function returned that failed.
  ///   - handle: the connection; none where there was no memory for one.
  init(_ result: CInt, on handle: OpaquePointer?) {
    guard let handle else {
      self.init(extendedCode: SQLITE_NOMEM, message: "out of memory")
      return
    }
    // The connection's own code is the finer one, unless it is about something else.
    let extended = sqlite3_extended_errcode(handle)
    let isSame = extended & 0xFF == result & 0xFF
    self.init(
      extendedCode: isSame ? extended : result,
      message: String(cString: isSame ? sqlite3_errmsg(handle) : sqlite3_errstr(result)))
  }
}

extension SQLiteError: CustomStringConvertible {
  package var description: String { "\(message) (SQLite \(extendedCode))" }
}
