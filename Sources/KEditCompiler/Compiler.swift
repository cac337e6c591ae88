package import KEditPlan
package import KEditSyntax
package import MediaFacts

/// What the compiler must know of the world, as values.
package struct CompilerInput: Sendable {
  /// What became of looking at a file that the spec names.
  package enum FileReport: Sendable {
    case facts(FileFacts)
    /// It cannot be read; why, in the system's words.
    case unreadable(String)
  }

  package let source: SourceText
  /// By the path as the spec writes it. A file that is missing here was not looked at, and what
  /// depends on its content is not checked.
  package let files: [String: FileReport]
  /// SHA-256 of bytes, in lower-case hexadecimal.
  package let sha256: @Sendable ([UInt8]) -> String

  package init(
    source: SourceText, files: [String: FileReport],
    sha256: @escaping @Sendable ([UInt8]) -> String
  ) {
    self.source = source
    self.files = files
    self.sha256 = sha256
  }
}

/// What came of compiling a file.
package struct Compilation: Sendable {
  /// The plan; `nil` where the file has an error.
  package let plan: Plan?
  /// Sorted by position.
  package let diagnostics: [Diagnostic]

  package init(plan: Plan?, diagnostics: [Diagnostic]) {
    self.plan = plan
    self.diagnostics = diagnostics
  }

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A file that a spec names and that must be looked at before compiling.
package struct ReferencedFile: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case image
    case video
  }

  /// As the spec writes it, relative to the spec's folder, or absolute.
  package let path: String
  package let kind: Kind

  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
