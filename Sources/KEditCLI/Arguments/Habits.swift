/// What other programs call the commands and options of this one: too far from its own words for the
/// nearest one to be found by its letters.
enum Habits {
  /// What to do in the place of a command that there is not.
  static func advice(command word: String) -> String? {
    let word = word.lowercased()
    if word == "version" { return "'kedit --version' shows the version" }
    return commands[word].map { "'kedit \($0)' does that" }
  }

  private static let commands: [String: String] = [
    "format": "fmt", "reformat": "fmt", "pretty": "fmt", "prettify": "fmt", "tidy": "fmt",
    "lint": "check", "validate": "check", "verify": "check", "test": "check",
    "init": "new", "create": "new", "template": "new", "scaffold": "new",
    "compile": "plan", "build": "plan", "dry-run": "plan", "dryrun": "plan", "preview": "plan",
    "estimate": "plan", "cost": "plan", "price": "plan", "curl": "plan --format curl",
    "exec": "run", "execute": "run", "apply": "run", "start": "run", "submit": "run", "go": "run",
    "fix": "check --fix", "mock": "simulate", "serve": "simulate", "server": "simulate",
    "doc": "help", "docs": "help", "man": "help", "usage": "help",
    "error": "explain", "why": "explain", "completion": "completions",
  ]

  /// What to do in the place of an option that a command does not have.
  static func advice(option word: String, of command: CommandDescription) -> String? {
    let word = word.lowercased()
    if let name = options[word]?.first(where: { name in
      command.options.contains { $0.name == name }
    }) {
      return "'--\(name)' does that"
    }
    if command.options.contains(where: { $0.name == "format" && $0.choices.contains(word) }) {
      return "'--format \(word)' does that"
    }
    if word == "stdin" { return "'-' in the place of FILE is standard input" }
    if ["dry-run", "dryrun", "no-act", "just-print"].contains(word) { return dryRun }
    return nil
  }

  /// A run that does nothing is a command of its own.
  static let dryRun = "'kedit plan FILE' shows what would be sent, and sends nothing"

  /// For each word what it may mean; a command has at most one of them.
  private static let options: [String: [String]] = [
    "dry-run": ["diff"], "dryrun": ["diff"], "force": ["overwrite"], "replace": ["overwrite"],
    "strict": ["deny-warnings"], "werror": ["deny-warnings"], "fatal-warnings": ["deny-warnings"],
    "jobs": ["parallel"], "concurrency": ["parallel"], "threads": ["parallel"],
    "out": ["output", "output-dir"], "out-dir": ["output-dir"], "outdir": ["output-dir"],
    "directory": ["output-dir"], "dir": ["output-dir"], "assume-yes": ["yes"],
    "no-confirm": ["yes"], "var": ["param"], "define": ["param"], "table": ["each"],
    "csv": ["each"], "budget": ["max-units"], "limit": ["max-units"], "mock": ["simulate"],
    "silent": ["quiet"], "colour": ["color"], "endpoint": ["base-url"], "url": ["base-url"],
    "autofix": ["fix"], "write": ["fix"], "debug": ["verbose"],
  ]
}
