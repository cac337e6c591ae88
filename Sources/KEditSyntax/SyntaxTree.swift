/// A parsed file: every byte of it, in order, under nodes that say what the bytes are.
///
/// The nodes lie in one array, each before its children, so that the tree of a large file is a few
/// flat pieces of memory. There is a tree for any input; what is wrong with it stands in `issues`.
package struct SyntaxTree: Sendable {
  package let source: SourceText
  package let tokens: [Token]
  let nodes: [NodeRecord]
  /// What the lexer and the parser could not accept, in the order in which it was found.
  package let issues: [SyntaxIssue]

  /// The node of the whole file.
  package var root: SyntaxNode { SyntaxNode(tree: self, index: 0) }

  /// The bytes of a token.
  package func span(ofToken index: Int) -> Span {
    let end = index + 1 < tokens.count ? tokens[index + 1].start : source.bytes.count
    return Span(tokens[index].start, end)
  }

  /// The text that the tree was made of, put together from its nodes and tokens.
  package func printed() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(source.bytes.count)
    root.print(into: &output)
    return output
  }
}

/// A node as it is stored.
struct NodeRecord: Sendable {
  let kind: NodeKind
  /// The first token.
  let firstToken: UInt32
  /// Behind the last token.
  var endToken: UInt32
  /// Behind the last descendant, in the array of nodes.
  var endNode: UInt32
}

package enum NodeKind: UInt8, Hashable, Sendable {
  case file
  // Statements
  case versionStatement
  case includeStatement
  case videoStatement
  case imageStatement
  case paramStatement
  case templateStatement
  case setStatement
  case edit
  // Clauses of an edit
  case inClause
  case atClause
  case ontoClause
  case asClause
  case saveClause
  case idClause
  /// An option with its value, as a clause or behind `set`.
  case option
  // Parts
  /// What is removed or replaced.
  case target
  /// What comes in: a text and the image it comes from.
  case element
  case name
  /// The use of a name.
  case reference
  case text
  case number
  case word
  case placeholder
  case frameMoment
  case timeMoment
  case point
  /// Tokens that fit nowhere.
  case unexpected
}

/// A node of a tree, as a view.
package struct SyntaxNode: Sendable {
  package let tree: SyntaxTree
  let index: Int

  private var record: NodeRecord { tree.nodes[index] }

  package var kind: NodeKind { record.kind }

  /// The indices of the tokens under this node, white space and comments between them included.
  package var tokenRange: Range<Int> { Int(record.firstToken)..<Int(record.endToken) }

  /// From the first byte of the first token to the last byte of the last one.
  package var span: Span {
    let range = tokenRange
    guard !range.isEmpty else {
      let offset = tree.tokens[range.lowerBound].start
      return Span(offset, offset)
    }
    return Span(
      tree.span(ofToken: range.lowerBound).start, tree.span(ofToken: range.upperBound - 1).end)
  }

  /// The bytes of the node as text.
  package var text: String { tree.source.text(of: span) }

  /// The nodes directly under this one, in order.
  package var children: Children {
    Children(tree: tree, position: index + 1, end: Int(record.endNode))
  }

  /// The first child of that kind.
  package func child(_ kind: NodeKind) -> SyntaxNode? {
    for child in children where child.kind == kind { return child }
    return nil
  }

  /// The tokens of this node that are under none of its children, white space left out, each with
  /// its bytes.
  package var ownTokens: [(token: Token, span: Span)] {
    var own: [(token: Token, span: Span)] = []
    var position = tokenRange.lowerBound
    func take(upTo end: Int) {
      while position < end {
        let token = tree.tokens[position]
        if !token.kind.isTrivia { own.append((token, tree.span(ofToken: position))) }
        position += 1
      }
    }
    for child in children where !child.tokenRange.isEmpty {
      take(upTo: child.tokenRange.lowerBound)
      position = child.tokenRange.upperBound
    }
    take(upTo: tokenRange.upperBound)
    return own
  }

  /// The first token; a node without one has none.
  package var firstToken: Token? {
    tokenRange.isEmpty ? nil : tree.tokens[tokenRange.lowerBound]
  }

  fileprivate func print(into output: inout [UInt8]) {
    var position = tokenRange.lowerBound
    for child in children where !child.tokenRange.isEmpty {
      printTokens(position..<child.tokenRange.lowerBound, into: &output)
      child.print(into: &output)
      position = child.tokenRange.upperBound
    }
    printTokens(position..<tokenRange.upperBound, into: &output)
  }

  private func printTokens(_ range: Range<Int>, into output: inout [UInt8]) {
    for token in range {
      let span = tree.span(ofToken: token)
      output.append(contentsOf: tree.source.bytes[span.start..<span.end])
    }
  }

  /// The children of a node.
  package struct Children: Sequence, IteratorProtocol {
    fileprivate let tree: SyntaxTree
    fileprivate var position: Int
    fileprivate let end: Int

    package mutating func next() -> SyntaxNode? {
      guard position < end else { return nil }
      defer { position = Int(tree.nodes[position].endNode) }
      return SyntaxNode(tree: tree, index: position)
    }
  }
}
