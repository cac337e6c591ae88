import PosixFiles

extension MarkdownPage {
  /// Where a link leads.
  struct Link: Sendable {
    let target: String
    let line: Int
  }

  /// The links of the prose, code left out.
  var links: [Link] {
    prose.flatMap { number, text in
      Self.withoutCode(text).matches(of: /\]\(([^)]+)\)/).map {
        Link(target: String($0.output.1), line: number)
      }
    }
  }

  /// What stands in backquotes in the prose.
  var inlineCode: [(line: Int, text: String)] {
    prose.flatMap { number, text in
      text.matches(of: /`([^`]+)`/).map { (number, String($0.output.1)) }
    }
  }

  /// The names that headings have as targets of links, as GitHub makes them.
  var anchors: Set<String> {
    Set(
      headings.map { heading in
        let kept = heading.text.lowercased().unicodeScalars.filter {
          $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
            || $0 == " "
        }
        return String(String.UnicodeScalarView(kept)).replacing(" ", with: "-")
      })
  }

  private static func withoutCode(_ text: String) -> String {
    text.replacing(/`[^`]*`/, with: "")
  }
}
