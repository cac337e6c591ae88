extension Parser {
  mutating func parseStatement() {
    switch keyword {
    case .kedit: parseVersion()
    case .include: parseInclude()
    case .video: parseVideo()
    case .image: parseImage()
    case .param: parseParameter()
    case .template: parseTemplate()
    case .set: parseSet()
    case .then, .remove, .swap, .add: parseEdit()
    default: parseUnknownStatement()
    }
  }

  mutating func parseVersion() {
    node(.versionStatement) { parser in
      parser.take()
      if parser.current.kind == .number {
        parser.takeAs(.number)
      } else {
        parser.reportMissing(.versionExpected)
        if !parser.isOnNewLine, parser.keyword == nil { parser.skipLine() }
      }
      parser.finishStatement()
    }
  }

  mutating func parseInclude() {
    node(.includeStatement) { parser in
      parser.take()
      parser.parseText(.included)
      parser.finishStatement()
    }
  }

  mutating func parseVideo() {
    node(.videoStatement) { parser in
      parser.take()
      parser.passOverSign(takesEquals: false)
      if parser.current.kind == .equals {
        parser.report(.videoNameMissing, parser.currentSpan)
        parser.takeSilently(as: .unexpected)
      } else if !parser.isAtSourceOfVideo {
        parser.parseName(.videoName)
        parser.parseEquals(after: "the name")
      }
      let isID = parser.take(.id)
      parser.parseText(isID ? .videoID : .video)
      parser.parseNameBehindVideo()
      parser.finishStatement()
    }
  }

  /// Whether the video itself follows, and no name for it.
  private var isAtSourceOfVideo: Bool {
    let isBeforeEquals = following.kind == .equals
    return switch current.kind {
    case .text, .placeholder: !isBeforeEquals
    case .keyword: keyword == .id && !isBeforeEquals
    default: isAtPath
    }
  }

  /// `video "…" as NAME`
  mutating func parseNameBehindVideo() {
    guard keyword == .as, following.kind == .word, !isOnNewLine else { return }
    report(.nameBehindVideo, currentSpan)
    takeSilently(as: .unexpected)
    parseName(.videoName)
  }

  mutating func parseImage() {
    node(.imageStatement) { parser in
      parser.take()
      if parser.isAtPath || parser.current.kind == .text && parser.following.kind != .equals {
        parser.report(.imageNameMissing, parser.currentSpan)
        parser.placeOfLastIssue = parser.position
        parser.skipPath()
      } else {
        parser.parseName(.imageName)
        parser.parseEquals(after: "the name")
        parser.parseText(.imageSource)
      }
      parser.finishStatement()
    }
  }

  /// Passes over a text, or a path without quotes.
  private mutating func skipPath() {
    node(.unexpected) { parser in
      repeat { parser.takeSilently() } while parser.isGlued
    }
  }

  mutating func parseParameter() {
    node(.paramStatement) { parser in
      parser.take()
      parser.parseParameterName()
      if parser.isAtEqualsOrColon {
        parser.parseEquals(after: "the name")
        parser.parseLiteral()
      }
      parser.finishStatement()
    }
  }

  /// The default of a parameter: a text, a number, a point or a moment.
  mutating func parseLiteral() {
    switch (current.kind, current.numberShape) {
    case (.text, _): takeAs(.text)
    case (.number, .seconds), (.number, .milliseconds): takeAs(.timeMoment)
    case (.number, _): takeAs(.number)
    case (.leftParenthesis, _): parsePoint()
    case (.keyword, _) where keyword == .frame: parseMoment()
    default: reportMissing(.textExpected(.parameterDefault))
    }
  }

  mutating func parseTemplate() {
    node(.templateStatement) { parser in
      parser.take()
      if parser.keyword?.isEdit == true {
        parser.takeAs(.word)
      } else if parser.current.kind == .word {
        let word = parser.source.text(of: parser.currentSpan)
        let meant =
          ForeignWords.statements[word.foldedToASCII.lowercased()].flatMap { $0.isEdit ? $0 : nil }
          ?? word.nearest(in: Self.editWords)
        let edits = meant.map { [parser.edit(parser.currentSpan, $0.spelling)] } ?? []
        parser.report(.templateKindExpected(nearest: meant), parser.currentSpan, edits)
        parser.takeSilently(as: .unexpected)
      } else {
        parser.reportMissing(.templateKindExpected(nearest: nil))
      }
      parser.parseText(.template)
      parser.finishStatement()
    }
  }

  private static let editWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.isEdit).map { ($0.spelling, $0) }

  mutating func parseSet() {
    let statement = open(.setStatement)
    take()
    parseSetOption()
    close(statement)
    // `set mode pro, duration 5`
    while !isOnNewLine, isAtAnotherOption { parseOptionWithoutSet() }
    finishStatement()
    close(statement)
  }

  private mutating func parseSetOption() {
    if keyword?.isOption == true {
      parseOption()
    } else if let keyword, keyword.beginsClause {
      report(.clauseInSet(keyword), currentSpan)
      skip { $0.isAtStatement || $0.isOnNewLine }
    } else if current.kind == .word, !isOnNewLine {
      let word = source.text(of: currentSpan)
      let meant =
        ForeignWords.options[word.foldedToASCII.lowercased()] ?? word.nearest(in: Self.optionWords)
      if let meant, Self.fitsClause(meant, before: following) {
        report(
          .optionExpected(nearest: meant), currentSpan, [edit(currentSpan, meant.spelling)])
        parseOption(meant)
      } else {
        reportMissing(.optionExpected(nearest: meant))
        skip { $0.isAtStatement || $0.isOnNewLine }
      }
    } else {
      reportMissing(.optionExpected(nearest: nil))
    }
  }

  private var isAtAnotherOption: Bool {
    if current.kind == .comma || keyword == .and { return following.keyword?.isOption == true }
    return keyword?.isOption == true
  }

  private mutating func parseOptionWithoutSet() {
    let start = currentSpan
    let isBetween = keyword?.isOption != true
    let option = isBetween ? following.keyword : keyword
    let replacement = isBetween ? (isGlued ? " set" : "set") : "set "
    let place = isBetween ? start : Span(start.start, start.start)
    report(.optionWithoutSet(option ?? .mode), start, [edit(place, replacement)])
    if isBetween { takeSilently(as: .unexpected) }
    node(.setStatement) { $0.parseOption() }
  }

  static let optionWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.isOption).map { ($0.spelling, $0) }

  /// Reports and passes over what is left before the next statement.
  mutating func finishStatement() {
    while current.kind != .end, !isAtStatement, !beginsMistakenStatement {
      // A word on a line of its own was meant as a statement, whatever it is.
      if current.kind == .word, isOnNewLine { return }
      if keyword == .and, following.keyword == .then || following.keyword?.isEdit == true {
        return
      }
      if current.kind == .comma, placeOfLastIssue != position {
        report(.strayComma, currentSpan, [edit(currentSpan, "")])
        takeSilently(as: .unexpected)
        placeOfLastIssue = position
        continue
      }
      if placeOfLastIssue != position { reportLeftOver() }
      skipLine()
    }
  }

  private mutating func reportLeftOver() {
    if let keyword, keyword.beginsClause {
      report(.clauseOutsideEdit(keyword), currentSpan)
    } else if current.kind == .unknown {
      reportStray()
    } else if isGlued, tokens[endOfLast - 1].kind == .text {
      report(.quoteInsideText, currentSpan)
    } else {
      report(.statementExpected, currentSpan)
    }
  }
}
