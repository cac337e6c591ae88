/// Reads what a text says: its characters, its placeholders, and what is wrong in it.
struct TextDecoder {
  let source: SourceText
  var segments: [TextLiteral.Segment] = []
  var characters: [UInt8] = []
  var issues: [SyntaxIssue] = []

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

  func scalarEnd(after offset: Int) -> Int {
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
  mutating func decodePiece(_ span: Span) {
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
}
