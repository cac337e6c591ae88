import KEditSyntax

/// Writes the tokens of a file in order, with the white space that the layout gives them.
struct Printer {
  let tree: SyntaxTree
  let source: [UInt8]
  let tokens: [Token]
  var output: [UInt8] = []
  /// Where the line begins that is being written.
  var lineStart = 0
  var column = CommentColumn()

  init(_ tree: SyntaxTree) {
    self.tree = tree
    self.source = tree.source.bytes
    self.tokens = tree.tokens
    output.reserveCapacity(source.count + source.count / 8)
  }

  mutating func printFile(leaving left: LeftStatements) {
    var comments = CommentPlace.indented(0)
    var position = 0
    var statement = 0
    var child = 1
    while child < tree.endOfNode(0) {
      let range = tree.tokens(ofNode: child)
      let trivia = position..<range.lowerBound
      let isEdit = tree.kind(ofNode: child) == .edit
      if left.contains(statement) {
        if position > 0, !tree.hasLineEnd(in: trivia) {
          copy(trivia)
        } else {
          breakLine(trivia, comments: comments)
          keepFromStart(range.lowerBound)
          copyIndentation(before: range.lowerBound)
        }
        copy(range)
        comments = .behindLeft(range.lowerBound)
      } else {
        breakLine(trivia, comments: comments)
        if isEdit {
          putEdit(child)
        } else {
          put(range, continuation: Layout.clause)
        }
        comments = isEdit ? .behindEdit(range.lowerBound) : .indented(0)
      }
      position = range.upperBound
      child = tree.endOfNode(child)
      statement += 1
    }
    if position > 0, takesInLineEnd(position - 1) { return }
    breakLine(position..<tokens.count - 1, comments: comments, isLast: true)
    column.flush(&output, lineStart: &lineStart)
  }
}

// MARK: Tokens

extension Printer {
  /// Whether the last token of the file would not be the same with a line end behind it: a block
  /// that is never closed, or a text that is not and ends in a CR.
  private func takesInLineEnd(_ token: Int) -> Bool {
    switch tokens[token].quotes {
    case .unclosedBlock: true
    case .unclosed: bytes(of: token).last == UInt8(ascii: "\r") && tokens[token + 1].kind == .end
    default: false
    }
  }
}

extension Printer {
  func bytes(of token: Int) -> ArraySlice<UInt8> {
    source[tokens[token].start..<tokens[token + 1].start]
  }

  /// Writes tokens that stand on one line, unless comments between them or texts of several lines
  /// forbid that; what goes on behind a comment stands in by `continuation`. `last` is the token
  /// written before them on the line.
  mutating func put(_ range: Range<Int>, after last: Int? = nil, continuation: Int) {
    var previous = last
    var position = range.lowerBound
    for index in range where !tokens[index].kind.isTrivia {
      if let previous {
        putSeparator(from: previous, position..<index, continuation: continuation)
      }
      put(index)
      previous = index
      position = index + 1
    }
  }

  /// Writes what stands between two tokens of one line; `trivia` lies between them in the file.
  mutating func putSeparator(from previous: Int, _ trivia: Range<Int>, continuation: Int) {
    if hasComment(in: trivia) {
      breakLine(trivia, comments: .indented(continuation), indentation: continuation)
    } else if isSeparated(tokens[previous].kind, tokens[previous + trivia.count + 1].kind) {
      putBlanks(1)
    }
  }

  mutating func put(_ token: Int) {
    let bytes = bytes(of: token)
    if tokens[token].quotes == .block {
      putLines(bytes)
    } else {
      output.append(contentsOf: bytes)
    }
  }

  mutating func putBlanks(_ count: Int) {
    if count == 1 {
      output.append(UInt8(ascii: " "))
    } else if count > 0 {
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count))
    }
  }

  /// Writes tokens and all between them as they stand in the file.
  private mutating func copy(_ range: Range<Int>) {
    putLines(source[tokens[range.lowerBound].start..<tokens[range.upperBound].start])
  }

  /// Writes bytes that may hold line ends.
  private mutating func putLines(_ bytes: ArraySlice<UInt8>) {
    output.append(contentsOf: bytes)
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
    column.flush(&output, lineStart: &lineStart)
    lineStart = output.count - (bytes.endIndex - end - 1)
  }

  /// Keeps a stray U+FEFF below an empty line: as the first character it would be a byte-order mark.
  private mutating func keepFromStart(_ token: Int) {
    guard output.isEmpty, bytes(of: token).starts(with: byteOrderMark) else { return }
    output.append(UInt8(ascii: "\n"))
    lineStart = output.count
  }

  /// Writes the blanks with which the line of a token begins in the file, if it is the first of it.
  private mutating func copyIndentation(before token: Int) {
    guard token > 0, tokens[token - 1].kind == .whitespace else { return }
    output.append(contentsOf: tree.indentation(before: tokens[token].start))
  }

  /// Whether a blank stands between two tokens.
  func isSeparated(_ left: TokenKind, _ right: TokenKind) -> Bool {
    left != .leftParenthesis && right != .rightParenthesis && right != .comma
  }

  func hasComment(in trivia: Range<Int>) -> Bool {
    // Between most tokens there is one piece of white space.
    trivia.count > 1 && trivia.contains { tokens[$0].kind == .comment }
      || trivia.count == 1 && tokens[trivia.lowerBound].kind == .comment
  }
}
