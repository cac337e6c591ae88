// What the language does not have, and people write: cut so that one mistake is one token.

extension Lexer {
  /// Whether nothing but blanks stands before the current byte on its line.
  private var isAtLineStart: Bool {
    guard let last = tokens.last else { return true }
    return last.endsLine || last.kind == .byteOrderMark || last.start == 0 && last.kind.isTrivia
  }

  private var isBehindBlank: Bool { tokens.last?.kind.isTrivia ?? true }

  private mutating func pass(_ stray: StrayKind) -> (TokenKind, UInt8) {
    (.unknown, stray.rawValue)
  }

  private mutating func skipLine(_ bytes: Bytes) {
    skip(bytes) { $0 != UInt8(ascii: "\n") }
    if position > 0, bytes[position - 1] == UInt8(ascii: "\r"), position < bytes.count {
      position -= 1
    }
  }

  mutating func scanForeignASCII(_ bytes: Bytes) -> (TokenKind, UInt8) {
    let first = bytes[position]
    let next = bytes.byte(at: position + 1)
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "`"): return scanForeignQuote(bytes)
    case UInt8(ascii: "-"): return scanDash(bytes)
    case UInt8(ascii: "/") where isBehindBlank && next == first:
      skipLine(bytes)
      return pass(.comment)
    case UInt8(ascii: "/") where isBehindBlank && next == UInt8(ascii: "*"):
      return scanForeignComment(bytes, opening: "/*", closing: "*/")
    case UInt8(ascii: "<") where next == UInt8(ascii: "!"):
      return scanForeignComment(bytes, opening: "<!--", closing: "-->")
    case UInt8(ascii: ";"): return scanSemicolon(bytes)
    case UInt8(ascii: "*") where isAtLineStart && ByteClass(next) == .space:
      position += 1
      return pass(.bullet)
    case 0:
      skip(bytes) { $0 == 0 }
      return pass(.reported)
    case 1..<0x20, 0x7F:
      position += 1
      return pass(.blank)
    default: return take(.unknown)
    }
  }

  private mutating func scanForeignQuote(_ bytes: Bytes) -> (TokenKind, UInt8) {
    let quote = bytes[position]
    let triple = [quote, quote, quote]
    if bytes.hasPrefix(triple, at: position) {
      if quote == UInt8(ascii: "`"), isAtLineStart {
        skipLine(bytes)
        return pass(.fence)
      }
      return scanForeignText(bytes, closing: [triple], opening: 3)
    }
    // The apostrophe of `the dog's`.
    if quote == UInt8(ascii: "'"), !isBehindBlank, tokens.last?.kind != .leftParenthesis {
      return take(.unknown)
    }
    return scanForeignText(bytes, closing: [[quote]], opening: 1)
  }

  private mutating func scanDash(_ bytes: Bytes) -> (TokenKind, UInt8) {
    let dash = UInt8(ascii: "-")
    guard isBehindBlank else { return scanSign(bytes) }
    if bytes.byte(at: position + 1) == dash {
      let start = position
      skip(bytes) { $0 == dash }
      if ByteClass(bytes.byte(at: position)) == .letter { return pass(.bullet) }
      position = start
      skipLine(bytes)
      return pass(.comment)
    }
    if isAtLineStart, ByteClass(bytes.byte(at: position + 1)) == .space {
      position += 1
      return pass(.bullet)
    }
    return scanSign(bytes)
  }

  /// A semicolon ends a statement elsewhere; at the start of a line it begins a comment.
  private mutating func scanSemicolon(_ bytes: Bytes) -> (TokenKind, UInt8) {
    let isAtStart = isAtLineStart
    skip(bytes) { $0 == UInt8(ascii: ";") }
    var index = position
    while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    // Between two numbers it stands for a comma.
    if ByteClass(bytes.byte(at: index)) == .digit { return (.unknown, 0) }
    let endsLine = index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D
    guard isAtStart, !endsLine else { return pass(.terminator) }
    skipLine(bytes)
    return pass(.comment)
  }

  /// A comment with a mark at its end; without it, up to the end of the line.
  private mutating func scanForeignComment(
    _ bytes: Bytes, opening: String, closing: String
  ) -> (TokenKind, UInt8) {
    let (opening, closing) = (Array(opening.utf8), Array(closing.utf8))
    guard bytes.hasPrefix(opening, at: position) else { return take(.unknown) }
    if searchedUpTo[opening] ?? 0 <= position {
      var index = position + opening.count
      while index < bytes.count {
        if bytes[index] == closing[0], bytes.hasPrefix(closing, at: index) {
          position = index + closing.count
          return pass(.comment)
        }
        index += 1
      }
      searchedUpTo[opening] = index
    }
    skipLine(bytes)
    return pass(.comment)
  }

  /// A text in quotes that the language does not have, where they close on the same line.
  ///
  /// A mark that may as well be an apostrophe, or a plain quote in the place of a curly one, closes
  /// the text only if no better one does.
  private mutating func scanForeignText(
    _ bytes: Bytes, closing: [[UInt8]], opening: Int
  ) -> (TokenKind, UInt8) {
    let mark = (position..<position + opening).map { bytes[$0] }
    let isTriple = opening == 3 && mark[0] < 0x80
    let hasNone = searchedUpTo[mark].map { position < $0 } ?? false
    if hasNone, position >= lastSecond[mark] ?? 0 { return take(.unknown, count: opening) }
    var index = position + opening
    var second: Int?
    var last = 0
    // Plain quotes in pairs are those of other texts.
    var quoteCount = 0
    var firstQuote: Int?
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if let close = closing.first(where: { bytes.hasPrefix($0, at: index) }) {
        let end = index + close.count
        if isTriple || ByteClass(bytes.byte(at: end)) != .letter {
          position = end
          return (.text, Quotes.foreign.rawValue)
        }
        second = second ?? end
        last = index
      } else if opening > 1, !isTriple, !hasNone, bytes[index] == UInt8(ascii: "\"") {
        quoteCount += 1
        firstQuote = firstQuote ?? index
      }
      if hasNone, second != nil { break }
      index += 1
    }
    if !hasNone {
      searchedUpTo[mark] = index
      lastSecond[mark] = last
      if second == nil, quoteCount % 2 == 1, let firstQuote { second = firstQuote + 1 }
    }
    guard let second, !isTriple else { return take(.unknown, count: opening) }
    position = second
    return (.text, Quotes.foreign.rawValue)
  }
}

