import PlainText

/// The arguments of one command, sorted into options and the rest; values are read on demand.
struct Arguments: Sendable {
  /// What is not an option, in order; `-` among them.
  let operands: [String]
  /// What was given for each option, by long name, in order; an empty text for a flag.
  let given: GivenOptions
  let environment: Environment

  /// The value of an option: the last one given, else the variable's, else `nil`.
  ///
  /// - Throws: a usage failure where the value is not what the option expects.
  func value<Value>(_ option: Option<Value>) throws(CommandFailure) -> Value? {
    if let text = given[option.declaration.name]?.last {
      return try read(text, of: option, givenAs: "--\(option.declaration.name)")
    }
    if let variable = option.declaration.variable, let text = environment[variable] {
      return try read(text, of: option, givenAs: variable)
    }
    return nil
  }

  /// All values of a repeatable option, in order; the variable counts where none was given.
  ///
  /// - Throws: a usage failure where a value is not what the option expects.
  func values<Value>(_ option: Option<Value>) throws(CommandFailure) -> [Value] {
    guard let texts = given[option.declaration.name] else {
      return try value(option).map { [$0] } ?? []
    }
    var values: [Value] = []
    for text in texts {
      values.append(try read(text, of: option, givenAs: "--\(option.declaration.name)"))
    }
    return values
  }

  /// Whether a flag was given, by an argument or by its variable.
  ///
  /// - Throws: a usage failure where the variable says neither yes nor no.
  func isSet(_ flag: Flag) throws(CommandFailure) -> Bool {
    if given[flag.declaration.name] != nil { return true }
    guard let variable = flag.declaration.variable, let text = environment[variable] else {
      return false
    }
    switch text.lowercased() {
    case "1", "true", "yes", "on": return true
    case "0", "false", "no", "off": return false
    default:
      throw .usage(
        "\(variable) is '\(harmless(text))', but must say yes or no", help: "set it to 1 or 0")
    }
  }

  private func read<Value>(
    _ text: String, of option: Option<Value>, givenAs name: String
  ) throws(CommandFailure) -> Value {
    if let value = option.read(text) { return value }
    let suggestion = nearest(to: text, among: option.declaration.choices)
    throw .usage(
      text.isEmpty
        ? "\(name) needs a value: \(option.expected)"
        : "\(name) is '\(harmless(text))', but must be \(option.expected)",
      help: suggestion.map { "did you mean '\($0)'?" })
  }
}
