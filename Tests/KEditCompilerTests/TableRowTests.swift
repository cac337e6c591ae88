import KEditPlan
import KEditSyntax
import KEditTable
import Testing

@testable import KEditCompiler

@Suite struct TableRowTests {
  private static let video = "video \"https://example.com/a.mp4\"\n"
  private static let mark = " at frame 0 point (0.5, 0.5)"

  @Test func makesEveryEditOncePerRow() throws {
    let compilation = CompileCase(
      files: [
        "spec.kedit": """
        \(Self.video)param who param spot = (0.5, 0.5) param tone = "softly"
        template remove "Delete {target} from {video}, {tone}"
        remove {who} at frame 0 point {spot} as clean
        then remove "the rest"\(Self.mark) save "{who}-rest"
        """
      ],
      arguments: [("tone", "quickly")],
      table: "who,spot\r\nthe dog,\"(0.1, 0.2)\"\r\n\"a\ncat\",\"(0.3, 0.4)\"\r\n"
    ).compile()
    #expect(
      compilation.diagnostics.map(\.message) == [
        "the file name has a character that cannot be seen"
      ])
    let sound = CompileCase(
      files: [
        "spec.kedit": """
        \(Self.video)param who param spot = (0.5, 0.5) param tone = "softly"
        template remove "Delete {target} from {video}, {tone}"
        remove {who} at frame 0 point {spot} as clean
        then remove "the rest"\(Self.mark) save "{who}-rest"
        then remove "more"\(Self.mark)
        then remove "more yet"\(Self.mark) save "last"
        """
      ],
      arguments: [("tone", "quickly")],
      table: "{\"who\": \"dog\", \"spot\": null}\n{\"who\": \"cat\", \"spot\": \"(0.3, 0.4)\"}\n",
      tableFormat: .jsonLines
    ).compile()
    #expect(sound.diagnostics == [])
    let edits = try #require(sound.plan).edits
    #expect(edits.map(\.name) == ["clean.1", "2.1", "3.1", "4.1", "clean.2", "2.2", "3.2", "4.2"])
    #expect(
      edits.map(\.save) == [
        "clean-1.mp4", "dog-rest.mp4", "spec-3-1.mp4", "last-1.mp4", "clean-2.mp4", "cat-rest.mp4",
        "spec-3-2.mp4", "last-2.mp4",
      ])
    #expect(edits[5].video == .result("clean.2"))
    #expect(edits[4].position == .init(line: 4, column: 1, row: 2))
    #expect(edits[4].task.prompt == "Delete cat from <<<video_1>>>, quickly")
    #expect(edits[0].selections[0].points == [PointReference(x: .fraction(0.5), y: .fraction(0.5))])
    #expect(edits[4].selections[0].points == [PointReference(x: .fraction(0.3), y: .fraction(0.4))])
    #expect(Set(edits.map(\.fingerprint)).count == 8)
  }

  @Test(arguments: [
    // A value that cannot be read, and one that breaks a rule where it is used.
    ("x\n0.5\n⟦K706|abc⟧\n⟦K302|1.5⟧\n", "remove \"x\" at frame 0 point ({x}, 0.5)"),
    ("x\n0.5\n⟦K501| ⟧\n", "remove {x}\(mark)"),
    ("x\npro\n⟦K507|best⟧\n", "remove \"x\"\(mark) mode {x}"),
    ("x,⟦K713|y⟧\na,b\n", "remove {x}\(mark)"), ("x\n⟦K714|⟧", "remove {x}\(mark)"),
    ("x\ncorgi.png\n⟦K408|long.png⟧\n⟦K404|none.png⟧\n", "add \"y\" from {x}"),
    ("x\na\n⟦K603|A⟧\n", "remove \"x\"\(mark) save \"{x}\""),
    ("x\na\n⟦K605|a⟧\n", "remove \"x\"\(mark) id {x}"),
    ("x\na\nb\nc,⟦K712|d⟧\n", "remove {x}\(mark)"),
    // A row that cannot be read hides nothing of the others.
    ("x\n0.5,⟦K712|d⟧\n⟦K706|abc⟧\n⟦K302|1.5⟧\n", "remove \"x\" at frame 0 point ({x}, 0.5)"),
  ])
  func findsMistakesInRowAndColumn(_ table: String, _ edit: String) {
    CompileCase(
      files: ["spec.kedit": "\(Self.video)param x\n\(edit)"], table: table
    ).expect()
  }

  /// A table's mistake is one finding: neither the column that it hides nor the parameter that
  /// nothing fills is another.
  @Test(arguments: [
    ("⟦K713|animal;spot⟧\ndog;(0.1, 0.2)\n", "param animal param spot"),
    ("animal,⟦K713|⟧\ndog,x\n", "param animal param spot"),
    ("animal,⟦K713| spot⟧\ndog,\"(0.1, 0.2)\"\n", "param animal param spot"),
    ("animal,spot,⟦K713|spot⟧\ndog,\"(0.1, 0.2)\",none\n", "param animal param spot"),
    ("⟦K714|⟧", "param animal param spot"), ("animal\n⟦K714|⟧", "param animal param spot"),
    ("animal\ndog,⟦K712|\"(0.1, 0.2)\"⟧\n", "param animal param spot"),
    // What is wrong with one column does not hide what is wrong with another.
    ("animal,⟦K713|spot ⟧,⟦K713|colour⟧\ndog,x,red\n", "param animal param spot"),
  ])
  func saysOneMistakeOnce(_ table: String, _ parameters: String) {
    CompileCase(
      files: [
        "spec.kedit": "\(Self.video)\(parameters) remove {animal} at frame 0 point {spot}"
      ], table: table
    ).expect()
  }

  /// A sound table hides no column.
  @Test func asksForTheColumnThatASoundTableLacks() {
    CompileCase(
      files: [
        "spec.kedit": "\(Self.video)param animal param ⟦K703|spot⟧\n"
          + "remove {animal} at frame 0 point {spot}"
      ], table: "animal\ndog\n"
    ).expect()
  }

  @Test func namesRowAndColumn() throws {
    let compilation = CompileCase(
      files: ["spec.kedit": "\(Self.video)param x param n = 1\nremove {n}\(Self.mark) as a"]
        .mapValues { $0.replacing("{n}", with: "\"y\"") + " at frame {n} point ({x}, 0)" },
      table: "n,x\n1,0.5\n2,7\n"
    ).compile()
    let diagnostic = try #require(compilation.diagnostics.first)
    #expect(diagnostic.place.file == "table")
    #expect(diagnostic.note == "row 2, column `x`")
    #expect(compilation.diagnostics.count == 1)
  }

  /// A fault that does not come from a cell is said once, and not for every row.
  @Test func saysOnceWhatNoRowCauses() {
    let rows = (0..<50).map { "\($0)\n" }.joined()
    CompileCase(
      files: [
        "spec.kedit": "\(Self.video)param x image ⟦K206|i⟧ = \"corgi.png\"\n"
          + "add \"{x}\" from \"https://example.com/a.png\" prompt \"{video} {image} ⟦K506|{place}⟧\""
      ], table: "x\n" + rows
    ).expect()
    CompileCase(
      files: ["spec.kedit": "\(Self.video)param x\nremove {x} at frame 0 point (⟦K302|2.5⟧, 0)"],
      table: "x\n" + rows
    ).expect()
  }

  @Test func asksForACellWhereThereIsNoDefault() {
    CompileCase(
      files: ["spec.kedit": "\(Self.video)param x param y = \"d\"\nremove \"{x} {y}\"\(Self.mark)"],
      table: "{\"x\": \"a\"}\n⟦K703|{\"y\": \"b\"}⟧\n", tableFormat: .jsonLines
    ).expect()
  }

  /// A cell of CSV with nothing in it was left open; one with empty quotes is an empty text.
  @Test func takesTheDefaultForAnEmptyCell() throws {
    let spec = "\(Self.video)param x param y = \"d\"\nremove \"{x} {y}\"\(Self.mark)"
    let compilation = CompileCase(files: ["spec.kedit": spec], table: "x,y\na,\nb,\"\"\n").compile()
    #expect(
      compilation.plan?.edits.map(\.task.prompt) == [
        "Delete a d from <<<video_1>>>", "Delete b  from <<<video_1>>>",
      ])
    CompileCase(files: ["spec.kedit": spec], table: "x,y\n⟦K703|,b⟧\n").expect()
  }

  /// A default counts only in a row that has no cell for it.
  @Test func judgesNoDefaultThatEveryRowReplaces() {
    let spec = "\(Self.video)param pic = \"none.png\" param who = \"\"\nadd {who} from {pic}"
    CompileCase(
      files: ["spec.kedit": spec], table: "pic,who\ncorgi.png,dog\nballoon.png,cat\n"
    ).expect()
  }

  /// What is done per row does not grow with the rows before it.
  @Test func looksAtEveryLocalFileOnce() {
    let rows = (0..<200).map { "\($0 % 3 == 0 ? "corgi" : "balloon").png\n" }.joined()
    let compilation = CompileCase(
      files: ["spec.kedit": "\(Self.video)param pic\nadd \"y\" from {pic}"], table: "pic\n" + rows
    ).compile()
    #expect(compilation.diagnostics == [])
    #expect(compilation.plan?.edits.count == 200)
  }
}
