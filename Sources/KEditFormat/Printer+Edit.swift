import KEditSyntax

extension Printer {
  /// An edit: on one line if the author wrote it so and it fits; else by clause.
  mutating func putEdit(_ node: Int) {
    let range = tree.tokens(ofNode: node)
    let whole = measure(range)
    if whole.isOneLine, !whole.hasLineEnd, whole.width <= Layout.width {
      put(range, continuation: Layout.continuation)
    } else {
      putByClause(node)
    }
  }

  /// `in` and `onto` end the sentence that the edit begins, so where they are its first clauses they
  /// stay on its line; every other clause has a line of its own.
  private mutating func putByClause(_ node: Int) {
    let end = tree.endOfNode(node)
    var clause = node + 1
    var split: Int?
    var position = tree.tokens(ofNode: node).lowerBound
    let start = position
    while clause < end, !tree.kind(ofNode: clause).isClause {
      position = tree.tokens(ofNode: clause).upperBound
      split = split ?? position
      clause = tree.endOfNode(clause)
    }
    // Nothing is missing in an edit that comes here, so what precedes the clauses ends in a part.
    var sentence = putHead(start..<position, split: split ?? position)
    var marks = MarksColumn()
    while clause < end {
      let range = tree.tokens(ofNode: clause)
      let kind = tree.kind(ofNode: clause)
      if kind == .inClause || kind == .ontoClause, !hasComment(in: position..<range.lowerBound),
        let width = sentence, let longer = measure(range).widthOnOneLine,
        width + 1 + longer <= Layout.width
      {
        sentence = width + 1 + longer
        putBlanks(1)
        put(range, continuation: Layout.continuation)
      } else {
        sentence = nil
        breakLine(
          position..<range.lowerBound, comments: .indented(Layout.clause),
          indentation: Layout.clause)
        if kind == .atClause {
          putMarks(clause, column: marks.column(for: clause, until: end, self))
        } else {
          put(range, continuation: Layout.continuation)
        }
      }
      position = range.upperBound
      clause = tree.endOfNode(clause)
    }
  }

  /// The words before the first clause; where they do not fit on a line, the second part of them has
  /// one of its own.
  ///
  /// - Returns: how wide the line is, if the sentence may go on there.
  private mutating func putHead(_ range: Range<Int>, split: Int) -> Int? {
    let width = measure(range).widthOnOneLine
    guard let width, width > Layout.width, split < range.upperBound else {
      put(range, continuation: Layout.continuation)
      return width
    }
    put(range.lowerBound..<split, continuation: Layout.continuation)
    endLine(indentation: Layout.continuation)
    put(split..<range.upperBound, continuation: Layout.continuation)
    return nil
  }
}

// MARK: Measures

extension Printer {
  /// How wide tokens are side by side, and what speaks against that.
  struct Measure {
    var width = 0
    /// Whether a comment or a text of several lines keeps them from standing on one line.
    var isOneLine = true
    /// Whether a line ends between them in the file.
    var hasLineEnd = false

    var widthOnOneLine: Int? { isOneLine ? width : nil }
  }

  func measure(_ range: Range<Int>) -> Measure {
    var measure = Measure()
    var previous: TokenKind?
    for index in range {
      let kind = tokens[index].kind
      switch kind {
      case .comment: measure.isOneLine = false
      case .whitespace:
        if !measure.hasLineEnd {
          measure.hasLineEnd = bytes(of: index).contains(UInt8(ascii: "\n"))
        }
      case .text:
        let bytes = bytes(of: index)
        if tokens[index].quotes == .block, bytes.contains(UInt8(ascii: "\n")) {
          measure.isOneLine = false
        }
        measure.width += SourceText.displayWidth(of: bytes)
      default: measure.width += bytes(of: index).count
      }
      if kind.isTrivia { continue }
      if let previous, isSeparated(previous, kind) { measure.width += 1 }
      previous = kind
    }
    return measure
  }
}

extension NodeKind {
  /// Whether it is a clause of an edit.
  var isClause: Bool {
    switch self {
    case .inClause, .atClause, .ontoClause, .asClause, .saveClause, .idClause, .option: true
    default: false
    }
  }
}
