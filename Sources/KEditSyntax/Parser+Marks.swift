extension Parser {
  mutating func parseAt() {
    node(.atClause) { parser in
      parser.take()
      parser.passOverSign()
      parser.parseMoment()
      parser.parsePoints()
    }
  }

  // MARK: Moments

  mutating func parseMoment() {
    switch current.kind {
    case .keyword where keyword == .frame: parseFrame { $0.take() }
    case .number: parseNumberAsMoment()
    case .placeholder: takeAs(.placeholder)
    case .word where !isOnNewLine: parseWordAsMoment()
    default: reportMissing(.momentExpected)
    }
    passOverSign(takesEquals: false)
    passOverMoreFrames()
    if current.kind == .comma, following.keyword == .point || following.keyword == .points {
      report(.strayComma, currentSpan, [edit(currentSpan, "")])
      takeSilently(as: .unexpected)
    }
  }

  private mutating func parseFrame(_ takeWord: (inout Parser) -> Void) {
    node(.frameMoment) { parser in
      takeWord(&parser)
      parser.passOverSign()
      switch parser.current.kind {
      case .number: parser.takeFrameNumber()
      case .word where !parser.isOnNewLine || parser.isAtFirstOrLast: parser.takeAs(.word)
      case .placeholder: parser.takeAs(.placeholder)
      case .leftParenthesis where parser.following.kind == .number:
        parser.parseFrameInParentheses()
      default: parser.reportFrameNumberMissing()
      }
    }
  }

  private mutating func takeFrameNumber() {
    guard let unit = timeUnitBehind else { return takeAs(.number) }
    // `frame 1.5 s`
    let whole = currentSpan.joined(span(ofToken: indexOfFollowing))
    report(.timeBehindFrame(source.text(of: currentSpan) + unit), whole)
    takeSilently(count: 2)
  }

  private var isAtFirstOrLast: Bool {
    let word = source.text(of: currentSpan)
    return word == "first" || word == "last"
  }

  /// `frame(12)`
  private mutating func parseFrameInParentheses() {
    let opening = currentSpan
    takeSilently(as: .unexpected)
    takeAs(.number)
    var edits = [edit(opening, " ")]
    if current.kind == .rightParenthesis {
      edits.append(edit(currentSpan, ""))
      takeSilently(as: .unexpected)
    }
    report(.needlessBrackets("the number of a frame stands"), opening, edits)
  }

  /// `frame #12`: the number is in a comment, with all that stands behind it.
  private mutating func reportFrameNumberMissing() {
    for index in endOfLast..<position where tokens[index].kind == .comment {
      let comment = span(ofToken: index)
      guard comment.count > 1, Self.isDigit(source.bytes[comment.start + 1]) else { break }
      guard placeOfLastIssue != position else { return }
      placeOfLastIssue = position
      let sign = Span(comment.start, comment.start + 1)
      report(.hashBeforeNumber, sign, [edit(sign, "")])
      return
    }
    reportMissing(.frameNumberExpected)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  /// A word where `frame` belongs: that word misspelt, or what belongs behind it.
  private mutating func parseWordAsMoment() {
    let span = currentSpan
    let word = source.text(of: span).lowercased()
    let next = following.kind
    if let end = Self.ends[word] {
      let isBeforeFrame = following.keyword == .frame
      let whole = isBeforeFrame ? span.joined(self.span(ofToken: indexOfFollowing)) : span
      report(.frameWordAlone(end), whole, [edit(whole, "frame \(end)")])
      takeEnd(word, count: isBeforeFrame ? 2 : 1)
    } else if word == "the", next == .word,
      let end = Self.ends[source.text(of: self.span(ofToken: indexOfFollowing)).lowercased()]
    {
      // `at the end`, `at the last frame`
      let behind = significant(after: indexOfFollowing)
      let isBeforeFrame = tokens[behind].keyword == .frame
      let whole = span.joined(self.span(ofToken: isBeforeFrame ? behind : indexOfFollowing))
      report(.frameWordAlone(end), whole, [edit(whole, "frame \(end)")])
      takeEnd(word, count: isBeforeFrame ? 3 : 2)
    } else if next == .number || next == .word || next == .placeholder,
      takeMisspeltFrame()
    {
      parseFrame { _ in }
    } else {
      reportMissing(.momentExpected)
      takeSilently(as: .unexpected)
      placeOfLastIssue = position
    }
  }

  /// The words for the ends of a video, and which frame each of them means.
  private static let ends = [
    "first": "first", "start": "first", "beginning": "first", "last": "last", "end": "last",
  ]

  /// Takes so many words that mean the first or the last frame, which is reported. The word itself is
  /// read on where it is the one of the language.
  private mutating func takeEnd(_ word: String, count: Int) {
    node(word == "first" || word == "last" ? .frameMoment : .unexpected) { parser in
      parser.takeSilently(as: .word)
      if count > 1 { parser.takeSilently(count: count - 1) }
    }
  }

  private mutating func takeMisspeltFrame() -> Bool {
    takeMisspelt(.frame, or: ["frames", "image", "picture", "index", "帧"])
  }

  private mutating func parseNumberAsMoment() {
    let number = currentSpan
    guard current.numberShape == .plain else {
      takeAs(.timeMoment)
      return
    }
    let text = source.text(of: number)
    if following.keyword == .frame {
      // `at 0 frame`
      let whole = number.joined(span(ofToken: indexOfFollowing))
      report(.numberBeforeFrame, whole, [edit(whole, "frame \(text)")])
      node(.frameMoment) { parser in
        parser.takeSilently(as: .number)
        parser.takeSilently(as: .unexpected)
      }
    } else if let unit = timeUnitBehind {
      // `at 1.5 s`
      let end = span(ofToken: indexOfFollowing).end
      report(
        .blankBeforeUnit(unit), Span(number.start, end),
        [edit(Span(number.end, end), unit)])
      takeSilently(count: 2)
    } else if following.kind == .unknown, source.text(of: span(ofToken: position + 1)) == ":" {
      // `at 0:01.5`
      var end = number
      node(.unexpected) { parser in
        repeat {
          end = parser.currentSpan
          parser.takeSilently()
        } while parser.isGlued
          && (parser.current.kind == .number || parser.current.kind == .unknown)
      }
      report(.timeWithColons, number.joined(end))
    } else {
      report(.numberWithoutFrame, number)
      takeAs(.timeMoment)
    }
  }

  /// The unit that stands behind a number with a blank between them, as the language writes it.
  var timeUnitBehind: String? {
    guard current.numberShape == .plain, following.kind == .word else { return nil }
    return switch source.text(of: span(ofToken: indexOfFollowing)).lowercased() {
    case "s", "sec", "secs", "second", "seconds": "s"
    case "ms", "msec", "milliseconds": "ms"
    default: nil
    }
  }

  /// `frame 0, 12` and `frame 0..12`: one `at` marks one frame.
  private mutating func passOverMoreFrames() {
    guard !isOnNewLine, placeOfLastIssue != position else { return }
    let isNumber = current.kind == .number
    let isBetween =
      [.comma, .unknown].contains(current.kind) || keyword == .and || current.kind == .word
    guard isNumber || isBetween && following.kind == .number else { return }
    let start = currentSpan
    var end = start
    node(.unexpected) { parser in
      repeat {
        end = parser.currentSpan
        parser.takeSilently()
      } while [.comma, .unknown, .number].contains(parser.current.kind)
    }
    report(.severalFrames, start.joined(end))
  }

  // MARK: Points

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
