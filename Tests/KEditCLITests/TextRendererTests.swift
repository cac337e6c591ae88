import KEditSyntax
import PlainText
import Testing

@testable import KEditCLI

@Suite("Findings as text")
struct TextRendererTests {
  /// Renders a finding about the bytes of `text` between the first two `‸`; further pairs are labels.
  private func render(
    _ marked: String, note: String? = nil, labels: [String] = [], help: String? = nil,
    width: Int = 80, isColored: Bool = false, isForTerminal: Bool = false
  ) -> String {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for character in marked {
      if character == "‸" { offsets.append(bytes.count) } else { bytes += Array(character.utf8) }
    }
    let source = SourceText(name: "a.kedit", bytes: bytes)
    func place(_ index: Int) -> Diagnostic.Place {
      Diagnostic.Place(file: "a.kedit", span: Span(offsets[2 * index], offsets[2 * index + 1]))
    }
    let diagnostic = Diagnostic(
      .unexpected, "wrong", at: place(0), note: note,
      labels: labels.enumerated().map { index, message in
        Diagnostic.Label(place: place(index + 1), message: message)
      }, help: help)
    return TextRenderer(
      palette: Palette(isColored: isColored), width: width, isForTerminal: isForTerminal
    ).render(diagnostic, sources: SourceSet(source))
  }

