import TestSupport
import Testing

@testable import KEditSyntax

@Suite struct TextLiteralTests {
  @Test(arguments: [
    (#""plain""#, "plain"), (#""""#, ""),
    (#""a \"b\" \\ \n\t\{x\} \u{1F423}""#, "a \"b\" \\ \n\t{x} 🐣"),
    ("\"\"\"\n  one\n    two\n\n  three\n  \"\"\"", "one\n  two\n\nthree"),
    ("\"\"\"\r\n  one\r\n  two\r\n  \"\"\"", "one\ntwo"), ("\"\"\"\n\"\"\"", ""),
    ("\"\"\"\n\"quoted\" \\\"\"\"\n\"\"\"", "\"quoted\" \"\"\""), ("“curly”", "curly"),
    ("'single'", "single"),
  ])
  func decodes(_ text: String, _ expected: String) throws {
    let literal = try literal(text)
    #expect(literal.issues == [])
    #expect(literal.plain == expected)
  }

  @Test func findsPlaceholders() throws {
    let literal = try literal(#""a {x-1} \{no\} {y}""#)
    #expect(literal.placeholders.map(\.name) == ["x-1", "y"])
    #expect(literal.plain == nil)
    #expect(
      literal.segments == [
        .characters("a "), .placeholder(name: "x-1", span: Span(7 + 3, 7 + 8)),
        .characters(" {no} "), .placeholder(name: "y", span: Span(7 + 16, 7 + 19)),
      ])
  }

  @Test(arguments: [
    #"remove "⟦K111|\q⟧""#, #"remove ⟦K111|"C:\Windows"⟧"#, #"remove "dir⟦K111|\W⟧indows""#,
    #"remove "⟦K111|\u{110000}⟧""#,
    #"remove "⟦K111|\u{D800}⟧""#, #"remove "⟦K111|\u41⟧""#,
    #"remove "⟦K111|\u{D83D}\u{DC23}⟧ \u{1F423}""#, #"remove "⟦K118|\u{0}⟧""#,
    #"remove "⟦K112|{ }⟧ ⟦K112|}⟧ ⟦K112|{⟧x ⟦K112|{⟧1⟦K112|}⟧ ⟦K112|{ x }⟧ ⟦K112|{{x}}⟧""#,
    "remove \"\"\"⟦K113|x⟧\n\"\"\"", "remove \"\"\"⟦K113|x⟧\"\"\"",
    "remove \"\"\"\n  x⟦K113|\"\"\"⟧", "remove \"\"\"\n  x\n⟦K113| ⟧y\n  \"\"\"",
  ])
  func refuses(_ marked: String) throws {
    let marked = MarkedText(marked)
    let source = SourceText(name: "test", text: marked.text)
    let tree = Parser.parse(source)
    let text = try #require(tree.root.child(.edit)?.child(.target)?.child(.text))
    let found = try #require(text.literal).issues.map { $0.diagnostic(in: source) }.map {
      MarkedText.Place(code: $0.code.rawValue, start: $0.place.span.start, end: $0.place.span.end)
    }
    #expect(found == marked.places)
  }

  private func literal(_ text: String) throws -> TextLiteral {
    let tree = Parser.parse(SourceText(name: "test", text: "remove " + text))
    let node = try #require(tree.root.child(.edit)?.child(.target)?.child(.text))
    return try #require(node.literal)
  }
}
