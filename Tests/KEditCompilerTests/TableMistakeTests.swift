import KEditPlan
import KEditSyntax
import KEditTable
import TestSupport
import Testing

@testable import KEditCompiler

/// What is a mistake of the file and what one of a cell: the one is said once, the other of each
/// cell, and both in one go.
@Suite struct TableMistakeTests {
  private static let video = "video \"https://example.com/a.mp4\"\n"
  private static let mark = " at frame 0 point (0.5, 0.5)"

  private func expect(
    _ edits: String, _ table: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) {
    CompileCase(files: ["spec.kedit": Self.video + edits], table: table).expect(
      sourceLocation: sourceLocation)
  }

  private func findings(_ edits: String, _ table: String) -> [Diagnostic] {
    CompileCase(files: ["spec.kedit": Self.video + edits], table: table).compile().diagnostics
  }

  /// The file's own mistakes, which only a row brings to light.
  @Test(arguments: [
    "remove {x}\(mark) prompt ⟦K503|\"Delete {x}\"⟧",
    "add {x} from \"corgi.png\" prompt ⟦K503|\"Add {x} to {video}\"⟧",
    "template remove ⟦K503|\"Delete {target}\"⟧ remove {x}\(mark)",
    "template remove \"Delete {target} of {video} ⟦K504|<<<dog>>>⟧\" remove {x}\(mark)",
    "remove \"⟦K504|<<<image_2>>>⟧ {x}\"\(mark)",
    "remove \"x\"\(mark) id ⟦K605|\"t\"⟧ negative {x}",
    "remove {x}\(mark) save \"a\"\nremove {x}\(mark) save ⟦K603|\"A\"⟧",
    "remove {x}\(mark) save {x}\nremove {x}\(mark) save ⟦K603|{x}⟧",
    "remove {x}\(mark) save ⟦K604|\"../{x}\"⟧",
    "remove {x}\(mark) id ⟦K606|\"a {x}\"⟧",
    "remove \"x\"\(mark) callback ⟦K510|\"ftp://example.com/{x}\"⟧",
    "remove \"x\"\(mark) callback ⟦K511|\"http://example.com/{x}\"⟧",
    "add \"x\" from ⟦K402|\"https://example.com/{x}.gif\"⟧",
    "add \"x\" from ⟦K403|\"https://example.com/{x}\"⟧",
    "add \"x\" from ⟦K401|\"https:///{x}.png\"⟧",
  ])
  func saysTheFilesMistakeOnce(_ edits: String) {
    for rows in [2, 50] {
      let table = "x\n" + (0..<rows).map { "a\($0)\n" }.joined()
      expect("param x\n" + edits, table)
      #expect(findings("param x\n" + MarkedText(edits).text, table).count == 1)
    }
  }

