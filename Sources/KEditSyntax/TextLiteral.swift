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
    case .plain:
      if isWindowsPath(content) {
        decodeWindowsPath(content, in: span)
      } else {
        decodePiece(content)
      }
    case .unclosed, .unclosedBlock, .foreign:
      decodePiece(content)
      // What is wrong with the quotes is said, and the change that mends them mends the rest.
      issues = []
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
    case .plain: Span(span.start + 1, span.end - 1)
    case .unclosed: Span(span.start + 1, span.end)
    case .block: Span(span.start + 3, span.end - 3)
    case .unclosedBlock: Span(span.start + 3, span.end)
    case .foreign:
      Span(source.foreignContent(of: span).lowerBound, source.foreignContent(of: span).upperBound)
    }
  }

  private func scalarEnd(after offset: Int) -> Int {
    var end = offset + 1
    while end < source.bytes.count, source.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
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
        let brace = Span(offset, offset + 1)
        issues.append(SyntaxIssue(.loneBrace, brace, [.init(span: brace, replacement: "\\}")]))
        offset += 1
      default:
        let end = endOfCharacters(from: offset, to: span.end)
        characters.append(contentsOf: source.bytes[offset..<end])
        offset = end
      }
    }
  }

  /// Where the next escape or brace begins.
  private func endOfCharacters(from start: Int, to end: Int) -> Int {
    for offset in start..<end {
      switch source.bytes[offset] {
      case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): return offset
      default: continue
      }
    }
    return end
  }

  private mutating func decodePlaceholder(at start: Int, end: Int) -> Int {
    var offset = start + 1
    while offset < end, isNameByte(source.bytes[offset], first: offset == start + 1) { offset += 1 }
    guard offset > start + 1, offset < end, source.bytes[offset] == UInt8(ascii: "}") else {
      return reportBrace(at: start, end: end)
    }
    flush()
    segments.append(
      .placeholder(
        name: source.text(of: Span(start + 1, offset)), span: Span(start, offset + 1)))
    return offset + 1
  }

  /// A brace that begins no placeholder: `{}`, `{ name }` and `{{name}}` are one mistake each.
  private mutating func reportBrace(at start: Int, end: Int) -> Int {
    let bytes = source.bytes
    func skip(_ offset: Int, _ byte: UInt8) -> Int {
      var offset = offset
      while offset < end, bytes[offset] == byte { offset += 1 }
      return offset
    }
    let opened = skip(start, UInt8(ascii: "{"))
    let name = skip(opened, UInt8(ascii: " "))
    var nameEnd = name
    while nameEnd < end, isNameByte(bytes[nameEnd], first: nameEnd == name) { nameEnd += 1 }
    let closing = skip(nameEnd, UInt8(ascii: " "))
    let closed = skip(closing, UInt8(ascii: "}"))
    guard closed > closing else {
      // Before a name, the other brace may just be missing.
      let brace = Span(start, start + 1)
      let isPlain = opened == end || !isNameByte(bytes[opened], first: true)
      issues.append(
        SyntaxIssue(
          .loneBrace, brace,
          isPlain && opened == start + 1 ? [.init(span: brace, replacement: "\\{")] : []))
      return start + 1
    }
    let whole = Span(start, closed)
    if nameEnd == name {
      issues.append(SyntaxIssue(.emptyBraces, whole))
    } else if opened - start == 1, closed - closing == 1 {
      let name = source.text(of: Span(name, nameEnd))
      issues.append(
        SyntaxIssue(.blankInBraces, whole, [.init(span: whole, replacement: "{\(name)}")]))
    } else {
      issues.append(SyntaxIssue(.doubledBraces, whole))
    }
    return closed
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

  /// Whether the text begins like `C:\Users`, with a backslash that is not escaped.
  private func isWindowsPath(_ content: Span) -> Bool {
    guard content.count >= 4 else { return false }
    let bytes = source.bytes[content.start..<content.start + 4].map { $0 }
    return isNameByte(bytes[0], first: true) && bytes[1] == UInt8(ascii: ":")
      && bytes[2] == UInt8(ascii: "\\") && bytes[3] != UInt8(ascii: "\\")
  }

  /// A path of Windows is one mistake, whichever of its backslashes happen to be escapes.
  private mutating func decodeWindowsPath(_ content: Span, in span: Span) {
    var edits: [Diagnostic.Fix.Edit] = []
    var offset = content.start
    while offset < content.end {
      characters.append(source.bytes[offset])
      if source.bytes[offset] == UInt8(ascii: "\\") {
        let isDoubled =
          offset + 1 < content.end && source.bytes[offset + 1] == UInt8(ascii: "\\")
        if !isDoubled {
          edits.append(.init(span: Span(offset, offset), replacement: "\\"))
        }
        offset += isDoubled ? 2 : 1
      } else {
        offset += 1
      }
    }
    issues.append(SyntaxIssue(.windowsPath, span, edits))
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

// MARK: Blocks

extension TextDecoder {
  /// Reads `"""` … `"""`: the first line end and the last do not count, and every line loses the
  /// indentation of the closing quotes.
  private mutating func decodeBlock(_ content: Span) {
    var lines = lineSpans(in: content)
    guard let first = lines.first, lines.count > 1, isBlank(first) else {
      let end = lines.first?.end ?? content.start
      let isOneLine = lines.count == 1
      let quotes = [
        Diagnostic.Fix.Edit(span: Span(content.start - 2, content.start), replacement: ""),
        Diagnostic.Fix.Edit(span: Span(content.end, content.end + 2), replacement: ""),
      ]
      let isPlain = !source.bytes[content.start..<content.end].contains(UInt8(ascii: "\""))
      issues.append(
        SyntaxIssue(
          .blockContentOnFirstLine, Span(content.start, end), isOneLine && isPlain ? quotes : []))
      return
    }
    lines.removeFirst()
    let closing = lines.removeLast()
    guard isBlank(closing) else {
      issues.append(SyntaxIssue(.blockEndNotOnOwnLine, Span(content.end, content.end + 3)))
      return
    }
    let indentation = source.bytes[closing.start..<closing.end]
    var hasIndentationIssue = false
    for (index, line) in lines.enumerated() {
      if index > 0 { characters.append(UInt8(ascii: "\n")) }
      if source.bytes[line.start..<line.end].starts(with: indentation) {
        decodePiece(Span(line.start + indentation.count, line.end))
      } else if !isBlank(line), !hasIndentationIssue {
        hasIndentationIssue = true
        let blanks = source.bytes[line.start..<line.end].prefix { $0 == 0x20 || $0 == 0x09 }
        issues.append(
          SyntaxIssue(.blockIndentation, Span(line.start, max(line.start + 1, blanks.endIndex))))
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
