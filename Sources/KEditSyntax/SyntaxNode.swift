/// A node as it is stored.
struct NodeRecord: Sendable {
  let kind: NodeKind
  /// The first token.
  let firstToken: UInt32
  /// Behind the last token.
  var endToken: UInt32
  /// Behind the last descendant, in the array of nodes.
  var endNode: UInt32

  /// Notes where it ends; one under which no token was taken is empty.
  mutating func close(endToken: UInt32, endNode: UInt32) {
    self.endToken = max(firstToken, endToken)
    self.endNode = endNode
  }
}

package enum NodeKind: UInt8, Hashable, Sendable, CaseIterable {
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
  /// Its number in the tree.
  package let index: Int

  package init(tree: SyntaxTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  package var kind: NodeKind { tree.kind(ofNode: index) }

  /// The indices of the tokens under this node, white space and comments between them included.
  package var tokenRange: Range<Int> { tree.tokens(ofNode: index) }

  /// From the first byte of the first token to the last byte of the last one.
  package var span: Span { tree.span(ofNode: index) }

  /// The bytes of the node as text.
  package var text: String { tree.source.text(of: span) }

  /// The nodes directly under this one, in order.
  package var children: Children {
    Children(tree: tree, position: index + 1, end: tree.endOfNode(index))
  }

  /// The first child of that kind.
  package func child(_ kind: NodeKind) -> SyntaxNode? {
    tree.child(kind, ofNode: index).map { SyntaxNode(tree: tree, index: $0) }
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

  /// The first of `ownTokens` that satisfies a condition.
  package func firstOwnToken(
    where condition: (Token) -> Bool
  ) -> (token: Token, span: Span)? {
    tree.firstOwnToken(ofNode: index, where: condition).map {
      (tree.tokens[$0], tree.span(ofToken: $0))
    }
  }

  /// The first token; a node without one has none.
  package var firstToken: Token? { tree.firstToken(ofNode: index) }

  /// The children of a node.
  package struct Children: Sequence, IteratorProtocol {
    fileprivate let tree: SyntaxTree
    fileprivate var position: Int
    fileprivate let end: Int

    package mutating func next() -> SyntaxNode? {
      guard position < end else { return nil }
      defer { position = tree.endOfNode(position) }
      return SyntaxNode(tree: tree, index: position)
    }
  }
}
