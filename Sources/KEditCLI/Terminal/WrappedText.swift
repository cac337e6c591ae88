import KEditSyntax

/// A paragraph broken into lines of at most so many columns, each behind a margin.
///
/// What stands in back quotes stays on one line, so that a command can be copied as it is.
func wrappedText(_ text: some StringProtocol, indentation: Int = 0, width: Int) -> String {
  let margin = String(repeating: " ", count: indentation)
  var lines: [String] = []
  var line = ""
  for word in unbreakableParts(of: text) {
    if !line.isEmpty, indentation + line.displayWidth + 1 + word.displayWidth > width {
      lines.append(margin + line)
      line = ""
    }
    line += (line.isEmpty ? "" : " ") + word
  }
  lines.append(margin + line)
  return lines.joined(separator: "\n")
}

/// The words of a text; a back quote holds the words up to the next one together.
private func unbreakableParts(of text: some StringProtocol) -> [String] {
  var parts: [String] = []
  var open = ""
  for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
    open += (open.isEmpty ? "" : " ") + word
    if open.count(where: { $0 == "`" }).isMultiple(of: 2) {
      parts.append(open)
      open = ""
    }
  }
  return open.isEmpty ? parts : parts + open.split(separator: " ").map(String.init)
}
