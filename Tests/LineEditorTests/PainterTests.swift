import TestSupport
import Testing

@testable import LineEditor

/// What the painter writes makes the screen what it is to be, whatever was there.
@Suite struct PainterTests {
  private static let pieces: [Character] = [
    "a", "b", "c", " ", "犬", "e\u{301}", "\n", "x", "👩‍👩‍👧", "y", "ｗ", "1",
  ]

  private static func text(_ count: Int, _ generator: inout SplitMix64) -> [Cell] {
    (0..<count).map { _ in
      Cell(
        pieces.randomElement(using: &generator) ?? "a",
        style: Bool.random(using: &generator) ? "\u{1B}[1m" : "")
    }
  }

  @Test("After every change the screen shows the rows, and the cursor", arguments: 0..<40)
  func everyChange(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let columns = Int.random(in: 7...24, using: &generator)
    var screen = Screen(columns: columns, height: 12)
    screen.feed("before\r\n")
    var painter = Painter(columns: columns, reflows: false)
    var cells = Self.text(Int.random(in: 0...30, using: &generator), &generator)
    var first = 0
    for step in 0..<60 {
      let start = Int.random(in: 0...cells.count, using: &generator)
      let end = Int.random(in: start...min(cells.count, start + 4), using: &generator)
      let new = Self.text(Int.random(in: 0...4, using: &generator), &generator)
      cells.replaceSubrange(start..<end, with: new)
      if cells.count > 80 { cells.removeFirst(60) }
      let cursor = Int.random(in: 0...cells.count, using: &generator)
      let layout = Layout(cells, cursorIndex: cursor, columns: columns).window(10, first: &first)
      screen.feed(painter.draw(layout))
      expect(screen, shows: layout, "seed \(seed), step \(step)")
    }
    screen.feed(painter.finish() + "after\r\n")
    #expect(screen.everything.hasPrefix("before\n"))
    #expect(screen.everything.hasSuffix("\nafter"))
  }

  private func expect(_ screen: Screen, shows layout: Layout, _ comment: Comment) {
    let shown = screen.everything.split(separator: "\n", omittingEmptySubsequences: false)
    let rows = layout.rows.map { row in
      var text = row.cells.map(\.text).joined()[...]
      while text.last == " " { text.removeLast() }
      return String(text)
    }
    var expected = rows
    while expected.last?.isEmpty == true { expected.removeLast() }
    #expect(shown.suffix(expected.count).map { String($0) } == expected, comment)
    let row = layout.rows[layout.cursor.row]
    guard !row.isUncertain else { return }
    #expect(screen.cursor.column == layout.cursor.column, comment)
    #expect(screen.currentLine == rows[layout.cursor.row], comment)
  }

  @Test("Only what has changed is written")
  func littleIsWritten() {
    var painter = Painter(columns: 80, reflows: false)
    let text = String(repeating: "word ", count: 100)
    var cells = [Cell](coloring: text)
    _ = painter.draw(Layout(cells, cursorIndex: cells.count, columns: 80))
    cells.append(Cell("x"))
    #expect(painter.draw(Layout(cells, cursorIndex: cells.count, columns: 80)) == "x")
    #expect(painter.draw(Layout(cells, cursorIndex: cells.count, columns: 80)) == "")
    #expect(painter.draw(Layout(cells, cursorIndex: cells.count - 1, columns: 80)) == "\u{1B}[21G")
  }

  @Test("A terminal that breaks lines anew has them elsewhere")
  func reflow() {
    let cells = [Cell](
      coloring: String(repeating: "x", count: 90) + "\n" + String(repeating: "y", count: 30))
    for (columns, reflows, above) in [
      (20, true, 6), (40, true, 3), (20, false, 3), (40, false, 3), (100, true, 1),
    ] {
      var painter = Painter(columns: 40, reflows: reflows)
      _ = painter.draw(Layout(cells, cursorIndex: cells.count, columns: 40))
      #expect(
        painter.resize(columns: columns) == "\r\u{1B}[\(above)A\u{1B}[J", "\(columns), \(reflows)")
    }
  }

  @Test("The window on a long line follows the cursor no farther than it must")
  func window() {
    let cells = [Cell](coloring: (0..<20).map { "row\($0)" }.joined(separator: "\n"))
    var first = 0
    func rows(at row: Int) -> [String] {
      let index = cells.indices.filter { cells[$0].isLineEnd }.prefix(row).last.map { $0 + 1 } ?? 0
      return Layout(cells, cursorIndex: index, columns: 20).window(3, first: &first).rows
        .map { $0.cells.map(\.text).joined() }
    }
    #expect(rows(at: 0) == ["row0", "row1", "row2"])
    #expect(rows(at: 3) == ["row1", "row2", "row3"])
    #expect(rows(at: 2) == ["row1", "row2", "row3"])
    #expect(rows(at: 0) == ["row0", "row1", "row2"])
    #expect(rows(at: 19) == ["row17", "row18", "row19"])
  }
}
