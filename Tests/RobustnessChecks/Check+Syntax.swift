import KEditSyntax

/// Tokens stand end to end, and together they are the whole file.
func checkLexer(_ bytes: [UInt8]) throws(CheckFailure) {
  let tokens = Lexer.tokens(of: bytes)
  guard let last = tokens.last else { throw CheckFailure("there is no token") }
  try require(tokens[0].start == 0, "the first token begins at \(tokens[0].start)")
  try require(last.kind == .end, "the last token is of kind \(last.kind)")
  try require(last.start == bytes.count, "the end is at \(last.start) of \(bytes.count)")
  for (token, next) in zip(tokens, tokens.dropFirst()) {
    try require(token.kind != .end, "an end stands at \(token.start)")
    try require(token.start < next.start, "the token at \(token.start) is empty")
  }
}

/// The tree prints back, its nodes lie in each other, and what is wrong can be said and shown.
func checkParser(_ bytes: [UInt8]) throws(CheckFailure) {
  let source = SourceText(name: "spec.kedit", bytes: bytes)
  let tree = Parser.parse(source)
  try require(tree.printed() == bytes, "the tree does not print back")
  try require(tree.tokens == Lexer.tokens(of: bytes), "the tree has other tokens than the lexer")
  try checkNode(0, of: tree, within: Span(0, bytes.count))
  for issue in tree.issues {
    try checkDiagnostic(issue.diagnostic(in: source), in: SourceSet(source))
  }
}

private func checkNode(
  _ index: Int, of tree: SyntaxTree, within parent: Span
) throws(CheckFailure) {
  let span = tree.span(ofNode: index)
  // What is missing has a node without tokens, which lies where the next token is.
  guard !tree.tokens(ofNode: index).isEmpty else {
    return try require(
      span.isEmpty && span.end <= tree.source.bytes.count, "node \(index) lies outside")
  }
  try require(
    parent.start <= span.start && span.end <= parent.end,
    "node \(index), \(tree.kind(ofNode: index)), leaves its parent")
  if let literal = tree.literal(ofNode: index) {
    try require(
      span.start <= literal.contentSpan.start && literal.contentSpan.end <= span.end,
      "the content of the text at \(span.start) lies outside")
    for segment in literal.segments {
      if case .placeholder(_, let place) = segment {
        try require(
          span.start <= place.start && place.end <= span.end,
          "a placeholder of the text at \(span.start) lies outside")
      }
    }
  }
  var end = span.start
  var child = index + 1
  while child < tree.endOfNode(index) {
    if !tree.tokens(ofNode: child).isEmpty {
      let place = tree.span(ofNode: child)
      try require(end <= place.start, "node \(child) begins before its neighbour ends")
      end = place.end
    }
    try checkNode(child, of: tree, within: span)
    child = tree.endOfNode(child)
  }
}

/// A fix that can be applied unseen makes no more mistakes of its kind.
func checkFixes(_ bytes: [UInt8]) throws(CheckFailure) {
  let source = SourceText(name: "spec.kedit", bytes: bytes)
  let diagnostics = Parser.parse(source).issues.map { $0.diagnostic(in: source) }
  let fixable = diagnostics.filter { $0.fixes.contains(where: \.isSafe) }
  for diagnostic in fixable.prefix(4) {
    for fix in diagnostic.fixes where fix.isSafe {
      let mended = SourceText(name: source.name, bytes: fix.applied(to: bytes))
      let left = Parser.parse(mended).issues.map { $0.diagnostic(in: mended) }
      let before = diagnostics.count { $0.message == diagnostic.message }
      let after = left.count { $0.message == diagnostic.message }
      try require(
        after <= before, "\"\(fix.message)\" makes \(after) of \(before): \(diagnostic.message)")
    }
  }
}

extension Diagnostic.Fix {
  fileprivate func applied(to bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for edit in edits.sorted(by: { $0.span > $1.span }) {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    return bytes
  }
}
