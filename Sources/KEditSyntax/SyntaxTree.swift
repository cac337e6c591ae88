/// A parsed file: every byte of it, in order, under nodes that say what the bytes are.
///
/// The nodes lie in one array, each before its children, so that the tree of a large file is a few
/// flat pieces of memory. There is a tree for any input; what is wrong with it stands in `issues`.
/// It never changes, and is a class so that a view of a node is a reference and a number.
package final class SyntaxTree: Sendable {
  package let source: SourceText
  package let tokens: [Token]
  let nodes: [NodeRecord]
  /// What the lexer and the parser could not accept, in the order in which it was found.
  package let issues: [SyntaxIssue]
  /// How many more there are, which are not kept.
  package let omittedIssues: Int

  init(
    source: SourceText, tokens: [Token], nodes: [NodeRecord], issues: [SyntaxIssue],
    omittedIssues: Int
  ) {
    self.source = source
    self.tokens = tokens
    self.nodes = nodes
    self.issues = issues
    self.omittedIssues = omittedIssues
  }

  /// The node of the whole file.
  package var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }

  /// The bytes of a token.
  package func span(ofToken index: Int) -> Span {
    // Only the last token, of kind `end`, has none behind it, and it is empty.
    let end = index + 1 < tokens.count ? tokens[index + 1].start : tokens[index].start
    return Span(tokens[index].start, end)
  }

  /// The text that the tree was made of, put together from its nodes and tokens.
  package func printed() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(source.bytes.count)
    print(node: 0, into: &output)
    return output
  }

  private func print(node index: Int, into output: inout [UInt8]) {
    var token = Int(nodes[index].firstToken)
    var child = index + 1
    while child < nodes[index].endNode {
      let record = nodes[child]
      if record.firstToken < record.endToken {
        output.append(contentsOf: source.bytes[bytes(ofTokens: token..<Int(record.firstToken))])
        print(node: child, into: &output)
        token = Int(record.endToken)
      }
      child = Int(record.endNode)
    }
    output.append(
      contentsOf: source.bytes[bytes(ofTokens: token..<Int(nodes[index].endToken))])
  }

  private func bytes(ofTokens range: Range<Int>) -> Range<Int> {
    tokens[range.lowerBound].start..<tokens[range.upperBound].start
  }
}

// MARK: Nodes by number

/// For walks over large files: no view is made, so nothing is counted.
///
/// The file is node 0. The first child of a node is the next number, if that is below its
/// `endOfNode`; behind each child the next one has its `endOfNode` as number.
extension SyntaxTree {
  package func kind(ofNode index: Int) -> NodeKind { nodes[index].kind }

  /// Behind the last descendant.
  package func endOfNode(_ index: Int) -> Int { Int(nodes[index].endNode) }

  /// The tokens under a node, white space and comments between them included.
  package func tokens(ofNode index: Int) -> Range<Int> {
    let record = nodes[index]
    return Int(record.firstToken)..<Int(record.endToken)
  }

  /// From the first byte of the first token to the last byte of the last one.
  package func span(ofNode index: Int) -> Span {
    let record = nodes[index]
    let start = tokens[Int(record.firstToken)].start
    guard record.firstToken < record.endToken else { return Span(start, start) }
    return Span(start, span(ofToken: Int(record.endToken) - 1).end)
  }

  /// How many nodes there are of each kind, by its raw value.
  package var nodeCounts: [Int] {
    var counts = [Int](repeating: 0, count: NodeKind.allCases.count)
    for node in nodes { counts[Int(node.kind.rawValue)] += 1 }
    return counts
  }

  /// The first child of that kind.
  package func child(_ kind: NodeKind, ofNode index: Int) -> Int? {
    let end = endOfNode(index)
    var child = index + 1
    while child < end {
      if nodes[child].kind == kind { return child }
      child = endOfNode(child)
    }
    return nil
  }

  /// The first token; a node without one has none.
  package func firstToken(ofNode index: Int) -> Token? {
    let record = nodes[index]
    return record.firstToken < record.endToken ? tokens[Int(record.firstToken)] : nil
  }

  /// The first token that is under none of the node's children and satisfies a condition.
  ///
  /// - Returns: its index.
  package func firstOwnToken(
    ofNode index: Int, where condition: (Token) -> Bool
  ) -> Int? {
    let range = tokens(ofNode: index)
    let end = endOfNode(index)
    var position = range.lowerBound
    var child = index + 1
    while true {
      let stop = child < end ? Int(nodes[child].firstToken) : range.upperBound
      while position < stop {
        let token = tokens[position]
        if !token.kind.isTrivia, condition(token) { return position }
        position += 1
      }
      guard child < end else { return nil }
      position = max(position, Int(nodes[child].endToken))
      child = endOfNode(child)
    }
  }
}
