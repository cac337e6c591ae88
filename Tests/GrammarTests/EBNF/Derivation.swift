import KEditSyntax

/// Holds a file of the language against the grammar.
///
/// The file is cut into tokens by kedit; what each token may stand for, and whether they may follow
/// one another, is told by the grammar alone.
final class Derivation {
  private let syntax: Recogniser
  private let lexis: Recogniser
  private let tokenRules: [String?]
  private var leavesOfToken: [String: Recogniser.Leaves] = [:]
  private var leavesOfCharacter: [Unicode.Scalar: Recogniser.Leaves] = [:]
  private var isSoundTrivia: [String: Bool] = [:]

  init(_ grammar: Grammar) throws {
    let lexical = grammar.lexicalRules
    syntax = try Recogniser(grammar, roots: ["file"]) { expression in
      switch expression {
      case .terminal: true
      case .reference(let name): lexical.contains(name)
      default: false
      }
    }
    tokenRules = syntax.leaves.map { if case .reference(let name) = $0 { name } else { nil } }
    lexis = try Recogniser(grammar, roots: lexical.sorted()) { expression in
      switch expression {
      case .terminal(let text): text.unicodeScalars.count == 1
      case .characters: true
      default: false
      }
    }
  }

  /// Whether the grammar derives the file.
  func derives(_ tree: SyntaxTree) -> Bool {
    var symbols: [Recogniser.Leaves] = []
    for (index, token) in tree.tokens.enumerated() {
      let span = tree.span(ofToken: index)
      guard
        let text = String(validating: tree.source.bytes[span.start..<span.end], as: UTF8.self)
      else { return false }
      switch token.kind {
      case .end, .byteOrderMark: continue
      case .whitespace: guard derivesTrivia(text, from: "white-space") else { return false }
      case .comment: guard derivesTrivia(text, from: "comment") else { return false }
      case .number where token.numberShape == .gluedToWord: return false
      default: symbols.append(leaves(ofToken: text))
      }
    }
    return syntax.derives(symbols, from: "file")
  }

  /// Whether a lexical rule derives a text as a whole.
  func derives(_ text: String, from rule: String) -> Bool {
    lexis.derives(text.unicodeScalars.map(leaves(of:)), from: rule)
  }

  private func derivesTrivia(_ text: String, from rule: String) -> Bool {
    if let known = isSoundTrivia[text] { return known }
    let isSound = derives(text, from: rule)
    isSoundTrivia[text] = isSound
    return isSound
  }

  private func leaves(ofToken text: String) -> Recogniser.Leaves {
    if let known = leavesOfToken[text] { return known }
    var result: Recogniser.Leaves = 0
    for (number, leaf) in syntax.leaves.enumerated() {
      let matches = tokenRules[number].map { derives(text, from: $0) } ?? (leaf == .terminal(text))
      if matches { result |= 1 << Recogniser.Leaves(number) }
    }
    leavesOfToken[text] = result
    return result
  }

  private func leaves(of scalar: Unicode.Scalar) -> Recogniser.Leaves {
    if let known = leavesOfCharacter[scalar] { return known }
    var result: Recogniser.Leaves = 0
    for (number, leaf) in lexis.leaves.enumerated() {
      let matches =
        switch leaf {
        case .terminal(let text): text.unicodeScalars.elementsEqual([scalar])
        case .characters(let set): set.contains(scalar)
        default: false
        }
      if matches { result |= 1 << Recogniser.Leaves(number) }
    }
    leavesOfCharacter[scalar] = result
    return result
  }
}
