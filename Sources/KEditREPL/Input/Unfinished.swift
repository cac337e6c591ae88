import KEditSyntax

/// What an entry lacks before anything can be made of it.
package enum Unfinished: Hashable, Sendable {
  /// `"…` without its end.
  case text
  /// `"""…` without its end.
  case block
  /// `(…` without its end.
  case parenthesis

  /// Looks at the end of an entry; `nil` where nothing is open there.
  package init?(_ entry: String) {
    var depth = 0
    var last: Quotes?
    let bytes = Array(entry.utf8)
    for token in Lexer.tokens(of: bytes) where !token.kind.isTrivia {
      switch token.kind {
      case .leftParenthesis: depth += 1
      case .rightParenthesis: depth = max(0, depth - 1)
      // Where another statement begins, a parenthesis was forgotten.
      case .keyword where token.keyword?.beginsStatement == true: depth = 0
      case .end: continue
      default: break
      }
      last = token.quotes
    }
    switch last {
    case .unclosedBlock: self = .block
    case .unclosed: self = .text
    default:
      guard depth > 0 else { return nil }
      self = .parenthesis
    }
  }

  /// What the person must still type for the entry to be whole; `nil` where it is.
  ///
  /// Commands are whole with their line, but for those that take what the language has.
  package static func missing(from entry: String) -> Unfinished? {
    let last = InputReader.read(entry).last
    switch last {
    case .command(.mark, _), .command(.unmark, _), .statement, .clauses: return Unfinished(entry)
    default: return nil
    }
  }

  /// The entry with another line: a text that goes on is one text, for a line end cannot stand in it.
  package static func join(_ entry: String, _ line: String) -> String {
    entry + (Unfinished(entry) == .text ? " " : "\n") + line
  }
}
