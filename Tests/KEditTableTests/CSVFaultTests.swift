import KEditSyntax
import TestSupport
import Testing

@testable import KEditTable

/// What is wrong with CSV: which place is blamed, and that nothing follows from it.
@Suite struct CSVFaultTests {
  @Test(arguments: [
    // Too few cells: the end of the row. Too many: the first that is too much.
    "a,b\n1⟦K712|⟧\n3,4\n", "a,b\n1,2,⟦K712|3⟧,4\n5,6\n", "a\n1,⟦K712|⟧\n",
    "a,b\r\n1⟦K712|⟧\r\n3,4\r\n",
    // Quotes.
    "a,b\n1,⟦K712|\"⟧2\n3,4\n", "a,b\n1,\"2\"⟦K712| x⟧\n3,4\n", "a,b\n1,x⟦K712|\"⟧2\"\n3,4\n",
    "a,b\n1, ⟦K712|\"⟧2,\n3\"\n5,6\n", "a,b\nx, ⟦K712|\"⟧never\n3,4\n",
    "a,b\n\"He said \"⟦K712|hi\"⟧, loud\"\n3,4\n",
    // The quote of a header.
    "⟦K712|\"⟧a,b\n1,2\n", "a⟦K712|\"⟧,b\n1,2,3\n",
    // Carriage returns alone.
    "a,b⟦K712|\r⟧1,2\r3,4\r", "a,b\n1⟦K712|\r⟧,2\n3,4\n",
    // Blank lines.
    "a,b\n⟦K712|⟧\n1,2\n", "a,b\n1,2\n⟦K712|\n\n⟧\n3,4\n", "⟦K713|⟧\na,b\n1,2\n",
    // Names.
    "a,⟦K713|⟧,b\n1,2,3\n", "a,b,⟦K713|a⟧\n1,2,3\n", "a,⟦K713| b⟧\n1,2\n",
    "⟦K713|the who⟧,⟦K713|1st⟧,⟦K713|größe⟧\n1,2,3\n", "⟦K713|a;b;c⟧\n0,5;1;2\n",
    "⟦K713|a\tb⟧\n1,5\t2\n",
    // Nothing to read.
    "⟦K714|⟧", "\u{FEFF}⟦K714|⟧", "\n\r\n⟦K714|⟧", "a,b⟦K714|⟧", "a,b\n⟦K714|⟧",
    // NULs.
    "a,b\n1,⟦K118|\0\0⟧\n2,3\n", "a⟦K118|\0⟧\n1\n",
  ])
  func blames(_ marked: String) {
    let marked = MarkedText(marked)
    #expect(csv(marked.text).places == marked.places, "\(marked.text.debugDescription)")
  }

  /// Rows with a mistake are left out; the others keep their numbers.
  @Test func goesOnBehindAMistake() {
    let table = csv("a,b\n1\n3,4\n5,6,7\n8,9\n")
    #expect(table.content == [["3", "4"], ["8", "9"]])
    #expect((0..<2).map { table.number(ofRow: $0) } == [2, 4])
    #expect((0..<2).map { table.line(ofRow: $0) } == [3, 5])
    #expect(
      table.messages == [
        "row 1 (line 2): 1 cell, but the header names 2 columns",
        "row 3 (line 4): 3 cells, but the header names 2 columns",
      ])
    #expect(table.diagnostics.map { $0.labels.map(\.place.span) } == [[Span(0, 3)], [Span(0, 3)]])
  }

  @Test(arguments: [
    (
      "who,where\nx,a\"b",
      "row 1 (line 2), column `where`: a double quote stands inside a cell that is not quoted"
    ),
    (
      "who\n\"x\ny\"\n\"x\"y",
      "row 2 (line 4), column `who`: `y` stands behind the closing quote of a cell"
    ),
    ("who\n\"x\ny", "row 1 (line 2), column `who`: this quote is never closed"),
    ("a,b\n\n1,2", "a blank line stands above row 1 (line 3)"),
    ("a,who,who\n1,2,3", "the column `who` stands twice"),
    ("a,b,\n1,2,3", "column 3 has no name"),
    ("a\u{0}\n1", "a NUL character is not allowed"),
    ("who,where\nx,\u{0}", "row 1 (line 2), column `where`: a NUL character is not allowed"),
  ])
  func namesRowAndColumn(_ text: String, _ message: String) {
    #expect(csv(text).messages == [message])
  }

  @Test func tellsWhatToDoAboutNames() {
    #expect(
      csv("a, b\n1,2").diagnostics.map(\.help) == [
        "remove the blanks around it, they would belong to the name: `b`"
      ])
    #expect(
      csv("a;b\n1;2").diagnostics.map(\.help) == [
        "write commas between the columns; a semicolon or a tab does not separate"
      ])
  }

  @Test func bytesThatAreNoText() {
    let bytes: [UInt8] = Array("a,b\n1,x".utf8) + [0xFF, 0xFE] + Array("y\n2,3\n".utf8) + [0xC3]
    let table = Table.read(SourceText(name: "t.csv", bytes: bytes), as: .csv)
    #expect(
      table.messages == [
        "row 1 (line 2), column `b`: these bytes are not UTF-8",
        "row 3 (line 4), column `a`: these bytes are not UTF-8",
      ])
    #expect(table.diagnostics.map(\.place.span) == [Span(7, 9), Span(15, 16)])
    #expect(table.content == [["2", "3"]])
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61]] as [[UInt8]])
  func utf16IsOneMistake(_ bytes: [UInt8]) {
    let table = Table.read(SourceText(name: "t.csv", bytes: bytes), as: .csv)
    #expect(table.messages == ["the table is written in UTF-16, and must be in UTF-8"])
  }

  /// Whatever is wrong with every row is told a thousand times, and counted.
  @Test func mistakesAreBounded() throws {
    let table = csv("a,b\n" + String(repeating: "1,2,3\n", count: 2_500))
    #expect(table.diagnostics.count == 1_001)
    let last = try #require(table.diagnostics.last)
    #expect(last.message == "the table has 1500 more mistakes; only the first 1000 are told")
    #expect(table.line(at: last) == 1_002)
    #expect(csv("a,b\n" + String(repeating: "1,2,3\n", count: 1_000)).diagnostics.count == 1_000)
  }

  @Test func tooLarge() {
    let source = SourceText(name: "t.csv", text: "a\n1\n")
    #expect(Table.read(source, as: .csv, maximumSize: 4).diagnostics == [])
    let table = Table.read(source, as: .csv, maximumSize: 3)
    #expect(table.messages == ["the table is too large: at most 3 bytes can be read"])
    #expect(table.rowCount == 0)
  }
}

extension Table {
  fileprivate func line(at diagnostic: Diagnostic) -> Int {
    source.location(at: diagnostic.place.span.start).line
  }
}
