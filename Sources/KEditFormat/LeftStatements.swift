import KEditSyntax

/// Which statements of a file are not to be touched: those with a mistake, and those that share a
/// line with one.
///
/// Where something is missing it matters to the parser whether a line ends, so a line with a mistake
/// stays whole.
struct LeftStatements {
  /// The statements with a mistake of their own.
  private(set) var faulty: [Span] = []
  /// For every child of the file whether it is left; empty where all of them are sound.
  private var isLeft: [Bool] = []

  init(of tree: SyntaxTree) {
    // Without an issue nothing was passed over either.
    guard !tree.issues.isEmpty else { return }
    let spans = tree.issues.map(\.span).sorted()
    // Behind the last issue that was kept, others may only have been counted.
    let endOfKept = tree.omittedIssues > 0 ? spans[spans.count - 1].end : .max
    var next = 0
    var sharesLine: [Bool] = []
    var position = 0
    var child = 1
    while child < tree.endOfNode(0) {
      let tokens = tree.tokens(ofNode: child)
      let span = tree.span(ofNode: child)
      while next < spans.count, spans[next].end < span.start { next += 1 }
      let isFaulty =
        next < spans.count && spans[next].start <= span.end || hasUnexpected(tree, child)
        || span.start > endOfKept || tokens.contains { tree.tokens[$0].isPassedOver }
      isLeft.append(isFaulty)
      if isFaulty { faulty.append(span) }
      sharesLine.append(position > 0 && !tree.hasLineEnd(in: position..<tokens.lowerBound))
      position = tokens.upperBound
      child = tree.endOfNode(child)
    }
    for index in isLeft.indices.dropFirst() where sharesLine[index] && isLeft[index - 1] {
      isLeft[index] = true
    }
    for index in isLeft.indices.dropFirst().reversed() where sharesLine[index] && isLeft[index] {
      isLeft[index - 1] = true
    }
  }

  /// Whether the statement with this number is left.
  func contains(_ statement: Int) -> Bool { !isLeft.isEmpty && isLeft[statement] }

  private func hasUnexpected(_ tree: SyntaxTree, _ node: Int) -> Bool {
    (node..<tree.endOfNode(node)).contains { tree.kind(ofNode: $0) == .unexpected }
  }
}

extension SyntaxTree {
  /// Whether a line ends among tokens that are white space and comments; a comment ends one.
  func hasLineEnd(in trivia: Range<Int>) -> Bool {
    trivia.contains { index in
      switch tokens[index].kind {
      case .comment: return true
      case .whitespace:
        let span = span(ofToken: index)
        return source.bytes[span.start..<span.end].contains(UInt8(ascii: "\n"))
      default: return false
      }
    }
  }
}
