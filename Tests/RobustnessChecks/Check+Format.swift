import KEditFormat
import KEditSyntax

/// Formatting keeps tokens, comments and mistakes, and what is formatted stays as it is.
///
/// What is no text has no layout: `kedit fmt` leaves such a file as it is.
func checkFormatter(_ bytes: [UInt8]) throws(CheckFailure) {
  let before = Parser.parse(SourceText(name: "spec.kedit", bytes: bytes))
  if before.issues.contains(where: \.isFaultOfFile) { return }
  let formatted = FormattedText(before).bytes
  let after = Parser.parse(SourceText(name: "spec.kedit", bytes: formatted))
  try require(FormattedText(after).bytes == formatted, "what is formatted is formatted otherwise")
  try require(significant(before) == significant(after), "the tokens have changed")
  try require(
    before.issues.map(\.kind) == after.issues.map(\.kind), "there are other mistakes than before")
}

/// The tokens but for white space as they are written, comments without blanks at their ends.
private func significant(_ tree: SyntaxTree) -> [ArraySlice<UInt8>] {
  tree.tokens.indices.compactMap { index in
    let kind = tree.tokens[index].kind
    guard kind != .whitespace, kind != .byteOrderMark else { return nil }
    let span = tree.span(ofToken: index)
    var bytes = tree.source.bytes[span.start..<span.end]
    while kind == .comment, let last = bytes.last, last == 0x20 || last == 0x09 || last == 0x0D {
      bytes.removeLast()
    }
    return bytes
  }
}
