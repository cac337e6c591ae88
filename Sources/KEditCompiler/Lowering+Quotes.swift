import KEditSyntax

extension Lowering {
  /// The name that stands in the quotes of a file, which is reported: there is no such file, but a
  /// thing of that name and kind is declared.
  mutating func nameInQuotes(_ text: SpecText, _ kind: ReferencedFile.Kind) -> SpecName? {
    guard case .plain(let name) = text.content, let meaning = scope[name],
      (kind == .image) == meaning.isImage, media.isUnreadable(text, kind, report)
    else { return nil }
    let word = kind == .image ? "from" : "in"
    report.error(
      .unreadableFile,
      "there is no file \(quoted(name)); the name of \(meaning.kind) stands without quotes",
      at: text.place,
      labels: scope.place(of: name).map { [($0, "the name is given here")] } ?? [],
      help: "write `\(word) \(name)`",
      fixes: [
        Diagnostic.Fix(
          message: "write `\(word) \(name)`", isSafe: true,
          edits: [.init(span: text.place.span, replacement: name)])
      ])
    return SpecName(text: name, place: text.place)
  }
}

extension Scope.Meaning {
  fileprivate var isImage: Bool {
    if case .image = self { true } else { false }
  }
}
