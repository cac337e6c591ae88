extension Parser {
  /// A text, or a placeholder that stands for one.
  mutating func parseText(_ role: SyntaxIssue.Role) {
    switch current.kind {
    case .text: takeAs(.text)
    case .placeholder: takeAs(.placeholder)
    case .word where !isOnNewLine: parseUnquotedText(role)
    default: reportMissing(.textExpected(role))
    }
  }

  /// Words without quotes, up to the end of the line or the next keyword.
  private mutating func parseUnquotedText(_ role: SyntaxIssue.Role) {
    let start = currentSpan
    var end = start
    node(.unexpected) { parser in
      repeat {
        end = parser.currentSpan
        parser.take()
      } while parser.current.kind == .word && !parser.isOnNewLine
    }
    report(.unquotedText(role), start.joined(end))
    placeOfLastIssue = position
  }

  /// A name that is given here.
  mutating func parseName(_ role: SyntaxIssue.Role) {
    parseNameLike(.name, role)
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
      report(.quotedName, currentSpan)
      takeAs(kind)
    default:
      reportMissing(.nameExpected(role))
    }
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

  mutating func parseKeyword(_ expected: Keyword, after: String) {
    if take(expected) { return }
    reportMissing(.keywordExpected(expected, after: after))
    // Another word in its place, as in `swap "a" with "b"`.
    let next = following.kind
    if current.kind == .word, next == .text || next == .placeholder { takeAs(.unexpected) }
  }

  var isAtEqualsOrColon: Bool {
    current.kind == .equals || source.bytes.count > current.start && isAtSign(":")
  }

  private func isAtSign(_ sign: String) -> Bool {
    current.kind == .equals
      ? sign == "=" : current.kind == .unknown && source.text(of: currentSpan) == sign
  }

  mutating func parseEquals(after: String) {
    if take(.equals) { return }
    if isAtSign(":") {
      report(.colonForEquals, currentSpan)
      takeAs(.unexpected)
    } else {
      reportMissing(.equalsExpected(after: after))
    }
  }

  /// Reports and passes over a sign that other languages put between a word and its value.
  mutating func passOver(_ signs: [String], after: String) {
    guard current.kind == .equals || current.kind == .unknown else { return }
    for sign in signs where isAtSign(sign) {
      report(.straySign(sign, after: after), currentSpan)
      takeAs(.unexpected)
      return
    }
  }
}
