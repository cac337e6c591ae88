import KEditSyntax

/// What was found about one FILE, with every text that a finding or a label of it names.
struct Findings: Sendable {
  /// What the FILE is called.
  let file: String
  /// In the order in which they are shown.
  let diagnostics: [Diagnostic]
  let sources: SourceSet
  /// Errors beyond these, counted but not kept.
  let omittedErrors: Int

  /// `source` is the FILE's own text, `others` what it includes.
  init(
    _ diagnostics: [Diagnostic], in source: SourceText, and others: SourceSet = SourceSet(),
    omittedErrors: Int = 0
  ) {
    self.file = source.name
    self.diagnostics = diagnostics
    var sources = others
    sources.insert(source)
    self.sources = sources
    self.omittedErrors = omittedErrors
  }
}
