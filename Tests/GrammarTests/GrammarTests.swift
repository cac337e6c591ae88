import KEditSyntax
import TestSupport
import Testing

/// The grammar by itself, and the files that are written after it.
@Suite struct GrammarTests {
  private let language: Language

  init() throws { language = try Language() }

  @Test func everyRuleIsDefinedAndUsed() throws {
    let rules = language.grammar.rules
    var reached: Set = ["file", "white-space", "comment"]
    var open = Array(reached)
    while let name = open.popLast() {
      for case .reference(let next) in try language.grammar[name].all
      where reached.insert(next).inserted {
        open.append(next)
      }
    }
    #expect(reached == Set(rules.keys))
  }

  @Test func itsReservedWordsAreThoseOfTheLexer() throws {
    let reserved = try language.grammar.terminals(of: "reserved")
    #expect(reserved.sorted() == Keyword.allCases.map(\.spelling).sorted())
  }

  /// What the test leaves to the compiler makes the grammar wider, never narrower.
  @Test func derivesTheSamples() throws {
    let samples = try Repository.samples()
    #expect(samples.count { !$0.isRefused } > 50)
    for sample in samples {
      let tree = SyntaxTree.parsing(sample.text)
      if sample.isRefused {
        #expect(!language.exact.derives(tree) || Language.accepts(tree) != false, "\(sample)")
      } else {
        #expect(language.exact.derives(tree), "\(sample)")
        #expect(language.loose.derives(tree), "\(sample)")
        #expect(Language.accepts(tree) == true, "\(sample)")
      }
    }
  }

  @Test(arguments: [
    "", "kedit 1", "param mode = \"pro\"", "param then remove \"x\"", "param x param y",
    "remove \"a\"at 1.5s points(0.1,0.2),(1px,2px){p}as b-1", "set model none set mode {m}",
    "template add {t}", "remove \"\"\"  \r\n \"\" \\u{0001F423}\r\n\"\"\"",
  ])
  func derives(_ text: String) {
    let tree = SyntaxTree.parsing(text)
    #expect(language.exact.derives(tree))
    #expect(Language.accepts(tree) == true)
  }

  @Test(arguments: [
    "kedit", "param", "param mode \"pro\"", "param set mode pro",
    "video set = \"x\"",
    "remove \"x\" as add", "remove \"x\" at frame 0 point (0.1, 0.2) (0.1, 0.2)", "remove \"{\"",
    "remove \"\\u{D800}\"", "remove \"\\u{000000001}\"", "remove \"\"\"x\n\"\"\"",
    "remove \"x\ny\"",
    "remove 'x'", "remove \"x\" at frame 0 points (0,0),", "remove \"x\" at 3 point (0, 0)",
    "# \u{0}", "remove \"\u{0}\"", "then video \"x\"",
  ])
  func refuses(_ text: String) {
    let tree = SyntaxTree.parsing(text)
    #expect(!language.loose.derives(tree))
    #expect(Language.accepts(tree) == false)
  }

  @Test(arguments: [
    "kedit 5%", "kedit 1 kedit 1", "set mode best", "set duration 7", "set duration 5s",
    "set language \"en\"",
    "set model kling", "set watermark 1", "set prompt 3",
    "remove \"x\" at frame 1.5s point (0, 0)", "remove \"x\" at frame firsst point (0, 0)",
    "remove \"x\" at 3px point (0, 0)", "remove \"x\" at frame 0 point (1s, 1s)",
  ])
  func leavesToTheCompiler(_ text: String) {
    let tree = SyntaxTree.parsing(text)
    #expect(!language.exact.derives(tree))
    #expect(language.loose.derives(tree))
    #expect(Language.accepts(tree) == true)
  }
}
