internal import CSQLite
internal import Glibc

extension Database {
  /// How a file is opened.
  package struct Options: Hashable, Sendable {
    package enum Access: Hashable, Sendable {
      /// Read and write; a missing file is created, not its folder.
      case create
      /// Read and write a file that must be there.
      case write
      /// Only read a file that must be there.
      case read
    }

    package var access: Access
    /// How long a statement waits for the lock of another process before it throws `busy`.
    package var busyTimeout: Duration
    /// What a transaction outlives unless it asks for something else.
    package var synchronous: Synchronous

    package init(
      access: Access = .create, busyTimeout: Duration = .seconds(5),
      synchronous: Synchronous = .full
    ) {
      self.access = access
      self.busyTimeout = busyTimeout
      self.synchronous = synchronous
    }
  }

  /// What a committed transaction outlives.
  package enum Synchronous: String, Hashable, Sendable {
    /// The end of the process; a loss of power may undo the last transactions, never half of one.
    case normal = "NORMAL"
    /// A loss of power too: the disk has it before the commit returns.
    case full = "FULL"
  }

  /// Everything that a connection, or a new file, needs to be told.
  func configure() throws(SQLiteError) {
    try check(sqlite3_extended_result_codes(handle, 1))
    try check(sqlite3_busy_timeout(handle, options.busyTimeout.wholeMilliseconds))
    // A damaged or foreign file must not make SQLite run what it holds, nor may a misspelt column
    // in double quotes pass for a text.
    try check(kedit_sqlite3_configure(handle, SQLITE_DBCONFIG_DEFENSIVE, 1))
    try check(kedit_sqlite3_configure(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0))
    try check(kedit_sqlite3_configure(handle, SQLITE_DBCONFIG_DQS_DML, 0))
    try check(kedit_sqlite3_configure(handle, SQLITE_DBCONFIG_DQS_DDL, 0))
    try check(kedit_sqlite3_configure(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1))
    try setSynchronous(options.synchronous)
    if options.access == .read {
      try execute("SELECT count(*) FROM sqlite_schema")
    } else {
      try enterWALMode()
      try execute("SELECT count(*) FROM sqlite_schema")
    }
  }

  /// Must stand outside of a transaction.
  func setSynchronous(_ level: Synchronous) throws(SQLiteError) {
    guard level != currentSynchronous else { return }
    try execute("PRAGMA synchronous = \(level.rawValue)")
    currentSynchronous = level
  }

  /// Puts the file into WAL mode, which it then keeps; where its file system has no shared memory
  /// it stays in the rollback mode, as safe and slower.
  ///
  /// Two processes that do this at once may get `busy` without having waited (SQLite sees that
  /// waiting could end in a deadlock), so the waiting is done here.
  private func enterWALMode() throws(SQLiteError) {
    let deadline = ContinuousClock.now + options.busyTimeout
    while true {
      do throws(SQLiteError) {
        return try execute("PRAGMA journal_mode = WAL")
      } catch  where error.reason == .busy && ContinuousClock.now < deadline {
        usleep(2_000)
      }
    }
  }
}

extension Duration {
  /// Rounded up, so that a short wait does not become none.
  fileprivate var wholeMilliseconds: CInt {
    let milliseconds = self / .milliseconds(1)
    return CInt(min(max(milliseconds.rounded(.up), 0), Double(CInt.max)))
  }
}
