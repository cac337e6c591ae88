/// The right side of a rule of ISO/IEC 14977.
indirect enum Expression: Hashable, Sendable {
  case terminal(String)
  case reference(String)
  case characters(CharacterSet)
  case sequence([Expression])
  case choice([Expression])
  case optional(Expression)
  case repetition(Expression)
  /// Every first that is no second.
  case difference(Expression, Expression)

  /// This expression and all inside it.
  var all: [Expression] {
    switch self {
    case .terminal, .reference, .characters: [self]
    case .sequence(let parts), .choice(let parts): [self] + parts.flatMap(\.all)
    case .optional(let body), .repetition(let body): [self] + body.all
    case .difference(let first, let second): [self] + first.all + second.all
    }
  }
}

/// Some characters, or all but some.
struct CharacterSet: Hashable, Sendable {
  var isComplement = false
  var ranges: [ClosedRange<Unicode.Scalar>] = []

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar) } != isComplement
  }
}

/// The rules of a grammar by name, and which of them make tokens.
struct Grammar: Sendable {
  private(set) var rules: [String: Expression] = [:]
  /// The rules behind the heading "Tokens": what they derive is one token, without white space.
  private(set) var lexicalRules: Set<String> = []

  /// - Throws: `EBNFError` at the first thing that is no EBNF.
  init(_ text: String) throws {
    var reader = EBNFReader(text)
    try reader.readRules { name, expression, isLexical in
      if rules.updateValue(expression, forKey: name) != nil {
        throw EBNFError(description: "\(name) is defined twice")
      }
      if isLexical { lexicalRules.insert(name) }
    }
  }

  /// The same grammar with other rules in place of its own.
  func replacing(_ text: String) throws -> Grammar {
    var result = self
    for (name, expression) in try Grammar(text).rules { result.rules[name] = expression }
    return result
  }

  subscript(name: String) -> Expression {
    get throws {
      guard let rule = rules[name] else { throw EBNFError(description: "\(name) is not defined") }
      return rule
    }
  }

  /// The terminals of a rule, those of the rules it refers to left out.
  func terminals(of name: String) throws -> [String] {
    try self[name].all.compactMap { if case .terminal(let text) = $0 { text } else { nil } }
  }
}

struct EBNFError: Error, CustomStringConvertible {
  let description: String
}
