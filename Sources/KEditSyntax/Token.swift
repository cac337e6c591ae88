/// A piece of the text: word, number, quoted text, sign, white space, comment.
///
/// Tokens stand end to end: each ends where the next begins, and together they are the whole file.
package struct Token: Hashable, Sendable {
  package let kind: TokenKind
  /// More about the kind: the keyword of a word, the shape of a number, the quotes of a text,
  /// whether a line ends in white space.
  let detail: UInt8
  /// The offset of the first byte.
  let offset: UInt32

  init(_ kind: TokenKind, detail: UInt8 = 0, offset: Int) {
    self.kind = kind
    self.detail = detail
    self.offset = UInt32(truncatingIfNeeded: offset)
  }

  package var start: Int { Int(offset) }

  /// The keyword that a word is; `nil` for names and value words.
  package var keyword: Keyword? { kind == .keyword ? Keyword(rawValue: detail) : nil }

  /// The shape of a number.
  package var numberShape: NumberShape? { kind == .number ? NumberShape(rawValue: detail) : nil }

  /// Whether it is no number, or one that the language has.
  var isSoundNumber: Bool {
    kind != .number || detail <= NumberShape.milliseconds.rawValue
  }

  /// How a text is quoted.
  package var quotes: Quotes? {
    kind == .text ? Quotes(rawValue: detail & ~Token.notVerbatim) : nil
  }

  /// Whether it is a text on one line that means the very bytes between its quotes: nothing in it
  /// is escaped, and no brace stands in it.
  package var isVerbatim: Bool { kind == .text && detail == Quotes.plain.rawValue }

  /// Set beside the quotes of a text in which a backslash or a brace stands.
  static let notVerbatim: UInt8 = 0x80

  /// Whether it is white space in which a line ends.
  var endsLine: Bool { kind == .whitespace && detail == 1 }

  /// Whether it is a word with letters that no name may have.
  package var isForeignWord: Bool { kind == .word && detail == 1 }

  /// Whether it is foreign and means nothing: reported, and then passed over like white space.
  package var isPassedOver: Bool { kind == .unknown && detail != 0 }

  /// What it is that means nothing.
  var stray: StrayKind? { kind == .unknown ? StrayKind(rawValue: detail) : nil }

  /// Whether it is a sign in its full-width form (`（` for `(`), which input methods produce.
  package var isFullWidth: Bool {
    switch kind {
    case .equals, .leftParenthesis, .rightParenthesis, .comma: detail == 1
    default: false
    }
  }
}

package enum TokenKind: UInt8, Hashable, Sendable {
  /// Blanks, tabs and line ends, in a row.
  case whitespace
  /// From `#` to the end of the line.
  case comment
  /// U+FEFF at the start of the file.
  case byteOrderMark
  /// A reserved word.
  case keyword
  /// A name or a value word.
  case word
  case number
  case text
  /// `{name}`
  case placeholder
  case equals
  case leftParenthesis
  case rightParenthesis
  case comma
  /// Bytes that begin nothing of the language, in a row.
  case unknown
  /// Behind the last byte.
  case end

  package var isTrivia: Bool { rawValue <= TokenKind.byteOrderMark.rawValue }
}

/// The reserved words.
package enum Keyword: UInt8, Hashable, Sendable, CaseIterable {
  case kedit
  case include
  case video
  case image
  case param
  case template
  case set
  case then
  case remove
  case swap
  case add
  case `in`
  case at
  case onto
  case `as`
  case save
  case id
  case mode
  case duration
  case language
  case prompt
  case negative
  case callback
  case watermark
  case preview
  case model
  case `for`
  case from
  case and
  case frame
  case point
  case points

  /// Whether a statement begins with it.
  package var beginsStatement: Bool { rawValue <= Keyword.add.rawValue }

  /// Whether a clause of an edit begins with it.
  package var beginsClause: Bool {
    Keyword.in.rawValue <= rawValue && rawValue <= Keyword.model.rawValue
  }

  /// Whether it names an option, for an edit or for `set`.
  package var isOption: Bool {
    Keyword.mode.rawValue <= rawValue && rawValue <= Keyword.model.rawValue
  }

  /// Whether it is the verb of an edit.
  package var isEdit: Bool { self == .remove || self == .swap || self == .add }
}

/// How a number is written.
package enum NumberShape: UInt8, Hashable, Sendable {
  /// `12`, `0.77`, `1e-3`
  case plain
  /// `77%`
  case percent
  /// `988px`
  case pixels
  /// `1.5s`
  case seconds
  /// `1500ms`
  case milliseconds
  /// `-1`, `+1`
  case signed
  /// `.5`
  case withoutWholePart
  /// `1.`
  case withoutFraction
  /// `12abc`
  case unknownUnit
  /// `１２`
  case fullWidth
  /// `12` in `12point`
  case gluedToWord

  /// Whether the language has such numbers.
  package var isSound: Bool { rawValue <= NumberShape.milliseconds.rawValue }
}

/// The quotes of a text and whether they are closed.
package enum Quotes: UInt8, Hashable, Sendable {
  /// `"…"`
  case plain
  /// `"""…"""`
  case block
  /// `"…` up to the end of the line
  case unclosed
  /// `"""…` up to the end of the file
  case unclosedBlock
  /// `'…'`, `“…”`, `「…」` and their kin
  case foreign
}

/// What stands in a file and means nothing in this language.
enum StrayKind: UInt8, Hashable, Sendable {
  /// Anything: it is in the way of what is expected.
  case characters
  /// A blank of another kind, or a character without looks.
  case blank
  /// `// …`, `/* … */`, `-- …`
  case comment
  /// `;`
  case terminator
  /// A line of Markdown around the file's text.
  case fence
  /// `-` before the statement, as in a list, or before an option
  case bullet
  /// Bytes that are reported by themselves.
  case reported
}
