extension Parser {
  /// A text, or a placeholder that stands for one.
  mutating func parseText(_ role: SyntaxIssue.Role) {
    passOverSign()
    switch current.kind {
    case .text: takeAs(.text)
    case .placeholder: takeAs(.placeholder)
    case .leftParenthesis where following.kind == .text: parseTextInParentheses()
    case .word, .number, .unknown:
      if isOnNewLine || current.kind == .unknown && !isAtPath {
        reportMissing(.textExpected(role))
      } else {
        parseUnquotedText(role)
      }
    // `save in/clean.mp4`
    case .keyword where isAtPath && !isOnNewLine: parseUnquotedText(role)
    default: reportMissing(.textExpected(role))
    }
  }

  /// `remove("the chick")`
  private mutating func parseTextInParentheses() {
    let opening = currentSpan
    takeSilently(as: .unexpected)
    takeAs(.text)
    var edits = [edit(opening, isGluedToLast(opening.start) ? " " : "")]
    let isClosed = current.kind == .rightParenthesis
    if isClosed {
      edits.append(edit(currentSpan, ""))
      takeSilently(as: .unexpected)
    }
    let issue = report(.needlessBrackets("a text stands"), opening, edits)
    if !isClosed { openParentheses.append(issue) }
  }

  /// Words without quotes, up to the end of the line or to what goes on with the statement; or a path
  /// or URL, up to the next blank.
  private mutating func parseUnquotedText(_ role: SyntaxIssue.Role) {
    let start = currentSpan
    var end = start
    let isPath = isAtPath
    // Where something is missing already, it is not sure that a text was meant at all.
    let isDoubtful = placeOfLastIssue == position
    node(.unexpected) { parser in
      repeat {
        end = parser.currentSpan
        parser.takeSilently()
      } while isPath ? parser.isGlued : parser.goesOnWithoutQuotes
    }
    let span = start.joined(end)
    defer { if !isOnNewLine { placeOfLastIssue = position } }
    if current.quotes == .unclosed, isGlued {
      report(.openingQuoteMissing, span)
      takeSilently(as: .unexpected)
    } else {
      // Where it does not go on as a statement does, who knows what belongs to the text.
      let isWhole =
        !isDoubtful
        && (isOnNewLine || current.kind == .end || keyword.map { $0.isBeforeText } ?? false)
      let literal = quotedLiteral(source.text(of: span))
      report(.unquotedText(role), span, isWhole ? [edit(span, literal)] : [])
    }
  }

  /// Whether the current token is rather a piece of a text that lacks its quotes than what follows it.
  private var goesOnWithoutQuotes: Bool {
    guard !isOnNewLine else { return false }
    switch current.kind {
    case .word, .number, .unknown: return true
    case .comma: return following.kind == .word
    case .keyword: return !fitsHere
    default: return false
    }
  }

  /// Whether the keyword here can go on with a statement, by what stands behind it.
  private var fitsHere: Bool {
    guard let keyword else { return false }
    let next = following
    switch keyword {
    case .for, .from, .and: return true
    case .at: return next.keyword == .frame || next.kind == .number || next.kind == .placeholder
    case .frame: return next.kind == .number || next.kind == .placeholder
    case .point, .points: return next.kind == .leftParenthesis
    case .in, .as:
      guard next.kind == .word else { return next.kind == .text || next.kind == .placeholder }
      let index = significant(after: indexOfFollowing)
      return tokens[index].kind != .word || hasLineEnd(in: indexOfFollowing..<index)
    default:
      if keyword.beginsClause { return Self.fitsClause(keyword, before: next) }
      return Self.fits(keyword, before: next)
    }
  }

  /// Whether a path or a URL without quotes begins here: signs of one stand in or before the word.
  var isAtPath: Bool {
    let next = position + 1
    switch current.kind {
    case .word, .number, .keyword:
      return next < tokens.count && tokens[next].kind == .unknown && isPathSign(at: next)
    case .unknown:
      return isPathSign(at: position) && next < tokens.count && !tokens[next].kind.isTrivia
    default: return false
    }
  }

