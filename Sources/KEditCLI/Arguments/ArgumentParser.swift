import PlainText

/// Sorts arguments into options, their values and operands, as GNU programs do.
///
/// `--name=value` and `--name value`; `-n value`, `-nvalue`; short flags cluster; `--` ends the
/// options; `-` is an operand; options and operands may be mixed.
struct ArgumentParser {
  /// What the arguments ask for.
  enum Outcome: Sendable {
    case help
    case version
    case arguments(Arguments)
  }

  let command: CommandDescription
  private var given: GivenOptions = [:]
  private var operands: [String] = []
  private var rest: ArraySlice<String>

  private init(command: CommandDescription, arguments: ArraySlice<String>) {
    self.command = command
    self.rest = arguments
  }

  /// Sorts the arguments that follow the command's name.
  ///
  /// - Throws: a usage failure at the first argument that does not fit.
  static func parse(
    _ arguments: ArraySlice<String>, of command: CommandDescription, environment: Environment
  ) throws(CommandFailure) -> Outcome {
    var parser = ArgumentParser(command: command, arguments: arguments)
    while let argument = parser.rest.popFirst() {
      if argument == "--" {
        parser.operands += parser.rest
        break
      }
      if argument == "--help" || argument == "-h" { return .help }
      if argument == "--version" { return .version }
      if argument.hasPrefix("--") {
        try parser.takeLong(argument)
      } else if argument.hasPrefix("-"), argument != "-" {
        try parser.takeCluster(argument)
      } else {
        parser.operands.append(argument)
      }
    }
    try parser.checkMentions()
    try parser.checkOperands()
    return .arguments(
      Arguments(operands: parser.operands, given: parser.given, environment: environment))
  }

  private var seeHelp: String { "'kedit help \(command.name)' shows the options" }

  private mutating func takeLong(_ argument: String) throws(CommandFailure) {
    let body = argument.dropFirst(2)
    let equals = body.firstIndex(of: "=")
    let name = String(body[..<(equals ?? body.endIndex)])
    guard let option = command.options.first(where: { $0.name == name }) else {
      let suggestion = nearest(to: name, among: command.options.map(\.name) + ["help", "version"])
      throw .usage(
        "unknown option '--\(harmless(name))'",
        help: Habits.advice(option: name, of: command)
          ?? suggestion.map { "did you mean '--\($0)'?" } ?? seeHelp)
    }
    switch (equals, option.placeholder) {
    case (nil, nil): given.add("", to: name)
    case (let equals?, .some):
      given.add(String(body[body.index(after: equals)...]), to: name)
    case (nil, let placeholder?): try takeValue(of: option, placeholder, writtenAs: argument)
    case (.some, nil): throw .usage("--\(name) takes no value", help: seeHelp)
    }
  }

  private mutating func takeCluster(_ argument: String) throws(CommandFailure) {
    var letters = argument.dropFirst()
    while let letter = letters.popFirst() {
      if letter == "h" {
        throw .usage("-h must stand alone", help: seeHelp)
      }
      guard let option = command.options.first(where: { $0.short == letter }) else {
        let isLongName = command.options.contains { $0.name == argument.dropFirst() }
        throw .usage(
          "unknown option '-\(harmless(String(letter)))'",
          help: isLongName ? "long options have two dashes: '-\(argument)'" : seeHelp)
      }
      guard let placeholder = option.placeholder else {
        given.add("", to: option.name)
        continue
      }
      if letters.isEmpty {
        try takeValue(of: option, placeholder, writtenAs: "-\(letter)")
      } else {
        given.add(String(letters), to: option.name)
      }
      return
    }
  }

  /// Takes the next argument as a value, unless it is plainly an option itself.
  private mutating func takeValue(
    of option: OptionDeclaration, _ placeholder: String, writtenAs name: String
  ) throws(CommandFailure) {
    guard let value = rest.first, !isOption(value) else {
      throw .usage("\(name) needs a value: \(name) \(placeholder)", help: seeHelp)
    }
    rest = rest.dropFirst()
    given.add(value, to: option.name)
  }

  private func isOption(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), argument != "-" else { return false }
    if argument == "--" { return true }
    if argument.hasPrefix("--") {
      let name = argument.dropFirst(2).prefix { $0 != "=" }
      return name == "help" || command.options.contains { $0.name == name }
    }
    let letter = argument.dropFirst().first
    return command.options.contains { $0.short == letter }
  }

  private func checkMentions() throws(CommandFailure) {
    for option in command.options where option.isGivenOnce && given[option.name]?.count ?? 0 > 1 {
      throw .usage(
        "--\(option.name) is given twice", help: "only one \(option.placeholder ?? "") can be meant"
      )
    }
  }

  private func checkOperands() throws(CommandFailure) {
    if operands.contains("") {
      throw .usage("an empty argument names nothing", help: "usage: \(command.usage)")
    }
    if operands.count < command.operands.least,
      let name = command.operands.placeholder(at: operands.count)
    {
      throw .usage("\(name) is missing", help: "usage: \(command.usage)")
    }
    let limit = command.operands.limit
    if operands.count > limit {
      throw .usage(
        "one argument too many: '\(harmless(operands[limit]))'", help: "usage: \(command.usage)")
    }
  }
}
