import Testing

@testable import KEditSyntax

/// A tree walked by numbers tells the same as one walked by views.
@Suite struct SyntaxTreeTests {
  @Test(arguments: Corpus.all)
  func findsOwnTokens(_ text: String) {
    let tree = Parser.parse(SourceText(name: "test", text: text))
    for index in tree.nodes.indices {
      let node = SyntaxNode(tree: tree, index: index)
      var rest = node.ownTokens[...]
      // Each of them is the first that begins at its place or behind it.
      while let next = rest.popFirst() {
        let found = node.firstOwnToken { $0.start >= next.span.start }
        #expect(found?.token == next.token)
        #expect(found?.span == next.span)
      }
      #expect(node.firstOwnToken { _ in false } == nil)
      for child in node.children {
        #expect(tree.child(child.kind, ofNode: index).map { $0 <= child.index } == true)
      }
    }
  }

  /// Where a text is said to stand in the file as it is, reading it gives just those bytes, and
  /// nothing else is said of texts of which that is true.
  @Test(arguments: [
    (#""a corgi""#, "a corgi"), (#""""#, ""), (#""柯基犬 # no comment""#, "柯基犬 # no comment"),
    (#""a \"b\"""#, nil), (#""{x}""#, nil), (#""}""#, nil), (#""\q""#, nil), ("\"a", nil),
    ("'a'", nil), ("“a”", nil), ("\"\"\"\n  a\n  \"\"\"", nil),
  ])
  func readsVerbatimTextsInPlace(_ text: String, _ content: String?) throws {
    let tree = Parser.parse(SourceText(name: "test", text: "include " + text))
    let node = try #require(tree.root.child(.includeStatement)?.child(.text))
    let span = tree.verbatimContent(ofNode: node.index)
    #expect(span.map { tree.source.text(of: $0) } == content)
    if let content {
      let literal = try #require(node.literal)
      #expect(literal.plain == content)
      #expect(literal.contentSpan == span)
      #expect(literal.issues.isEmpty && literal.placeholders.isEmpty)
      #expect(literal.segments == (content.isEmpty ? [] : [.characters(content)]))
    }
  }
}