  @Test("The place is shown in its line, with what it is and what to do")
  func simple() {
    #expect(
      render("kedit 1\nremove ‸chick‸ at\n", note: "a text", help: "write \"chick\"\nin quotes")
        == """
        error[K101]: wrong
         --> a.kedit:2:8
          |
        2 | remove chick at
          |        ^^^^^ a text
          |
          = help: write "chick"
                  in quotes


        """)
  }

  @Test(
    "A place without extent, at the very end too, has its caret",
    arguments: [
      ("a‸‸b\n", "1 | ab\n  |  ^\n"), ("‸‸", "1 | \n  | ^\n"), ("ab\n‸‸", "2 | \n  | ^\n"),
      ("ab‸\n‸", "1 | ab\n  |   ^\n"),
    ])
  func emptyPlace(marked: String, expected: String) {
    #expect(render(marked).contains(expected))
  }

  @Test(
    "Carets stand under what they mean, whatever its width",
    arguments: [
      ("\t‸x‸", "    x\n  |     ^\n"),
      ("ab\t‸x‸", "ab  x\n  |     ^\n"),
      ("\"小鸡\" ‸x‸", "\"小鸡\" x\n  |        ^\n"),
      ("‸小鸡‸", "小鸡\n  | ^^^^\n"),
      ("👨‍👩‍👧 ‸x‸", "👨‍👩‍👧 x\n  |    ^\n"),
      ("❤️‸x‸", "❤️x\n  |   ^\n"),
      ("🇩🇪‸x‸", "🇩🇪x\n  |   ^\n"),
      ("e\u{301}‸x‸", "e\u{301}x\n  |  ^\n"),
      ("\u{FEFF}‸x‸", "1 | x\n  | ^\n"),
    ])
  func widths(marked: String, expected: String) {
    #expect(render(marked).contains(expected))
  }

  @Test("Nothing in a file reaches the terminal as a command")
  func control() {
    let output = render("\u{1B}[31m\u{7}\u{202E}‸x‸\u{85}\r more\r\n")
    #expect(output.contains("1 | ␛[31m␇\u{FFFD}x\u{FFFD}␍ more\n  |        ^\n"))
    #expect(!output.unicodeScalars.contains { isHarmful($0) && $0 != "\n" })
  }

  @Test("Letters from right to left keep the order of their columns on a terminal, and their bytes")
  func leftward() {
    let line = "\"שלום\" ‸עולם‸ x\n"
    #expect(
      render(line, isForTerminal: true).contains(
        "1 | \u{202D}\"שלום\" עולם x\u{202C}\n  |        ^^^^\n"))
    #expect(render(line).contains("1 | \"שלום\" עולם x\n  |        ^^^^\n"))
    let turned = "\u{202E}‸سلام‸"
    #expect(
      render(turned, isForTerminal: true).contains(
        "1 | \u{202D}\u{FFFD}سلام\u{202C}\n  |  ^^^^\n"))
    #expect(render(turned).contains("1 | \u{FFFD}سلام\n  |  ^^^^\n"))
  }

  @Test("Bytes that are no UTF-8 are shown as such, and counted")
  func invalidUTF8() {
    let source = SourceText(name: "a", bytes: Array("ab".utf8) + [0xFF, 0xC3] + Array("c".utf8))
    let diagnostic = Diagnostic(
      .unexpected, "wrong", at: Diagnostic.Place(file: "a", span: Span(3, 4)))
    let output = TextRenderer(palette: Palette(isColored: false), width: 80)
      .render(diagnostic, sources: SourceSet(source))
    #expect(output.contains("1 | ab\u{FFFD}\u{FFFD}c\n  |    ^\n"))
  }

  @Test("Several marks on a line keep their messages apart")
  func labels() {
    let output = render("‸one‸ ‸two‸ ‸three‸", note: "first", labels: ["second", "third"])
    #expect(
      output.contains(
        """
        1 | one two three
          | ^^^ --- ----- third
          | |   |
          | |   second
          | first

        """))
  }

  @Test("Marks on lines far apart leave out what is between")
  func distantLabels() {
    let output = render("‸late‸\n\n\n‸early‸\n", labels: ["declared here"])
    #expect(output.contains("1 | late\n  | ^^^^\n...\n4 | early\n  | ----- declared here\n"))
  }

  @Test("A place of several lines is marked at both ends")
  func severalLines() {
    let output = render("a ‸\"\"\"\n  one\n  two\n  \"\"\"‸ b", note: "this text")
    #expect(
      output.contains(
        "1 | a \"\"\"\n  |   ^^^\n...\n4 |   \"\"\" b\n  |   ^^^ this text\n"))
  }

  @Test("A very long line is cut around the place", arguments: [30, 80, 200])
  func longLine(width: Int) {
    let filler = String(repeating: "äöü ", count: 50_000)
    let output = render(filler + "‸here‸" + filler, note: "!", width: width)
    let lines = output.split(separator: "\n")
    let text = lines.first { $0.contains("here") }
    let carets = lines.first { $0.contains("^^^^ !") }
    #expect(text != nil && carets != nil)
    #expect((text?.count ?? .max) <= width)
    #expect(text?.contains("…") == true)
    #expect(
      text?.firstRange(of: "here")?.lowerBound.utf16Offset(in: text ?? "")
        == carets?.firstIndex(of: "^")?.utf16Offset(in: carets ?? ""))
  }

  @Test("Marks that do not fit into one view of a long line each get their own")
  func longLineLabels() {
    let filler = String(repeating: "x", count: 500)
    let output = render("‸one‸" + filler + "‸two‸", labels: ["there"], width: 60)
    #expect(output.contains("one") && output.contains("two"))
    #expect(output.contains("^^^\n"))
    #expect(output.contains("--- there\n"))
  }

  @Test("A label in another file has its own excerpt, one without a text only its name")
  func otherFiles() {
    let here = SourceText(name: "a", text: "x\n")
    let there = SourceText(name: "b", text: "\n\nyy\n")
    let diagnostic = Diagnostic(
      .unexpected, "wrong", at: Diagnostic.Place(file: "a", span: Span(0, 1)),
      labels: [
        Diagnostic.Label(place: .init(file: "b", span: Span(2, 4)), message: "this one"),
        Diagnostic.Label(place: .init(file: "c", span: Span(0, 0)), message: "or this"),
      ])
    let output = TextRenderer(palette: Palette(isColored: false), width: 80)
      .render(diagnostic, sources: SourceSet(here, there))
    #expect(output.contains(" ::: b:3:1\n  |\n3 | yy\n  | -- this one\n"))
    #expect(output.contains(" ::: c\n"))
  }

  @Test("A fix in an included file names that file, for only the FILE given is mended")
  func fixElsewhere() {
    let source = SourceText(name: "lib/common.kedit", text: "x\n")
    let diagnostic = Diagnostic(
      .unexpected, "wrong", at: Diagnostic.Place(file: source.name, span: Span(0, 1)), help: "do",
      fixes: [.init(message: "do", isSafe: true, edits: [])])
    let renderer = TextRenderer(palette: Palette(isColored: false), width: 80)
    func shown(checking file: String) -> String {
      renderer.render(diagnostic, sources: SourceSet(source), checking: file)
    }
    let elsewhere = "help: do ('kedit check --fix lib/common.kedit' does it)\n"
    #expect(shown(checking: "a.kedit").contains(elsewhere))
    let here = "help: do ('kedit check --fix' does it)\n"
    #expect(shown(checking: "lib/common.kedit").contains(here))
  }

  @Test("On a terminal long advice is broken at the width, with its margin; elsewhere it is whole")
  func wrappedAdvice() {
    let source = SourceText(name: "a", text: "x\n")
    let diagnostic = Diagnostic(
      .unexpected, "wrong", at: Diagnostic.Place(file: "a", span: Span(0, 1)),
      help: "a statement begins with `video`, `image`,  or `set an option`")
    var renderer = TextRenderer(palette: Palette(isColored: false), width: 40)
    #expect(
      renderer.render(diagnostic, sources: SourceSet(source)).contains(
        "  = help: a statement begins with `video`, `image`,  or `set an option`\n"))
    renderer.isForTerminal = true
    #expect(
      renderer.render(diagnostic, sources: SourceSet(source)).contains(
        """
          = help: a statement begins with
                  `video`, `image`, or
                  `set an option`

        """))
  }

  @Test("Colour changes nothing but colour")
  func color() {
    let marked = "kedit 1\nremove ‸chick‸ at ‸x‸"
    let colored = render(marked, note: "a text", labels: ["b"], help: "do", isColored: true)
    let plain = render(marked, note: "a text", labels: ["b"], help: "do")
    #expect(colored.contains("\u{1B}[1;31m"))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test("Whatever the bytes and the places are, there is an answer, and a harmless one")
  func anything() throws {
    var random = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
    let pieces: [[UInt8]] = [
      [0x0A], [0x0D, 0x0A], [0x09], [0x1B], [0x00], [0xFF], [0xE5, 0xB0], Array("a".utf8),
      Array("小".utf8), Array("👩‍👧".utf8), Array("\u{202E}".utf8), Array("e\u{301}".utf8),
      [UInt8](repeating: 0x78, count: 90), [0xEF, 0xBB, 0xBF],
    ]
    for round in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...12, using: &random)).flatMap { _ in
        pieces.randomElement(using: &random) ?? []
      }
      let source = SourceText(name: "a\u{7}", bytes: bytes)
      func place() -> Diagnostic.Place {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let end = Int.random(in: start...bytes.count, using: &random)
        return Diagnostic.Place(file: source.name, span: Span(start, end))
      }
      let diagnostic = Diagnostic(
        .unexpected, "\u{1B}[2J", at: place(), note: "n\u{9B}",
        labels: (0..<round % 4).map { Diagnostic.Label(place: place(), message: "l\($0)\u{8}") },
        help: "h\u{202D}\n\u{1B}")
      let width = Int.random(in: 1...120, using: &random)
      let text = TextRenderer(palette: Palette(isColored: false), width: width)
        .render(diagnostic, sources: SourceSet(source))
      #expect(!text.unicodeScalars.contains { isHarmful($0) && $0 != "\n" }, "\(bytes)")
      #expect(text.contains("^"))
      var report = DiagnosticReport()
      report.add(Findings([diagnostic], in: source))
      for format in DiagnosticFormat.allCases {
        let output = format.render(report) ?? ""
        #expect(!output.unicodeScalars.contains { isHarmful($0) && $0 != "\n" })
      }
    }
  }

  /// Numbers that look random and are the same in every run.
  private struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}
