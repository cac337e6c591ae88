import KEditCompiler
import KEditExplanations
import KEditSyntax
import OrderedJSON
import PosixFiles

extension Completer {
  /// The codes of findings, each with its title.
  static let codes = DiagnosticCode.allCases.map {
    Candidate(word: $0.rawValue, meaning: $0.explanation.title)
  }

  /// Moments of a video that need no number.
  static let moments = [
    Candidate(word: "first", meaning: "The first frame."),
    Candidate(word: "last", meaning: "The last frame."),
  ]

  /// A file that the command line names. What cannot be read has nothing to offer.
  struct NamedFile: Sendable {
    let name: String

    /// A pipe or a device might keep the shell waiting, so only plain files are read.
    private func read(_ io: IO) -> InputFile? {
      let status = try? FileSystem.status(of: Path.join(io.currentFolder, name))
      guard status?.kind == .file else { return nil }
      return try? InputFile.read(name, io)
    }

    private func compiler(_ input: InputFile) -> Compiler {
      let includes = IncludeFiles(input: input)
      return Compiler(input.source, identity: includes.identityOfInput, include: includes.read)
    }

    /// The names that `--only` takes.
    func results(_ io: IO) -> [Candidate] {
      guard let input = read(io) else { return [] }
      guard input.isPlan else {
        return compiler(input).resultNames.map { Candidate(word: $0) }
      }
      let edits = (try? JSON.parse(input.source.bytes))?["edits"]?.array ?? []
      return edits.compactMap { $0["name"]?.string.map { Candidate(word: $0) } }
    }

    /// The parameters that `--param` gives values to.
    func parameters(_ io: IO) -> [Candidate] {
      guard let input = read(io), !input.isPlan else { return [] }
      return compiler(input).parameterNames.map { Candidate(word: $0 + "=") }
    }
  }
}
