import KEditSyntax

/// Collects findings about one file.
struct Report {
  let source: SourceText
  private(set) var diagnostics: [Diagnostic] = []

  init(source: SourceText) {
    self.source = source
  }

  mutating func error(
    _ code: DiagnosticCode, _ message: String, at span: Span, labels: [(Span, String)] = [],
    help: String? = nil, fixes: [Diagnostic.Fix] = []
  ) {
    add(code, .error, message, span, labels, help, fixes)
  }

  mutating func warning(
    _ code: DiagnosticCode, _ message: String, at span: Span, labels: [(Span, String)] = [],
    help: String? = nil
  ) {
    add(code, .warning, message, span, labels, help, [])
  }

  private mutating func add(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, _ span: Span,
    _ labels: [(Span, String)], _ help: String?, _ fixes: [Diagnostic.Fix]
  ) {
    diagnostics.append(
      Diagnostic(
        code, severity: severity, message,
        at: Diagnostic.Place(file: source.name, span: span),
        labels: labels.map {
          Diagnostic.Label(
            place: Diagnostic.Place(file: source.name, span: $0.0), message: $0.1)
        },
        help: help, fixes: fixes))
  }
}
