/// Cuts bytes into tokens. Every byte falls into exactly one, whatever the input.
package struct Lexer {
  var position = 0
  private(set) var tokens: [Token] = []
  /// Up to where no text can close that begins with this mark: its closing one was looked for.
  var searchedUpTo: [[UInt8]: Int] = [:]
  /// Where the last mark stands before that which closes such a text for want of a better one.
  var lastSecond: [[UInt8]: Int] = [:]

  /// The tokens of a file, closed by one of kind `end`.
  package static func tokens(of bytes: [UInt8]) -> [Token] {
    var lexer = Lexer()
    lexer.tokens.reserveCapacity(bytes.count / 3 + 2)
    lexer.run(bytes.span)
    return lexer.tokens
  }

  private mutating func run(_ bytes: Bytes) {
    if bytes.hasPrefix(byteOrderMark, at: 0) {
      tokens.append(Token(.byteOrderMark, offset: 0))
      position = byteOrderMark.count
    }
    while position < bytes.count {
      let start = position
      let (kind, detail) = scan(bytes)
      if kind == .unknown, detail == 0, let last = tokens.last, last.kind == .unknown,
        !last.isPassedOver
      {
        continue
      }
      tokens.append(Token(kind, detail: detail, offset: start))
    }
    tokens.append(Token(.end, offset: bytes.count))
  }

  /// Takes one token; what it is and its detail.
  private mutating func scan(_ bytes: Bytes) -> (TokenKind, UInt8) {
    let first = bytes[position]
    switch ByteClass(first) {
    case .space: return scanWhitespace(bytes)
    case .letter: return scanWord(bytes)
    case .digit: return (.number, scanNumber(bytes).rawValue)
    case .quote: return (.text, scanText(bytes))
    case .other: break
    }
    switch first {
    case UInt8(ascii: "#"):
      skip(bytes) { $0 != UInt8(ascii: "\n") }
      return (.comment, 0)
    case UInt8(ascii: "("): return take(.leftParenthesis)
    case UInt8(ascii: ")"): return take(.rightParenthesis)
    case UInt8(ascii: ","): return take(.comma)
    case UInt8(ascii: "="): return take(.equals)
    case UInt8(ascii: "{"): return scanPlaceholder(bytes)
    case UInt8(ascii: "+"), UInt8(ascii: "."): return scanSign(bytes)
    case 0x80...: return scanNonASCII(bytes)
    default: return scanForeignASCII(bytes)
    }
  }

  mutating func take(
    _ kind: TokenKind, count: Int = 1, detail: UInt8 = 0
  ) -> (TokenKind, UInt8) {
    position += count
    return (kind, detail)
  }

  mutating func skip(_ bytes: Bytes, while condition: (UInt8) -> Bool) {
    var index = position
    while index < bytes.count, condition(bytes[index]) { index += 1 }
    position = index
  }
}

// MARK: White space, words and numbers

extension Lexer {
  private mutating func scanWhitespace(_ bytes: Bytes) -> (TokenKind, UInt8) {
    var endsLine = false
    skip(bytes) { byte in
      if byte == UInt8(ascii: "\n") { endsLine = true }
      return ByteClass(byte) == .space
    }
    return (.whitespace, endsLine ? 1 : 0)
  }

  private mutating func scanWord(_ bytes: Bytes) -> (TokenKind, UInt8) {
    let start = position
    skip(bytes) { Self.isWordByte($0) }
    if bytes.byte(at: position) >= 0x80, skipForeignLetters(bytes) { return (.word, 1) }
    if let keyword = Keyword(bytes.extracting(start..<position)) {
      return (.keyword, keyword.rawValue)
    }
    return (.word, 0)
  }

  mutating func scanNumber(_ bytes: Bytes, hasPoint: Bool = false) -> NumberShape {
    skip(bytes) { ByteClass($0) == .digit }
    if !hasPoint, bytes.byte(at: position) == UInt8(ascii: "."),
      bytes.byte(at: position + 1) != UInt8(ascii: ".")
    {
      position += 1
      guard ByteClass(bytes.byte(at: position)) == .digit else {
        // Letters glued on belong to the same mistake: without the point they would be a unit.
        let end = position
        skip(bytes) { Self.isWordByte($0) }
        return position == end ? .withoutFraction : .unknownUnit
      }
      skip(bytes) { ByteClass($0) == .digit }
    }
    if !hasPoint, bytes.byte(at: position) == UInt8(ascii: "."),
      ByteClass(bytes.byte(at: position + 1)) == .digit
    {
      // `0.12.12`: one slip, and not two numbers.
      skip(bytes) { $0 == UInt8(ascii: ".") || Self.isWordByte($0) }
      return .unknownUnit
    }
    skipExponent(bytes)
    if bytes.byte(at: position) == UInt8(ascii: "%") {
      position += 1
      return .percent
    }
    let unit = position
    skip(bytes) { Self.isWordByte($0) }
    if bytes.byte(at: position) >= 0x80, let shape = scanForeignUnit(bytes) { return shape }
    let letters = (bytes.byte(at: unit), bytes.byte(at: unit + 1))
    switch (position - unit, letters) {
    case (0, _): return .plain
    case (1, (UInt8(ascii: "s"), _)): return .seconds
    case (2, (UInt8(ascii: "p"), UInt8(ascii: "x"))): return .pixels
    case (2, (UInt8(ascii: "m"), UInt8(ascii: "s"))): return .milliseconds
    default: break
    }
    guard Keyword(bytes.extracting(unit..<position)) != nil else { return .unknownUnit }
    // `frame 0point (…)`: the word is one of the language, and only the blank is missing.
    position = unit
    return .gluedToWord
  }

