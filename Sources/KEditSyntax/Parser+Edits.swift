extension Parser {
  /// `[then] remove|swap|add …` with its clauses; `verb` where another word was taken for it.
  mutating func parseEdit(verb: Keyword? = nil) {
    node(.edit) { parser in
      if parser.take(.then), parser.keyword?.isEdit != true, verb == nil {
        parser.parseVerbAfterThen()
        return
      }
      parser.parseEditBody(verb: verb ?? parser.keyword)
    }
  }

  private mutating func parseVerbAfterThen() {
    reportMissing(.thenWithoutEdit)
    if current.kind == .word, following.kind == .text || following.kind == .placeholder {
      takeAs(.unexpected)
      parseEditBodyAfterVerb(nil)
    } else {
      finishStatement()
    }
  }

  private mutating func parseEditBody(verb: Keyword?) {
    take()
    parseEditBodyAfterVerb(verb)
  }

  private mutating func parseEditBodyAfterVerb(_ verb: Keyword?) {
    switch verb {
    case .swap:
      node(.target) { $0.parseText(.replaced) }
      parseKeyword(.for, after: "what is replaced")
      parseElement(.replacement)
    case .add:
      parseElement(.added)
      if take(.and) { parseElement(.added) }
    case .remove: node(.target) { $0.parseText(.removed) }
    default: node(.target) { $0.parseText(.removed) }
    }
    parseClauses()
  }

  /// A text and the image it comes from.
  private mutating func parseElement(_ role: SyntaxIssue.Role) {
    node(.element) { parser in
      parser.parseText(role)
      parser.parseKeyword(.from, after: role.rawValue)
      parser.parseImageOperand()
    }
  }

  private mutating func parseImageOperand() {
    switch current.kind {
    case .text, .placeholder: parseText(.image)
    case .word: takeAs(.reference)
    default: parseReference(.image)
    }
  }

  private mutating func parseClauses() {
    while current.kind != .end, !isAtStatement {
      if let keyword, keyword.beginsClause {
        parseClause(keyword)
      } else if beginsMistakenStatement {
        return
      } else {
        parseUnknownClause()
      }
    }
  }

  private mutating func parseUnknownClause() {
    let span = currentSpan
    if placeOfLastIssue != position {
      placeOfLastIssue = position
      switch current.kind {
      case .word:
        let nearest = source.text(of: span).nearest(in: Self.clauseWords)
        report(.unknownClause(nearest: nearest), span)
      case .unknown: report(.strayCharacters, span)
      default: report(.clauseExpected, span)
      }
    }
    skip { $0.isAtStatement || $0.keyword?.beginsClause == true || $0.beginsMistakenStatement }
  }

  private static let clauseWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.beginsClause).map { ($0.spelling, $0) }

  private mutating func parseClause(_ keyword: Keyword) {
    switch keyword {
    case .in:
      node(.inClause) { parser in
        parser.take()
        switch parser.current.kind {
        case .text, .placeholder: parser.parseText(.video)
        default: parser.parseReference(.videoName)
        }
      }
    case .at: parseAt()
    case .onto: parseTextClause(.ontoClause, .place)
    case .save: parseTextClause(.saveClause, .fileName)
    case .id: parseTextClause(.idClause, .taskID)
    case .as:
      node(.asClause) { parser in
        parser.take()
        parser.parseName(.result)
      }
    default: parseOption()
    }
  }

  private mutating func parseTextClause(_ kind: NodeKind, _ role: SyntaxIssue.Role) {
    node(kind) { parser in
      parser.take()
      parser.parseText(role)
    }
  }

  /// An option's word and its value; which values it takes is not the parser's affair.
  mutating func parseOption() {
    guard let option = keyword else { return }
    node(.option) { parser in
      parser.take()
      parser.passOver(["=", ":"], after: option.spelling)
      switch parser.current.kind {
      case .text: parser.takeAs(.text)
      case .number: parser.takeAs(.number)
      case .placeholder: parser.takeAs(.placeholder)
      case .word where !parser.beginsMistakenStatement: parser.takeAs(.word)
      default: parser.reportMissing(.valueExpected(option))
      }
    }
  }
}

