import KEditSyntax

/// A comment behind code, which comments right below it may go on with.
struct CommentOwner {
  private let comment: Int
  /// Measured when a comment stands below, once for all of them.
  private var column: Int?

  init(comment: Int) {
    self.comment = comment
  }

  /// Whether a comment on a line of its own begins in the same column of the file.
  mutating func isContinued(by other: Int, _ tree: SyntaxTree) -> Bool {
    let own = column ?? tree.column(ofToken: comment)
    column = own
    return own == tree.column(ofToken: other)
  }
}

extension SyntaxTree {
  /// The column of a token in the file, counted from 0 as a terminal shows it.
  fileprivate func column(ofToken index: Int) -> Int {
    let start = tokens[index].start
    return SourceText.displayWidth(of: source.bytes[startOfLine(at: start)..<start])
  }

  /// The blanks between the start of a line and what stands first on it.
  func indentation(before offset: Int) -> ArraySlice<UInt8> {
    var start = offset
    while start > 0, source.bytes[start - 1] == 0x20 || source.bytes[start - 1] == 0x09 {
      start -= 1
    }
    return source.bytes[start..<offset]
  }

  /// Whether a comment, the first on its line, stands in further than the line on which a statement
  /// begins.
  func standsIn(_ comment: Int, furtherThanLineOf statement: Int) -> Bool {
    let own = indentation(before: tokens[comment].start)
    guard !own.isEmpty else { return false }
    // A byte-order mark and a lone CR before the blanks will be gone.
    var first = startOfLine(at: tokens[statement].start)
    if first == 0, source.bytes.starts(with: byteOrderMark) { first += byteOrderMark.count }
    while source.bytes[first] == 0x20 || source.bytes[first] == 0x09 || source.bytes[first] == 0x0D
    {
      first += 1
    }
    let other = indentation(before: first)
    return SourceText.displayWidth(of: own) > SourceText.displayWidth(of: other)
  }

  private func startOfLine(at offset: Int) -> Int {
    source.lineStarts[source.line(at: offset)]
  }
}
