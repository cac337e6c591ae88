/// One finding about a file: what is wrong, where, and what to do.
///
/// It is data; how it looks is a renderer's affair.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Hashable, Sendable {
    case error
    case warning
  }

  /// A place in a file.
  package struct Place: Hashable, Sendable {
    /// The name of the `SourceText` that the span is of.
    package let file: String
    package let span: Span

    package init(file: String, span: Span) {
      self.file = file
      self.span = span
    }
  }

  /// A second place that explains the first, and what it has to do with it.
  package struct Label: Hashable, Sendable {
    package let place: Place
    package let message: String

    package init(place: Place, message: String) {
      self.place = place
      self.message = message
    }
  }

  /// A change of the text that mends the finding.
  package struct Fix: Hashable, Sendable {
    package struct Edit: Hashable, Sendable {
      package let span: Span
      package let replacement: String

      package init(span: Span, replacement: String) {
        self.span = span
        self.replacement = replacement
      }
    }

    package let message: String
    /// Whether it can be applied unseen: there is one right answer and the meaning is plain.
    package let isSafe: Bool
    package let edits: [Edit]

    package init(message: String, isSafe: Bool, edits: [Edit]) {
      self.message = message
      self.isSafe = isSafe
      self.edits = edits
    }
  }

  package let code: DiagnosticCode
  package let severity: Severity
  /// One line: what was found and what the rule is.
  package let message: String
  /// What to do next, in one line or a few.
  package let help: String?
  package let place: Place
  /// A few words under the place itself, where the message alone does not say why just there.
  package let note: String?
  package let labels: [Label]
  package let fixes: [Fix]

  package init(
    _ code: DiagnosticCode, severity: Severity = .error, _ message: String, at place: Place,
    note: String? = nil, labels: [Label] = [], help: String? = nil, fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.help = help
    self.place = place
    self.note = note
    self.labels = labels
    self.fixes = fixes
  }
}
