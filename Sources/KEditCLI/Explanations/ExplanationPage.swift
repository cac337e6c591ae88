import KEditExplanations
import KEditSyntax

/// The explanation of one code as a person reads it: what it means, why there is such a rule, what is
/// wrong and what would be right.
struct ExplanationPage: Sendable {
  let palette: Palette
  /// How many columns a line may have.
  let width: Int

  private static let indentation = 2

  /// The page, ending in a line end; `findings` is what kedit finds in the wrong example.
  func render(
    _ code: DiagnosticCode, _ explanation: Explanation, findings: Findings
  ) -> String {
    var output = palette.apply(.bold, to: "\(code.rawValue): \(explanation.title)") + "\n"
    for paragraph in paragraphs(of: explanation.meaning) { output += "\n" + wrapped(paragraph) }
    output += "\n" + headed("Why", .help, ": " + explanation.reason)
    output += "\n" + headed("Source", .help, ": " + explanation.sourceWords)
    output += "\n" + heading("Wrong", .error, explanation.wrong) + "\n"
    output += listing(of: explanation.wrong) + "\n" + commandLine(of: explanation.wrong)
    output += shown(findings)
    output += "\n" + heading("Right", .success, explanation.right) + "\n"
    output += listing(of: explanation.right)
    if explanation.right.arguments.count > 2 {
      output += "\n" + commandLine(of: explanation.right)
    }
    return output
  }

  private func paragraphs(of text: String) -> [Substring] {
    text.split(separator: "\n\n")
  }

  private func wrapped(_ text: some StringProtocol) -> String {
    wrappedText(text, width: width) + "\n"
  }

  /// A paragraph that begins with a word in colour, which takes no part in the counting of columns.
  private func headed(_ title: String, _ style: Palette.Style, _ text: String) -> String {
    let lines = wrapped(title + text)
    return palette.apply(style, to: title) + lines.dropFirst(title.count)
  }

  private func heading(_ title: String, _ style: Palette.Style, _ example: Example) -> String {
    let media = example.mediaWords.joined(separator: ", and ")
    return headed(title, style, (media.isEmpty ? "" : ", where \(media)") + ":")
  }

  /// The text of the example; where others stand beside it, each behind its name.
  private func listing(of example: Example) -> String {
    let main = indented(String(decoding: example.content, as: UTF8.self))
    let texts = example.companions.compactMap { companion -> (String, String)? in
      if case .text(let text) = companion.content { (companion.name, text) } else { nil }
    }
    if texts.isEmpty { return main }
    return ([(example.name, String(decoding: example.content, as: UTF8.self))] + texts)
      .map { indented(palette.apply(.faint, to: "# \($0.0)")) + indented($0.1) }
      .joined(separator: "\n")
  }

  private func commandLine(of example: Example) -> String {
    let line = "$ kedit " + example.arguments.joined(separator: " ")
    return indented(palette.apply(.faint, to: line))
  }

  private func shown(_ findings: Findings) -> String {
    let renderer = TextRenderer(palette: palette, width: width - Self.indentation)
    return findings.diagnostics
      .map { indented(renderer.render($0, sources: findings.sources, checking: findings.file)) }
      .joined(separator: "\n")
  }

  /// The lines of a text behind a margin, without empty lines at the end.
  private func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    let margin = String(repeating: " ", count: Self.indentation)
    return lines.map { $0.isEmpty ? "\n" : margin + $0 + "\n" }.joined()
  }
}
