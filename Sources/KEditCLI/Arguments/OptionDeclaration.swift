/// An option as help shows it and the parser knows it, without the type of its value.
struct OptionDeclaration: Hashable, Sendable {
  /// The long name without its dashes: `output-dir`.
  let name: String
  let short: Character?
  /// What stands for the value in help, `DIR`; `nil` makes it a flag.
  let placeholder: String?
  /// The values there are, where they can be listed.
  let choices: [String]
  let help: String
  /// The value that is taken when none is given, for help.
  let defaultText: String?
  /// Whether every mention counts; otherwise the last one does.
  let isRepeatable: Bool
  /// Whether a second mention is a mistake: the option says where something is written, and one of the
  /// places would silently stay empty.
  let isGivenOnce: Bool
  /// Whether a variable of the environment may give the value. Never for what spends or destroys:
  /// that takes a word typed for this one run.
  let hasVariable: Bool

  init(
    _ name: String, short: Character? = nil, placeholder: String? = nil, choices: [String] = [],
    help: String, defaultText: String? = nil, isRepeatable: Bool = false,
    isGivenOnce: Bool = false, hasVariable: Bool = true
  ) {
    self.name = name
    self.short = short
    self.placeholder = placeholder
    self.choices = choices
    self.help = help
    self.defaultText = defaultText
    self.isRepeatable = isRepeatable
    self.isGivenOnce = isGivenOnce
    self.hasVariable = hasVariable
  }

  var isFlag: Bool { placeholder == nil }

  /// The environment variable of the option: `KEDIT_OUTPUT_DIR` for `--output-dir`.
  var variable: String? {
    guard hasVariable else { return nil }
    return "KEDIT_" + name.uppercased().replacing("-", with: "_")
  }
}

/// An option that is there or not.
struct Flag: Sendable {
  let declaration: OptionDeclaration

  init(
    _ name: String, short: Character? = nil, help: String, hasVariable: Bool = true
  ) {
    self.declaration = OptionDeclaration(
      name, short: short, help: help, hasVariable: hasVariable)
  }
}

/// An option with a value, and how the value is read.
struct Option<Value: Sendable>: Sendable {
  let declaration: OptionDeclaration
  /// What a value must be, for a message: `a whole number from 1 to 64`.
  let expected: String
  /// The value of the text; `nil` where it is not what is expected.
  let read: @Sendable (String) -> Value?

  init(
    _ declaration: OptionDeclaration, expected: String,
    read: @escaping @Sendable (String) -> Value?
  ) {
    self.declaration = declaration
    self.expected = expected
    self.read = read
  }
}
