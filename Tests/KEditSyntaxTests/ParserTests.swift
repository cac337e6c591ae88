import TestSupport
import Testing

@testable import KEditSyntax

@Suite struct ParserTests {
  @Test(arguments: Corpus.sound)
  func acceptsSoundFiles(_ text: String) {
    #expect(Parser.parse(SourceText(name: "test", text: text)).issues == [])
  }

  @Test(arguments: Corpus.broken)
  func refusesBrokenFiles(_ text: String) {
    let tree = Parser.parse(SourceText(name: "test", text: text))
    let inTexts = texts(in: tree.root).flatMap { $0.literal?.issues ?? [] }
    #expect(!(tree.issues + inTexts).isEmpty)
  }

  @Test func givesStatementsTheirShape() {
    let text = """
      video farm = "a.mp4"
      then swap "the dog" for "a corgi" from corgi in farm at 1.5s points (0.4, 50%), {p} mode pro
      """
    #expect(
      shape(Parser.parse(SourceText(name: "test", text: text)).root) == """
        file
          videoStatement
            name farm
            text "a.mp4"
          edit
            target
              text "the dog"
            element
              text "a corgi"
              reference corgi
            inClause
              reference farm
            atClause
              timeMoment 1.5s
              point
                number 0.4
                number 50%
              placeholder {p}
            option
              word pro

        """)
  }

  /// Each mistake is reported once, at its place, and what stands behind it is understood.
  @Test(arguments: [
    #"remove ⟦K104|the chick⟧ at frame 0 point (0.5, 0.5)"#,
    #"remove ⟦K110|'the chick'⟧ at frame 0 point (0.5, 0.5)"#,
    #"remove ⟦K110|“the chick”⟧ at frame 0 point (0.5, 0.5)"#,
    #"remove ⟦K109|"the chick⟧"# + "\n at frame 0 point (0.5, 0.5)",
    #"⟦K102|delete⟧ "the chick" at frame 0 point (0.5, 0.5)"#,
    #"⟦K102|remvoe⟧ "the chick" at frame 0 point (0.5, 0.5)"#,
    #"video "a.mp4""# + "\n" + #"⟦K102|replace⟧ "a" for "b" from c"#,
    #"remove "x" ⟦K103|att⟧ frame 0 point (0.5, 0.5)"#,
    #"remove "x" at ⟦K115|3⟧ point (0.5, 0.5)"#,
    #"remove "x" at frame⟦K101|:⟧0 point (0.5, 0.5)"#,
    #"remove "x" at frame 0 point (0.5⟦K116|⟧ 0.5)"#,
    #"remove "x" at frame 0 point (0.5⟦K116|;⟧0.5) mode pro"#,
    #"swap "x" ⟦K108|with⟧ "y" from z at frame 0 point (0.5, 0.5)"#,
    #"remove "x" at frame 0 ⟦K116|point⟧ (0.5, 0.5) (0.6, 0.6)"#,
    #"remove "x" at frame 0 ⟦K116|(⟧0.5, 0.5)"#,
    #"remove "x" at frame 0 point ⟦K116|0.5, 0.5⟧"#,
    #"remove "x" at frame 0 point ⟦K119|（⟧0.5⟦K119|，⟧ 0.5⟦K119|）⟧"#,
    #"remove "x" at frame 0 point (⟦K114|-0.5⟧, ⟦K114|.5⟧)"#,
    #"remove "x" at frame ⟦K114|１２⟧ point (0.5, 0.5)"#,
    #"remove "x" at frame ⟦K114|12abc⟧ point (0.5, 0.5)"#,
    #"remove "x" at frame ⟦K114|0⟧point (0.5, 0.5)"#,
    #"remove "x" at frame 0 point (0.5, 0.5) duration ⟦K114|5⟧as b"#,
    #"video ⟦K106|frame⟧ = "a.mp4" remove "x" in frame at frame 0 point (0.5, 0.5)"#,
    #"video a⟦K108|⟧"#,
    #"video ⟦K106|set⟧ = "a.mp4""#,
    #"video a ⟦K108|:⟧ "a.mp4""#,
    #"remove "x" as ⟦K106|add⟧ mode pro"#,
    #"remove "x" as⟦K105|⟧"# + "\nadd \"y\" from z",
    #"add "x" ⟦K108|onto⟧ "y""#,
    #"swap "x" ⟦K108|"y"⟧ from z"#,
    #"⟦K101|mode⟧ pro"#,
    #"then⟦K108|⟧"#,
    #"set ⟦K108|colour⟧ red"#,
    #"set mode⟦K107|⟧"#,
  ])
  func reportsOnce(_ marked: String) {
    let marked = MarkedText(marked)
    let source = SourceText(name: "test", text: marked.text)
    let found = Parser.parse(source).issues
      .map { $0.diagnostic(in: source) }
      .map {
        MarkedText.Place(code: $0.code.rawValue, start: $0.place.span.start, end: $0.place.span.end)
      }
      .sorted { ($0.start, $0.end, $0.code) < ($1.start, $1.end, $1.code) }
    #expect(found == marked.places)
  }

  /// Columns are Unicode scalars, however long the line is.
  @Test func countsColumnsOfLongLines() {
    let line = "\u{FEFF}" + String(repeating: "é🐣x", count: 1_000)
    let source = SourceText(name: "test", text: line + "\n" + line.dropFirst())
    #expect(source.location(at: 3).column == 1)
    #expect(source.location(at: 3 + 7 * 999 + 6).column == 3_000)
    #expect(source.location(at: 7_003 + 1).line == 2)
    #expect(source.location(at: 7_003 + 1 + 7 * 700).column == 2_101)
  }

  /// Each is looked for to the end of its line once, which is what keeps this from taking minutes.
  @Test func looksForClosingQuotesOnce() {
    let text = String(repeating: "„", count: 100_000) + "\n„a“ «b»"
    let tokens = Lexer.tokens(of: Array(text.utf8)).filter { !$0.kind.isTrivia }
    #expect(tokens.map(\.kind) == [.unknown, .text, .text, .end])
  }

  private func texts(in node: SyntaxNode) -> [SyntaxNode] {
    node.children.flatMap { $0.kind == .text ? [$0] : texts(in: $0) }
  }

  private func shape(_ node: SyntaxNode, indentation: String = "") -> String {
    let isLeaf = node.children.first { _ in true } == nil
    let own = indentation + "\(node.kind)" + (isLeaf ? " \(node.text)" : "") + "\n"
    return own + node.children.map { shape($0, indentation: indentation + "  ") }.joined()
  }
}