  @Test func saysHowManyRowsShowIt() throws {
    let spec = "param x\nremove {x}\(Self.mark) prompt \"Delete {x}\""
    func labels(_ table: String) throws -> [String] {
      try #require(findings(spec, table).first).labels.map(\.message)
    }
    #expect(try labels("x\na\n") == ["with row 1"])
    #expect(try labels("x\na\nb\nc\n") == ["with row 1, and in the same way with 2 more"])
    let clash = findings("param x\nremove {x}\(Self.mark) id \"t\"", "x\na\nb\nc\n")
    #expect(
      clash.map(\.message) == ["the id `t` is given twice, of rows 1 and 2 and 1 more"])
    #expect(clash.map(\.labels) == [[]])
  }

  /// What a cell brings is wrong there, in every row that has it.
  @Test(arguments: [
    ("x\n⟦K606|a b⟧\nc\n⟦K606|d e⟧\n", "remove \"x\"\(mark) id \"t-{x}\""),
    ("x\na\n⟦K604|../../b⟧\n", "remove \"x\"\(mark) save \"c/{x}\""),
    (
      "x\na\n⟦K402|b.gif⟧\n".replacing("a\n", with: "a.png\n"),
      "add \"x\" from \"https://example.com/{x}\""
    ),
    (
      "x\na\n⟦K504|<<<dog>>>⟧\n", "template remove \"Delete {target} of {video}\" remove {x}\(mark)"
    ),
    (
      "x\na\n⟦K502|\(String(repeating: "x", count: 2_500))⟧\n",
      "template remove \"Delete {target} of {video}\" remove {x}\(mark)"
    ),
    (
      "x,y\na,b\na,⟦K603|b⟧\n".replacing("x,y", with: "x,y"),
      "param y remove {x}\(mark) save {y}"
    ),
  ])
  func saysACellsMistakeOfEachCell(_ table: String, _ edits: String) {
    expect("param x\n" + edits, table)
  }

  /// Mistakes that have nothing to do with each other are found together, and none drags another
  /// behind it.
  @Test func findsMistakesOfFileAndCellsInOneGo() {
    expect(
      """
      param who param spot
      set mode ⟦K507|best⟧
      remove {who} at frame 0 point {spot} in ⟦K201|farm⟧
      swap {who} for "a cat" from ⟦K404|"none.png"⟧ at frame 0 point (⟦K302|2.5⟧, 0)
      """, "who,spot\ndog,⟦K706|here⟧\n⟦K501| ⟧,\"(0.5, 0.5)\"\ncat,⟦K302|\"(1.5, 0.5)\"⟧\n")
    // Which kind is meant cannot be told, so no cell is held against it.
    expect(
      "param n = 5 remove \"x\" at frame 0 point ⟦K704|{n}⟧", "n\n\"(0.5, 0.5)\"\n\"(0.1, 0.5)\"\n")
    // What is not read may declare the parameter.
    CompileCase(
      files: ["spec.kedit": "include ⟦K404|\"none.kedit\"⟧\n\(Self.video)remove {who}\(Self.mark)"],
      table: "who\ndog\n"
    ).expect()
  }

  /// One wrong value is one mistake, wherever it is used.
  @Test func saysOneValueOnce() {
    let edits =
      "remove \"x\" at frame 0 point ({x}, 0) as a remove \"y\" at frame 0 point ({x}, 0) as b"
    #expect(findings("param x " + edits, "x\n1.5\n").count == 1)
    #expect(findings("param x = 1.5 " + edits, "y\n1\n").map(\.code.rawValue) == ["K302", "K713"])
  }

  /// A table finds what the same file with `--param` finds.
  @Test(arguments: [
    "param v video ⟦K206|idle⟧ = \"clip.mp4\"\nremove \"x\" in {v}\(mark)",
    "param v remove \"x\" in {v}\(mark)\n⟦K610|remove⟧ \"y\" in {v}\(mark)",
    "param v param w remove \"x\" in {v}\(mark)\n⟦K610|remove⟧ \"y\" in {w}\(mark)",
    "param v image ⟦K206|idle⟧ = \"corgi.png\"\nremove \"x\" in {v}\(mark)",
  ])
  func findsWhatParametersFind(_ spec: String) {
    let url = "https://example.com/b.mp4"
    let hasSecond = spec.contains("param w")
    CompileCase(
      files: ["spec.kedit": spec], arguments: [("v", url)] + (hasSecond ? [("w", url)] : [])
    ).expect()
    CompileCase(
      files: ["spec.kedit": spec], table: hasSecond ? "v,w\n\(url),\(url)\n" : "v\n\(url)\n"
    ).expect()
  }

  /// A misspelt column is one mistake: what it was meant to give is not said to be missing.
  @Test func saysAMisspeltColumnOnce() throws {
    let spec = "param animal remove {animal}\(Self.mark)"
    expect(spec, "⟦K713|anmal⟧\ndog\n")
    let finding = try #require(findings(spec, "anmal\ndog\n").first)
    #expect(finding.severity == .error)
    #expect(finding.help == "did you mean `animal`?")
    // What has its value elsewhere lacks nothing, and a table may have columns of its own.
    let other = findings(spec, "animal,animals\ndog,3\n")
    #expect(other.map(\.severity) == [.warning])
    #expect(other.map(\.help) == ["the column is passed over"])
    let standard = findings("param animal = \"a\" remove {animal}\(Self.mark)", "anmal\ndog\n")
    #expect(standard.map(\.severity) == [.warning])
    #expect(standard.map(\.help) == ["the column is passed over; did you mean `animal`?"])
  }

  /// Units that differ in one row are mended there.
  @Test func findsMixedUnitsInTheCell() {
    expect(
      "param p param q remove \"x\" at frame 0 point ({p}, {q})", "p,q\n⟦K306|1%⟧,0.5\n1%,2%\n")
    expect("param p remove \"x\" at frame 0 point (5%, {p})", "p\n⟦K306|0.5⟧\n6%\n")
  }

  /// Of two names like that of a column, the one without a value was meant.
  @Test func takesAColumnForTheParameterWithoutValue() {
    expect(
      "param animal param animal1 remove {animal}\(Self.mark) then remove {animal1}\(Self.mark)",
      "animal,⟦K713|animal2⟧\ndog,cat\n")
  }

  /// What a path starts from is said of the place that it came from.
  @Test func saysWhatAPathStartsFrom() {
    func help(_ spec: String, _ table: String?, _ arguments: (String, String)...) -> String? {
      CompileCase(
        files: ["spec.kedit": Self.video + spec],
        arguments: arguments.map { (name: $0.0, value: $0.1) }, table: table
      ).compile().diagnostics.first?.help?.split(separator: ";").first.map(String.init)
    }
    #expect(
      help("param p add \"x\" from {p}", "p\nno.png\n")
        == "paths in a table are relative to the table's folder")
    #expect(
      help("param p add \"x\" from \"{p}.png\"", "p\nno\n")
        == "paths are relative to the folder of the file that uses them")
    #expect(
      help("param p add \"x\" from {p}", nil, ("p", "no.png"))
        == "paths on the command line are relative to the current folder")
    #expect(
      help("param p = \"no.png\" add \"x\" from {p}", nil)
        == "paths are relative to the folder of this file")
  }

  /// Two coordinates without the unit are one mistake, whatever gives them.
  @Test func saysOneOfTwoBarePixels() {
    CompileCase(
      files: ["spec.kedit": "\(Self.video)param p remove \"x\" at frame 0 point (⟦K302|10⟧, {p})"],
      arguments: [("p", "20")]
    ).expect()
    expect("param p remove \"x\" at frame 0 point ({p}, ⟦K302|10⟧)", "p\n20\n30\n")
    CompileCase(
      files: [
        "spec.kedit": "\(Self.video)param p param q remove \"x\" at frame 0 point ({p}, {q})"
      ],
      arguments: [("p", "20"), ("q", "30")]
    ).expect(inArguments: ["p": "p=⟦K302|20⟧"])
    expect("param p param q remove \"x\" at frame 0 point ({p}, {q})", "p,q\n⟦K302|20⟧,30\n0,1\n")
    // What is right of the one does not hide what is wrong with the other.
    expect("param p remove \"x\" at frame 0 point ({p}, 0.5)", "p\n⟦K302|20⟧\n")
    expect("param p remove \"x\" at frame 0 point (⟦K302|10⟧, {p})", "p\n⟦K302|1.5⟧\n")
  }
}
