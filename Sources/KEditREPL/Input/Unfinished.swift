import KEditSyntax

/// What an entry lacks before anything can be made of it.
package enum Unfinished: Hashable, Sendable {
  /// `"…` without its end.
  case text
  /// `"""…` without its end.
  case block
  /// `(…` without its end.
  case parenthesis

  /// What the person must still type for the entry to be whole; `nil` where it is.
  ///
  /// Commands are whole with their line, but for those that take what the language has.
  package static func missing(from entry: String) -> Unfinished? {
    switch InputReader.read(entry).last {
    case .command(let command)?:
      command.name.takesPoints ? OpenEnd(command.rest).missing : nil
    case .statement?, .clauses?: OpenEnd(entry).missing
    default: nil
    }
  }
}

/// What is open at the end of a text of the language that comes line by line.
struct OpenEnd {
  /// How many parentheses are open.
  private var depth = 0
  /// How the last token is quoted, where it is a text.
  private var quotes: Quotes?

  init(_ text: String) {
    read(text, behind: "")
  }

  /// Reads the next line, or several.
  mutating func read(_ line: String) {
    // A text ends with its line, and only a block goes on.
    read(line, behind: quotes == .unclosedBlock ? "\"\"\"\n" : "")
  }

  /// Reads a line with which an open text goes on, as if it stood in the same one.
  mutating func readOn(_ line: String) {
    if quotes == .unclosed { read(line, behind: "\" ") } else { read(line) }
  }

  /// `opening` makes the same of the text as what stands before it.
  private mutating func read(_ text: String, behind opening: String) {
    for token in Lexer.tokens(of: Array((opening + text).utf8)) where !token.kind.isTrivia {
      switch token.kind {
      case .leftParenthesis: depth += 1
      case .rightParenthesis: depth = max(0, depth - 1)
      // Where another statement begins, a parenthesis was forgotten.
      case .keyword where token.keyword?.beginsStatement == true: depth = 0
      case .end: continue
      default: break
      }
      quotes = token.quotes
    }
  }

  /// `nil` where nothing is open.
  var missing: Unfinished? {
    switch quotes {
    case .unclosedBlock: .block
    case .unclosed: .text
    default: depth > 0 ? .parenthesis : nil
    }
  }
}
