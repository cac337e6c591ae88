/// Makes a tree of any bytes.
///
/// Where something is missing it is reported once, at the place where it should stand, and the
/// parser goes on with what is there; where something is too much it goes under an `unexpected`
/// node up to the next clause or statement. No input is refused, and the work is linear in it.
package struct Parser {
  let source: SourceText
  let tokens: [Token]
  /// What the file is, where it is none of this language.
  private let foreign: ForeignFile?
  /// The next token that is not trivia.
  var position = 0
  /// Behind the last token that was taken.
  var endOfLast = 0
  var nodes: [NodeRecord] = []
  var issues: [SyntaxIssue] = []
  /// Issues beyond those: counted, not kept.
  var omittedIssues = 0
  /// Where the last issue about a missing part was reported: one such issue a place.
  var placeOfLastIssue = -1
  /// The reserved words that were given or used as names: reported once each.
  var reservedNames: Set<Keyword> = []
  /// Words that are no names and stand for some: reported once each.
  var wrongNames: Set<String> = []
  /// The issues about braces that are open, `nil` for one that was not kept.
  var openBraces: [Int?] = []
  /// The issues about parentheses around a text that are open.
  var openParentheses: [Int?] = []
  /// Whether an edit that is written as a call is one mistake.
  private(set) var judgesCalls = true
  /// Whether the edit has points that stand before their moment.
  var hasPointsWithoutMoment = false

  /// Parses a file.
  package static func parse(_ source: SourceText) -> SyntaxTree {
    var parser = Parser(source: source)
    parser.parseFile()
    return SyntaxTree(
      source: source, tokens: parser.tokens, nodes: parser.nodes, issues: parser.issues,
      omittedIssues: parser.omittedIssues)
  }

  /// Whether a text is without mistakes of syntax.
  static func isSound(_ source: SourceText) -> Bool {
    var parser = Parser(source: source)
    // Judging a call asks this of the call, mended: what is one still then has mistakes anyway.
    parser.judgesCalls = false
    parser.parseFile()
    return parser.issues.isEmpty
  }

  /// Parses what may be the default of a parameter and stands alone: a number, a point, a moment or a
  /// quoted text.
  package static func parseLiteral(_ source: SourceText) -> SyntaxTree {
    var parser = Parser(source: source)
    parser.parseFile { parser in
      parser.parseLiteral()
      if parser.current.kind != .end {
        parser.report(.strayCharacters, parser.currentSpan)
        parser.skip { _ in false }
      }
    }
    return SyntaxTree(
      source: source, tokens: parser.tokens, nodes: parser.nodes, issues: parser.issues,
      omittedIssues: parser.omittedIssues)
  }

  private init(source: SourceText) {
    self.source = source
    let foreign = ForeignFile.recognized(source)
    self.foreign = foreign
    self.tokens = Lexer.tokens(of: source.bytes)
    self.issues = foreign == nil ? source.encodingFindings() : []
    self.nodes.reserveCapacity(tokens.count / 2 + 1)
    if foreign == nil { skipTrivia() }
  }

  private mutating func parseFile(
    _ body: (inout Parser) -> Void = { parser in
      while parser.current.kind != .end {
        parser.parseStatement()
        parser.keepStray(from: parser.endOfLast)
      }
    }
  ) {
    nodes.append(
      NodeRecord(
        kind: .file, firstToken: 0, endToken: UInt32(tokens.count - 1), endNode: 1))
    if let foreign {
      passOverAll(as: foreign)
    } else {
      keepStray(from: 0)
      body(&self)
    }
    nodes[0].endNode = UInt32(nodes.count)
  }
}

extension Parser {
  /// Puts all of a file that is none of this language under one node, with one issue about it.
  private mutating func passOverAll(as foreign: ForeignFile) {
    position = tokens.count - 1
    endOfLast = position
    let content = tokens[..<position]
    let first = content.firstIndex { !$0.kind.isTrivia } ?? 0
    let start = tokens[first].start
    // A look at its beginning is enough; of data even a line can be very long.
    let end =
      foreign == .yaml
      ? source.span(ofLine: source.line(at: start)).end : min(start + 2, source.bytes.count)
    report(.foreignFile(foreign), Span(start, max(start, end)))
    guard let last = content.lastIndex(where: { !$0.kind.isTrivia }) else { return }
    nodes.append(
      NodeRecord(
        kind: .unexpected, firstToken: UInt32(first), endToken: UInt32(last + 1), endNode: 2))
  }
}

// MARK: Looking and taking

extension Parser {
  var current: Token { tokens[position] }
  var keyword: Keyword? { tokens[position].keyword }
  var currentSpan: Span { span(ofToken: position) }

  func span(ofToken index: Int) -> Span {
    let end = index + 1 < tokens.count ? tokens[index + 1].start : tokens[index].start
    return Span(tokens[index].start, end)
  }

  /// The next significant token behind the current one.
  var following: Token { tokens[indexOfFollowing] }

  var indexOfFollowing: Int { significant(after: position) }

  func significant(after index: Int) -> Int {
    var index = min(index + 1, tokens.count - 1)
    while tokens[index].kind.isTrivia || tokens[index].isPassedOver { index += 1 }
    return index
  }

