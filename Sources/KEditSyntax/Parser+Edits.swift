extension Parser {
  /// `[then] remove|swap|add …` with its clauses; `verb` where another word was taken for it.
  mutating func parseEdit(verb: Keyword? = nil) {
    node(.edit) { parser in
      if verb == .then { parser.takeSilently() }
      if parser.take(.then) || verb == .then, parser.keyword?.isEdit != true {
        parser.parseVerbAfterThen()
        return
      }
      parser.parseEditBody(verb: verb.flatMap { $0.isEdit ? $0 : nil } ?? parser.keyword)
    }
  }

  private mutating func parseVerbAfterThen() {
    if current.kind == .word, !isOnNewLine, let meant = meantStatement, meant.isEdit {
      report(
        .unknownStatement(takenFor: meant), currentSpan, [edit(currentSpan, meant.spelling)])
      parseEditBody(verb: meant)
      return
    }
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
    parseCall(of: verb) { $0.parseEditBodyAfterVerb(verb) }
  }

  private mutating func parseEditBodyAfterVerb(_ verb: Keyword?) {
    hasPointsWithoutMoment = false
    switch verb {
    case .swap:
      node(.target) { $0.parseText(.replaced) }
      parseKeyword(.for, after: "what is replaced")
      parseElement(.replacement, in: verb)
    case .add:
      parseElement(.added, in: verb)
      if takeAnd() { parseElement(.added, in: verb) }
    default: node(.target) { $0.parseText(.removed) }
    }
    parseClauses(of: verb)
  }

  /// `and`, or a sign in its place.
  private mutating func takeAnd() -> Bool {
    if take(.and) { return true }
    guard following.kind == .text, !isOnNewLine else { return false }
    let isSign = [",", "+", "&"].contains(source.text(of: currentSpan))
    guard isSign || current.kind == .word && source.text(of: currentSpan) == "with" else {
      return takeMisspelt(.and)
    }
    report(.wordForKeyword(.and), currentSpan, [edit(currentSpan, isGlued ? " and" : "and")])
    takeSilently(as: .unexpected)
    return true
  }

  /// A text and the image it comes from.
  private mutating func parseElement(_ role: SyntaxIssue.Role, in verb: Keyword?) {
    node(.element) { parser in
      parser.parseText(role)
      parser.parsePlaceBeforeImage(in: verb)
      if parser.isAtPlace(in: verb) {
        // `add "a hat" to "the dog"`: the image is missing, and no word for the one before it stands here.
        parser.reportMissing(.keywordExpected(.from, after: role.rawValue))
        return
      }
      parser.parseKeyword(.from, after: role.rawValue)
      parser.parseImageOperand()
    }
  }

  /// Whether `onto` and its text stand here, or a word that is often taken for it.
  private func isAtPlace(in verb: Keyword?) -> Bool {
    guard verb == .add, following.kind == .text, !isOnNewLine else { return false }
    return keyword == .onto
      || ForeignWords.clauses(in: verb)[source.text(of: currentSpan)] == .onto
  }

  /// `add "a hat" onto "the dog" from hat`
  private mutating func parsePlaceBeforeImage(in verb: Keyword?) {
    guard isAtPlace(in: verb), tokens[significant(after: indexOfFollowing)].keyword == .from else {
      return
    }
    report(.placeBeforeImage, currentSpan)
    takeSilently(count: 2)
  }

  private mutating func parseImageOperand() {
    switch current.kind {
    case .text, .placeholder: parseText(.image)
    case .word, .unknown, .number:
      if isAtPath, !isOnNewLine { parseText(.image) } else { parseReference(.image) }
    default: parseReference(.image)
    }
  }

  private mutating func parseClauses(of verb: Keyword?) {
    while current.kind != .end, !isAtStatement {
      if let keyword, keyword.beginsClause {
        parseClause(keyword)
      } else if beginsMistakenStatement {
        return
      } else {
        parseUnknownClause(of: verb)
      }
    }
  }

  mutating func parseClause(_ keyword: Keyword) {
    switch keyword {
    case .in:
      node(.inClause) { parser in
        parser.take()
        parser.passOverSign()
        switch parser.current.kind {
        case .text, .placeholder: parser.parseText(.video)
        case .word where parser.isAtPath: parser.parseText(.video)
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
        parser.passOverSign()
        parser.parseName(.result)
      }
    default: parseOption(keyword)
    }
  }

  private mutating func parseTextClause(_ kind: NodeKind, _ role: SyntaxIssue.Role) {
    node(kind) { parser in
      parser.take()
      if parser.keyword == .as, parser.following.kind == .text { parser.parseStrayWord() }
      parser.parseText(role)
    }
  }

  /// An option's word and its value; which values it takes is not the parser's affair.
  mutating func parseOption(_ meant: Keyword? = nil) {
    guard let option = meant ?? keyword else { return }
    let start = currentSpan
    node(.option) { parser in
      parser.take()
      parser.passOverSign()
      switch parser.current.kind {
      case .text: parser.takeAs(.text)
      case .number where option == .duration && parser.timeUnitBehind != nil:
        parser.passOverDurationWithUnit(from: start)
      case .number: parser.takeAs(.number)
      case .placeholder: parser.takeAs(.placeholder)
      case .word where !parser.beginsMistakenStatement:
        let takesText = [.prompt, .negative, .callback].contains(option)
        if takesText, !parser.isOnNewLine {
          parser.parseText(.value)
        } else {
          parser.takeAs(.word)
        }
      default: parser.reportMissing(.valueExpected(option))
      }
    }
  }

  /// `duration 5 s`
  private mutating func passOverDurationWithUnit(from start: Span) {
    let end = span(ofToken: indexOfFollowing).end
    report(
      .unitOfDuration, Span(start.start, end), [edit(Span(currentSpan.end, end), "")])
    takeSilently(count: 2)
  }
}
