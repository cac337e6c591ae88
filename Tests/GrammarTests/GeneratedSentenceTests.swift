import KEditSyntax
import TestSupport
import Testing

/// The parser and the grammar agree on sentences that nobody thought of.
@Suite struct GeneratedSentenceTests {
  private let language: Language

  init() throws { language = try Language() }

  /// 5,000 sentences: what the grammar derives, the parser takes.
  @Test(arguments: 0..<5)
  func theParserTakesWhatTheGrammarDerives(seed: UInt64) throws {
    var generator = try SentenceGenerator(language.grammar, seed: seed)
    var tokenCount = 0
    for _ in 0..<1_000 {
      let tokens = try generator.tokens()
      tokenCount += tokens.count
      let text = try generator.text(of: tokens)
      let tree = SyntaxTree.parsing(text)
      #expect(Language.accepts(tree) != false, "\(text.debugDescription) \(tree.allIssues)")
      #expect(tree.printed() == Array(text.utf8))
    }
    #expect(tokenCount > 5_000)
  }

  /// Tokens left out, doubled, exchanged and replaced: the parser takes what is still a sentence, and
  /// nothing else.
  @Test(arguments: 0..<5)
  func theyAgreeOnMutatedSentences(seed: UInt64) throws {
    var generator = try SentenceGenerator(language.grammar, seed: 1_000 + seed)
    var pool: [String] = []
    var accepted = 0
    for _ in 0..<1_000 {
      var tokens = try generator.tokens()
      pool = pool.suffix(200) + tokens.suffix(20)
      guard !tokens.isEmpty else { continue }
      for _ in 0..<Int.random(in: 1...2, using: &generator.random) {
        Self.mutate(&tokens, pool, &generator.random)
      }
      let text = try generator.text(of: tokens)
      let tree = SyntaxTree.parsing(text)
      guard let verdict = Language.accepts(tree) else { continue }
      if verdict { accepted += 1 }
      expectAgreement(tree, verdict, text.debugDescription)
      #expect(tree.printed() == Array(text.utf8))
    }
    #expect(accepted > 20)
  }

  private static func mutate(
    _ tokens: inout [String], _ pool: [String], _ random: inout SplitMix64
  ) {
    guard let index = tokens.indices.randomElement(using: &random),
      let other = tokens.indices.randomElement(using: &random)
    else { return }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: tokens.remove(at: index)
    case 1: tokens.insert(tokens[index], at: index)
    case 2: tokens.swapAt(index, other)
    case 3: tokens.insert(pool.randomElement(using: &random) ?? "", at: index)
    default: tokens[index] = pool.randomElement(using: &random) ?? ""
    }
  }

  /// Bytes flipped, put in, cut out and spliced: a tree for each, no larger than the input allows,
  /// that prints back; and the same verdict.
  @Test(arguments: 0..<5)
  func theyAgreeOnMutatedBytes(seed: UInt64) throws {
    var generator = try SentenceGenerator(language.grammar, seed: 2_000 + seed)
    var last: [UInt8] = []
    for _ in 0..<1_000 {
      let text = Array(try generator.text(of: try generator.tokens()).utf8)
      guard !text.isEmpty else { continue }
      var bytes = text
      for _ in 0..<Int.random(in: 1...3, using: &generator.random) {
        Self.mutate(&bytes, last, &generator.random)
      }
      last = text
      let tree = Parser.parse(SourceText(name: "test", bytes: bytes))
      let shown = String(decoding: bytes, as: UTF8.self).debugDescription
      #expect(tree.printed() == bytes, "\(shown)")
      #expect(tree.tokens.count <= bytes.count + 1, "\(shown)")
      #expect(Self.count(tree.root) <= 2 * tree.tokens.count + 2, "\(shown)")
      #expect(tree.issues.count <= 2 * tree.tokens.count + 1, "\(shown)")
      guard let verdict = Language.accepts(tree) else { continue }
      expectAgreement(tree, verdict, shown)
    }
  }

  /// The parser takes all that the grammar derives, and nothing beyond what the compiler judges.
  private func expectAgreement(_ tree: SyntaxTree, _ isAccepted: Bool, _ shown: String) {
    if isAccepted {
      #expect(language.loose.derives(tree), "\(shown)")
    } else {
      #expect(!language.exact.derives(tree), "\(shown) \(tree.allIssues)")
    }
  }

  private static func mutate(
    _ bytes: inout [UInt8], _ other: [UInt8], _ random: inout SplitMix64
  ) {
    let index = Int.random(in: 0...bytes.count, using: &random)
    let end = Int.random(in: index...min(bytes.count, index + 20), using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0 where index < bytes.count: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
    case 2: bytes.removeSubrange(index..<end)
    case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
    default:
      let start = Int.random(in: 0...other.count, using: &random)
      bytes.replaceSubrange(index..<end, with: other[start..<min(other.count, start + 20)])
    }
  }

  private static func count(_ node: SyntaxNode) -> Int {
    node.children.reduce(1) { $0 + count($1) }
  }
}
