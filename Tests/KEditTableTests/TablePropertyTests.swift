import KEditSyntax
import Testing

@testable import KEditTable

/// What holds of any table.
@Suite struct TablePropertyTests {
  private static let pieces = [
    "x", "the dog", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\t", ";", "\\", "{", "}", "é", "🐤",
    "删除", "\u{1}", "\u{FEFF}", "12", "-0.5e3", "null", "true", "'", ":", "[", "/", "\u{7F}",
    "\u{2028}",
  ]

  private static func text(using random: inout SplitMix64) -> String {
    (0..<Int.random(in: 0...5, using: &random))
      .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  /// Any table that is written as the standard says is read as it was.
  @Test func csvReadsBack() {
    var random = SplitMix64(state: 4_180)
    for _ in 0..<600 {
      let names = (0..<Int.random(in: 1...5, using: &random)).map { "c\($0)" }
      let rows = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        names.map { _ in Self.text(using: &random) }
      }
      let lineEnd = Bool.random(using: &random) ? "\r\n" : "\n"
      let lines = ([names] + rows).map { row in
        row.map { cell in
          let mustQuote = cell.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }
          // A cell may be quoted without need; a row must not look like a blank line.
          guard mustQuote || row.count == 1 || Int.random(in: 0..<4, using: &random) == 0 else {
            return cell
          }
          return "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: ",")
      }
      let end = Bool.random(using: &random) ? lineEnd : ""
      let table = csv(lines.joined(separator: lineEnd) + end)
      #expect(table.diagnostics == [])
      #expect(table.names == names)
      #expect(table.content == rows)
    }
  }

  /// Any rows that are written as JSON are read as they were, in whatever order their keys stand.
  @Test func jsonLinesReadBack() {
    var random = SplitMix64(state: 8_259)
    for _ in 0..<600 {
      let names = (0..<Int.random(in: 1...5, using: &random)).map { "c\($0)" }
      let rows: [[String?]] = (0..<Int.random(in: 1...6, using: &random)).map { row in
        names.map { _ in
          row > 0 && Int.random(in: 0..<4, using: &random) == 0 ? nil : Self.text(using: &random)
        }
      }
      let lines = rows.enumerated().map { index, row in
        var members = zip(names, row).compactMap { name, value in
          value.map { Self.json(name, using: &random) + ":" + Self.json($0, using: &random) }
        }
        if index > 0 { members.shuffle(using: &random) }
        return "{" + members.joined(separator: " , ") + "}"
      }
      let table = jsonLines(lines.joined(separator: "\r\n"))
      #expect(table.diagnostics == [])
      #expect(table.names == names)
      #expect(table.content == rows)
    }
  }

  private static func json(_ text: String, using random: inout SplitMix64) -> String {
    var result = "\""
    for unit in text.utf16 {
      let hexadecimal = String(unit, radix: 16)
      let escape = "\\u" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
      let isPlain = unit >= 0x20 && unit < 0x7F && unit != 0x22 && unit != 0x5C
      let character = Unicode.Scalar(unit).map { String($0) } ?? escape
      result += isPlain && Int.random(in: 0..<8, using: &random) > 0 ? character : escape
    }
    return result + "\""
  }

  /// The work grows with the text and with nothing else, be it well or badly meant.
  @Test(arguments: [
    (Table.Format.csv, "a,b\n", "1,\"x\"\"y\"\n"),
    // Rows that are all wrong, blanks before quotes, a quote in every other byte.
    (.csv, "a,b\n", "1,2,3\n"), (.csv, "a\n", "          x\"x\"x\"x\"x"), (.csv, "a,b\n", "\n"),
    (.csv, "a,b\n1,\"", "\"\""), (.csv, "a,b\n", "\u{0}"),
    // A header of many columns.
    (.csv, "", "x,"),
    (.jsonLines, "", "{\"a\": 1, \"b\": \"\\n\"}\n"),
    (.jsonLines, "{\"a\":1}\n", "{\"b\":1,\"a\":2}\n"),
    (.jsonLines, "{\"a\":\"", "\\u0041"), (.jsonLines, "", "{\n"), (.jsonLines, "", "[\n"),
  ])
  func workIsLinear(_ format: Table.Format, _ start: String, _ repeated: String) {
    let works = [2_000, 4_000].map { count in
      let text = start + String(repeating: repeated, count: count)
      let table = Table.read(SourceText(name: "t", text: text), as: format)
      expectBounded(table)
      return Double(table.work) / Double(text.utf8.count)
    }
    #expect(works[1] <= works[0] * 1.1 + 0.1)
    #expect(works[1] <= 4)
  }

  private func expectBounded(_ table: Table) {
    #expect(table.diagnostics.count <= Table.maximumFaults + 1)
    #expect(table.cells.count <= table.source.bytes.count)
  }

  /// Every row brings a key of its own: the columns are many, and the cells still as few.
  @Test func keysWithoutEnd() {
    let count = 3_000
    let table = jsonLines((0..<count).map { "{\"k\($0)\": \($0)}\n" }.joined())
    #expect(table.diagnostics == [])
    #expect(table.columns.count == count)
    #expect(table.cells.count == count)
    #expect(table.cell(row: 7, column: 7)?.text == "7")
    #expect(table.cell(row: 7, column: 8) == nil)
    #expect(table.work < 5 * table.source.bytes.count)
  }

  /// What a hundred thousand rows of ten columns cost.
  @Test func cellsAreSmall() {
    #expect(MemoryLayout<CellRecord>.stride <= 12)
    #expect(MemoryLayout<RowRecord>.stride <= 16)
  }
}
