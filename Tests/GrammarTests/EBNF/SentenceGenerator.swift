import TestSupport

/// Makes sentences of a grammar, at random from a seed.
struct SentenceGenerator {
  let grammar: Grammar
  var random: SplitMix64
  /// Words that are tried where a rule makes one: those of the grammar itself, and some that look
  /// like them.
  private let words: [String]
  private let derivation: Derivation

  init(_ grammar: Grammar, seed: UInt64) throws {
    self.grammar = grammar
    derivation = try Derivation(grammar)
    random = SplitMix64(seed: seed)
    let terminals = grammar.rules.values.flatMap(\.all).compactMap { expression -> String? in
      guard case .terminal(let text) = expression, text.utf8.count > 1,
        text.utf8.allSatisfy({ 0x61...0x7A ~= $0 })
      else { return nil }
      return text
    }
    words =
      Set(terminals).sorted() + [
        "sets", "vide", "delete", "replace", "source", "imag", "ad", "a", "_", "x-1", "E5", "px",
        "s",
      ]
  }

  /// The tokens of a sentence.
  mutating func tokens(of rule: String = "file") throws -> [String] {
    var tokens: [String] = []
    try derive(try grammar[rule], depth: 0, into: &tokens)
    return tokens
  }

  private mutating func derive(
    _ expression: Expression, depth: Int, into tokens: inout [String]
  ) throws {
    switch expression {
    case .terminal(let text): tokens.append(text)
    case .reference(let name):
      if grammar.lexicalRules.contains(name) {
        tokens.append(try token(name))
      } else {
        try derive(try grammar[name], depth: depth + 1, into: &tokens)
      }
    case .sequence(let parts):
      for part in parts { try derive(part, depth: depth, into: &tokens) }
    case .choice(let parts): try derive(pick(parts), depth: depth, into: &tokens)
    case .optional(let body):
      if depth < Self.limit, Bool.random(using: &random) {
        try derive(body, depth: depth, into: &tokens)
      }
    case .repetition(let body):
      let most = depth < Self.limit ? 3 : 0
      for _ in 0..<Int.random(in: 0...most, using: &random) {
        try derive(body, depth: depth, into: &tokens)
      }
    case .difference, .characters: throw EBNFError(description: "\(expression) makes no tokens")
    }
  }

  /// How deep rules may lie in one another before nothing is added that may be left out.
  private static let limit = 12

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  // MARK: White space and comments

  /// The tokens as a text: white space and comments between some, and where it cannot be without.
  mutating func text(of tokens: [String]) throws -> String {
    var text = try trivia()
    for token in tokens {
      if text.utf8.last.map(Self.isOfWord) == true, Self.isOfWord(token.utf8.first ?? 0) {
        text += try self.token("white-space")
      }
      text += token
      text += try trivia()
    }
    return text
  }

  private mutating func trivia() throws -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0..<4: ""
    case 4: try token("comment") + "\n"
    default: try token("white-space")
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }

  // MARK: Characters

  /// A text that a lexical rule derives.
  mutating func token(_ rule: String) throws -> String {
    var text = ""
    try spell(.reference(rule), into: &text)
    return text
  }

  private mutating func spell(_ expression: Expression, into text: inout String) throws {
    switch expression {
    case .terminal(let terminal): text += terminal
    case .characters(let set): text.unicodeScalars.append(character(of: set))
    case .reference("word") where Bool.random(using: &random): text += pick(words)
    case .reference(let name): try spell(try grammar[name], into: &text)
    case .sequence(let parts):
      for part in parts { try spell(part, into: &text) }
    case .choice(let parts): try spell(pick(parts), into: &text)
    case .optional(let body):
      if Bool.random(using: &random) { try spell(body, into: &text) }
    case .repetition(let body):
      for _ in 0..<Int.random(in: 0...3, using: &random) { try spell(body, into: &text) }
    case .difference(let all, .reference(let without)):
      var candidate: String
      repeat {
        candidate = ""
        try spell(all, into: &candidate)
      } while derivation.derives(candidate, from: without)
      text += candidate
    case .difference: throw EBNFError(description: "what a rule leaves out is no rule itself")
    }
  }

  private mutating func character(of set: CharacterSet) -> Unicode.Scalar {
    if !set.isComplement {
      let range = pick(set.ranges)
      let value = UInt32.random(in: range.lowerBound.value...range.upperBound.value, using: &random)
      return Unicode.Scalar(value) ?? range.lowerBound
    }
    while true {
      let scalar = Bool.random(using: &random) ? pick(Self.characters) : Self.ascii(&random)
      if set.contains(scalar) { return scalar }
    }
  }

  private static func ascii(_ random: inout SplitMix64) -> Unicode.Scalar {
    Unicode.Scalar(UInt8.random(in: 1...127, using: &random))
  }

  /// Of each length in UTF-8, and such as editors, fonts and readers stumble over.
  private static let characters: [Unicode.Scalar] = [
    "a", "#", "'", "=", "(", "\t", "\r", "\u{7F}", "\u{85}", "é", "\u{301}", "\u{5D0}", "鸡", "（",
    "“", "\u{200D}", "\u{202E}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "🐣", "\u{10FFFF}",
  ]
}
