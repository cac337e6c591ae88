@testable import KEditCLI

/// Command lines of kedit that a page mentions without running them: they must be ones that exist.
enum CommandMention {
  /// What is wrong with the command lines in a script.
  static func faults(inScript lines: [String]) -> [String] {
    lines.flatMap { line -> [String] in
      let words = line.split(separator: " ").map(String.init)
      return words.indices.filter { words[$0] == "kedit" && $0 + 1 < words.count }
        .flatMap { faults(in: Array(words[($0 + 1)...])) }
    }
  }

  /// What is wrong with the words behind `kedit`: the command, or one of its options.
  static func faults(in words: [String]) -> [String] {
    guard let name = words.first else { return [] }
    if ["help", "--help", "--version", "COMMAND"].contains(name) { return [] }
    guard let command = Program.commands.first(where: { $0.description.name == name })?.description
    else { return ["there is no command '\(name)'"] }
    return words.dropFirst().prefix { !["&&", "|", ";", "||"].contains($0) }
      .filter { $0.hasPrefix("--") && $0.count > 2 }
      .map { String($0.dropFirst(2).prefix { $0 != "=" && $0 != "," && $0 != ")" }) }
      .filter { name in
        !["help", "version"].contains(name) && !command.options.contains { $0.name == name }
      }
      .map { "'kedit \(name)' has no option --\($0)" }
  }
}
