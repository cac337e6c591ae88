import TestSupport
import Testing

/// Sequences that move, erase, insert and delete.
@Suite struct ScreenEditingTests {
  /// A screen of five columns and four lines: `abcde`, `fghij`, `klmno`, `pqrst`, and then a text.
  private func edited(_ text: String) -> Screen {
    var screen = Screen(columns: 5, height: 4)
    screen.feed("abcde\r\nfghij\r\nklmno\r\npqrst" + text)
    #expect(screen.unknown == [])
    return screen
  }

  private static let full = ["abcde", "fghij", "klmno", "pqrst"]

  @Test(
    "The cursor moves, and stays on the screen",
    arguments: [
      ("[2;3H", 1, 2), ("[H", 0, 0), ("[99;99H", 3, 4), ("[2;3H\u{1B}[A", 0, 2),
      ("[2;3H\u{1B}[9A", 0, 2), ("[2;3H\u{1B}[2B", 3, 2), ("[2;3H\u{1B}[C", 1, 3),
      ("[2;3H\u{1B}[9D", 1, 0), ("[2;3H\u{1B}[0D", 1, 1), ("[2;3H\u{1B}[4G", 1, 3),
      ("[2;3H\u{1B}[4d", 3, 2), ("[2;3H\u{1B}[E", 2, 0), ("[3;3H\u{1B}[2F", 0, 0),
      ("[2;3f", 1, 2), ("[2;3H\u{1B}7\u{1B}[H\u{1B}8", 1, 2),
      ("[2;3H\u{1B}[s\u{1B}[H\u{1B}[u", 1, 2),
    ])
  func moves(text: String, line: Int, column: Int) {
    let screen = edited("\u{1B}" + text)
    #expect(screen.cursor == Screen.Position(line: line, column: column))
    #expect(screen.lines == Self.full)
  }

  @Test(
    "Erasing",
    arguments: [
      ("[J", ["abcde", "fg", "", ""]), ("[1J", ["", "   ij", "klmno", "pqrst"]),
      ("[2J", ["", "", "", ""]), ("[K", ["abcde", "fg", "klmno", "pqrst"]),
      ("[1K", ["abcde", "   ij", "klmno", "pqrst"]), ("[2K", ["abcde", "", "klmno", "pqrst"]),
      ("[2X", ["abcde", "fg  j", "klmno", "pqrst"]), ("[9X", ["abcde", "fg", "klmno", "pqrst"]),
    ])
  func erases(text: String, lines: [String]) {
    let screen = edited("\u{1B}[2;3H\u{1B}" + text)
    #expect(screen.lines == lines)
    #expect(screen.cursor == Screen.Position(line: 1, column: 2))
  }

  @Test(
    "Inserting and deleting",
    arguments: [
      ("[@", ["abcde", "fg hi", "klmno", "pqrst"]), ("[9@", ["abcde", "fg", "klmno", "pqrst"]),
      ("[P", ["abcde", "fgij", "klmno", "pqrst"]), ("[9P", ["abcde", "fg", "klmno", "pqrst"]),
      ("[L", ["abcde", "", "fghij", "klmno"]), ("[2M", ["abcde", "pqrst", "", ""]),
      ("[4hXY", ["abcde", "fgXYh", "klmno", "pqrst"]), ("[S", ["fghij", "klmno", "pqrst", ""]),
      ("[T", ["", "abcde", "fghij", "klmno"]),
    ])
  func inserts(text: String, lines: [String]) {
    #expect(edited("\u{1B}[2;3H\u{1B}" + text).lines == lines)
  }

  @Test("A wide character that is cut in two becomes blank")
  func wideIsCut() {
    var screen = Screen(columns: 6, height: 1)
    screen.feed("中文国\u{1B}[2G\u{1B}[P")
    #expect(screen.lines[0] == " 文国")
    screen.feed("\u{1B}[2J\u{1B}[H中文国\u{1B}[2G\u{1B}[@")
    #expect(screen.lines[0] == "   文")
    screen.feed("\u{1B}[2J\u{1B}[H中文国\u{1B}[4G\u{1B}[K")
    #expect(screen.lines[0] == "中")
    screen.feed("\u{1B}[2J\u{1B}[H中文国\u{1B}[3G\u{1B}[1K")
    #expect(screen.lines[0] == "    国")
  }

  @Test(
    "Only the scroll region scrolls, and what leaves it is not kept unless it begins at the top")
  func region() {
    let inner = edited("\u{1B}[2;3r\u{1B}[3;1H\nX")
    #expect(inner.lines == ["abcde", "klmno", "X", "pqrst"])
    #expect(inner.scrollback == [])
    let upper = edited("\u{1B}[1;3r\u{1B}[3;1H\nX")
    #expect(upper.lines == ["fghij", "klmno", "X", "pqrst"])
    #expect(upper.scrollback == ["abcde"])
  }

  @Test("Below the scroll region a line feed stops at the last line")
  func belowTheRegion() {
    #expect(edited("\u{1B}[1;2r\u{1B}[4;1H\nX").lines == ["abcde", "fghij", "klmno", "Xqrst"])
  }

  @Test("Upwards at the top of the region everything moves down")
  func reverse() {
    #expect(edited("\u{1B}[H\u{1B}MX").lines == ["X", "abcde", "fghij", "klmno"])
    #expect(edited("\u{1B}[2;4r\u{1B}[2H\u{1B}MX").lines == ["abcde", "X", "fghij", "klmno"])
    #expect(edited("\u{1B}[3H\u{1B}MX").lines == ["abcde", "Xghij", "klmno", "pqrst"])
  }

  @Test("In origin mode places count from the region, and the cursor stays in it")
  func origin() {
    let screen = edited("\u{1B}[2;3r\u{1B}[?6h\u{1B}[1;1HX\u{1B}[9;1HY")
    #expect(screen.lines == ["abcde", "Xghij", "Ylmno", "pqrst"])
  }

  @Test("Lines are inserted and deleted inside the region only")
  func linesInTheRegion() {
    #expect(edited("\u{1B}[2;3r\u{1B}[2H\u{1B}[L").lines == ["abcde", "", "fghij", "pqrst"])
    #expect(edited("\u{1B}[2;3r\u{1B}[2H\u{1B}[M").lines == ["abcde", "klmno", "", "pqrst"])
    #expect(edited("\u{1B}[2;3r\u{1B}[4H\u{1B}[L").lines == Self.full)
  }

  @Test("The last character is repeated")
  func repeats() {
    #expect(edited("\u{1B}[HX\u{1B}[3b").lines[0] == "XXXXe")
  }

  @Test("What has scrolled off is cleared only when the program says so")
  func clearsHistory() {
    var screen = edited("\r\n6")
    screen.feed("\u{1B}[H\u{1B}[2J")
    #expect(screen.scrollback == ["abcde"])
    screen.feed("\u{1B}[3J")
    #expect(screen.scrollback == [])
  }

  @Test("Tab stops are set and cleared")
  func tabStops() {
    var screen = Screen(columns: 20, height: 1)
    screen.feed("\u{1B}[3g\u{1B}[4G\u{1B}H\r\tX\u{1B}[Z")
    #expect(screen.lines[0] == "   X")
    #expect(screen.cursor.column == 3)
    screen.feed("\u{1B}[g\r\tY")
    #expect(screen.position(of: "Y")?.column == 19)
  }
}
