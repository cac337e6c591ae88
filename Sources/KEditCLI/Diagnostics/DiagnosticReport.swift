import KEditSyntax
import OrderedJSON

/// The findings about one or several files, with the texts that they are about.
struct DiagnosticReport: Sendable {
  /// In the order of the files, each file's by position.
  private(set) var diagnostics: [Diagnostic] = []
  /// The FILE that was checked when each of them was found.
  private var files: [String] = []
  private(set) var sources = SourceSet()
  /// Errors that were counted and not kept.
  private(set) var omittedErrors = 0

  mutating func add(_ findings: Findings) {
    diagnostics += findings.diagnostics
    files += findings.diagnostics.map { _ in findings.file }
    sources.formUnion(findings.sources)
    omittedErrors += findings.omittedErrors
  }

  /// All of them, kept or not.
  var errorCount: Int { diagnostics.count { $0.severity == .error } + omittedErrors }
  var warningCount: Int { diagnostics.count { $0.severity == .warning } }

  /// What is said of the errors that were not kept.
  var moreWords: String { "and \(omittedErrors) more error\(omittedErrors == 1 ? "" : "s")" }

  var firstError: Diagnostic? { diagnostics.first { $0.severity == .error } }

  /// For example `2 errors, 1 warning`; `nil` where there is nothing.
  var summary: String? {
    let parts = [(errorCount, "error"), (warningCount, "warning")].filter { $0.0 > 0 }
    guard !parts.isEmpty else { return nil }
    return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: ", ")
  }

  /// The findings, each with the file in which a host of files can show it: of what an argument of
  /// the command line brings, there is only where it is used, or the FILE as a whole.
  var hosted: [(diagnostic: Diagnostic, host: Host)] {
    zip(diagnostics, files).map { diagnostic, file in
      let argument = sources[diagnostic.place.file].flatMap { $0.isArgument ? $0.name : nil }
      guard let argument else {
        return (diagnostic, Host(file: diagnostic.place.file, span: diagnostic.place.span))
      }
      let use = diagnostic.labels.first { sources[$0.place.file]?.isArgument == false }?.place
      return (diagnostic, Host(argument: argument, file: use?.file ?? file, span: use?.span))
    }
  }

  /// Where a finding is shown by what knows only files.
  struct Host: Sendable {
    /// The argument of the command line that the finding is about.
    var argument: String?
    let file: String
    /// `nil` for the file as a whole.
    let span: Span?

    /// The message and the help, with the argument that they are about.
    func words(of diagnostic: Diagnostic) -> String {
      (argument.map { $0 + ": " } ?? "") + diagnostic.message
        + (diagnostic.help.map { "\n" + $0 } ?? "")
    }
  }

  /// Where a span begins and ends, for a person; `nil` where the text is not at hand.
  func range(
    of span: Span, in file: String
  ) -> (start: SourceLocation, end: SourceLocation)? {
    guard let source = sources[file] else { return nil }
    return (source.location(at: span.start), source.location(at: span.end))
  }
}

/// The looks that a report can have.
enum DiagnosticFormat: String, CaseIterable, Sendable {
  case text
  case json
  case sarif
  case github

  /// The whole report in a format for programs; `nil` for text, which is written as it comes.
  func render(_ report: DiagnosticReport) -> String? {
    switch self {
    case .text: nil
    case .json: jsonReport(report).text(.pretty) + "\n"
    case .sarif: sarifReport(report).text(.pretty) + "\n"
    case .github: githubAnnotations(report)
    }
  }
}
