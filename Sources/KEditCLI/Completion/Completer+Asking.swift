import PlainText

extension Completer {
  /// The word by which the scripts ask: no command, so that help and suggestions pass it over.
  static let word = "complete-words"

  /// Answers a script: `complete-words INDEX WORD…`, the words being those behind the program's name.
  ///
  /// A candidate is a line, what it means behind a tab. A line that begins with ':' asks the shell for
  /// `:folders`, or for `:files` with the extensions that follow.
  func answer(_ arguments: ArraySlice<String>) {
    guard let index = arguments.first.flatMap({ Int($0) }), index > 0 else { return }
    switch candidates(for: Array(arguments.dropFirst()), at: index - 1) {
    case .words(let candidates):
      let lines = candidates.filter { $0.word == harmless($0.word) }.map {
        $0.word + ($0.meaning.isEmpty ? "" : "\t" + harmless($0.meaning)) + "\n"
      }
      io.output.write(lines.joined())
    case .files(let extensions):
      io.output.write(([":files"] + extensions).joined(separator: " ") + "\n")
    case .folders: io.output.write(":folders\n")
    }
  }
}
