import KEditSyntax

extension Printer {
  /// Where comments go that stand on lines of their own.
  enum CommentPlace {
    case indented(Int)
    /// Behind an edit whose first token this is: those that stand in further than it are its own.
    case behindEdit(Int)
    /// Behind a statement that is left: they stay in their column if they stand in further than it.
    case behindLeft(Int)
  }

  /// Ends a line, with the comments between two tokens: a comment behind the code stays there, the
  /// others get lines of their own, and of blank lines in a row one is kept.
  mutating func breakLine(
    _ trivia: Range<Int>, comments: CommentPlace, indentation: Int = 0, isLast: Bool = false
  ) {
    var lineEnds = 0
    var owner: CommentOwner?
    var place = comments
    for index in trivia {
      switch tokens[index].kind {
      case .whitespace: lineEnds = countLineEnds(in: bytes(of: index))
      case .comment:
        if lineEnds == 0, output.count > lineStart {
          putBehind(index, comments: comments)
          owner = CommentOwner(comment: index)
        } else if lineEnds == 1, owner?.isContinued(by: index, tree) == true {
          putContinuation(index, comments: comments)
        } else {
          owner = nil
          endLine(keepingBlank: lineEnds > 1)
          putIndentation(of: index, &place)
          output.append(contentsOf: trimmed(index))
        }
        lineEnds = 0
      case .byteOrderMark: break
      default: preconditionFailure("what is neither white space nor comment is in a statement")
      }
    }
    endLine(keepingBlank: lineEnds > 1 && !isLast)
    putBlanks(isLast ? 0 : indentation)
  }

  /// Ends the line that is being written, if one is.
  private mutating func endLine(keepingBlank: Bool) {
    guard output.count > lineStart else { return }
    output.append(UInt8(ascii: "\n"))
    let ended = lineStart
    lineStart = output.count
    column.lineEnded(begunAt: ended, &output, lineStart: &lineStart)
    if keepingBlank {
      column.flush(&output, lineStart: &lineStart)
      output.append(UInt8(ascii: "\n"))
      lineStart = output.count
    }
  }

  /// Ends the line, and begins one that stands in.
  mutating func endLine(indentation: Int) {
    endLine(keepingBlank: false)
    putBlanks(indentation)
  }

  /// How far the line being written reaches.
  var lineWidth: Int { SourceText.displayWidth(of: output[lineStart...]) }

  /// Whether a line among white space and comments is blank.
  func hasBlankLine(in trivia: Range<Int>) -> Bool {
    trivia.contains {
      tokens[$0].kind == .whitespace && countLineEnds(in: bytes(of: $0)) > 1
    }
  }

  private func countLineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
  }
}

// MARK: Comments

extension Printer {
  /// A comment behind code.
  private mutating func putBehind(_ comment: Int, comments: CommentPlace) {
    if case .behindLeft = comments {
      if tokens[comment - 1].kind == .whitespace {
        output.append(contentsOf: bytes(of: comment - 1))
      }
      output.append(contentsOf: trimmed(comment))
    } else {
      column.flushUnlessContinued(at: lineStart, &output, lineStart: &lineStart)
      let text = trimmed(comment)
      column.add(
        lineStart: lineStart, codeWidth: lineWidth, width: SourceText.displayWidth(of: text))
      putBlanks(Layout.beforeComment)
      column.textBegins(at: output.count)
      output.append(contentsOf: text)
    }
  }

  /// A comment that goes on with the one behind the code above it.
  private mutating func putContinuation(_ comment: Int, comments: CommentPlace) {
    endLine(keepingBlank: false)
    let text = trimmed(comment)
    if case .behindLeft = comments {
      output.append(contentsOf: tree.indentation(before: tokens[comment].start))
    } else {
      putBlanks(
        column.addContinuation(lineStart: lineStart, width: SourceText.displayWidth(of: text)))
      column.textBegins(at: output.count)
    }
    output.append(contentsOf: text)
  }

  private mutating func putIndentation(of comment: Int, _ place: inout CommentPlace) {
    switch place {
    case .indented(let count): putBlanks(count)
    case .behindEdit(let statement):
      if tree.standsIn(comment, furtherThanLineOf: statement) {
        putBlanks(Layout.clause)
      } else {
        place = .indented(0)
      }
    case .behindLeft(let statement):
      if tree.standsIn(comment, furtherThanLineOf: statement) {
        output.append(contentsOf: tree.indentation(before: tokens[comment].start))
      } else {
        place = .indented(0)
      }
    }
  }

  /// A comment without blanks at its end, and without the CR of a line end.
  private func trimmed(_ comment: Int) -> ArraySlice<UInt8> {
    var text = bytes(of: comment)
    while let last = text.last,
      last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") || last == UInt8(ascii: "\r")
    {
      text.removeLast()
    }
    return text
  }
}
