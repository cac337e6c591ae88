import KEditSyntax
import PlainText

/// Shows findings to a person, on standard error.
struct DiagnosticPrinter: Sendable {
  private let context: CommandContext

  init(_ context: CommandContext) {
    self.context = context
  }

  /// Nobody reads more than so many findings about one file; a video given by mistake has thousands.
  static let limit = 100

  /// Shows the findings about one file; where quiet was asked for, only errors.
  func show(_ findings: Findings) {
    let renderer = TextRenderer(
      palette: context.palette, width: context.io.error.width,
      isForTerminal: context.io.error.isTerminal)
    let wanted = findings.diagnostics.filter { !context.isQuiet || $0.severity == .error }
    for diagnostic in wanted.prefix(Self.limit) {
      context.io.error.write(
        renderer.render(diagnostic, sources: findings.sources, checking: findings.file))
    }
    let more = max(0, wanted.count - Self.limit) + findings.omittedErrors
    if more > 0 {
      let listing = findings.omittedErrors == 0 ? ", which 'kedit check --format json' lists" : ""
      context.io.error.write("\(harmless(findings.file)): and \(more) more\(listing)\n\n")
    }
  }

  /// What a FILE of the command line is called.
  func name(ofFile file: String) -> String { file == "-" ? "<stdin>" : harmless(file) }
}