// MARK: Marks

extension Parser {
  private mutating func parseAt() {
    node(.atClause) { parser in
      parser.take()
      parser.parseMoment()
      parser.parsePoints()
    }
  }

  mutating func parseMoment() {
    switch current.kind {
    case .keyword where keyword == .frame:
      node(.frameMoment) { parser in
        parser.take()
        parser.passOver([":", "="], after: "frame")
        switch parser.current.kind {
        case .number: parser.takeAs(.number)
        case .word: parser.takeAs(.word)
        case .placeholder: parser.takeAs(.placeholder)
        default: parser.reportMissing(.frameNumberExpected)
        }
      }
    case .number:
      if let shape = current.numberShape, shape == .plain {
        report(.numberWithoutFrame, currentSpan)
      }
      takeAs(.timeMoment)
    case .placeholder: takeAs(.placeholder)
    default: reportMissing(.momentExpected)
    }
  }

  private mutating func parsePoints() {
    let takesSeveral = keyword == .points
    let pointToken = position
    if !take(.points), !take(.point) {
      if current.kind == .leftParenthesis {
        if placeOfLastIssue != position {
          report(.pointKeywordMissing, currentSpan)
        }
      } else {
        reportMissing(.pointKeywordMissing)
        return
      }
    }
    passOver([":", "="], after: takesSeveral ? "points" : "point")
    var count = 0
    while true {
      if count > 0, current.kind == .comma {
        let comma = currentSpan
        take()
        guard isAtPoint else {
          report(.commaWithoutPoint, comma)
          return
        }
      }
      guard isAtPoint else { break }
      count += 1
      parsePoint()
      if count == 2, tokens[pointToken].keyword == .point {
        report(.severalPointsAfterPoint, span(ofToken: pointToken))
      }
    }
    if count == 0 { parsePointWithoutParentheses() }
  }

  private var isAtPoint: Bool {
    current.kind == .leftParenthesis || current.kind == .placeholder
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
      if parser.take(.comma) || parser.current.kind == .number, parser.current.kind == .number {
        let end = parser.currentSpan
        parser.takeAs(.number)
        parser.report(.pointNotOpened, start.joined(end))
      } else {
        parser.report(.pointNotOpened, start)
      }
    }
  }

  /// `( X , Y )`, or a placeholder for it.
  mutating func parsePoint() {
    guard current.kind == .leftParenthesis else {
      takeAs(.placeholder)
      return
    }
    node(.point) { parser in
      parser.take()
      parser.parseCoordinate("x")
      if !parser.take(.comma) { parser.parseMissingComma() }
      parser.parseCoordinate("y")
      if !parser.take(.rightParenthesis) { parser.parseUnclosedPoint() }
    }
  }

  /// Between the parts of a point: nothing, or another sign in the comma's place.
  private mutating func parseMissingComma() {
    func isCoordinate(_ token: Token) -> Bool {
      token.kind == .number || token.kind == .placeholder
    }
    if isCoordinate(current) {
      let place = span(ofToken: endOfLast - 1).end
      report(.commaMissingInPoint, Span(place, place))
    } else if current.kind == .unknown, isCoordinate(following) {
      report(.commaMissingInPoint, currentSpan)
      takeAs(.unexpected)
    }
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
    reportMissing(.pointNotClosed)
    var index = position
    while tokens[index].kind != .end, tokens[index].keyword == nil,
      tokens[index].kind != .leftParenthesis
    {
      if tokens[index].kind == .rightParenthesis {
        skip { $0.current.kind == .rightParenthesis }
        take()
        return
      }
      index += 1
    }
  }
}
