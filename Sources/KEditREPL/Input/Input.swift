/// What a person has entered: one thing to be done.
enum Input: Hashable, Sendable {
  case command(TypedCommand)
  /// One statement of the language.
  case statement(String)
  /// Clauses for the current edit.
  case clauses(String)
  /// A first word that is neither of the language nor a command.
  case unknown(word: String)
  /// The beginning of a command that must be written whole.
  case abbreviated(word: String, CommandName)
  /// A prefix of several commands.
  case ambiguous(word: String, [CommandName])
}

/// A command as it was typed.
struct TypedCommand: Hashable, Sendable {
  let name: CommandName
  /// All of it.
  private(set) var typed: String
  /// What stands behind its name: the end of what was typed.
  private(set) var rest: String

  /// - Precondition: `typed` ends with `rest`.
  init(_ name: CommandName, typed: String, rest: String) {
    self.name = name
    self.typed = typed
    self.rest = rest
  }

  mutating func goOn(with line: String) {
    typed += "\n" + line
    rest += "\n" + line
  }
}
