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

  /// What stands at the start of a statement and is none: a foreign or mistyped verb is taken for
  /// the one that was meant, so that the rest of it is still understood.
  private mutating func parseUnknownStatement() {
    let span = currentSpan
    guard current.kind == .word else {
      if let keyword, keyword.beginsClause {
        report(.clauseOutsideEdit(keyword), span)
      } else if current.kind == .unknown {
        report(.strayCharacters, span)
      } else {
        report(.statementExpected, span)
      }
      skip { $0.isAtStatement }
      return
    }
    let word = source.text(of: span)
    let meant = Self.foreignVerbs[word.lowercased()] ?? word.nearest(in: Self.statementWords)
    let begins = meant.flatMap { Self.fits($0, before: following) ? $0 : nil }
    report(.unknownStatement(takenFor: begins), span)
    switch begins {
    case .remove, .swap, .add: parseEdit(verb: begins)
    case .video: parseVideo()
    case .image: parseImage()
    case .set: parseSet()
    case .include: parseInclude()
    case .template: parseTemplate()
    case .param: parseParameter()
    default: skip { $0.isAtStatement }
    }
  }

  /// Whether a token can stand behind the keyword, so that taking a word for it makes sense.
  private static func fits(_ keyword: Keyword, before token: Token) -> Bool {
    switch keyword {
    case .remove, .swap, .add, .include: token.kind == .text || token.kind == .placeholder
    case .video: token.kind == .text || token.kind == .word
    case .image, .param: token.kind == .word
    case .set: token.keyword?.isOption == true
    case .template: token.keyword?.isEdit == true
    default: false
    }
  }

  /// Verbs of other tools, for the ones of this language.
  private static let foreignVerbs: [String: Keyword] = [
    "delete": .remove, "erase": .remove, "clear": .remove, "del": .remove, "rm": .remove,
    "replace": .swap, "change": .swap, "exchange": .swap, "substitute": .swap,
    "insert": .add, "put": .add, "append": .add,
    "source": .video, "clip": .video, "input": .video, "picture": .image, "img": .image,
    "import": .include, "use": .include, "parameter": .param, "let": .param, "var": .param,
    "option": .set, "default": .set,
  ]

  private static let statementWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.beginsStatement).map { ($0.spelling, $0) }

  private mutating func parseVersion() {
    node(.versionStatement) { parser in
      parser.take()
      if parser.current.kind == .number {
        parser.takeAs(.number)
      } else {
        parser.reportMissing(.versionExpected)
      }
      parser.finishStatement()
    }
  }

  private mutating func parseInclude() {
    node(.includeStatement) { parser in
      parser.take()
      parser.parseText(.included)
      parser.finishStatement()
    }
  }

  private mutating func parseVideo() {
    node(.videoStatement) { parser in
      parser.take()
      if parser.current.kind != .text, parser.current.kind != .placeholder,
        parser.keyword != .id || parser.following.kind == .equals
      {
        parser.parseName(.videoName)
        parser.parseEquals(after: "the name")
      } else if parser.current.kind == .equals {
        parser.parseName(.videoName)
        parser.parseEquals(after: "the name")
      }
      let isID = parser.take(.id)
      parser.parseText(isID ? .videoID : .video)
      parser.finishStatement()
    }
  }

  private mutating func parseImage() {
    node(.imageStatement) { parser in
      parser.take()
      parser.parseName(.imageName)
      parser.parseEquals(after: "the name")
      parser.parseText(.imageSource)
      parser.finishStatement()
    }
  }

  private mutating func parseParameter() {
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

  private mutating func parseTemplate() {
    node(.templateStatement) { parser in
      parser.take()
      if parser.keyword?.isEdit == true {
        parser.takeAs(.word)
      } else {
        parser.reportMissing(.templateKindExpected)
        if parser.current.kind == .word { parser.takeAs(.unexpected) }
      }
      parser.parseText(.template)
      parser.finishStatement()
    }
  }

  private mutating func parseSet() {
    node(.setStatement) { parser in
      parser.take()
      if parser.keyword?.isOption == true {
        parser.parseOption()
      } else {
        let word = parser.source.text(of: parser.currentSpan)
        let isWord = parser.current.kind == .word
        parser.reportMissing(
          .optionExpected(nearest: isWord ? word.nearest(in: Self.optionWords) : nil))
        if isWord, !parser.isOnNewLine {
          parser.skip { $0.isAtStatement || $0.isOnNewLine }
        }
      }
      parser.finishStatement()
    }
  }

  static let optionWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.isOption).map { ($0.spelling, $0) }

  /// Reports and passes over what is left before the next statement.
  mutating func finishStatement() {
    guard current.kind != .end, !isAtStatement, !beginsMistakenStatement else { return }
    // A word on a line of its own was meant as a statement, whatever it is.
    if current.kind == .word, isOnNewLine { return }
    if placeOfLastIssue != position {
      if let keyword, keyword.beginsClause {
        report(.clauseOutsideEdit(keyword), currentSpan)
      } else if current.kind == .unknown {
        report(.strayCharacters, currentSpan)
      } else {
        report(.statementExpected, currentSpan)
      }
    }
    skip { $0.isAtStatement || $0.beginsMistakenStatement }
  }

  /// Whether a foreign or mistyped verb begins a line here: the statement before it has ended.
  var beginsMistakenStatement: Bool {
    guard current.kind == .word, isOnNewLine else { return false }
    let word = source.text(of: currentSpan)
    let meant = Self.foreignVerbs[word.lowercased()] ?? word.nearest(in: Self.statementWords)
    return meant.map { Self.fits($0, before: following) } ?? false
  }
}