// MARK: Outside ASCII

extension Lexer {
  mutating func scanNonASCII(_ bytes: Bytes) -> (TokenKind, UInt8) {
    for (mark, kind) in Self.fullWidthSigns where bytes.hasPrefix(mark, at: position) {
      return take(kind, count: mark.count, detail: 1)
    }
    for (mark, closing) in Self.typographicQuotes where bytes.hasPrefix(mark, at: position) {
      return scanForeignText(bytes, closing: closing, opening: mark.count)
    }
    if Self.isFullWidthDigit(bytes, at: position) {
      scanFullWidthNumber(bytes)
      return (.number, NumberShape.fullWidth.rawValue)
    }
    guard let (scalar, length) = Self.scalar(bytes, at: position) else {
      position += 1
      return pass(.reported)
    }
    switch scalar {
    case _ where Self.isDash(scalar) && ByteClass(bytes.byte(at: position + length)) == .digit:
      position += length
      _ = scanNumber(bytes)
      return (.number, NumberShape.signed.rawValue)
    case "；", "。":
      position += length
      return pass(.terminator)
    case "•" where isAtLineStart, "–" where isAtLineStart, "—" where isAtLineStart:
      position += length
      return pass(.bullet)
    case _ where Self.isBlank(scalar):
      position += length
      return pass(.blank)
    case _ where Self.isLetter(scalar):
      position += length
      skip(bytes) { Self.isWordByte($0) }
      _ = skipForeignLetters(bytes)
      return (.word, 1)
    default:
      return take(.unknown, count: length)
    }
  }

