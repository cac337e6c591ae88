internal import CSQLite

/// A compiled statement, to be run once or many times with other values.
///
/// It keeps its connection open, even where the `Database` is gone.
package final class Statement {
  private let handle: OpaquePointer
  private let columns: [String]

  /// Takes over a statement that was just compiled.
  init(owning handle: OpaquePointer) {
    self.handle = handle
    columns = (0..<sqlite3_column_count(handle)).map { column in
      sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }
  }

  deinit {
    // Repeats the error of the last step, which was thrown there.
    sqlite3_finalize(handle)
  }

  /// Begins anew with these values for the parameters `?1`, `?2`, …: all of them.
  package func bind(_ values: [any SQLiteConvertible]) throws(SQLiteError) {
    sqlite3_reset(handle)
    let expected = Int(sqlite3_bind_parameter_count(handle))
    precondition(
      values.count == expected, "\(values.count) values for a statement with \(expected)")
    for (index, value) in values.enumerated() {
      let result = bind(value.sqliteValue, at: CInt(index + 1))
      guard result == SQLITE_OK else { throw failure(result) }
    }
  }

  /// The next row, or `nil` after the last one; the statement can then be bound and run again.
  package func step() throws(SQLiteError) -> Row? {
    let result = sqlite3_step(handle)
    switch result {
    case SQLITE_ROW:
      return Row(columns: columns, values: try columns.indices.map(readColumn))
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return nil
    default:
      let error = failure(result)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs the statement to its end with these values; rows are passed over.
  package func run(_ values: any SQLiteConvertible...) throws(SQLiteError) {
    try bind(values)
    while try step() != nil {}
  }

  /// All rows that the statement gives with these values.
  package func rows(_ values: any SQLiteConvertible...) throws(SQLiteError) -> [Row] {
    try bind(values)
    return try remainingRows()
  }

  /// The rows that were not stepped over yet.
  package func remainingRows() throws(SQLiteError) -> [Row] {
    var rows: [Row] = []
    while let row = try step() { rows.append(row) }
    return rows
  }

  private func bind(_ value: SQLiteValue, at index: CInt) -> CInt {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let integer): return sqlite3_bind_int64(handle, index, integer)
    case .real(let real): return sqlite3_bind_double(handle, index, real)
    case .text(let text):
      return text.withCString {
        kedit_sqlite3_bind_text(handle, index, $0, UInt64(text.utf8.count))
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { buffer in
        withUnsafePointer(to: 0 as UInt8) { somewhere in
          kedit_sqlite3_bind_blob(
            handle, index, buffer.baseAddress ?? UnsafeRawPointer(somewhere), UInt64(buffer.count))
        }
      }
    }
  }

  private func readColumn(_ column: Int) throws(SQLiteError) -> SQLiteValue {
    let column = CInt(column)
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      // The address first, the count second: the other order may count another encoding.
      guard let text = sqlite3_column_text(handle, column) else { throw failure(SQLITE_NOMEM) }
      let count = Int(sqlite3_column_bytes(handle, column))
      return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = sqlite3_column_blob(handle, column)
      let count = Int(sqlite3_column_bytes(handle, column))
      guard bytes != nil || count == 0 else { throw failure(SQLITE_NOMEM) }
      return .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: return .null
    }
  }

  private func failure(_ result: CInt) -> SQLiteError {
    SQLiteError(result, on: sqlite3_db_handle(handle))
  }
}
