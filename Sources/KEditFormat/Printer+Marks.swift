import KEditSyntax

extension Printer {
  /// The parts of an `at` clause: where its moment ends, and the `point` or `points` behind it.
  func marks(of clause: Int) -> (momentEnd: Int, points: Int)? {
    guard clause + 1 < tree.endOfNode(clause) else { return nil }
    let momentEnd = tree.tokens(ofNode: clause + 1).upperBound
    var points = momentEnd
    while tokens[points].kind.isTrivia { points += 1 }
    let keyword = tokens[points].keyword
    return keyword == .point || keyword == .points ? (momentEnd, points) : nil
  }

  /// An `at` clause whose `point` or `points` begins behind so many columns of the clause.
  mutating func putMarks(_ clause: Int, column: Int) {
    let range = tree.tokens(ofNode: clause)
    guard let (momentEnd, points) = marks(of: clause) else {
      return put(range, continuation: Layout.continuation)
    }
    let moment = range.lowerBound..<momentEnd
    put(moment, continuation: Layout.continuation)
    putSeparator(from: momentEnd - 1, momentEnd..<points, continuation: Layout.continuation)
    let blanks = max(0, column - measure(moment).width)
    if !hasComment(in: range.lowerBound..<points) { putBlanks(blanks) }
    put(points)
    let list = points + 1..<range.upperBound
    let width = measure(points..<range.upperBound).widthOnOneLine.map {
      Layout.clause + measure(moment).width + blanks + 1 + $0
    }
    if tokens[points].keyword == .points, (width ?? .max) > Layout.width {
      putList(list)
    } else {
      put(list, after: points, continuation: Layout.continuation)
    }
  }

  /// Points that do not fit behind `points`, or have comments between them: on lines of their own, as
  /// many on each as fit.
  private mutating func putList(_ range: Range<Int>) {
    var position = range.lowerBound
    var width: Int?
    while let unit = nextUnit(from: position, to: range.upperBound) {
      let unitWidth = measure(unit).widthOnOneLine
      let trivia = position..<unit.lowerBound
      if hasComment(in: trivia) {
        breakLine(
          trivia, comments: .indented(Layout.continuation), indentation: Layout.continuation)
        width = Layout.continuation
      } else if let line = width, let unitWidth, line + 1 + unitWidth <= Layout.width {
        putBlanks(1)
        width = line + 1
      } else {
        endLine(indentation: Layout.continuation)
        width = Layout.continuation
      }
      put(unit, continuation: Layout.continuation + Layout.clause)
      width = unitWidth.flatMap { unitWidth in width.map { $0 + unitWidth } }
      position = unit.upperBound
    }
  }

  /// The next point of a list with the comma right behind it.
  private func nextUnit(from position: Int, to end: Int) -> Range<Int>? {
    var start = position
    while start < end, tokens[start].kind.isTrivia { start += 1 }
    guard start < end else { return nil }
    var last = start
    if tokens[start].kind == .leftParenthesis {
      while last + 1 < end, tokens[last].kind != .rightParenthesis { last += 1 }
    }
    var next = last + 1
    while next < end, tokens[next].kind.isTrivia { next += 1 }
    let hasComma =
      next < end && tokens[start].kind != .comma && tokens[next].kind == .comma
      && !hasComment(in: last + 1..<next)
    return start..<(hasComma ? next : last) + 1
  }
}

/// The column in which the points begin of `at` clauses on lines below each other.
struct MarksColumn {
  private var width = 0
  /// Behind the last clause for which it is known.
  private var end = 0

  /// The column for a clause, counted from the start of the clause; `limit` is behind the edit.
  mutating func column(for clause: Int, until limit: Int, _ printer: Printer) -> Int {
    if clause < end { return width }
    width = 0
    var next = clause
    repeat {
      let start = printer.tree.tokens(ofNode: next).lowerBound
      if let (momentEnd, points) = printer.marks(of: next),
        !printer.hasComment(in: start..<points)
      {
        let moment = printer.measure(start..<momentEnd).width
        if moment <= Layout.longestAlignedMoment { width = max(width, moment) }
      }
      let trivia = printer.tree.tokens(ofNode: next).upperBound
      next = printer.tree.endOfNode(next)
      guard next < limit, printer.tree.kind(ofNode: next) == .atClause,
        !printer.hasBlankLine(in: trivia..<printer.tree.tokens(ofNode: next).lowerBound)
      else { break }
    } while true
    end = next
    return width
  }
}