  /// Skips the rest of a word that goes on with letters that no name may have.
  ///
  /// - Returns: whether it does.
  mutating func skipForeignLetters(_ bytes: Bytes) -> Bool {
    let start = position
    while let (scalar, length) = Self.scalar(bytes, at: position) {
      if !Self.isLetter(scalar) {
        let isInside = Self.isDash(scalar) || Self.isInvisible(scalar)
        let next = Self.scalar(bytes, at: position + length)
        let nextByte = bytes.byte(at: position + length)
        guard isInside, Self.isWordByte(nextByte) || next.map({ Self.isLetter($0.0) }) ?? false
        else { break }
      }
      position += length
      skip(bytes) { Self.isWordByte($0) }
    }
    return position > start
  }

  /// The rest of a number whose unit is not in ASCII.
  mutating func scanForeignUnit(_ bytes: Bytes) -> NumberShape? {
    if bytes.hasPrefix(Self.fullWidthPercent, at: position) {
      position += Self.fullWidthPercent.count
      return .fullWidth
    }
    if Self.isFullWidthDigit(bytes, at: position) {
      scanFullWidthNumber(bytes)
      return .fullWidth
    }
    return skipForeignLetters(bytes) ? .unknownUnit : nil
  }

  private mutating func scanFullWidthNumber(_ bytes: Bytes) {
    while true {
      if Self.isFullWidthDigit(bytes, at: position) {
        position += 3
      } else if bytes.hasPrefix(Self.fullWidthPercent, at: position) {
        position += 3
      } else if Self.isWordByte(bytes.byte(at: position))
        || bytes.byte(at: position) == UInt8(ascii: ".")
        || bytes.byte(at: position) == UInt8(ascii: "%")
      {
        position += 1
      } else {
        return
      }
    }
  }

  private static let fullWidthPercent = Array("％".utf8)

  /// U+FF10 to U+FF19, and U+FF0E, the full-width point.
  private static func isFullWidthDigit(_ bytes: Bytes, at index: Int) -> Bool {
    guard bytes.hasPrefix([0xEF, 0xBC], at: index) else { return false }
    let last = bytes.byte(at: index + 2)
    return 0x90...0x99 ~= last || last == 0x8E
  }

  /// The scalar outside ASCII that stands here; `nil` where there is none, or no valid one.
  private static func scalar(_ bytes: Bytes, at index: Int) -> (Unicode.Scalar, Int)? {
    guard bytes.byte(at: index) >= 0xC2 else { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = (index..<min(index + 4, bytes.count)).map { bytes[$0] }.makeIterator()
    guard case .valid(let encoded) = parser.parseScalar(from: &iterator) else { return nil }
    return (Unicode.UTF8.decode(encoded), encoded.count)
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    0x2010...0x2015 ~= scalar.value || scalar.value == 0x2212
  }

  /// Whether it has no looks of its own.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x061C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF: true
    default: false
    }
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || isInvisible(scalar)
      || scalar.properties.generalCategory == .control
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber, .otherNumber, .letterNumber: return true
    default: return false
    }
  }

  private static let fullWidthSigns: [([UInt8], TokenKind)] = [
    ("（", TokenKind.leftParenthesis), ("）", .rightParenthesis), ("，", .comma), ("、", .comma),
    ("＝", .equals),
  ].map { (Array($0.0.utf8), $0.1) }

  private static let typographicQuotes: [([UInt8], [[UInt8]])] = [
    ("“", ["”", "“"]), ("”", ["”"]), ("„", ["“", "”"]), ("«", ["»"]), ("»", ["«"]), ("‘", ["’"]),
    ("‹", ["›"]), ("「", ["」"]), ("『", ["』"]), ("＂", ["＂"]), ("＇", ["＇"]),
  ].map { (Array($0.0.utf8), $0.1.map { Array($0.utf8) }) }
}
