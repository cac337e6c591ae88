/// A Swift type that can be bound to a parameter and read from a column.
package protocol SQLiteConvertible {
  var sqliteValue: SQLiteValue { get }

  /// The value, or `nil` where the column holds another storage class: nothing is coerced, so that
  /// a column with the wrong content is found where it is read.
  init?(sqliteValue: SQLiteValue)
}

extension SQLiteValue: SQLiteConvertible {
  package var sqliteValue: SQLiteValue { self }
  package init(sqliteValue: SQLiteValue) { self = sqliteValue }
}

extension Int: SQLiteConvertible {
  package var sqliteValue: SQLiteValue { .integer(Int64(self)) }

  package init?(sqliteValue: SQLiteValue) {
    guard case .integer(let integer) = sqliteValue else { return nil }
    self = Int(integer)
  }
}

extension Bool: SQLiteConvertible {
  /// SQLite has no truth values: 1 and 0.
  package var sqliteValue: SQLiteValue { .integer(self ? 1 : 0) }

  package init?(sqliteValue: SQLiteValue) {
    switch sqliteValue {
    case .integer(0): self = false
    case .integer(1): self = true
    default: return nil
    }
  }
}

extension Double: SQLiteConvertible {
  /// Not a number is bound as NULL, by SQLite itself.
  package var sqliteValue: SQLiteValue { .real(self) }

  /// A whole number is accepted too, for a column without a type keeps it as one.
  package init?(sqliteValue: SQLiteValue) {
    switch sqliteValue {
    case .real(let real): self = real
    case .integer(let integer):
      guard let exact = Double(exactly: integer) else { return nil }
      self = exact
    default: return nil
    }
  }
}

extension String: SQLiteConvertible {
  package var sqliteValue: SQLiteValue { .text(self) }

  package init?(sqliteValue: SQLiteValue) {
    guard case .text(let text) = sqliteValue else { return nil }
    self = text
  }
}

extension [UInt8]: SQLiteConvertible {
  package var sqliteValue: SQLiteValue { .blob(self) }

  package init?(sqliteValue: SQLiteValue) {
    guard case .blob(let bytes) = sqliteValue else { return nil }
    self = bytes
  }
}

extension Optional: SQLiteConvertible where Wrapped: SQLiteConvertible {
  package var sqliteValue: SQLiteValue { self?.sqliteValue ?? .null }

  package init?(sqliteValue: SQLiteValue) {
    guard sqliteValue != .null else {
      self = .none
      return
    }
    guard let wrapped = Wrapped(sqliteValue: sqliteValue) else { return nil }
    self = .some(wrapped)
  }
}
