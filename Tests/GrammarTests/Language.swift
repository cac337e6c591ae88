import KEditSyntax

/// The grammar, and how it is held against the parser.
struct Language {
  let grammar: Grammar
  /// What the grammar derives.
  let exact: Derivation
  /// What the parser is to accept: the grammar but for `leftToTheCompiler`.
  let loose: Derivation

  init() throws {
    grammar = try Grammar(try Repository.text(of: "grammar/kedit.ebnf"))
    exact = try Derivation(grammar)
    loose = try Derivation(try grammar.replacing(Self.leftToTheCompiler))
  }

  /// The rules that the parser does not hold, so that the compiler can say more: which values an
  /// option has, which kind of number fits, where the version stands,
  /// where a parameter may not stand, and how it may not be
  /// called.
  static let leftToTheCompiler = """
    file           = { version | statement } ;
    version        = "kedit", numeral ;
    numeral        = number | percentage | pixels | time ;
    include        = "include", value-text ;
    set            = "set", option ;
    param          = "param", word, [ "=", literal ] ;
    literal        = literal-text | numeral | literal-point | literal-moment ;
    literal-point  = "(", coordinate, ",", coordinate, ")" ;
    literal-moment = "frame", ( numeral | name | placeholder ) | percentage | pixels | time ;
    moment         = literal-moment | placeholder ;
    position       = numeral ;
    option         = ( "mode" | "duration" | "language" | "prompt" | "negative" | "callback"
                     | "watermark" | "preview" | "model" ), ( value-text | numeral | name ) ;
    """

  /// Whether the parser takes a file, the inside of its texts included; `nil` where a block's
  /// indentation is at fault, which the grammar tells in words.
  static func accepts(_ tree: SyntaxTree) -> Bool? {
    let issues = tree.allIssues
    if issues.contains(where: { $0.kind == .blockIndentation }) { return nil }
    return issues.isEmpty
  }
}

extension SyntaxTree {
  /// The tree of a text.
  static func parsing(_ text: String) -> SyntaxTree {
    Parser.parse(SourceText(name: "test", text: text))
  }

  /// What is wrong with it, the inside of texts included.
  var allIssues: [SyntaxIssue] {
    func inTexts(of node: SyntaxNode) -> [SyntaxIssue] {
      node.children.flatMap {
        $0.kind == .text ? $0.literal?.issues ?? [] : inTexts(of: $0)
      }
    }
    return issues + inTexts(of: root)
  }
}