  private func isPathSign(at index: Int) -> Bool {
    let first = source.bytes[tokens[index].start]
    let next = span(ofToken: index).end
    return [UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "~")]
      .contains(first)
      || first == UInt8(ascii: ":") && next < source.bytes.count
        && [UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(source.bytes[tokens[index].start + 1])
  }

  /// A name that is given here.
  mutating func parseName(_ role: SyntaxIssue.Role) {
    parseNameLike(.name, role)
    parseRestOfName()
  }

  /// The name of a parameter, which may be a reserved word: it is only ever used in braces.
  mutating func parseParameterName() {
    let next = following
    let fits =
      next.kind == .equals || next.kind == .end || next.keyword?.beginsStatement == true
      || next.kind == .unknown && source.text(of: span(ofToken: indexOfFollowing)) == ":"
    if keyword != nil, fits { takeAs(.name) } else { parseName(.parameter) }
  }

  /// A name that is used here.
  mutating func parseReference(_ role: SyntaxIssue.Role) {
    parseNameLike(.reference, role)
  }

  private mutating func parseNameLike(_ kind: NodeKind, _ role: SyntaxIssue.Role) {
    switch current.kind {
    case .word:
      takeAs(kind)
    case .keyword where !isOnNewLine && !isKeywordInItsPlace:
      if let keyword, reservedNames.insert(keyword).inserted {
        report(.reservedName(keyword), currentSpan)
      }
      takeAs(kind)
    case .text where kind == .name && !isOnNewLine:
      let content = source.text(of: currentSpan).dropFirst().dropLast()
      let isName = Self.isName(content)
      report(.quotedName, currentSpan, isName ? [edit(currentSpan, String(content))] : [])
      takeSilently(as: kind)
    case .number where !isOnNewLine && kind == .name || current.numberShape == .unknownUnit:
      if wrongNames.insert(source.text(of: currentSpan)).inserted {
        report(.nameBeginsWithDigit, currentSpan)
      }
      takeSilently(as: kind)
    default:
      reportMissing(.nameExpected(role))
    }
  }

