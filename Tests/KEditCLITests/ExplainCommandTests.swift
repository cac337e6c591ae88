import KEditExplanations
import KEditSyntax
import OrderedJSON
import TestSupport
import Testing

@testable import KEditCLI

@Suite("kedit explain")
struct ExplainCommandTests {
  @Test("One code: what it means, why, a wrong example with what kedit says of it, a right one")
  func one() async {
    let run = await kedit(["explain", "K609"])
    #expect(run.code == .done)
    #expect(run.error.isEmpty)
    #expect(
      run.output == """
        K609: the first edit begins with `then`

        `then` goes on with the result of the edit before it in the same file, and there
        is none. Remove `then`, or put the edit after the one that it goes on with.

        Why: Only edits of the same file count: what an earlier run made is not looked
        for.

        Source: the kedit language, edits

        Wrong:

          video "https://example.com/farm.mp4"
          then remove "the chick" at frame 0 point (0.77, 0.30)

          $ kedit check spec.kedit
          error[K609]: there is no edit before this one whose result it could go on with
           --> spec.kedit:2:1
            |
          2 | then remove "the chick" at frame 0 point (0.77, 0.30)
            | ^^^^
            |
            = help: remove `then`, or put the edit behind the one it goes on with

        Right:

          video "https://example.com/farm.mp4"
          remove "the chick" at frame 0 point (0.77, 0.30)
          then remove "the hen" at frame 0 point (0.20, 0.45)

        """)
  }

  @Test("What stands beside an example is said, and no file is looked at")
  func companions() async {
    let run = await kedit(["explain", "K407"], in: "/nowhere")
    #expect(
      run.output.contains(
        "\nWrong, where `icon.png` is a PNG image of 128 by 128 pixels:\n\n  video "))
    #expect(run.output.contains("  error[K407]: the image is 128 by 128 pixels; "))
  }

  @Test("Small letters will do, and several codes are explained each once, in their order")
  func several() async {
    let run = await kedit(["explain", "k302", "K101", "K302"])
    #expect(run.code == .done)
    let heads = run.output.split(separator: "\n").filter { $0.starts(with: #/K\d+: /#) }
    #expect(heads.map { $0.prefix(4) } == ["K302", "K101"])
  }

  @Test("Without a code all are listed, by field, each with its title")
  func list() async {
    let run = await kedit(["explain"])
    #expect(run.code == .done)
    #expect(run.error.contains("kedit explain CODE"))
    let lines = run.output.split(separator: "\n")
    let listed = lines.filter { $0.hasPrefix("  K") }
    #expect(
      listed
        == DiagnosticCode.allCases.map { "  \($0.rawValue)  \($0.explanation.title)" })
    #expect(lines.filter { !$0.hasPrefix("  ") }.first == "the text")
    #expect(lines.count { !$0.hasPrefix("  ") } == 8)
    #expect(lines.allSatisfy { $0.displayWidth <= 80 })
    let quiet = await kedit(["explain", "-q"])
    #expect(quiet.error.isEmpty && quiet.output == run.output)
  }

  @Test(
    "A code that is none is refused before anything is printed, with the nearest one if there is",
    arguments: [
      ("K3O2", "did you mean 'K302'?"), ("302", "did you mean 'K302'?"),
      ("E0308", "'kedit explain' lists the codes"), ("\u{1B}[2J", "lists the codes"),
    ])
  func unknown(code: String, help: String) async {
    let run = await kedit(["explain", "K101", code])
    #expect(run.code == .usage)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("there is no code '") && run.error.contains(help), "\(run.error)")
    #expect(!run.error.contains("\u{1B}"))
  }

  @Test("Colour is for standard output, by the usual rules")
  func color() async {
    let never = await kedit(["explain", "K302"], isTerminal: true)
    #expect(!never.output.contains("\u{1B}"))
    let always = await kedit(["explain", "--color=always", "K302"])
    #expect(always.output.contains("\u{1B}[1mK302: "))
    let plain = always.output.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    #expect(plain == never.output)
  }

  @Test("Paragraphs keep to the width, whatever it is", arguments: [24, 40, 80])
  func width(width: Int) {
    let page = ExplanationPage(palette: Palette(isColored: false), width: width)
    let findings = Findings([], in: SourceText(name: "spec.kedit", text: ""))
    for code in DiagnosticCode.allCases {
      let text = page.render(code, code.explanation, findings: findings)
      for paragraph in text.split(separator: "\n\n").dropFirst().prefix(3) {
        for line in paragraph.split(separator: "\n") where line.displayWidth > width {
          // What is in back quotes is not broken: alone on its line it may be longer.
          #expect(line.hasPrefix("`") || !line.contains(" "), "\(line)")
        }
      }
    }
  }

  @Test("A check that fails ends with the command that explains its first error")
  func hint() async throws {
    let folder = try TemporaryFolder()
    let sound = """
      video "https://example.com/a.mp4"
      remove "the chick" at frame 0 point (0.77, 0.30)

      """
    try folder.write("a.kedit", "image cat = \"https://example.com/cat.png\"\n" + sound)
    try folder.write("b.kedit", sound.replacing("0.77", with: "1.77") + "delete\n")
    let warned = await kedit(["check", "a.kedit"], in: folder.path)
    #expect(!warned.error.contains("explain"))
    let failed = await kedit(["check", "a.kedit", "b.kedit", "b.kedit"], in: folder.path)
    #expect(failed.error.hasSuffix(" errors, 1 warning\n'kedit explain K302' says more\n"))
    #expect(failed.error.ranges(of: "explain").count == 1)
    let quiet = await kedit(["check", "-q", "b.kedit"], in: folder.path)
    #expect(!quiet.error.contains("explain"))
  }

  @Test("SARIF says of each rule what the explanation says")
  func sarif() async throws {
    let run = await kedit(["check", "--format", "sarif", "-"], input: "then remove \"x\"\n")
    let json = try JSON.parse(Array(run.output.utf8))
    let rules = try #require(json["runs"]?.array?.first?["tool"]?["driver"]?["rules"]?.array)
    let rule = try #require(rules.first { $0["id"] == "K609" })
    #expect(rule["shortDescription"]?["text"] == "the first edit begins with `then`")
    #expect(rule["fullDescription"]?["text"]?.string?.hasPrefix("`then` goes on") == true)
    let help = try #require(rule["help"]?["text"]?.string)
    #expect(help.contains("\n\nSource: the kedit language, edits.\n\n'kedit explain K609'"))
  }
}
