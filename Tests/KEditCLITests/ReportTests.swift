import KEditSyntax
import OrderedJSON
import Testing

@testable import KEditCLI

@Suite("Findings for programs")
struct ReportTests {
  private static let file = "a b,c:100%.kedit"

  private static let report: DiagnosticReport = {
    let source = SourceText(name: file, text: "kedit 1\nremove 小鸡 at\n")
    let place = Diagnostic.Place(file: file, span: Span(15, 21))
    var report = DiagnosticReport()
    report.add(
      Findings(
        [
          Diagnostic(
            .unexpected, "100% wrong", at: place, note: "here",
            labels: [.init(place: .init(file: file, span: Span(0, 5)), message: "since")],
            help: "do\nthis",
            fixes: [
              .init(
                message: "quote it", isSafe: true,
                edits: [.init(span: Span(15, 15), replacement: "\"")]),
              .init(
                message: "leave it out", isSafe: false,
                edits: [.init(span: Span(15, 21), replacement: "")]),
            ]),
          Diagnostic(
            .unexpected, severity: .warning, "odd",
            at: .init(file: file, span: Span(0, 10))),
        ], in: source))
    return report
  }()

  @Test("JSON is the promised shape, with places in lines, scalars and bytes")
  func json() throws {
    let text = try #require(DiagnosticFormat.json.render(Self.report))
    let json = try JSON.parse(Array(text.utf8))
    #expect(json["format"] == "kedit-diagnostics/1")
    #expect(json["errors"] == 1)
    #expect(json["warnings"] == 1)
    let first = try #require(json["diagnostics"]?.array?.first)
    #expect(
      first.object?.keys == [
        "code", "severity", "message", "help", "file", "range", "labels", "fixes",
      ])
    #expect(
      first["range"] == [
        "start": ["line": 2, "column": 8, "offset": 15],
        "end": ["line": 2, "column": 10, "offset": 21],
      ])
    #expect(first["labels"]?.array?.map { $0["message"] } == ["here", "since"])
    let fix = try #require(first["fixes"]?.array?.first)
    #expect(fix["safe"] == true)
    #expect(fix["edits"]?.array?.first?["replacement"] == "\"")
    #expect(json["diagnostics"]?.array?.last?["help"] == .null)
  }

  @Test("Annotations escape what would end them")
  func github() {
    #expect(
      DiagnosticFormat.github.render(Self.report) == """
        ::error file=a b%2Cc%3A100%25.kedit,line=2,endLine=2,col=8,endColumn=9,title=K101::\
        100%25 wrong%0Ado%0Athis
        ::warning file=a b%2Cc%3A100%25.kedit,line=1,endLine=2,title=K101::odd

        """)
  }

  @Test("SARIF names rule, level and region, and the file as a URI")
  func sarif() throws {
    let text = try #require(DiagnosticFormat.sarif.render(Self.report))
    let json = try JSON.parse(Array(text.utf8))
    #expect(json["version"] == "2.1.0")
    let run = try #require(json["runs"]?.array?.first)
    #expect(run["columnKind"] == "utf16CodeUnits")
    #expect(run["tool"]?["driver"]?["rules"]?.array?.map { $0["id"] } == ["K101"])
    let results = try #require(run["results"]?.array)
    #expect(results.map { $0["level"] } == ["error", "warning"])
    let place = results[0]["locations"]?.array?.first?["physicalLocation"]
    #expect(place?["artifactLocation"]?["uri"] == "a%20b%2Cc%3A100%25.kedit")
    #expect(place?["region"]?["startColumn"] == 8)
    #expect(place?["region"]?["byteLength"] == 6)
  }

  @Test("SARIF has only the fixes that need no look, for viewers apply them at a press")
  func safeFixes() throws {
    let text = try #require(DiagnosticFormat.sarif.render(Self.report))
    let json = try JSON.parse(Array(text.utf8))
    let results = try #require(json["runs"]?.array?.first?["results"]?.array)
    #expect(
      results[0]["fixes"]?.array?.map { $0["description"]?["text"]?.string } == ["quote it"])
  }

  @Test("The summary counts in words")
  func summary() {
    #expect(Self.report.summary == "1 error, 1 warning")
    #expect(DiagnosticReport().summary == nil)
  }

  /// What an argument of the command line brings is in no file that a host could look for.
  @Test("A finding about --param names no file that does not exist")
  func arguments() throws {
    let spec = SourceText(name: "a.kedit", text: "remove {x}\n")
    let argument = SourceText(name: "--param x", bytes: Array("x=".utf8), isArgument: true)
    let place = Diagnostic.Place(file: "--param x", span: Span(2, 2))
    var report = DiagnosticReport()
    report.add(
      Findings(
        [
          Diagnostic(
            .emptyText, "it is empty", at: place,
            labels: [.init(place: .init(file: "a.kedit", span: Span(7, 10)), message: "used here")],
            help: "fill it"),
          Diagnostic(.unknownParameter, "there is no such", at: place),
        ], in: spec, and: SourceSet(argument)))
    #expect(
      DiagnosticFormat.github.render(report) == """
        ::error title=K501::--param x: it is empty%0Afill it
        ::error title=K708::--param x: there is no such

        """)
    let text = try #require(DiagnosticFormat.sarif.render(report))
    #expect(!text.contains("\"uri\": \"--param"))
    let results = try #require(
      JSON.parse(Array(text.utf8))["runs"]?.array?.first?["results"]?.array)
    let locations = results.compactMap { $0["locations"]?.array?.first }
    #expect(
      locations.map { $0["physicalLocation"]?["artifactLocation"]?["uri"]?.string } == [
        "a.kedit", "a.kedit",
      ])
    #expect(
      locations.map { $0["physicalLocation"]?["region"]?["byteOffset"] } == [.int(7), nil])
    #expect(
      locations.map { $0["logicalLocations"]?.array?.first?["name"]?.string } == [
        "--param x", "--param x",
      ])
    #expect(results.first?["message"]?["text"]?.string == "--param x: it is empty\nfill it")
  }
}
