/// `point POINT` and `points POINT …`, and what people write in their place.
extension Parser {
  mutating func parsePoints() {
    let takesSeveral = keyword == .points
    let pointToken = position
    var missing: (issue: Int?, place: Span)?
    if !take(.points), !take(.point), !takeMisspeltPoint() {
      guard current.kind == .leftParenthesis else {
        if !hasPointsWithoutMoment { reportMissing(.pointKeywordMissing) }
        return
      }
      if placeOfLastIssue != position {
        let place = Span(current.start, current.start)
        missing = (report(.pointKeywordMissing, currentSpan, [edit(place, "point ")]), place)
      }
    }
    passOverSign()
    let brackets = openBrackets()
    let count = parsePointList(takesSeveral: takesSeveral, from: pointToken)
    if count > 1, let missing, let issue = missing.issue {
      issues[issue].edits = [edit(missing.place, "points ")]
    }
    if count == 0 { parsePointWithoutParentheses() }
    close(brackets)
  }

  /// - Returns: how many points there are.
  private mutating func parsePointList(takesSeveral: Bool, from pointToken: Int) -> Int {
    var count = 0
    while true {
      if count > 0, !isAtPoint {
        guard passOverSeparator() else { break }
      }
      guard isAtPoint || isAtBracketedPoint else { break }
      count += 1
      parsePoint()
      if count == 2, tokens[pointToken].keyword == .point {
        let word = span(ofToken: pointToken)
        report(.severalPointsAfterPoint, word, [edit(word, "points")])
      }
    }
    return count
  }

  /// Whether a comma, or what others write in its place, stands between two points here.
  private mutating func passOverSeparator() -> Bool {
    let next = tokens[indexOfFollowing]
    let isBeforePoint = next.kind == .leftParenthesis || next.kind == .placeholder
    switch current.kind {
    case .comma:
      let comma = currentSpan
      if isBeforePoint {
        take()
        return true
      }
      let goesOn = next.keyword?.beginsClause == true
      report(goesOn ? .strayComma : .commaWithoutPoint, comma, [edit(comma, "")])
      takeSilently()
      return false
    case .keyword where keyword == .and && isBeforePoint, .unknown where isBeforePoint:
      let span = currentSpan
      report(.signBetweenPoints, span, [edit(span, isGlued ? "," : "")])
      takeSilently(as: .unexpected)
      return true
    default: return false
    }
  }

  private mutating func takeMisspeltPoint() -> Bool {
    guard following.kind == .leftParenthesis else { return false }
    return takeMisspelt(.point, or: ["pt", "pos", "position", "coordinate", "coord", "xy", "点"])
  }

  private var isAtPoint: Bool {
    current.kind == .leftParenthesis || current.kind == .placeholder
  }

  private var isAtBracketedPoint: Bool { isAtBracket("[") && following.kind == .number }

  private func isAtBracket(_ bracket: String) -> Bool {
    current.kind == .unknown && source.text(of: currentSpan) == bracket
  }

  /// Takes a bracket or a parenthesis around a list of points.
  private mutating func openBrackets() -> (issue: Int?, isParenthesis: Bool)? {
    let next = following
    let isParenthesis = current.kind == .leftParenthesis
    guard isParenthesis || isAtBracket("["),
      next.kind == .leftParenthesis
        || next.kind == .unknown && source.text(of: span(ofToken: indexOfFollowing)) == "["
    else { return nil }
    let issue = report(.needlessBrackets("points stand"), currentSpan, [edit(currentSpan, "")])
    takeSilently(as: .unexpected)
    return (issue, isParenthesis)
  }

  private mutating func close(_ brackets: (issue: Int?, isParenthesis: Bool)?) {
    guard let brackets, !isOnNewLine || current.kind == .rightParenthesis,
      brackets.isParenthesis ? current.kind == .rightParenthesis : isAtBracket("]")
    else { return }
    if let issue = brackets.issue { issues[issue].edits.append(edit(currentSpan, "")) }
    takeSilently(as: .unexpected)
  }

  /// `point 0.5, 0.5`, or no point at all.
  private mutating func parsePointWithoutParentheses() {
    guard current.kind == .number, !isOnNewLine else {
      reportMissing(.pointExpected)
      return
    }
    node(.point) { parser in
      let start = parser.currentSpan
      parser.takeAs(.number)
      let hasComma = parser.take(.comma)
      guard parser.current.kind == .number, !parser.isOnNewLine else {
        parser.report(.pointNotOpened, start)
        return
      }
      let end = parser.currentSpan
      parser.takeAs(.number)
      let edits = [
        parser.edit(Span(start.start, start.start), "("),
        parser.edit(Span(end.end, end.end), ")"),
      ]
      parser.report(.pointNotOpened, start.joined(end), hasComma ? edits : [])
    }
  }

  /// `( X , Y )`, or a placeholder for it.
  mutating func parsePoint() {
    guard current.kind != .placeholder else {
      takeAs(.placeholder)
      return
    }
    node(.point) { parser in
      let opening = parser.currentSpan
      let isBracketed = parser.current.kind == .unknown
      if isBracketed { parser.takeSilently() } else { parser.take() }
      if !parser.parseForeignCoordinates() {
        parser.parseCoordinate("x")
        if !parser.take(.comma) { parser.parseMissingComma() }
        parser.parseCoordinate("y")
      }
      if isBracketed {
        parser.closeBracketedPoint(opening)
      } else if !parser.take(.rightParenthesis) {
        parser.parseUnclosedPoint()
      }
    }
  }

  private mutating func closeBracketedPoint(_ opening: Span) {
    var edits = [edit(opening, "(")]
    if isAtBracket("]") {
      edits.append(edit(currentSpan, ")"))
      takeSilently()
    }
    report(.bracketsForParentheses, opening, edits)
  }

  /// Between the parts of a point: nothing, or another sign in the comma's place.
  private mutating func parseMissingComma() {
    if isCoordinate(current) {
      let place = Span(endOfLastToken, endOfLastToken)
      report(.commaMissingInPoint, place, [edit(place, ",")])
    } else if current.kind == .unknown, isCoordinate(following) {
      report(.commaMissingInPoint, currentSpan, [edit(currentSpan, ",")])
      takeSilently(as: .unexpected)
    }
  }

  private func isCoordinate(_ token: Token) -> Bool {
    token.kind == .number || token.kind == .placeholder
  }

  private mutating func parseCoordinate(_ part: String) {
    switch current.kind {
    case .number: takeAs(.number)
    case .placeholder: takeAs(.placeholder)
    default: reportMissing(.coordinateExpected(part))
    }
  }

  /// Passes over what stands too much in a point, if its end is near.
  private mutating func parseUnclosedPoint() {
    if current.kind == .comma, isCoordinate(following) {
      if placeOfLastIssue != position {
        placeOfLastIssue = position
        report(.pointHasMoreParts, currentSpan.joined(span(ofToken: indexOfFollowing)))
      }
    } else {
      let isEnd = keyword != nil || current.kind == .end || current.kind == .leftParenthesis
      let place = Span(endOfLastToken, endOfLastToken)
      reportMissing(.pointNotClosed, isEnd ? [edit(place, ")")] : [])
    }
    var index = position
    while tokens[index].kind != .end, tokens[index].keyword == nil,
      tokens[index].kind != .leftParenthesis
    {
      if tokens[index].kind == .rightParenthesis {
        skipSilently(to: index)
        take()
        return
      }
      index += 1
    }
  }

  private mutating func skipSilently(to index: Int) {
    guard position < index else { return }
    node(.unexpected) { parser in
      while parser.position < index { parser.takeSilently() }
    }
  }
}
