/// Texts over several lines.
extension TextDecoder {
  /// Reads `"""` … `"""`: the first line end and the last do not count, and every line loses the
  /// indentation of the closing quotes.
  mutating func decodeBlock(_ content: Span) {
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
