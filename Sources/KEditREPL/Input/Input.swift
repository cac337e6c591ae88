/// What a person has entered: one thing to be done.
enum Input: Hashable, Sendable {
  case command(CommandName, rest: String)
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
