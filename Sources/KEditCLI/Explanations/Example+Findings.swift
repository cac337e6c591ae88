import Glibc
import KEditCompiler
import KEditExplanations
import KEditSyntax
import KEditTable
import MediaFacts

extension Example {
  /// Checks the example as its command line would, with the files beside it pretended: no file is
  /// looked at.
  ///
  /// - Throws: a usage failure, where the example's command line is none.
  func findings(_ context: CommandContext) async throws(CommandFailure) -> Findings {
    let input = InputFile(
      source: SourceText(name: name, bytes: content), folder: "", path: nil, currentFolder: "/")
    let options = try ParameterOptions(
      Arguments(operands: [name], given: ["param": parameters], environment: [:]))
    if input.isPlan {
      // A plan of the examples names no local file.
      return try await FileChecker(context, options).check(input, for: .check).findings
    }
    let compiler = Compiler(
      input.source, identity: name, arguments: options.values(for: input), table: readTable(),
      include: included)
    var reports: [ReferencedFile: FileReport] = [:]
    for file in compiler.referencedFiles { reports[file] = report(on: file.path) }
    let compilation = compiler.compile(files: reports, for: needsPlan ? .plan : .check)
    return Findings(
      compilation.diagnostics, in: input.source, and: SourceSet(compilation.sources))
  }

  /// The text beside the example, or the example itself.
  private func text(named file: String) -> SourceText? {
    if file.utf8.elementsEqual(name.utf8) { return SourceText(name: name, bytes: content) }
    guard case .text(let text) = companion(named: file)?.content else { return nil }
    return SourceText(name: file, text: text)
  }

  private func companion(named file: String) -> Companion? {
    companions.first { $0.name.utf8.elementsEqual(file.utf8) }
  }

  private func readTable() -> Table? {
    guard let table, let format = Table.Format(path: table), let text = text(named: table) else {
      return nil
    }
    return Table.read(text, as: format)
  }

  private func included(_ path: String) -> IncludedFile {
    text(named: path).map { .source($0, identity: path) } ?? .unreadable(systemWords(ENOENT))
  }

  /// What looking at a file beside the example would come to.
  private func report(on path: String) -> FileReport {
    guard case .media(let byteCount, let media) = companion(named: path)?.content else {
      return .unreadable(systemWords(ENOENT))
    }
    return .facts(
      FileFacts(sha256: String(repeating: "0", count: 64), byteCount: byteCount, media: media))
  }
}
