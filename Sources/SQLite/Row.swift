internal import CSQLite

/// One row of a result, copied out of the database, so that it outlives its statement.
package struct Row: Hashable, Sendable {
  /// The names of the columns, as the statement gives them.
  package let columns: [String]
  package let values: [SQLiteValue]

  /// The value of a column, counted from 0.
  ///
  /// - Throws: `SQLiteError` with the reason `mismatch` where it holds another type (`NULL` where
  ///   `T` is not optional).
  package func get<T: SQLiteConvertible>(
    _ column: Int, as type: T.Type = T.self
  ) throws(SQLiteError) -> T {
    precondition(values.indices.contains(column), "the statement has no column \(column)")
    guard let value = T(sqliteValue: values[column]) else {
      throw SQLiteError(
        extendedCode: SQLITE_MISMATCH,
        message: "column \(columns[column]) holds \(values[column].storageClass), not \(T.self)")
    }
    return value
  }

  /// The value of the first column of that name.
  ///
  /// - Throws: `SQLiteError` with the reason `mismatch` where it holds another type (`NULL` where
  ///   `T` is not optional).
  package func get<T: SQLiteConvertible>(
    _ name: String, as type: T.Type = T.self
  ) throws(SQLiteError) -> T {
    guard let column = columns.firstIndex(of: name) else {
      preconditionFailure("the statement has no column \(name)")
    }
    return try get(column)
  }
}
