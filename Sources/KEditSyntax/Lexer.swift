/// Cuts bytes into tokens. Every byte falls into exactly one, whatever the input.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []
  /// Up to where no text can close that begins with this mark: its closing one was looked for.
  private var searchedUpTo: [ArraySlice<UInt8>: Int] = [:]

  /// The tokens of a file, closed by one of kind `end`.
  static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer(bytes: bytes)
    lexer.tokens.reserveCapacity(bytes.count / 3 + 2)
    lexer.run()
    return lexer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func byte(_ distance: Int = 0) -> UInt8 {
    let index = position + distance
    return index < bytes.count ? bytes[index] : 0
  }

  private mutating func run() {
    if bytes.starts(with: byteOrderMark) {
      tokens.append(Token(.byteOrderMark, offset: 0))
      position = byteOrderMark.count
    }
    while position < bytes.count {
      let start = position
      let (kind, detail) = scan()
      if kind == .unknown, tokens.last?.kind == .unknown { continue }
      tokens.append(Token(kind, detail: detail, offset: start))
    }
    tokens.append(Token(.end, offset: bytes.count))
  }

  /// Takes one token; what it is and its detail.
  private mutating func scan() -> (TokenKind, UInt8) {
    let first = bytes[position]
    switch Self.classes[Int(first)] {
    case .space:
      skip { Self.classes[Int($0)] == .space }
      return (.whitespace, 0)
    case .letter:
      return scanWord()
    case .digit:
      return (.number, scanNumber().rawValue)
    case .other:
      break
    }
    switch first {
    case UInt8(ascii: "\""): return (.text, scanText().rawValue)
    case UInt8(ascii: "#"):
      skip { $0 != UInt8(ascii: "\n") }
      return (.comment, 0)
    case UInt8(ascii: "("): return take(.leftParenthesis)
    case UInt8(ascii: ")"): return take(.rightParenthesis)
    case UInt8(ascii: ","): return take(.comma)
    case UInt8(ascii: "="): return take(.equals)
    case UInt8(ascii: "{"): return scanPlaceholder()
    case UInt8(ascii: "'"):
      return scanForeignText(closing: [[UInt8(ascii: "'")]], opening: 1, .single)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): return scanSign()
    case 0x80...: return scanNonASCII()
    default: return take(.unknown)
    }
  }

  private mutating func take(
    _ kind: TokenKind, count: Int = 1, detail: UInt8 = 0
  ) -> (TokenKind, UInt8) {
    position = min(position + count, bytes.count)
    return (kind, detail)
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while position < bytes.count, condition(bytes[position]) { position += 1 }
  }
}

// MARK: Words and numbers

extension Lexer {
  private mutating func scanWord() -> (TokenKind, UInt8) {
    let start = position
    skip { Self.isWordByte($0) }
    if let keyword = Keyword(bytes[start..<position]) { return (.keyword, keyword.rawValue) }
    return (.word, 0)
  }

  private mutating func scanNumber() -> NumberShape {
    skip { Self.classes[Int($0)] == .digit }
    if byte() == UInt8(ascii: ".") {
      position += 1
      guard Self.classes[Int(byte())] == .digit else { return .withoutFraction }
      skip { Self.classes[Int($0)] == .digit }
    }
    skipExponent()
    if byte() == UInt8(ascii: "%") {
      position += 1
      return .percent
    }
    let unit = position
    skip { Self.isWordByte($0) }
    switch String(decoding: bytes[unit..<position], as: UTF8.self) {
    case "": return .plain
    case "px": return .pixels
    case "s": return .seconds
    case "ms": return .milliseconds
    default: return .unknownUnit
    }
  }

  private mutating func skipExponent() {
    guard byte() | 0x20 == UInt8(ascii: "e") else { return }
    let sign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-") ? 1 : 0
    guard Self.classes[Int(byte(1 + sign))] == .digit else { return }
    position += 1 + sign
    skip { Self.classes[Int($0)] == .digit }
  }

  /// A sign before a number, or a fraction without its zero: one token, so that it is one error.
  private mutating func scanSign() -> (TokenKind, UInt8) {
    let shape: NumberShape =
      bytes[position] == UInt8(ascii: ".") ? .withoutWholePart : .signed
    let point = shape == .signed && byte(1) == UInt8(ascii: ".") ? 1 : 0
    guard Self.classes[Int(byte(1 + point))] == .digit else { return take(.unknown) }
    position += 1 + point
    _ = scanNumber()
    return (.number, shape.rawValue)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    let type = classes[Int(byte)]
    return type == .letter || type == .digit || byte == UInt8(ascii: "-")
  }

