import KEditSyntax

/// Shows findings to a person, on standard error.
struct DiagnosticPrinter: Sendable {
  private let context: CommandContext

  init(_ context: CommandContext) {
    self.context = context
  }

  /// Shows the findings about one text; where quiet was asked for, only errors.
  func show(_ diagnostics: [Diagnostic], in source: SourceText) {
    let renderer = TextRenderer(palette: context.palette, width: context.io.error.width)
    for diagnostic in diagnostics where !context.isQuiet || diagnostic.severity == .error {
      context.io.error.write(renderer.render(diagnostic, sources: [source.name: source]))
    }
  }

  /// What a FILE of the command line is called.
  func name(ofFile file: String) -> String { file == "-" ? "<stdin>" : shown(file) }
}
