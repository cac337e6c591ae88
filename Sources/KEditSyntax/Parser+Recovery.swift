// What the parser makes of what is not of the language: it is taken for what was meant where that is
// plain, so that the rest of the statement is still understood and nothing is reported twice.

extension Parser {
  /// A change of the text, for a fix.
  func edit(_ span: Span, _ replacement: String) -> Diagnostic.Fix.Edit {
    Diagnostic.Fix.Edit(span: span, replacement: replacement)
  }

  /// Whether the current token stands directly behind the last one.
  var isGlued: Bool { endOfLast == position && current.kind != .end }

  func isGluedToLast(_ start: Int) -> Bool {
    start > 0 && source.bytes[start - 1] != UInt8(ascii: " ")
      && source.bytes[start - 1] != UInt8(ascii: "\n")
  }

  func hasLineEnd(in range: Range<Int>) -> Bool {
    range.contains { index in
      tokens[index].kind == .whitespace
        && source.bytes[span(ofToken: index).start..<span(ofToken: index).end]
          .contains(UInt8(ascii: "\n"))
    }
  }

  /// Takes the current token without a word about what is wrong with it: that is said already.
  mutating func takeSilently() {
    guard current.kind != .end else { return }
    position += 1
    endOfLast = position
    skipTrivia()
  }

  mutating func takeSilently(as kind: NodeKind) {
    node(kind) { $0.takeSilently() }
  }

  mutating func takeSilently(count: Int) {
    node(.unexpected) { parser in
      for _ in 0..<count { parser.takeSilently() }
    }
  }

  // MARK: Braces

  /// Reports what begins nothing of the language; braces that open and close are one mistake.
  mutating func reportStray() {
    let text = source.text(of: currentSpan)
    let removal = edit(currentSpan, "")
    if text == "{" {
      openBraces.append(report(.needlessBrackets("clauses stand"), currentSpan, [removal]))
    } else if text == "}", let opening = openBraces.popLast() {
      if let opening { issues[opening].edits.append(removal) }
    } else {
      report(.strayCharacters, currentSpan)
    }
  }

  // MARK: Statements

  /// What stands at the start of a statement and is none: a foreign or mistyped verb is taken for
  /// the one that was meant.
  mutating func parseUnknownStatement() {
    guard current.kind == .word else {
      parseMisplaced()
      return
    }
    let begins = meantStatement
    let span = currentSpan
    wrongNames.insert(source.text(of: span))
    report(
      .unknownStatement(takenFor: begins), span,
      begins.map { [edit(span, $0.spelling)] } ?? [])
    switch begins {
    case .remove, .swap, .add: parseEdit(verb: begins)
    case .video: parseVideo()
    case .image: parseImage()
    case .set: parseSet()
    case .include: parseInclude()
    case .template: parseTemplate()
    case .param: parseParameter()
    case .then: parseEdit(verb: .then)
    default: skipLine()
    }
  }

  private mutating func parseMisplaced() {
    let span = currentSpan
    if let keyword {
      if keyword == .and, following.keyword == .then || following.keyword?.isEdit == true {
        parseStrayWord()
        return
      }
      report(keyword.beginsClause ? .clauseOutsideEdit(keyword) : .statementExpected, span)
    } else if current.kind == .unknown {
      reportStray()
    } else {
      report(.statementExpected, span)
    }
    skipLine()
  }

  /// Passes over what is not understood, up to a statement: on the same line only one that goes on
  /// like one.
  mutating func skipLine() {
    skip { parser in
      parser.beginsMistakenStatement
        || parser.keyword.map { keyword in
          keyword.beginsStatement
            && (parser.isOnNewLine || Self.fits(keyword, before: parser.following))
        } ?? false || parser.current.kind == .word && parser.isOnNewLine
    }
  }

  /// A word that is needless before the next one: `and then remove …`, `with prompt …`.
  mutating func parseStrayWord() {
    let end = tokens[indexOfFollowing].start
    report(.strayWord, currentSpan, [edit(Span(current.start, end), "")])
    takeSilently(as: .unexpected)
  }

  /// Whether a foreign or mistyped verb begins a line here: the statement before it has ended.
  var beginsMistakenStatement: Bool {
    guard current.kind == .word, isOnNewLine else { return false }
    return meantStatement != nil
  }

  /// The statement that the word here was meant to begin; `nil` where what follows does not fit it.
  var meantStatement: Keyword? {
    let word = source.text(of: currentSpan)
    let meant =
      ForeignWords.statements[word.foldedToASCII.lowercased()]
      ?? word.nearest(in: Self.statementWords)
    guard let meant, Self.fits(meant, before: following) else { return nil }
    return meant
  }

