import KEditSyntax
import KEditTable
import Testing

/// What sound CSV means.
@Suite struct CSVTests {
  /// The examples of RFC 4180, section 2, under a header.
  @Test(arguments: [
    ("a,b,c\r\naaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("a,b,c\r\naaa,bbb,ccc\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    (
      "a,b,c\r\n\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx",
      [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]
    ),
    ("a,b,c\r\n\"aaa\",\"b \r\nbb\",\"ccc\"\r\n", [["aaa", "b \r\nbb", "ccc"]]),
    ("a,b,c\r\n\"aaa\",\"b\"\"bb\",\"ccc\"", [["aaa", "b\"bb", "ccc"]]),
  ])
  func followsTheStandard(_ text: String, _ content: [[String]]) {
    let table = csv(text)
    #expect(table.diagnostics == [])
    #expect(table.names == ["a", "b", "c"])
    #expect(table.content == content)
  }

  @Test(arguments: [
    // Line ends of both kinds in one table.
    ("a,b\n1,2\r\n3,4\n", [["1", "2"], ["3", "4"]]),
    // A byte-order mark is not part of the first name.
    ("\u{FEFF}a,b\n1,2", [["1", "2"]]),
    // Blanks are content.
    ("a,b\n 1 ,\t2\n", [[" 1 ", "\t2"]]),
    // Empty cells are empty, not absent, at the end of a line and of the table too.
    ("a,b\n,\n\"\",\"\"\n1,", [["", ""], ["", ""], ["1", ""]]),
    // Quotes alone.
    ("a,b\n\"\"\"\",\"\"\"\"\"\"\n", [["\"", "\"\""]]),
    // What looks like something else is text.
    ("a,b\n\\n,{x}\n#1,'y'\n", [["\\n", "{x}"], ["#1", "'y'"]]),
    ("a,b\n\"1,2\n3\",4;5", [["1,2\n3", "4;5"]]),
    // Quoted names.
    ("\"a\",\"b\"\n1,2", [["1", "2"]]),
    // Blank lines at the end are passed over.
    ("a,b\n1,2\n\r\n\n", [["1", "2"]]),
    ("a,b\n删除,🐤\n", [["删除", "🐤"]]),
  ])
  func readsCells(_ text: String, _ content: [[String]]) {
    let table = csv(text)
    #expect(table.diagnostics == [])
    #expect(table.names == ["a", "b"])
    #expect(table.content == content)
  }

  /// With one column a blank line above a row is a row: nothing else could be an empty cell. At the
  /// end it is passed over, as with any number of columns.
  @Test(arguments: [
    ("who\nthe chick\n\n\"\"\n\n", [["the chick"], [""], [""]]),
    ("who\nthe chick\n\n", [["the chick"]]),
    ("who\r\nthe chick\r\n\r\n\n\r\n", [["the chick"]]),
    ("who\n\nthe chick", [[""], ["the chick"]]),
    ("who\n\"\"", [[""]]), ("who\n\"\"\n\n\n", [[""]]),
    ("who\n\"a\n\n\"\n\n", [["a\n\n"]]),
  ])
  func oneColumn(_ text: String, _ content: [[String]]) {
    let table = csv(text)
    #expect(table.diagnostics == [])
    #expect(table.content == content)
  }

  @Test func oneColumnAndBlankLinesAlone() {
    #expect(csv("who\n\n\n").diagnostics.map(\.code) == [.tableEmpty])
  }

  @Test func tellsPlaces() throws {
    let text = "who,\"where\"\nthe dog,\"left\nside\"\r\n\"a \"\"b\"\"\",\n"
    let table = csv(text)
    let source = table.source
    #expect(table.columns.map { source.text(of: $0.span) } == ["who", "\"where\""])
    #expect(source.text(of: table.span(ofRow: 0)) == "the dog,\"left\nside\"")
    #expect(table.line(ofRow: 0) == 2)
    #expect(table.line(ofRow: 1) == 4)
    #expect(table.number(ofRow: 1) == 2)
    let cell = try #require(table.cell(row: 1, column: 0))
    #expect(cell.text == "a \"b\"")
    #expect(source.text(of: cell.span) == "\"a \"\"b\"\"\"")
    let empty = try #require(table.cell(row: 1, column: 1))
    #expect(empty.span == Span(source.bytes.count - 1, source.bytes.count - 1))
  }

  /// Composed and decomposed letters are two texts, here as everywhere.
  @Test func keepsBytes() throws {
    let table = csv("a\ne\u{301}\n\u{E9}\n")
    #expect(try #require(table.cell(row: 0, column: 0)).text.utf8.count == 3)
    #expect(try #require(table.cell(row: 1, column: 0)).text.utf8.count == 2)
  }

  @Test(arguments: [
    ("rows.csv", Table.Format.csv), ("a.b/ROWS.CSV", .csv), ("x.jsonl", .jsonLines),
    ("x.NDJSON", .jsonLines), ("x.json", nil), ("csv", nil), ("a.csv/b", nil), ("", nil),
    ("a.csv.gz", nil),
  ])
  func tellsTheFormatByTheName(_ path: String, _ format: Table.Format?) {
    #expect(Table.Format(path: path) == format)
  }
}
