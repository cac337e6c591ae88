// What is wrong with a token by itself, and what it should be.

extension Parser {
  /// The text in the quotes of the language.
  func quotedLiteral(_ text: String) -> String {
    "\"" + Self.escaped(Array(text.utf8), keepingPlaceholders: false) + "\""
  }

  /// A text in foreign quotes as it should be: what it says, in the quotes of the language.
  func requoted(_ span: Span) -> String {
    var content = Array(source.bytes[source.foreignContent(of: span)])
    let isSpaced =
      source.bytes[span.start] == 0xC2 && content.first == 0x20 && content.last == 0x20
      && content.count > 2
    // Between « and », blanks belong to the quotes.
    if isSpaced { content = Array(content.dropFirst().dropLast()) }
    return "\"" + Self.escaped(content, keepingPlaceholders: true) + "\""
  }

  /// Escapes what would not stand for itself; with `keepingPlaceholders`, `{name}` and escapes stay.
  private static func escaped(_ bytes: [UInt8], keepingPlaceholders: Bool) -> String {
    var output: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch byte {
      case UInt8(ascii: "\\") where next == UInt8(ascii: "'") || next == UInt8(ascii: "`"):
        output.append(next)
        index += 1
      case UInt8(ascii: "\\") where keepingPlaceholders && "\"\\nt{}".utf8.contains(next):
        output += [byte, next]
        index += 1
      case UInt8(ascii: "{") where keepingPlaceholders:
        var end = index + 1
        while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
        let isPlaceholder =
          end > index + 1 && end < bytes.count && bytes[end] == UInt8(ascii: "}")
          && !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= next) && next != UInt8(ascii: "-")
        if isPlaceholder {
          output += bytes[index...end]
          index = end
        } else {
          output += [UInt8(ascii: "\\"), byte]
        }
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"):
        output += [UInt8(ascii: "\\"), byte]
      default:
        output.append(byte)
      }
      index += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool { Lexer.isWordByte(byte) }

  /// A text that does not close on its line: perhaps it does, with a curly quote.
  mutating func reportUnclosed(_ span: Span) {
    let closers = ["”", "“", "„", "＂", "」"].map { Array($0.utf8) }
    var found: [Span] = []
    for offset in span.start..<span.end where source.bytes[offset] >= 0xE2 {
      for closer in closers where source.bytes[offset..<span.end].starts(with: closer) {
        found.append(Span(offset, offset + closer.count))
      }
    }
    if found.count == 1 {
      report(.closedByForeignQuote, Span(span.start, found[0].end), [edit(found[0], "\"")])
    } else {
      report(.unclosedText, span)
    }
  }

  // MARK: Numbers

  mutating func reportNumber(_ shape: NumberShape, _ span: Span) {
    let text = source.text(of: span)
    // `0.12.5`: a digit before its point would be one more of the number before it.
    if shape == .withoutWholePart, span.start > 0, ByteClass(source.bytes[span.start - 1]) == .digit
    {
      report(.number(.unknownUnit), span)
      return
    }
    report(.number(shape), span, mending(shape, text).map { [edit(span, $0)] } ?? [])
  }

  /// The number that was meant, where that is plain.
  private func mending(_ shape: NumberShape, _ text: String) -> String? {
    switch shape {
    case .withoutWholePart: return "0" + text
    case .withoutFraction: return String(text.dropLast())
    case .signed: return text.hasPrefix("+") ? String(text.dropFirst()) : nil
    case .gluedToWord: return text + " "
    case .fullWidth:
      let ascii = text.foldedToASCII
      let kinds = Lexer.tokens(of: Array(ascii.utf8)).map(\.numberShape?.isSound)
      return kinds == [true, nil] ? ascii : nil
    case .unknownUnit:
      let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "_") }
      let unit = text.dropFirst(digits.count).lowercased()
      let plain = digits.filter { $0 != "_" }
      guard !plain.hasSuffix("."), plain.count(where: { $0 == "." }) <= 1 else { return nil }
      let units = [
        "px": "px", "pixel": "px", "pixels": "px", "s": "s", "sec": "s", "secs": "s",
        "second": "s", "seconds": "s", "秒": "s", "ms": "ms", "msec": "ms", "": "",
      ]
      return units[unit].map { plain + $0 }
    default: return nil
    }
  }

  // MARK: What is passed over

  mutating func reportPassedOver(at index: Int) {
    let span = span(ofToken: index)
    switch tokens[index].stray {
    case .blank: reportBlank(span, at: index)
    case .comment: report(.foreignComment, span, hashed(span))
    case .terminator: report(.terminator, span, [edit(span, "")])
    case .fence: report(.fence, span, [edit(span, "")])
    case .bullet:
      let next = span.end < source.bytes.count && source.bytes[span.end] == 0x20 ? 1 : 0
      report(.bullet, span, [edit(Span(span.start, span.end + next), "")])
    default: break
    }
  }

  private mutating func reportBlank(_ span: Span, at index: Int) {
    let scalar = source.text(of: span).unicodeScalars.first ?? " "
    let isLineEnd = 0x2028...0x2029 ~= scalar.value || scalar.value == 0x85
    let isBetweenWords =
      index > 0 && !tokens[index - 1].kind.isTrivia && index + 1 < tokens.count
      && !tokens[index + 1].kind.isTrivia
    let replacement = isLineEnd ? "\n" : Lexer.isInvisible(scalar) && !isBetweenWords ? "" : " "
    report(.foreignBlank(scalar), span, [edit(span, replacement)])
  }

  /// The changes that make a foreign comment one of this language; none where a statement follows it
  /// on its line.
  private func hashed(_ span: Span) -> [Diagnostic.Fix.Edit] {
    let bytes = source.bytes
    let first = bytes[span.start]
    guard
      first == UInt8(ascii: "/") && bytes[span.start + 1] == UInt8(ascii: "*")
        || first == UInt8(ascii: "<")
    else {
      // A semicolon may as well have been meant as the end of a statement without one.
      if first == UInt8(ascii: ";") { return [] }
      var end = span.start
      while end < span.end, bytes[end] == first { end += 1 }
      return [edit(Span(span.start, end), "#")]
    }
    var behind = span.end
    while behind < bytes.count, bytes[behind] == 0x20 || bytes[behind] == 0x09 { behind += 1 }
    guard behind == bytes.count || bytes[behind] == 0x0A || bytes[behind] == 0x0D else { return [] }
    let (opening, closing) = first == UInt8(ascii: "<") ? ("<!--", "-->") : ("/*", "*/")
    var text = source.text(of: span).dropFirst(opening.count)
    if text.hasSuffix(closing) { text = text.dropLast(closing.count) }
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { line in
        var line = line.drop { $0 == " " || $0 == "\t" }
        if line.hasPrefix("*") { line = line.dropFirst().drop { $0 == " " } }
        while line.last == " " { line = line.dropLast() }
        return line.isEmpty ? "#" : "# \(line)"
      }
    return [edit(span, lines.joined(separator: "\n"))]
  }
}

extension SourceText {
  /// What stands between foreign quotes: marks of one character, or of three.
  func foreignContent(of span: Span) -> Range<Int> {
    let first = bytes[span.start]
    var length = 1
    if first < 0x80 {
      let triple = [first, first, first]
      if span.count >= 6, bytes[span.start..<span.end].starts(with: triple) { length = 3 }
      return span.start + length..<span.end - length
    }
    while bytes[span.start + length] & 0xC0 == 0x80 { length += 1 }
    var end = span.end - 1
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return span.start + length..<max(span.start + length, end)
  }
}
