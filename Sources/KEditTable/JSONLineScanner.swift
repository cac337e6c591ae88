import KEditSyntax

/// Goes over the values of one line of JSON without making anything of them.
struct JSONLineScanner {
  struct Failure: Error {
    let kind: TableFault.Kind
    let span: Span

    init(_ kind: TableFault.Kind, _ span: Span) {
      self.kind = kind
      self.span = span
    }
  }

  private let bytes: [UInt8]
  private(set) var position = 0
  private var end = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func start(_ line: Span) {
    position = line.start
    end = line.end
    skipBlanks()
  }

  /// The byte that comes next, behind blanks; `nil` at the end of the line.
  var next: UInt8? { position < end ? bytes[position] : nil }

  /// The character that comes next, or the empty place at the end of the line.
  var here: Span {
    var behind = min(position + 1, end)
    while behind < end, bytes[behind] & 0xC0 == 0x80 { behind += 1 }
    return Span(position, behind)
  }

  /// What is left of the line.
  var rest: Span { Span(position, end) }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    skipBlanks()
    return true
  }

  /// Back to the end of what was taken last.
  mutating func stepBackOverBlanks() {
    while position > 0, Self.isBlank(bytes[position - 1]) { position -= 1 }
  }

  /// - Returns: where the value stands; `nil` for `null`.
  mutating func scanValue() throws(Failure) -> Span? {
    switch next {
    case UInt8(ascii: "\""): return try scanString()
    case UInt8(ascii: "["), UInt8(ascii: "{"): throw Failure(.nested, here)
    case UInt8(ascii: "t"): return try scanWord("true")
    case UInt8(ascii: "f"): return try scanWord("false")
    case UInt8(ascii: "n"):
      _ = try scanWord("null")
      return nil
    case let byte? where byte == UInt8(ascii: "-") || Self.isDigit(byte):
      return try scanNumber()
    case nil: throw Failure(.objectNotClosed, here)
    default: throw Failure(.unexpected(expected: "a value"), here)
    }
  }

  /// - Returns: where the string stands, with its quotes.
  mutating func scanString() throws(Failure) -> Span {
    let start = position
    position += 1
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        let span = Span(start, position)
        skipBlanks()
        return span
      case UInt8(ascii: "\\"):
        try skipEscape()
      case 0x01..<0x20:
        throw Failure(.controlCharacter, here)
      default:
        position += 1
      }
    }
    throw Failure(.stringNotClosed, Span(start, start + 1))
  }

  private mutating func skipEscape() throws(Failure) {
    let start = position
    guard let escape = JSONEscapes.escape(in: bytes[position..<end]) else {
      throw Failure(.badEscape, Span(start, min(start + 2, end)))
    }
    position += escape.length
    if escape.scalar == "\0" { throw Failure(.nul, Span(start, position)) }
  }

  private mutating func scanNumber() throws(Failure) -> Span {
    let start = position
    if next == UInt8(ascii: "-") { position += 1 }
    let whole = skipDigits()
    var isSound = whole == 1 || (whole > 1 && bytes[position - whole] != UInt8(ascii: "0"))
    if next == UInt8(ascii: ".") {
      position += 1
      isSound = skipDigits() > 0 && isSound
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      isSound = skipDigits() > 0 && isSound
    }
    return try endOfWord(from: start, isSound: isSound, else: .badNumber)
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while position < end, Self.isDigit(bytes[position]) { position += 1 }
    return position - start
  }

  private mutating func scanWord(_ word: StaticString) throws(Failure) -> Span {
    let start = position
    let isWord = word.withUTF8Buffer { bytes[position..<end].starts(with: $0) }
    if isWord { position += word.utf8CodeUnitCount }
    return try endOfWord(from: start, isSound: isWord, else: .unexpected(expected: "a value"))
  }

  /// A word or a number goes up to a blank or a sign; the whole of it is shown where it is wrong.
  private mutating func endOfWord(
    from start: Int, isSound: Bool, else kind: TableFault.Kind
  ) throws(Failure) -> Span {
    let behind = position
    while position < end, !Self.isBlank(bytes[position]), !Self.isSign(bytes[position]) {
      position += 1
    }
    let span = Span(start, position)
    guard isSound, position == behind else { throw Failure(kind, span) }
    skipBlanks()
    return span
  }

  private mutating func skipBlanks() {
    while position < end, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"),
      UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["):
      true
    default: false
    }
  }
}
