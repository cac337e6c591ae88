package import KEditSyntax

/// What a hundred of codes is about.
package struct DiagnosticField: Sendable {
  /// In lower case, as a heading.
  package let title: String
  package let codes: [DiagnosticCode]

  /// All fields that have codes, in order.
  package static var all: [DiagnosticField] {
    let titles: [Character: String] = [
      "1": "the text", "2": "names", "3": "marks", "4": "videos and images",
      "5": "prompts and options", "6": "edits and results", "7": "parameters and other files",
      "9": "plan files",
    ]
    return titles.keys.sorted().map { digit in
      DiagnosticField(
        title: titles[digit] ?? "",
        codes: DiagnosticCode.allCases.filter { $0.rawValue.dropFirst().first == digit })
    }
  }
}
