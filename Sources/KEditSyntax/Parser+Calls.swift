// Edits that are written as functions are called elsewhere: `remove("the chick", at=frame(0))`.

extension Parser {
  /// Whether the verb was given its parts in parentheses, with commas or names.
  private var isAtCall: Bool {
    guard current.kind == .leftParenthesis else { return false }
    let index = significant(after: indexOfFollowing)
    switch following.kind {
    case .text, .placeholder: return tokens[index].kind == .comma
    case .word, .keyword: return tokens[index].kind == .equals
    default: return false
    }
  }

  /// Takes the parts of an edit, by `body`; those of a call are one mistake.
  mutating func parseCall(of verb: Keyword?, _ body: (inout Parser) -> Void) {
    guard judgesCalls, isAtCall, issues.count < SyntaxIssue.limit else {
      body(&self)
      return
    }
    let end = endOfParentheses
    let call = span(ofToken: endOfLast - 1).joined(span(ofToken: end - 1))
    let first = issues.count
    body(&self)
    // A word of the language may be a name in the call, and begin a statement elsewhere.
    if position < end { skip { $0.position >= end } }
    // A call so full of mistakes that not all were kept is left with those that were.
    guard issues.count < SyntaxIssue.limit else { return }
    let own = issues[first...].filter { $0.span.start < call.end }
    let others = issues[first...].filter { $0.span.start >= call.end }
    let edits = own.contains { $0.edits.isEmpty } ? [] : own.flatMap(\.edits)
    openParentheses = []
    openBraces = openBraces.filter { $0.map { $0 < first } ?? true }
    issues.removeSubrange(first...)
    report(.call(verb), call, mends(edits, call) ? edits : [])
    issues += others
  }

  /// Behind the parenthesis that closes the one here, else behind the last token of its line.
  private var endOfParentheses: Int {
    var depth = 0
    var index = position
    var endOfLine: Int?
    while tokens[index].kind != .end {
      if tokens[index].kind == .leftParenthesis { depth += 1 }
      if tokens[index].kind == .rightParenthesis { depth -= 1 }
      if tokens[index].endsLine { endOfLine = endOfLine ?? index }
      index += 1
      if depth == 0 { return index }
    }
    return endOfLine ?? index
  }

  /// Whether the call is a sound edit when those changes are made.
  private func mends(_ edits: [Diagnostic.Fix.Edit], _ call: Span) -> Bool {
    var bytes = Array(source.bytes[call.start..<call.end])
    var end = call.end
    for edit in edits.sorted(by: { $0.span > $1.span }) {
      guard call.start <= edit.span.start, edit.span.end <= end else { return false }
      end = edit.span.start
      bytes.replaceSubrange(
        edit.span.start - call.start..<edit.span.end - call.start,
        with: Array(edit.replacement.utf8))
    }
    return Parser.isSound(SourceText(name: source.name, bytes: bytes))
  }
}
