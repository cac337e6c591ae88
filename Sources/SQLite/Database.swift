internal import CSQLite
internal import Glibc

/// One connection to a database file that several processes may share.
///
/// Not `Sendable`: its owner is an actor, or a `Mutex` around it. The file is kept in WAL mode, in
/// which readers do not wait for a writer.
package final class Database {
  let handle: OpaquePointer
  let options: Options
  /// What the connection was told last.
  var currentSynchronous: Synchronous?

  /// Opens a file, and creates it where the options allow it, readable by its owner alone.
  ///
  /// An unreadable file is found here, not at the first use: its schema is read.
  ///
  /// - Parameters:
  ///   - path: a file, whatever it is called: `:memory:` and `file:` have no meaning.
  ///   - options: who may write, and how long a lock is waited for.
  /// - Throws: `SQLiteError`, above all `cannotOpen`, `notADatabase`, `corrupt` and `busy`.
  package init(path: String, options: Options = Options()) throws(SQLiteError) {
    guard !path.utf8.contains(0) else {
      throw SQLiteError(extendedCode: SQLITE_CANTOPEN, message: "a path with a NUL byte")
    }
    let path = path.utf8.first == UInt8(ascii: "/") ? path : "./" + path
    if options.access == .create { Self.createPrivateFile(path) }

    let flags =
      switch options.access {
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .write: SQLITE_OPEN_READWRITE
      case .read: SQLITE_OPEN_READONLY
      }
    var opened: OpaquePointer?
    let result = kedit_sqlite3_open(path, &opened, flags)
    guard result == SQLITE_OK, let opened else {
      let error = SQLiteError(result, on: opened)
      sqlite3_close_v2(opened)
      throw error
    }
    self.handle = opened
    self.options = options
    try configure()
  }

  deinit {
    // Waits for statements that are still alive, and cannot fail otherwise.
    sqlite3_close_v2(handle)
  }

  /// Compiles one statement.
  package func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    var statement: OpaquePointer?
    let result = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
    guard result == SQLITE_OK else { throw SQLiteError(result, on: handle) }
    guard let statement else { preconditionFailure("a statement without SQL") }
    return Statement(owning: statement)
  }

  /// Runs one statement with these values for its parameters; rows are passed over.
  package func execute(
    _ sql: String, _ values: any SQLiteConvertible...
  ) throws(SQLiteError) {
    let statement = try prepare(sql)
    try statement.bind(values)
    while try statement.step() != nil {}
  }

  /// All rows of one statement with these values for its parameters.
  package func rows(
    _ sql: String, _ values: any SQLiteConvertible...
  ) throws(SQLiteError) -> [Row] {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.remainingRows()
  }

  /// The first row of one statement with these values for its parameters, if there is one.
  package func firstRow(
    _ sql: String, _ values: any SQLiteConvertible...
  ) throws(SQLiteError) -> Row? {
    let statement = try prepare(sql)
    try statement.bind(values)
    return try statement.step()
  }

  /// Runs all statements of a script, such as a schema.
  package func execute(script: String) throws(SQLiteError) {
    try check(kedit_sqlite3_execute(handle, script))
  }

  /// The rows that the last `INSERT`, `UPDATE` or `DELETE` changed.
  package var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The key of the row that was inserted last.
  package var lastInsertedRowID: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// The version of the schema, a number of the application's own that the file keeps; 0 if new.
  package func userVersion() throws(SQLiteError) -> Int {
    try firstRow("PRAGMA user_version")?.get(0) ?? 0
  }

  /// Sets the version of the schema; belongs into the transaction that changes the schema.
  package func setUserVersion(_ version: Int32) throws(SQLiteError) {
    try execute("PRAGMA user_version = \(version)")
  }

  func check(_ result: CInt) throws(SQLiteError) {
    guard result == SQLITE_OK else { throw SQLiteError(result, on: handle) }
  }

  /// Makes the file before SQLite does, which would let others read it; the files beside it then
  /// get the same permissions.
  ///
  /// By `mknod`, since opening and closing the file would take away the locks that another
  /// connection of this process holds on it. If it fails, SQLite says why when it opens the file.
  private static func createPrivateFile(_ path: String) {
    _ = mknod(path, S_IFREG | S_IRUSR | S_IWUSR, 0)
  }
}