  private static func isName(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8)
    return !bytes.isEmpty && Lexer.tokens(of: bytes).map(\.kind) == [.word, .end]
  }

  /// `my corgi = …`
  private mutating func parseRestOfName() {
    guard current.kind == .word, following.kind == .equals, !isOnNewLine, endOfLast > 0 else {
      return
    }
    report(.nameWithBlank, span(ofToken: endOfLast - 1).joined(currentSpan))
    takeSilently(as: .unexpected)
  }

  /// Whether the keyword here rather goes on with the statement than is meant as a name:
  /// `as duration 5` lacks its name, `as duration` is one that may not be given.
  private var isKeywordInItsPlace: Bool {
    guard let keyword else { return false }
    let next = following
    switch keyword {
    case .at: return next.keyword == .frame || next.kind == .number
    case .in, .as: return next.kind == .word
    case .for, .from, .and, .frame, .point, .points, .then, .kedit: return false
    case .video, .image: return false
    default: return next.kind == .text || next.kind == .number && keyword == .duration
    }
  }

  /// The word between two parts of an edit.
  mutating func parseKeyword(_ expected: Keyword, after: String) {
    if take(expected) || takeMisspelt(expected) { return }
    let next = following.kind
    let isBeforeText = next == .text || next == .placeholder
    if current.kind == .text || current.kind == .placeholder, !isOnNewLine {
      let place = Span(currentSpan.start, currentSpan.start)
      reportMissing(
        .keywordExpected(expected, after: after), [edit(place, expected.spelling + " ")])
      return
    }
    let run = operatorRun
    if !run.isEmpty, !isOnNewLine, [.text, .placeholder, .word].contains(tokens[run.end].kind) {
      // `swap "a" => "b"`
      report(.wordForKeyword(expected), run.span, [edit(run.span, " \(expected.spelling) ")])
      takeSilently(count: run.count)
    } else if current.kind == .comma || current.kind == .word || current.kind == .keyword,
      isBeforeText, !isOnNewLine, keyword?.beginsClause != true || keyword == .in
    {
      // `swap "a" with "b"`
      let word = expected.spelling
      let text = current.kind == .comma ? " \(word)" : word
      report(.wordForKeyword(expected), currentSpan, [edit(currentSpan, text)])
      takeSilently(as: .unexpected)
    } else {
      reportMissing(.keywordExpected(expected, after: after))
    }
  }

  /// Takes a word that was meant as this keyword: in capitals, or with a letter wrong.
  mutating func takeMisspelt(_ expected: Keyword, or others: Set<String> = []) -> Bool {
    guard current.kind == .word, !isOnNewLine else { return false }
    let word = source.text(of: currentSpan)
    guard
      others.contains(word.foldedToASCII.lowercased())
        || word.nearest(among: [expected.spelling]) != nil
    else { return false }
    report(.misspelt(expected), currentSpan, [edit(currentSpan, expected.spelling)])
    takeSilently(as: .unexpected)
    return true
  }

  /// The signs in a row here that other languages put between a name and its value.
  private var operatorRun: (span: Span, count: Int, isEmpty: Bool, end: Int) {
    var index = position
    while tokens[index].kind == .equals || tokens[index].kind == .unknown { index += 1 }
    let span = Span(current.start, tokens[index].start)
    let isOperator = index > position && Self.operators.contains(source.text(of: span))
    var end = index
    while tokens[end].kind.isTrivia { end += 1 }
    return (span, index - position, !isOperator, end)
  }

  private static let operators: Set<String> = [
    ":", "：", ":=", "：＝", "==", "=>", "->", "<-", "→", "⇒", "<=", "=:",
  ]

  var isAtEqualsOrColon: Bool { current.kind == .equals || !operatorRun.isEmpty }

  private func isAtSign(_ sign: String) -> Bool {
    switch current.kind {
    case .equals: return sign == "="
    case .unknown:
      let text = source.text(of: currentSpan)
      return text == sign || sign == ":" && text == "："
    default: return false
    }
  }

  mutating func parseEquals(after: String) {
    let run = operatorRun
    if !run.isEmpty {
      let isSpaced = run.span.start > 0 && source.bytes[run.span.start - 1] == UInt8(ascii: " ")
      report(.colonForEquals, run.span, [edit(run.span, isSpaced ? "=" : " =")])
      takeSilently(count: run.count)
    } else if take(.equals) {
      return
    } else if current.kind == .text || current.kind == .placeholder, !isOnNewLine {
      let place = Span(currentSpan.start, currentSpan.start)
      reportMissing(.equalsExpected(after: after), [edit(place, "= ")])
    } else if current.kind == .word || current.kind == .keyword, following.kind == .text,
      !isOnNewLine, keyword != .id
    {
      report(.equalsExpected(after: after), currentSpan, [edit(currentSpan, "=")])
      takeSilently(as: .unexpected)
    } else {
      reportMissing(.equalsExpected(after: after))
    }
  }

  /// Reports and passes over a sign that other languages put between a word and its value: a colon,
  /// or `=` where that has no meaning of its own.
  mutating func passOverSign(takesEquals: Bool = true) {
    guard current.kind == .equals || current.kind == .unknown, !isOnNewLine, endOfLast > 0 else {
      return
    }
    guard let sign = isAtSign(":") ? ":" : takesEquals && isAtSign("=") ? "=" : nil else { return }
    let span = currentSpan
    let after = source.text(of: self.span(ofToken: endOfLast - 1))
    let isGluedToNext = position + 1 < tokens.count && !tokens[position + 1].kind.isTrivia
    report(.straySign(sign, after: after), span, [edit(span, isGluedToNext ? " " : "")])
    takeSilently(as: .unexpected)
  }
}

extension Keyword {
  /// Whether it goes on with a statement behind a text.
  fileprivate var isBeforeText: Bool {
    beginsStatement || beginsClause || self == .for || self == .from || self == .and
  }
}
