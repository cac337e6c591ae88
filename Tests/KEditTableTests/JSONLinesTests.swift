import KEditSyntax
import KEditTable
import TestSupport
import Testing

/// What JSON Lines mean, and what is wrong with them.
@Suite struct JSONLinesTests {
  @Test(arguments: [
    (#"{"a": "x", "b": "y"}"#, [["x", "y"]]),
    (
      "\u{FEFF}{\"a\":\"1\",\"b\":\"2\"}\r\n\r\n  \n{ \"b\" : \"3\" , \"a\" : \"4\" }\n",
      [["1", "2"], ["4", "3"]]
    ),
    // Numbers by their text, words as words, null as nothing.
    (#"{"a": 1.50, "b": -0e+07}"#, [["1.50", "-0e+07"]]),
    (#"{"a": true, "b": false}"#, [["true", "false"]]),
    ("{\"a\": null, \"b\": \"\"}\n{\"a\": 1}", [[nil, ""], ["1", nil]]),
    // Escapes.
    (
      #"{"a": "\"\\\/\b\f\n\r\t", "b": "\u00e9\ud83d\udc24\uD83D\uDC24"}"#,
      [["\"\\/\u{8}\u{C}\n\r\t", "é🐤🐤"]]
    ),
    (#"{"\u0061": "x", "b": "\\u0061"}"#, [["x", "\\u0061"]]),
    (#"{"a": "删除 \u5220", "b": "{x}"}"#, [["删除 删", "{x}"]]),
  ])
  func readsRows(_ text: String, _ content: [[String?]]) {
    let table = jsonLines(text)
    #expect(table.diagnostics == [])
    #expect(table.names == ["a", "b"])
    #expect(table.content == content)
  }

  /// The columns are all keys, in the order in which they first appear.
  @Test func unionOfKeys() {
    let table = jsonLines(
      #"""
      {"b": 1}
      {}
      {"a": 2, "b": 3}
      {"c": 4, "a": 5}
      """#)
    #expect(table.diagnostics == [])
    #expect(table.names == ["b", "a", "c"])
    #expect(
      table.content == [["1", nil, nil], [nil, nil, nil], ["3", "2", nil], [nil, "5", "4"]])
    #expect(table.columns.map { table.source.text(of: $0.span) } == [#""b""#, #""a""#, #""c""#])
  }

  @Test func tellsPlaces() throws {
    let table = jsonLines("\n  {\"who\": \"a \\\"b\\\"\"}  \r\n{\"who\": 12}")
    let cell = try #require(table.cell(row: 0, column: 0))
    #expect(cell.text == #"a "b""#)
    #expect(table.source.text(of: cell.span) == #""a \"b\"""#)
    #expect(table.source.text(of: table.span(ofRow: 0)) == #"{"who": "a \"b\""}"#)
    #expect((0..<2).map { table.line(ofRow: $0) } == [2, 3])
  }

  @Test(arguments: [
    // Not an object a line.
    "⟦K712|[1, 2]⟧\n{\"a\": 1}\n]", "{\"a\": 1}\n⟦K712|\"x\"⟧\n", "⟦K712|a,b⟧\n⟦K712|1,2⟧",
    "{\"a\": 1}⟦K712|, ⟧\n", "{\"a\": 1} ⟦K712|{\"a\": 2}⟧\n{\"a\": 3}",
    // An object over several lines is one mistake.
    "{⟦K712|⟧\n  \"a\": 1\n}\n{\"a\": 2}", "{\"a\": 1⟦K712|⟧\n{\"a\": 2}", "{\"a\":⟦K712|⟧\n",
    "{\"a\"⟦K712|⟧",
    "{\"a\": 1,⟦K712|⟧",
    // Inside.
    "{⟦K712|a⟧: 1}", "{\"a\" ⟦K712|1⟧}", "{\"a\": 1 ⟦K712|\"⟧b\": 2}", "{\"a\": 1,⟦K712|}⟧",
    "{\"a\": ⟦K712|x⟧}", "{\"a\": ⟦K712|é⟧}", "{\"a\": ⟦K712|'⟧x'}", "{\"a\": ⟦K712|}⟧",
    // Values.
    "{\"a\": ⟦K712|[⟧1]}", "{\"a\": ⟦K712|{⟧}}", "{\"a\": ⟦K712|01⟧}", "{\"a\": ⟦K712|1.⟧}",
    "{\"a\": ⟦K712|-⟧}", "{\"a\": ⟦K712|1e⟧}", "{\"a\": ⟦K712|1x⟧}", "{\"a\": ⟦K712|tru⟧}",
    "{\"a\": ⟦K712|nullx⟧}", "{\"a\": ⟦K712|-01.5⟧, \"b\": 1}", "{\"a\": ⟦K712|N⟧aN}",
    // Texts.
    "{\"a\": ⟦K712|\"⟧x}\n", "{\"a\": \"⟦K712|\t⟧\"}", "{\"a\": \"⟦K712|\\x⟧\"}",
    "{\"a\": \"⟦K712|\\u⟧12\"}",
    "{\"a\": \"⟦K712|\\u⟧d800\"}", "{\"a\": \"⟦K712|\\u⟧dc00\\ud800\"}",
    "{\"a\": \"⟦K712|\\u⟧d800\\u0041\"}",
    "{\"a\": \"⟦K118|\\u0000⟧\"}", "{\"a\": \"⟦K118|\0⟧\"}", "{\"a\": 1}⟦K118|\0⟧",
    // Keys.
    "{\"a\": 1, ⟦K712|\"a\"⟧: 2}", "{\"a\": 1, ⟦K712|\"\\u0061\"⟧: 2}",
    "{⟦K713|\"the who\"⟧: 1}\n{\"the who\": 2}", "{⟦K713|\"\"⟧: 1}",
    "{⟦K713|\"é\"⟧: 1, ⟦K713|\"e\u{301}\"⟧: 2}",
    // Nothing to read.
    "⟦K714|⟧", "\n \n⟦K714|⟧",
  ])
  func blames(_ marked: String) {
    let marked = MarkedText(marked)
    #expect(jsonLines(marked.text).places == marked.places, "\(marked.text.debugDescription)")
  }

  @Test(arguments: [
    (
      "{\"a\": 1}\n\n{\"who\": [1]}",
      "row 2 (line 3), column `who`: a value is text, a number, true, false or null, but found an array"
    ),
    ("{\"who\": 1, \"who\": 2}", "row 1 (line 1), column `who`: the key stands twice in this row"),
    ("{\"who\": 01}", "row 1 (line 1), column `who`: `01` is no number"),
    ("[", "row 1 (line 1): a row is an object, but found an array"),
    ("{\"who\"", "row 1 (line 1): the object is not closed on its line"),
    ("{\"a b\": 1}", "`a b` cannot be the name of a parameter"),
  ])
  func namesRowAndColumn(_ text: String, _ message: String) {
    #expect(jsonLines(text).messages == [message])
  }

  /// Rows with a mistake are left out; the others keep their numbers.
  @Test func goesOnBehindAMistake() {
    let table = jsonLines("{\"a\": 1}\n{\"a\": }\n{\"b\": 2}\n")
    #expect(table.content == [["1", nil], [nil, "2"]])
    #expect((0..<2).map { table.number(ofRow: $0) } == [1, 3])
  }

  @Test func bytesThatAreNoText() {
    let bytes: [UInt8] =
      Array("{\"a\": \"".utf8) + [0xED, 0xA0, 0x80] + Array("\"}\n{\"a\": 1}\n".utf8)
    let table = Table.read(SourceText(name: "t.jsonl", bytes: bytes), as: .jsonLines)
    #expect(table.messages == ["row 1 (line 1), column `a`: these bytes are not UTF-8"])
    #expect(table.diagnostics.map(\.place.span) == [Span(7, 10)])
    #expect(table.content == [["1"]])
  }

  /// A key that is no text is one mistake, not a bad name besides.
  @Test func keyThatIsNoText() {
    let bytes: [UInt8] = Array("{\"a".utf8) + [0xFF] + Array("\": 1}\n".utf8)
    let table = Table.read(SourceText(name: "t.jsonl", bytes: bytes), as: .jsonLines)
    #expect(table.messages == ["row 1 (line 1): these bytes are not UTF-8"])
  }
}
