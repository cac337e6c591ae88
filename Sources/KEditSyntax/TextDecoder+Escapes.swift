/// `\n`, `\u{1F423}` and the like.
extension TextDecoder {
  mutating func decodeEscape(at start: Int, end: Int) -> Int {
    guard start + 1 < end else {
      issues.append(SyntaxIssue(.unknownEscape, Span(start, end)))
      return end
    }
    switch source.bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      characters.append(source.bytes[start + 1])
    case UInt8(ascii: "n"): characters.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): characters.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"): return decodeUnicodeEscape(at: start, end: end)
    default:
      let escapeEnd = min(scalarEnd(after: start + 1), end)
      let isQuote = "'`".utf8.contains(source.bytes[start + 1])
      issues.append(
        SyntaxIssue(
          .unknownEscape, Span(start, escapeEnd),
          isQuote ? [.init(span: Span(start, start + 1), replacement: "")] : []))
      return escapeEnd
    }
    return start + 2
  }

  /// `\u{…}` with one to eight hexadecimal digits that name a Unicode scalar other than U+0000.
  private mutating func decodeUnicodeEscape(at start: Int, end: Int) -> Int {
    var offset = start + 2
    guard offset < end, source.bytes[offset] == UInt8(ascii: "{") else {
      return decodeBareUnicodeEscape(at: start, end: end)
    }
    offset += 1
    let digits = offset
    while offset < end, isHexadecimal(source.bytes[offset]) { offset += 1 }
    let isClosed = offset < end && source.bytes[offset] == UInt8(ascii: "}")
    let escape = Span(start, isClosed ? offset + 1 : offset)
    let text = source.text(of: Span(digits, offset))
    let value = text.count <= 8 ? UInt32(text, radix: 16) : nil
    if isClosed, let value, 0xD800...0xDBFF ~= value {
      return decodeSurrogates(value, escape, end: end)
    }
    guard isClosed, let value, let scalar = Unicode.Scalar(value) else {
      issues.append(SyntaxIssue(.invalidUnicodeEscape, escape))
      return escape.end
    }
    if value == 0 {
      issues.append(SyntaxIssue(.nul(count: 1), escape))
    } else {
      characters.append(contentsOf: Array(String(Character(scalar)).utf8))
    }
    return escape.end
  }

  /// `\u1F423`, as other languages write it.
  private mutating func decodeBareUnicodeEscape(at start: Int, end: Int) -> Int {
    var offset = start + 2
    while offset < end, isHexadecimal(source.bytes[offset]) { offset += 1 }
    let span = Span(start, offset)
    let isCertain =
      span.count == 6
      && UInt32(source.text(of: Span(start + 2, offset)), radix: 16)
        .flatMap { Unicode.Scalar($0) }.map { $0.value > 0 } ?? false
    let digits = Span(start + 2, offset)
    issues.append(
      SyntaxIssue(
        .invalidUnicodeEscape, span,
        isCertain ? [.init(span: digits, replacement: "{\(source.text(of: digits))}")] : []))
    return offset
  }

  /// Half a surrogate pair: with its other half, as JSON writes it, the character is known.
  private mutating func decodeSurrogates(_ high: UInt32, _ first: Span, end: Int) -> Int {
    let rest = source.text(of: Span(first.end, min(end, first.end + 8)))
    let digits = rest.dropFirst(3).prefix(4)
    guard rest.hasPrefix("\\u{"), rest.hasSuffix("}"), let low = UInt32(digits, radix: 16),
      0xDC00...0xDFFF ~= low
    else {
      issues.append(SyntaxIssue(.invalidUnicodeEscape, first))
      return first.end
    }
    let value = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    let span = Span(first.start, first.end + 8)
    let escape = "\\u{" + String(value, radix: 16, uppercase: true) + "}"
    issues.append(
      SyntaxIssue(.surrogatePair, span, [.init(span: span, replacement: escape)]))
    return span.end
  }

  private func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