  private enum ByteClass: UInt8 {
    case other
    case space
    case letter
    case digit
  }

  private static let classes: [ByteClass] = (0...255).map { (value: Int) in
    switch UInt8(value) {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): .space
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    default: .other
    }
  }
}

// MARK: Texts and placeholders

extension Lexer {
  private mutating func scanText() -> Quotes {
    let quote = UInt8(ascii: "\"")
    if byte(1) == quote, byte(2) == quote { return scanBlock() }
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case quote:
        position += 1
        return .plain
      case UInt8(ascii: "\n"):
        return .unclosed
      case UInt8(ascii: "\r") where byte(1) == UInt8(ascii: "\n"):
        return .unclosed
      case UInt8(ascii: "\\")
      where position + 1 < bytes.count && byte(1) != UInt8(ascii: "\n")
        && byte(1) != UInt8(ascii: "\r"):
        position += 2
      default:
        position += 1
      }
    }
    return .unclosed
  }

  private mutating func scanBlock() -> Quotes {
    let quote = UInt8(ascii: "\"")
    position += 3
    while position < bytes.count {
      if bytes[position] == quote, byte(1) == quote, byte(2) == quote {
        position += 3
        return .block
      }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = bytes.count
    return .unclosedBlock
  }

  /// `{name}`, or a brace that stands alone.
  private mutating func scanPlaceholder() -> (TokenKind, UInt8) {
    var length = 1
    guard Self.classes[Int(byte(1))] == .letter else { return take(.unknown) }
    while Self.isWordByte(byte(length)) { length += 1 }
    guard byte(length) == UInt8(ascii: "}") else { return take(.unknown) }
    return take(.placeholder, count: length + 1)
  }

  /// A text in quotes that the language does not have, where they close on the same line.
  private mutating func scanForeignText(
    closing: [[UInt8]], opening: Int, _ quotes: Quotes
  ) -> (TokenKind, UInt8) {
    let mark = bytes[position..<position + opening]
    if let end = searchedUpTo[mark], position < end { return take(.unknown, count: opening) }
    var index = position + opening
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if let close = closing.first(where: { bytes[index...].starts(with: $0) }) {
        position = index + close.count
        return (.text, quotes.rawValue)
      }
      index += 1
    }
    searchedUpTo[mark] = index
    return take(.unknown, count: opening)
  }

  private mutating func scanNonASCII() -> (TokenKind, UInt8) {
    let rest = bytes[position...]
    for (mark, kind) in Self.fullWidthSigns where rest.starts(with: mark) {
      return take(kind, count: mark.count, detail: 1)
    }
    for (mark, closing) in Self.typographicQuotes where rest.starts(with: mark) {
      return scanForeignText(closing: closing, opening: mark.count, .typographic)
    }
    if Self.isFullWidthDigit(rest) {
      while Self.isFullWidthDigit(bytes[position...]) { position += 3 }
      skip { Self.isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%") }
      return (.number, NumberShape.fullWidth.rawValue)
    }
    position += 1
    skip { $0 & 0xC0 == 0x80 }
    return (.unknown, 0)
  }

  /// U+FF10 to U+FF19, and U+FF0E, the full-width point.
  private static func isFullWidthDigit(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 3, bytes[bytes.startIndex] == 0xEF, bytes[bytes.startIndex + 1] == 0xBC
    else { return false }
    let last = bytes[bytes.startIndex + 2]
    return 0x90...0x99 ~= last || last == 0x8E
  }

  private static let fullWidthSigns: [([UInt8], TokenKind)] = [
    ("（", TokenKind.leftParenthesis), ("）", .rightParenthesis), ("，", .comma), ("、", .comma),
    ("＝", .equals),
  ].map { (Array($0.0.utf8), $0.1) }

  private static let typographicQuotes: [([UInt8], [[UInt8]])] = [
    ("“", ["”", "“"]), ("”", ["”"]), ("„", ["“", "”"]), ("«", ["»"]), ("»", ["«"]), ("‘", ["’"]),
    ("「", ["」"]), ("『", ["』"]), ("＂", ["＂"]),
  ].map { (Array($0.0.utf8), $0.1.map { Array($0.utf8) }) }
}

extension Keyword {
  /// The keyword with exactly these bytes.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard 2...9 ~= bytes.count, let candidates = Keyword.byLength[bytes.count] else { return nil }
    for candidate in candidates where candidate.bytes.elementsEqual(bytes) {
      self = candidate.keyword
      return
    }
    return nil
  }

  private static let byLength: [Int: [(bytes: [UInt8], keyword: Keyword)]] = Dictionary(
    grouping: allCases.map { (Array($0.spelling.utf8), $0) }, by: { $0.bytes.count })
}
