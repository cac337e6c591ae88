import KEditSyntax
import PlainText

/// Findings as a person reads them: the message, the lines of the file with the places marked, and
/// what to do.
struct TextRenderer: Sendable {
  let palette: Palette
  /// How many columns there are.
  let width: Int
  /// Whether a terminal shows it: there long advice is broken at the width, and a line in which letters
  /// run from right to left is held in order. A program that reads the lines wants them as they are.
  var isForTerminal = false

  /// The finding with its excerpt, ending in an empty line.
  ///
  /// `file` is the FILE that was checked; left out, the one that the finding is in.
  func render(
    _ diagnostic: Diagnostic, sources: SourceSet, checking file: String? = nil
  ) -> String {
    let isError = diagnostic.severity == .error
    let title = "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]"
    var output = palette.apply(isError ? .error : .warning, to: title)
    output += palette.apply(.bold, to: ": " + harmless(diagnostic.message)) + "\n"

    let excerpts = Excerpt.all(of: diagnostic, sources: sources)
    let gutter = String(excerpts.compactMap(\.lastLine).max() ?? 0).count
    let indentation = String(repeating: " ", count: gutter)
    for (index, excerpt) in excerpts.enumerated() {
      let arrow = palette.apply(.frame, to: index == 0 ? "-->" : ":::")
      output += "\(indentation)\(arrow) \(excerpt.location)\n"
      output += render(excerpt, gutter: gutter, style: isError ? .error : .warning)
    }
    for (title, text) in advice(diagnostic, checking: file) {
      output += note(title, text, indentation: indentation)
    }
    return output + "\n"
  }

  /// What to do: the help, and the fixes that say more than it.
  private func advice(
    _ diagnostic: Diagnostic, checking file: String?
  ) -> [(title: String, text: String)] {
    let place = diagnostic.place.file
    // Only the FILE itself is mended, not what it includes.
    let isElsewhere = file.map { !$0.utf8.elementsEqual(place.utf8) } ?? false
    let command = " ('kedit check --fix\(isElsewhere ? " " + shellWord(place) : "")' does it)"
    guard let help = diagnostic.help else {
      return diagnostic.fixes.map { ("fix", $0.message + ($0.isSafe ? command : "")) }
    }
    let safe = diagnostic.fixes.filter(\.isSafe)
    if safe.contains(where: { $0.message == help }) { return [("help", help + command)] }
    return [("help", help)] + safe.map { ("fix", $0.message + command) }
  }

  private func note(_ title: String, _ text: String, indentation: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { harmless(String($0)) }
    let head =
      "\(indentation) \(palette.apply(.frame, to: "=")) \(palette.apply(.help, to: title)): "
    let hanging = indentation + String(repeating: " ", count: title.count + 5)
    if isForTerminal {
      let room = max(20, width - hanging.count)
      lines = lines.flatMap { wrappedText($0, width: room).split(separator: "\n").map(String.init) }
    }
    return lines.enumerated().map { index, line in (index == 0 ? head : hanging) + line + "\n" }
      .joined()
  }

  private func render(_ excerpt: Excerpt, gutter: Int, style: Palette.Style) -> String {
    let blank = String(repeating: " ", count: gutter)
    let bar = palette.apply(.frame, to: "|")
    var output = "\(blank) \(bar)\n"
    var previousLine: Int?
    for line in excerpt.lines {
      if let previousLine, line.number > previousLine + 1 {
        output += palette.apply(.frame, to: "...") + "\n"
      }
      previousLine = line.number
      let number = String(line.number)
      let padding = String(repeating: " ", count: gutter - number.count)
      for view in LineView.all(of: line, width: max(20, width - gutter - 3)) {
        let text = isForTerminal ? view.textInOrder : view.text
        output += palette.apply(.frame, to: padding + number) + " \(bar) \(text)\n"
        for row in view.markerRows(palette: palette, primary: style) {
          output += "\(blank) \(bar) \(row)\n"
        }
      }
    }
    return output + "\(blank) \(bar)\n"
  }
}
