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

  /// Shows the findings about one text; where quiet was asked for, only errors.
  func show(_ diagnostics: [Diagnostic], in source: SourceText) {
    let renderer = TextRenderer(palette: context.palette, width: context.io.error.width)
    let wanted = diagnostics.filter { !context.isQuiet || $0.severity == .error }
    for diagnostic in wanted.prefix(Self.limit) {
      context.io.error.write(renderer.render(diagnostic, sources: [source.name: source]))
    }
    if wanted.count > Self.limit {
      context.io.error.write(
        "\(harmless(source.name)): and \(wanted.count - Self.limit) more, which "
          + "'kedit check --format json' lists\n\n")
    }
  }

  /// What a FILE of the command line is called.
  func name(ofFile file: String) -> String { file == "-" ? "<stdin>" : harmless(file) }
}
