import KEditExplanations
import KEditSyntax
import PlainText

/// `kedit explain`: what does the code of a finding mean?
struct ExplainCommand: Command {
  static let description = CommandDescription(
    name: "explain",
    summary: "Say what a code such as K302 means, with examples.",
    discussion: """
      Every finding of 'kedit check' has a code, which stands in brackets before its message. This
      says what the code means, why there is such a rule and where it is written down, and shows a
      file that is wrong and one that is right.

      Without a CODE it lists all of them.
      """,
    operands: .any("CODE"),
    options: CommonOptions.all,
    examples: [
      ("kedit explain K302", "Read what K302 is about."),
      ("kedit explain", "See which codes there are."),
    ])

  private let codes: [DiagnosticCode]
  private let color: ColorChoice

  init(_ arguments: Arguments) throws(CommandFailure) {
    var codes: [DiagnosticCode] = []
    for word in arguments.operands {
      let code = try Self.code(named: word)
      if !codes.contains(code) { codes.append(code) }
    }
    self.codes = codes
    self.color = try arguments.value(CommonOptions.color) ?? .auto
  }

  private static func code(named word: String) throws(CommandFailure) -> DiagnosticCode {
    if let code = DiagnosticCode(rawValue: word.uppercased()) { return code }
    let meant = nearest(to: word, among: DiagnosticCode.allCases.map(\.rawValue))
    throw .usage(
      "there is no code '\(harmless(word))'",
      help: meant.map { "did you mean '\($0)'?" } ?? "'kedit explain' lists the codes")
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let output = context.io.output
    let palette = color.palette(isTerminal: output.isTerminal, environment: context.environment)
    if codes.isEmpty {
      output.write(Self.list(palette))
      context.inform("\n'kedit explain CODE' says more of one.")
      return .done
    }
    let page = ExplanationPage(palette: palette, width: min(HelpText.width, output.width))
    for (index, code) in codes.enumerated() {
      if index > 0 { output.write("\n\n") }
      let explanation = code.explanation
      let findings = try await explanation.wrong.findings(context)
      output.write(page.render(code, explanation, findings: findings))
    }
    return .done
  }

  private static func list(_ palette: Palette) -> String {
    DiagnosticField.all.map { field in
      palette.apply(.bold, to: field.title) + "\n"
        + field.codes.map { "  \($0.rawValue)  \($0.explanation.title)\n" }.joined()
    }.joined(separator: "\n")
  }
}
