/// What a quoted text means: its characters, and the placeholders among them.
package struct TextLiteral: Hashable, Sendable {
  package enum Segment: Hashable, Sendable {
    case characters(String)
    /// `{name}`, with the span of the whole placeholder.
    case placeholder(name: String, span: Span)
  }

  /// The characters alone where there is no placeholder.
  package let plain: String?
  /// Where there is a placeholder: what `plain` cannot hold.
  private let mixed: [Segment]
  /// Between the quotes (of a block: with its line ends and indentation).
  package let contentSpan: Span
  /// What is wrong inside; the segments leave it out.
  package let issues: [SyntaxIssue]

  /// A text without placeholders.
  init(plain: String, contentSpan: Span, issues: [SyntaxIssue] = []) {
    self.plain = plain
    self.mixed = []
    self.contentSpan = contentSpan
    self.issues = issues
  }

  fileprivate init(mixed: [Segment], contentSpan: Span, issues: [SyntaxIssue]) {
    self.plain = nil
    self.mixed = mixed
    self.contentSpan = contentSpan
    self.issues = issues
  }

  /// In order; characters next to each other are one segment.
  package var segments: [Segment] {
    guard let plain else { return mixed }
    return plain.isEmpty ? [] : [.characters(plain)]
  }

  /// The placeholders, in order.
  package var placeholders: [(name: String, span: Span)] {
    mixed.compactMap {
      if case .placeholder(let name, let span) = $0 { (name, span) } else { nil }
    }
  }
}

extension SyntaxTree {
  /// What the text says that a node begins with; `nil` where it begins with none.
  package func literal(ofNode index: Int) -> TextLiteral? {
    guard let quotes = firstToken(ofNode: index)?.quotes else { return nil }
    if let content = verbatimContent(ofNode: index) {
      return TextLiteral(plain: source.text(of: content), contentSpan: content)
    }
    var decoder = TextDecoder(source: source)
    return decoder.decode(span(ofToken: Int(nodes[index].firstToken)), quotes)
  }

  /// The bytes between the quotes of a text where they are what it says: no escape, no brace, and
  /// all on one line. Most texts are such; nothing has to be decoded or copied to compare them.
  package func verbatimContent(ofNode index: Int) -> Span? {
    guard firstToken(ofNode: index)?.isVerbatim == true else { return nil }
    let text = span(ofToken: Int(nodes[index].firstToken))
    return Span(text.start + 1, text.end - 1)
  }
}

extension SyntaxNode {
  /// What the text says that this node begins with; `nil` where it begins with none.
  package var literal: TextLiteral? { tree.literal(ofNode: index) }
}

private struct TextDecoder {
  let source: SourceText
  private var segments: [TextLiteral.Segment] = []
  private var characters: [UInt8] = []
  private var issues: [SyntaxIssue] = []

  init(source: SourceText) {
    self.source = source
  }

  mutating func decode(_ span: Span, _ quotes: Quotes) -> TextLiteral {
    let content = contentSpan(of: span, quotes)
    switch quotes {
    case .block: decodeBlock(content)
    case .unclosedBlock: break
    case .plain, .unclosed, .single, .typographic: decodePiece(content)
    }
    if segments.isEmpty {
      let plain = String(decoding: characters, as: UTF8.self)
      return TextLiteral(plain: plain, contentSpan: content, issues: issues)
    }
    flush()
    return TextLiteral(mixed: segments, contentSpan: content, issues: issues)
  }

  private func contentSpan(of span: Span, _ quotes: Quotes) -> Span {
    switch quotes {
    case .plain, .single: Span(span.start + 1, span.end - 1)
    case .unclosed: Span(span.start + 1, span.end)
    case .block: Span(span.start + 3, span.end - 3)
    case .unclosedBlock: Span(span.start + 3, span.end)
    case .typographic:
      // The marks are whole characters of two or three bytes.
      Span(scalarEnd(after: span.start), scalarStart(before: span.end))
    }
  }

