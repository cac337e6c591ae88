import KEditSyntax

/// Something in a table that cannot be accepted: what and where, without words.
struct TableFault: Error, Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    // The whole
    case tooLarge(most: Int)
    case utf16
    case empty(Table.Format)
    case withoutRows
    case more(Int, told: Int)
    // Bytes
    case notUTF8
    case nul
    // Columns
    case blankHeader
    case columnWithoutName(Int)
    case columnTwice(String)
    case columnName(String)
    // CSV
    case blankLine
    case cellCount(found: Int, expected: Int)
    case quoteInside
    case blankBeforeQuote
    case behindQuote
    case quoteNotClosed
    case loneCarriageReturn
    // JSON Lines
    case arrayOfRows
    case noObject
    case objectNotClosed
    case behindObject
    case keyTwice
    case nested
    case stringNotClosed
    case badEscape
    case controlCharacter
    case badNumber
    case unexpected(expected: String)

    /// Whether what stands on the next lines may belong to the same object.
    var isUnclosedObject: Bool { self == .objectNotClosed || self == .stringNotClosed }
  }

  /// A row as a person finds it.
  struct Row: Hashable, Sendable {
    /// Counted from 1, the header not counted.
    let number: Int
    /// The line that the row begins on, counted from 1.
    let line: Int
  }

  let kind: Kind
  let span: Span
  /// `nil` for the header, and for what no single row is to blame for.
  let row: Row?
  let column: String?
  /// A place that explains the first: the header, or where a name stands first.
  let also: Span?

  init(_ kind: Kind, _ span: Span, row: Row? = nil, column: String? = nil, also: Span? = nil) {
    self.kind = kind
    self.span = span
    self.row = row
    self.column = column
    self.also = also
  }
}