  private static let statementWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.beginsStatement).map { ($0.spelling, $0) }

  /// Whether a token can stand behind the keyword, so that taking a word for it makes sense.
  static func fits(_ keyword: Keyword, before token: Token) -> Bool {
    switch keyword {
    case .remove, .swap, .add, .include: token.kind == .text || token.kind == .placeholder
    case .video: token.kind == .text || token.kind == .word
    case .image, .param: token.kind == .word
    case .set: token.keyword?.isOption == true
    case .template, .then: token.keyword?.isEdit == true
    default: false
    }
  }

  // MARK: Clauses

  mutating func parseUnknownClause(of verb: Keyword?) {
    guard placeOfLastIssue != position else {
      skipClause()
      return
    }
    switch current.kind {
    case .comma:
      report(.strayComma, currentSpan, [edit(currentSpan, "")])
      takeSilently(as: .unexpected)
    case .keyword: parseMisplacedKeyword(in: verb)
    case .word where !isAfterText: parseUnknownWord(in: verb)
    case .word, .text:
      report(isAfterText ? .quoteInsideText : .secondText, currentSpan)
      skipClause()
    case .unknown where isBetweenTexts:
      report(.secondText, span(ofToken: indexOfFollowing))
      skipClause()
    case .unknown:
      reportStray()
      skipClause()
    case .rightParenthesis where !openParentheses.isEmpty:
      if let opening = openParentheses.popLast(), let opening {
        issues[opening].edits.append(edit(currentSpan, ""))
      }
      takeSilently(as: .unexpected)
    default:
      report(.clauseExpected, currentSpan)
      skipClause()
    }
  }

  /// `"the " + "chick"`
  private var isBetweenTexts: Bool {
    endOfLast > 0 && tokens[endOfLast - 1].kind == .text && following.kind == .text && !isOnNewLine
  }

  /// Whether a text ends directly before the current token: `"the "big" chick"`.
  private var isAfterText: Bool { isGlued && tokens[endOfLast - 1].kind == .text }

  private mutating func skipClause() {
    placeOfLastIssue = position
    skip {
      $0.isAtStatement || $0.keyword?.beginsClause == true || $0.beginsMistakenStatement
    }
  }

  private mutating func parseUnknownWord(in verb: Keyword?) {
    let word = source.text(of: currentSpan)
    let next = following
    let foreign = ForeignWords.clauses(in: verb)[word.foldedToASCII.lowercased()]
    if word.foldedToASCII.lowercased() == "with", next.keyword?.beginsClause == true {
      parseStrayWord()
      return
    }
    let isBeforeFrame = next.keyword == .frame && ["on", "by", "during", "when"].contains(word)
    let nearest = isBeforeFrame ? .at : foreign ?? word.nearest(in: Self.clauseWords)
    wrongNames.insert(word)
    if let nearest, Self.fitsClause(nearest, before: next) {
      report(
        .unknownClause(nearest: nearest), currentSpan, [edit(currentSpan, nearest.spelling)])
      parseClause(nearest)
    } else {
      report(.unknownClause(nearest: nearest), currentSpan)
      skipClause()
    }
  }

  private mutating func parseMisplacedKeyword(in verb: Keyword?) {
    let next = following
    switch keyword {
    case .and where next.keyword == .then || next.keyword?.isEdit == true: parseStrayWord()
    case .and:
      report(.andNotHere(verb ?? .remove), currentSpan)
      skipClause()
    case .frame:
      let place = Span(current.start, current.start)
      report(.atMissing, currentSpan, [edit(place, "at ")])
      node(.atClause) { parser in
        parser.parseMoment()
        parser.parsePoints()
      }
    case .point, .points:
      report(.pointBeforeMoment, currentSpan)
      hasPointsWithoutMoment = true
      node(.unexpected) { parser in
        parser.takeSilently()
        while parser.current.kind == .leftParenthesis { parser.parsePoint() }
      }
    case .from where next.kind == .word:
      // Whether a video or an image is named, and so what was meant, is not known here.
      report(.unknownClause(nearest: .in), currentSpan)
      takeSilently(count: 2)
    default:
      report(.clauseExpected, currentSpan)
      skipClause()
    }
  }

  static let clauseWords: [(String, Keyword)] =
    Keyword.allCases.filter(\.beginsClause).map { ($0.spelling, $0) }

  /// Whether a token can stand behind the clause's word.
  static func fitsClause(_ keyword: Keyword, before token: Token) -> Bool {
    switch keyword {
    case .at:
      token.keyword == .frame || token.kind == .number || token.kind == .placeholder
        || token.kind == .word
    case .in: token.kind == .word || token.kind == .text || token.kind == .placeholder
    case .as: token.kind == .word
    case .onto, .save, .id, .prompt, .negative, .callback:
      token.kind == .text || token.kind == .placeholder
    case .model: token.kind == .text || token.kind == .word
    case .mode, .language, .watermark, .preview, .duration:
      token.kind == .word || token.kind == .number || token.kind == .placeholder
    default: false
    }
  }
}