  private func scalarEnd(after offset: Int) -> Int {
    var end = offset + 1
    while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  private func scalarStart(before offset: Int) -> Int {
    var start = offset - 1
    while start > 0, source.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private mutating func flush() {
    guard !characters.isEmpty else { return }
    segments.append(.characters(String(decoding: characters, as: UTF8.self)))
    characters = []
  }

  /// Reads a stretch of characters, escapes and placeholders.
  private mutating func decodePiece(_ span: Span) {
    var offset = span.start
    while offset < span.end {
      switch source.bytes[offset] {
      case UInt8(ascii: "\\"): offset = decodeEscape(at: offset, end: span.end)
      case UInt8(ascii: "{"): offset = decodePlaceholder(at: offset, end: span.end)
      case UInt8(ascii: "}"):
        issues.append(SyntaxIssue(.loneBrace, Span(offset, offset + 1)))
        offset += 1
      case let byte:
        characters.append(byte)
        offset += 1
      }
    }
  }

  private mutating func decodePlaceholder(at start: Int, end: Int) -> Int {
    var offset = start + 1
    while offset < end, isNameByte(source.bytes[offset], first: offset == start + 1) { offset += 1 }
    guard offset > start + 1, offset < end, source.bytes[offset] == UInt8(ascii: "}") else {
      issues.append(SyntaxIssue(.loneBrace, Span(start, start + 1)))
      return start + 1
    }
    flush()
    segments.append(
      .placeholder(
        name: source.text(of: Span(start + 1, offset)), span: Span(start, offset + 1)))
    return offset + 1
  }

  private func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): !first
    default: false
    }
  }

  private mutating func decodeEscape(at start: Int, end: Int) -> Int {
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
      issues.append(SyntaxIssue(.unknownEscape, Span(start, escapeEnd)))
      return escapeEnd
    }
    return start + 2
  }

  /// `\u{…}` with one to eight hexadecimal digits that name a Unicode scalar other than U+0000.
  private mutating func decodeUnicodeEscape(at start: Int, end: Int) -> Int {
    var offset = start + 2
    guard offset < end, source.bytes[offset] == UInt8(ascii: "{") else {
      issues.append(SyntaxIssue(.invalidUnicodeEscape, Span(start, offset)))
      return offset
    }
    offset += 1
    let digits = offset
    while offset < end, isHexadecimal(source.bytes[offset]) { offset += 1 }
    let isClosed = offset < end && source.bytes[offset] == UInt8(ascii: "}")
    let escape = Span(start, isClosed ? offset + 1 : offset)
    let text = source.text(of: Span(digits, offset))
    guard isClosed, text.count <= 8, let value = UInt32(text, radix: 16),
      let scalar = Unicode.Scalar(value)
    else {
      issues.append(SyntaxIssue(.invalidUnicodeEscape, escape))
      return escape.end
    }
    if value == 0 {
      issues.append(SyntaxIssue(.nul, escape))
    } else {
      characters.append(contentsOf: Array(String(Character(scalar)).utf8))
    }
    return escape.end
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

// MARK: Blocks

extension TextDecoder {
  /// Reads `"""` … `"""`: the first line end and the last do not count, and every line loses the
  /// indentation of the closing quotes.
  private mutating func decodeBlock(_ content: Span) {
    var lines = lineSpans(in: content)
    guard let first = lines.first, lines.count > 1, isBlank(first) else {
      let end = lines.first?.end ?? content.start
      issues.append(SyntaxIssue(.blockContentOnFirstLine, Span(content.start, end)))
      return
    }
    lines.removeFirst()
    let closing = lines.removeLast()
    guard isBlank(closing) else {
      issues.append(SyntaxIssue(.blockEndNotOnOwnLine, Span(content.end, content.end + 3)))
      return
    }
    let indentation = source.bytes[closing.start..<closing.end]
    for (index, line) in lines.enumerated() {
      if index > 0 { characters.append(UInt8(ascii: "\n")) }
      if source.bytes[line.start..<line.end].starts(with: indentation) {
        decodePiece(Span(line.start + indentation.count, line.end))
      } else if !isBlank(line) {
        issues.append(SyntaxIssue(.blockIndentation, line))
      }
    }
  }

  /// The lines of a span without their line ends.
  private func lineSpans(in content: Span) -> [Span] {
    var lines: [Span] = []
    var start = content.start
    for offset in content.start..<content.end where source.bytes[offset] == UInt8(ascii: "\n") {
      let hasReturn = offset > start && source.bytes[offset - 1] == UInt8(ascii: "\r")
      lines.append(Span(start, hasReturn ? offset - 1 : offset))
      start = offset + 1
    }
    lines.append(Span(start, content.end))
    return lines
  }

  private func isBlank(_ span: Span) -> Bool {
    source.bytes[span.start..<span.end].allSatisfy {
      $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t")
    }
  }
}
