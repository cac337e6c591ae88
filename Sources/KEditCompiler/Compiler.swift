package import KEditPlan
package import KEditSyntax
package import MediaFacts

/// Compiles one `.kedit` file: the tree once, then the plan or what stands in its way.
///
/// Pure: what it must know of the world is handed in as values, and the same values give the same
/// result.
package struct Compiler: Sendable {
  let tree: SyntaxTree
  let file: SpecFile
  private let readingDiagnostics: [Diagnostic]

  /// Parses the file and reads its statements.
  package init(_ source: SourceText) {
    tree = Parser.parse(source)
    var reader = SpecReader(tree: tree)
    file = reader.read()
    readingDiagnostics = tree.issues.map { $0.diagnostic(in: source) } + reader.diagnostics
  }

  /// The local files that the spec names, each once, in order: what `compile` wants to know of.
  package var referencedFiles: [ReferencedFile] {
    var seen: Set<ReferencedFile> = []
    return file.mediaTexts.compactMap { text, kind in
      guard let path = text.plain, !path.isBlank, !WebURL.hasScheme(path) else { return nil }
      let file = ReferencedFile(path: path, kind: kind)
      return seen.insert(file).inserted ? file : nil
    }
  }

  /// Checks the file and lowers it.
  ///
  /// - Parameter files: what became of looking at each of `referencedFiles`.
  /// - Returns: all findings, and what a plan is made of if none of them is an error.
  package func compile(files: [ReferencedFile: FileReport]) -> Compilation {
    var lowering = Lowering(
      tree: tree, file: file, media: MediaChecker(source: tree.source, files: files))
    let edits = lowering.lower()
    let diagnostics = (readingDiagnostics + lowering.diagnostics).inOrder()
    let isSound = !diagnostics.contains { $0.severity == .error }
    return Compilation(
      diagnostics: diagnostics, source: tree.source, edits: isSound ? edits : nil)
  }
}

/// What became of looking at a file that the spec names.
package enum FileReport: Hashable, Sendable {
  case facts(FileFacts)
  /// It cannot be read; why, in the system's words.
  case unreadable(String)
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

  /// By bytes, as the file system compares: to Swift, composed and decomposed letters are the same,
  /// and one file would be judged by what another holds.
  package static func == (left: ReferencedFile, right: ReferencedFile) -> Bool {
    left.kind == right.kind && left.path.utf8.elementsEqual(right.path.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    for byte in path.utf8 { hasher.combine(byte) }
  }
}

/// What came of compiling a file.
package struct Compilation: Sendable {
  /// In order of position, each once.
  package let diagnostics: [Diagnostic]
  fileprivate let source: SourceText
  /// Without fingerprints; `nil` where the file has an error.
  fileprivate let edits: [PlannedEdit]?

  /// The plan; `nil` where the file has an error.
  ///
  /// Made when it is asked for: to check a file, nothing of it need be hashed.
  ///
  /// - Parameter sha256: SHA-256 of bytes, in lower-case hexadecimal.
  /// - Returns: the same plan for the same file, wherever it is made.
  package func plan(sha256: ([UInt8]) -> String) -> Plan? {
    guard var edits else { return nil }
    Fingerprint.assign(to: &edits, sha256: sha256)
    return Plan(
      source: Plan.Source(path: source.baseName, sha256: sha256(source.bytes)), edits: edits)
  }
}

extension [Diagnostic] {
  /// By position, what is said twice of one place once.
  fileprivate func inOrder() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return enumerated()
      .sorted { ($0.element.place.span, $0.offset) < ($1.element.place.span, $1.offset) }
      .map(\.element)
      .filter { seen.insert($0).inserted }
  }
}

extension SourceText {
  /// The file's name without its folder: a plan does not depend on where it is made.
  var baseName: String {
    String(name.split(separator: "/").last ?? "spec.kedit")
  }

  /// The file's name without folder and extension: what results without a name are called after.
  var specName: String {
    if name.hasPrefix("<") { return "stdin" }
    let parts = baseName.split(separator: ".")
    return parts.count > 1 ? parts.dropLast().joined(separator: ".") : baseName
  }
}

extension String {
  /// Whether it is empty or all white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
