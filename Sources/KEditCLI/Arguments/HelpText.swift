import KEditSyntax

/// What `kedit help` prints: plain text of at most 80 columns.
enum HelpText {
  static let width = 80

  /// The list of commands.
  static func overview(of commands: [CommandDescription]) -> String {
    var output = """
      kedit: video edits, written down in a small language and carried out by Kling.

      usage: kedit COMMAND [OPTION…] [FILE…]

      Commands:

      """
    output += table(commands.map { ("  \($0.name)", $0.summary) })
    output += """

      'kedit help COMMAND' says more of one; --help works everywhere, and so does
      --version. FILE may be '-': standard input.

      To begin: 'kedit new first.kedit', change the file, 'kedit check first.kedit'.

      """
    return output
  }

  /// Everything about one command.
  static func page(of command: CommandDescription) -> String {
    var output = "usage: \(command.usage)\n\n"
    output += wrapped(command.summary, indentation: 0) + "\n"
    for paragraph in command.discussion.split(separator: "\n\n") {
      output += "\n" + wrapped(paragraph.replacing("\n", with: " "), indentation: 0) + "\n"
    }
    output += "\nOptions:\n"
    output += table(
      command.options.map { ("  " + heading(of: $0), description(of: $0)) }
        + [("  -h, --help", "Show this page.")])
    if !command.examples.isEmpty {
      output += "\nExamples:\n"
      for example in command.examples {
        output += "  \(example.line)\n" + wrapped(example.effect, indentation: 6) + "\n"
      }
    }
    return output
  }

  private static func heading(of option: OptionDeclaration) -> String {
    let short = option.short.map { "-\($0), " } ?? "    "
    return short + "--\(option.name)" + (option.placeholder.map { " \($0)" } ?? "")
  }

  private static func description(of option: OptionDeclaration) -> String {
    var text = option.help
    if option.isRepeatable { text += " May be given several times." }
    var facts: [String] = []
    if !option.choices.isEmpty { facts.append(option.choices.joined(separator: ", ")) }
    if let value = option.defaultText { facts.append("default: \(value)") }
    if let variable = option.variable { facts.append(variable) }
    return facts.isEmpty ? text : text + " (" + facts.joined(separator: "; ") + ")"
  }

  /// Two columns: the left as wide as need be, up to a limit beyond which the right begins below.
  private static func table(_ rows: [(left: String, right: String)]) -> String {
    let column = min(28, (rows.map(\.left.displayWidth).max() ?? 0) + 2)
    var output = ""
    for row in rows {
      let text = wrapped(row.right, indentation: column)
      if row.left.displayWidth + 2 > column {
        output += row.left + "\n" + text + "\n"
      } else {
        output += row.left + text.dropFirst(row.left.displayWidth) + "\n"
      }
    }
    return output
  }

  private static func wrapped(_ text: some StringProtocol, indentation: Int) -> String {
    wrappedText(text, indentation: indentation, width: width)
  }
}
