import KEditFormat
import KEditSyntax
import Testing

/// What holds of every file, sound or not, when it is formatted.
///
/// - Returns: the layout.
@discardableResult
func expectLawfulLayout(
  _ bytes: [UInt8], sourceLocation: Testing.SourceLocation = #_sourceLocation
) -> FormattedText {
  let before = Parser.parse(SourceText(name: "before", bytes: bytes))
  let formatted = FormattedText(before)
  let after = Parser.parse(SourceText(name: "after", bytes: formatted.bytes))
  let again = FormattedText(after)

  func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
  func expect(_ holds: Bool, _ law: String) {
    if holds { return }
    Issue.record(
      "\(law)\n--- of\n\(text(bytes))\n--- formatted\n\(text(formatted.bytes))",
      sourceLocation: sourceLocation)
  }
  let (old, new) = (FileFacts(before), FileFacts(after))
  expect(again.bytes == formatted.bytes, "Formatting again gives\n\(text(again.bytes))")
  expect(old.tokens == new.tokens, "Tokens have changed.")
  expect(old.comments == new.comments, "Comments have changed.")
  expect(old.shape == new.shape, "The tree has changed.")
  expect(old.issues == new.issues, "Issues have changed.")
  let left = formatted.leftStatements.map { bytes[$0.start..<$0.end] }
  let leftAgain = again.leftStatements.map { formatted.bytes[$0.start..<$0.end] }
  expect(left == leftAgain, "What is left has changed.")
  if formatted.leftStatements.isEmpty {
    expect(new.untidySpace == [], "There is untidy space: \(new.untidySpace)")
    expect(formatted.bytes.isEmpty || formatted.bytes.last == 0x0A, "The end has no line end.")
    expect(!formatted.bytes.suffix(2).elementsEqual([0x0A, 0x0A]), "A blank line ends the file.")
  }
  return formatted
}

/// What formatting must not change, and the white space that it must have mended.
private struct FileFacts {
  /// The tokens but for white space and comments, as they are written.
  var tokens: [ArraySlice<UInt8>] = []
  /// The comments, without blanks at their ends.
  var comments: [ArraySlice<UInt8>] = []
  /// The kinds of the nodes, and which tokens are theirs.
  var shape: [[Int]] = []
  var issues: [SyntaxIssue.Kind] = []
  var untidySpace: [String] = []

  init(_ tree: SyntaxTree) {
    var ordinals: [Int] = []
    for (index, token) in tree.tokens.enumerated() {
      ordinals.append(tokens.count)
      let span = tree.span(ofToken: index)
      let bytes = tree.source.bytes[span.start..<span.end]
      switch token.kind {
      case .comment:
        let end = bytes.lastIndex { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D } ?? bytes.startIndex
        comments.append(bytes[...end])
        if end + 1 < bytes.endIndex { untidySpace.append("blanks behind a comment") }
      case .whitespace: examine(bytes, isFirst: index == 0)
      case .byteOrderMark: untidySpace.append("a byte-order mark")
      default: tokens.append(bytes)
      }
    }
    for node in 0..<tree.endOfNode(0) {
      let range = tree.tokens(ofNode: node)
      shape.append([
        Int(tree.kind(ofNode: node).rawValue), tree.endOfNode(node), ordinals[range.lowerBound],
        ordinals[range.upperBound],
      ])
    }
    issues = tree.issues.map(\.kind)
  }

  private mutating func examine(_ space: ArraySlice<UInt8>, isFirst: Bool) {
    let text = String(decoding: space, as: UTF8.self)
    let isTidy =
      space.allSatisfy { $0 == 0x20 || $0 == 0x0A } && !text.contains(" \n")
      && !text.contains("\n\n\n") && !isFirst
    if !isTidy { untidySpace.append("\(text.debugDescription)") }
  }
}