  private mutating func skipExponent(_ bytes: Bytes) {
    guard bytes.byte(at: position) | 0x20 == UInt8(ascii: "e") else { return }
    let next = bytes.byte(at: position + 1)
    let sign = next == UInt8(ascii: "+") || next == UInt8(ascii: "-") ? 1 : 0
    guard ByteClass(bytes.byte(at: position + 1 + sign)) == .digit else { return }
    position += 1 + sign
    skip(bytes) { ByteClass($0) == .digit }
  }

  /// A sign before a number, or a fraction without its zero: one token, so that it is one error.
  mutating func scanSign(_ bytes: Bytes) -> (TokenKind, UInt8) {
    if bytes[position] == UInt8(ascii: ".") {
      let next = bytes.byte(at: position + 1)
      if next == bytes[position] {
        skip(bytes) { $0 == UInt8(ascii: ".") }
        return (.unknown, 0)
      }
      let endsWord = position + 1 == bytes.count || ByteClass(next) == .space
      if endsWord, tokens.last?.kind.isTrivia == false {
        return take(.unknown, detail: StrayKind.terminator.rawValue)
      }
    }
    let shape: NumberShape =
      bytes[position] == UInt8(ascii: ".") ? .withoutWholePart : .signed
    let point =
      shape == .signed && bytes.byte(at: position + 1) == UInt8(ascii: ".") ? 1 : 0
    guard ByteClass(bytes.byte(at: position + 1 + point)) == .digit else { return take(.unknown) }
    position += 1 + point
    let rest = scanNumber(bytes, hasPoint: shape == .withoutWholePart || point == 1)
    // With its zero it would still be no number.
    if shape == .withoutWholePart, rest == .unknownUnit { return (.number, rest.rawValue) }
    return (.number, shape.rawValue)
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    let type = ByteClass(byte)
    return type == .letter || type == .digit || byte == UInt8(ascii: "-")
  }
}

// MARK: Texts and placeholders

extension Lexer {
  /// The quotes of a text, marked where it is not verbatim.
  private mutating func scanText(_ bytes: Bytes) -> UInt8 {
    if Self.isBlockQuotes(bytes, at: position) { return scanBlock(bytes).rawValue }
    var mark: UInt8 = 0
    var index = position + 1
    defer { position = index }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return Quotes.plain.rawValue | mark
      case UInt8(ascii: "\n"):
        return Quotes.unclosed.rawValue
      case UInt8(ascii: "\r"):
        // A text ends before all the carriage returns of its line, so that it is the same when the
        // line's end is written in another way.
        var end = index
        while bytes.byte(at: end) == UInt8(ascii: "\r") { end += 1 }
        if bytes.byte(at: end) == UInt8(ascii: "\n") { return Quotes.unclosed.rawValue }
        index = end
      case UInt8(ascii: "\\"):
        mark = Token.notVerbatim
        let next = bytes.byte(at: index + 1)
        let endsLine = next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r")
        index += endsLine || index + 1 == bytes.count ? 1 : 2
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        mark = Token.notVerbatim
        index += 1
      default:
        index += 1
      }
    }
    return Quotes.unclosed.rawValue
  }

  private mutating func scanBlock(_ bytes: Bytes) -> Quotes {
    position += 3
    while position < bytes.count {
      if Self.isBlockQuotes(bytes, at: position) {
        position += 3
        return .block
      }
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    position = bytes.count
    return .unclosedBlock
  }

  private static func isBlockQuotes(_ bytes: Bytes, at index: Int) -> Bool {
    ByteClass(bytes[index]) == .quote && ByteClass(bytes.byte(at: index + 1)) == .quote
      && ByteClass(bytes.byte(at: index + 2)) == .quote
  }

  /// `{name}`, or a brace that stands alone.
  private mutating func scanPlaceholder(_ bytes: Bytes) -> (TokenKind, UInt8) {
    var end = position + 1
    guard ByteClass(bytes.byte(at: end)) == .letter else { return take(.unknown) }
    while Self.isWordByte(bytes.byte(at: end)) { end += 1 }
    guard bytes.byte(at: end) == UInt8(ascii: "}") else { return take(.unknown) }
    return take(.placeholder, count: end + 1 - position)
  }
}