  /// Goes on to the next token that counts; what is foreign and stands between, as comments of other
  /// languages do, is reported and passed over.
  mutating func skipTrivia() {
    while true {
      while tokens[position].kind.isTrivia { position += 1 }
      guard tokens[position].isPassedOver else { return }
      reportPassedOver(at: position)
      position += 1
    }
  }

  /// Puts what was passed over between two statements under nodes of its own.
  private mutating func keepStray(from index: Int) {
    for index in index..<position where !tokens[index].kind.isTrivia {
      nodes.append(
        NodeRecord(
          kind: .unexpected, firstToken: UInt32(index), endToken: UInt32(index + 1),
          endNode: UInt32(nodes.count + 1)))
    }
  }

  /// Whether a line ends between the last token taken and the current one.
  var isOnNewLine: Bool {
    guard endOfLast > 0 else { return true }
    for index in endOfLast..<position where tokens[index].endsLine { return true }
    return current.kind == .end
  }

  /// Takes the current token, reporting what is wrong with it by itself.
  mutating func take() {
    let token = current
    switch token.kind {
    case .end: return
    case .text: reportText(token)
    case .number:
      if let shape = token.numberShape, !shape.isSound { reportNumber(shape, currentSpan) }
    case .word:
      if token.isForeignWord, wrongNames.insert(source.text(of: currentSpan)).inserted {
        report(.foreignName, currentSpan)
      }
    default:
      if token.isFullWidth { reportFullWidth(token) }
    }
    position += 1
    endOfLast = position
    skipTrivia()
    // What the letters hide, as in `frame 0pt (…)`, is not missed once more.
    if token.numberShape == .unknownUnit { placeOfLastIssue = position }
  }

  private mutating func reportFullWidth(_ token: Token) {
    let ascii = Self.ascii(of: token.kind)
    report(.fullWidthSign(ascii: ascii), currentSpan, [edit(currentSpan, ascii)])
  }

  private static func ascii(of kind: TokenKind) -> String {
    switch kind {
    case .leftParenthesis: "("
    case .rightParenthesis: ")"
    case .comma: ","
    default: "="
    }
  }

  private mutating func reportText(_ token: Token) {
    switch token.quotes {
    case .unclosed: reportUnclosed(currentSpan)
    case .unclosedBlock: report(.unclosedBlock, Span(token.start, token.start + 3))
    case .foreign:
      report(.foreignQuotes, currentSpan, [edit(currentSpan, requoted(currentSpan))])
    case .plain, .block, nil: break
    }
  }

  /// Takes the current token if it is this keyword.
  mutating func take(_ expected: Keyword) -> Bool {
    guard keyword == expected else { return false }
    take()
    return true
  }

  mutating func take(_ expected: TokenKind) -> Bool {
    guard current.kind == expected else { return false }
    take()
    return true
  }
}

// MARK: Nodes and issues

extension Parser {
  /// Puts what `body` takes under a node.
  mutating func node(_ kind: NodeKind, _ body: (inout Parser) -> Void) {
    let index = open(kind)
    body(&self)
    close(index)
  }

  mutating func open(_ kind: NodeKind) -> Int {
    let token = UInt32(position)
    nodes.append(NodeRecord(kind: kind, firstToken: token, endToken: token, endNode: 0))
    return nodes.count - 1
  }

  mutating func close(_ index: Int) {
    nodes[index].close(endToken: UInt32(endOfLast), endNode: UInt32(nodes.count))
  }

  /// Puts the current token under a node of its own.
  mutating func takeAs(_ kind: NodeKind) {
    node(kind) { $0.take() }
  }

  /// Notes an issue, with the change of the text that mends it, if there is one right answer.
  ///
  /// - Returns: where it stands among the issues; `nil` where there are so many that it was only
  ///   counted.
  @discardableResult
  mutating func report(
    _ kind: SyntaxIssue.Kind, _ span: Span, _ edits: [Diagnostic.Fix.Edit] = []
  ) -> Int? {
    guard issues.count < SyntaxIssue.limit else {
      omittedIssues += 1
      return nil
    }
    issues.append(SyntaxIssue(kind, span, edits))
    return issues.count - 1
  }

  /// Reports that something is missing before the current token, unless something is already
  /// reported just here.
  ///
  /// The place is the token that stands there instead, or, where the line ends first, the empty
  /// place behind the last token.
  mutating func reportMissing(_ kind: SyntaxIssue.Kind, _ edits: [Diagnostic.Fix.Edit] = []) {
    guard placeOfLastIssue != position else { return }
    placeOfLastIssue = position
    if isOnNewLine {
      report(kind, Span(endOfLastToken, endOfLastToken), edits)
    } else {
      report(kind, currentSpan, edits)
    }
  }

  /// Behind the last byte that was taken.
  var endOfLastToken: Int { endOfLast > 0 ? span(ofToken: endOfLast - 1).end : 0 }

  /// Puts tokens under an `unexpected` node until `stop` holds, at least one.
  mutating func skip(until stop: (borrowing Parser) -> Bool) {
    node(.unexpected) { parser in
      repeat { parser.take() } while parser.current.kind != .end && !stop(parser)
    }
  }

  var isAtStatement: Bool { keyword?.beginsStatement == true }
}
