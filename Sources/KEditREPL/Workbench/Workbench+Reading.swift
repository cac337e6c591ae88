import KEditCompiler
import KEditPlan
import KEditSyntax
import MediaFacts

/// What compiling the text of the session comes to.
struct Reading: Sendable {
  let compilation: Compilation
  let source: SourceText
  let plan: Plan?

  var hasErrors: Bool { compilation.diagnostics.contains { $0.severity == .error } }
}

extension Workbench {
  /// The local files that a text names and that were not looked at yet.
  func unknownFiles(in text: String, of document: Document) -> [ReferencedFile] {
    compiler(text, document).referencedFiles.filter { reports[$0] == nil }
  }

  /// Compiles a text in the place of the document's.
  func read(_ text: String, of document: Document, for purpose: Purpose) -> Reading {
    let compiler = compiler(text, document)
    let compilation = compiler.compile(files: reports, for: purpose)
    return Reading(
      compilation: compilation, source: SourceText(name: document.name, text: text),
      plan: purpose == .check ? nil : compilation.plan(sha256: surroundings.sha256))
  }

  /// Compiles a text as if every local file that it names were as it should be, for what has nothing to
  /// do with files.
  func readAssumingFiles(_ text: String, of document: Document) -> Reading {
    let compiler = compiler(text, document)
    let files = compiler.referencedFiles.map { ($0, Self.soundFile(of: $0.kind)) }
    let compilation = compiler.compile(
      files: Dictionary(files) { first, _ in first }, for: .draft)
    return Reading(
      compilation: compilation, source: SourceText(name: document.name, text: text),
      plan: compilation.plan(sha256: surroundings.sha256))
  }

  private static func soundFile(of kind: ReferencedFile.Kind) -> FileReport {
    let media: FileFacts.Media =
      switch kind {
      case .image: .image(ImageFacts(format: .png, width: 1000, height: 1000))
      case .video: .unprobedVideo
      }
    return .facts(FileFacts(sha256: "", byteCount: 1000, media: media))
  }

  private func compiler(_ text: String, _ document: Document) -> Compiler {
    let (include, folder) = (surroundings.include, folder)
    return Compiler(
      SourceText(name: document.name, text: text), identity: "the session",
      arguments: surroundings.arguments(folder), include: { include($0, folder) })
  }

  /// The files that the document names by the way from its folder, without those that values of the
  /// command line name.
  func relativePaths() -> [String] {
    let (include, folder) = (surroundings.include, folder)
    let media = Compiler(
      SourceText(name: document.name, text: document.text), identity: "the session",
      include: { include($0, folder) }
    ).referencedFiles.map(\.path)
    let included = document.statements.filter { $0.kind == .includeStatement }.compactMap {
      statement in
      let parts = statement.text.split(separator: "\"", omittingEmptySubsequences: false)
      return parts.count > 1 ? String(parts[1]) : nil
    }
    return (included + media).filter { !$0.hasPrefix("/") }
  }

  /// What moments and points mean, as they are written; `nil` where they are not understood.
  ///
  /// - Parameters:
  ///   - parts: the moment and the points of each `at`.
  ///   - document: whose parameters may stand in them.
  /// - Returns: a mark for each point, in order.
  func marks(
    from parts: [(moment: String, points: [String])], in document: Document
  ) -> [Mark]? {
    var text = document.statements.map { $0.text + "\n" }.joined()
    var written: [(moment: String, point: String)] = []
    for part in parts {
      for point in part.points {
        written.append((part.moment, point))
        text += "remove \"x\" in \"https://x.invalid/x.mp4\" at \(part.moment) point \(point)\n"
      }
    }
    if written.isEmpty { return [] }
    let edits = readAssumingFiles(text, of: document).plan?.edits.suffix(written.count) ?? []
    guard edits.count == written.count else { return nil }
    var marks: [Mark] = []
    for (edit, written) in zip(edits, written) {
      guard edit.selections.count == 1, let selection = edit.selections.first,
        let position = selection.points.first
      else {
        return nil
      }
      marks.append(
        Mark(
          moment: written.moment, point: written.point, frame: selection.frame,
          position: position))
    }
    return marks
  }

  /// What stands for an edit of which only the marks are known: in the video that was named last.
  func standIn(in document: Document) -> String? {
    let videos = document.statements.filter { $0.kind == .videoStatement }
    guard let last = videos.last else { return nil }
    let head = "remove \"the element\""
    guard let name = Self.declaredName(last), videos.count > 1 else { return head }
    return head + " in \(name)"
  }

  /// The name that a statement declares.
  static func declaredName(_ statement: Document.Statement) -> String? {
    let tree = Parser.parse(SourceText(name: "", text: statement.text))
    for node in tree.root.children {
      if let name = node.child(.name) { return name.text }
    }
    return nil
  }
}
