import KEditSyntax

/// What a piece of an entry is, for its colour.
package enum Highlight: Hashable, Sendable {
  case keyword
  case command
  case text
  case number
  case comment

  /// The pieces of an entry that have a colour, in order, by their bytes.
  package static func pieces(of entry: String) -> [(range: Range<Int>, kind: Highlight)] {
    let bytes = Array(entry.utf8)
    let tokens = Lexer.tokens(of: bytes)
    var pieces: [(range: Range<Int>, kind: Highlight)] = []
    var isAtStart = true
    for (token, next) in zip(tokens, tokens.dropFirst()) {
      let range = token.start..<next.start
      switch token.kind {
      case .whitespace, .byteOrderMark: continue
      case .comment: pieces.append((range, .comment))
      case .keyword: pieces.append((range, .keyword))
      case .text: pieces.append((range, .text))
      case .number: pieces.append((range, .number))
      case .word where isAtStart:
        let word = String(decoding: bytes[range], as: UTF8.self)
        if case .command = InputReader.read(word).first { pieces.append((range, .command)) }
      default: break
      }
      isAtStart = false
    }
    return pieces
  }
}
