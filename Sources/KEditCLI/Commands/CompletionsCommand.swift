import PlainText

/// `kedit completions`: a script that teaches a shell to complete kedit's command lines.
struct CompletionsCommand: Command {
  static let description = CommandDescription(
    name: "completions",
    summary: "Print the completions for a shell: bash, zsh or fish.",
    discussion: """
      With them the Tab key completes commands, options and their values, the names of files, of
      results behind --only, of parameters behind --param, and the codes of findings.

      bash: kedit completions bash > ~/.local/share/bash-completion/completions/kedit

      zsh: kedit completions zsh > ~/.zfunc/_kedit, with 'fpath+=(~/.zfunc)' before 'compinit' in
      ~/.zshrc

      fish: kedit completions fish > ~/.config/fish/completions/kedit.fish

      The script asks kedit itself at every Tab, so it need not be made again for a newer one.
      """,
    operands: .one("SHELL"),
    options: CommonOptions.all,
    examples: [
      ("eval \"$(kedit completions bash)\"", "Complete in this session of bash."),
      ("kedit completions fish | source", "Complete in this session of fish."),
    ])

  private let shell: CompletionScript

  init(_ arguments: Arguments) throws(CommandFailure) {
    let word = arguments.operands[0]
    guard let shell = CompletionScript(rawValue: word) else {
      let names = CompletionScript.allCases.map(\.rawValue)
      throw .usage(
        "there are no completions for '\(harmless(word))'",
        help: nearest(to: word, among: names).map { "did you mean '\($0)'?" }
          ?? "there are some for \(names.joined(separator: ", "))")
    }
    self.shell = shell
  }

  func run(_ context: CommandContext) -> ExitCode {
    context.io.output.write(shell.text)
    return .done
  }
}
