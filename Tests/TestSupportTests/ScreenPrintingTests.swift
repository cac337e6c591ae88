import TestSupport
import Testing

/// Characters, and what they do to the line and the cursor.
@Suite struct ScreenPrintingTests {
  private func screen(
    _ text: String, columns: Int = 5, height: Int = 3, kind: TerminalKind = .xterm
  ) -> Screen {
    var screen = Screen(columns: columns, height: height, kind: kind)
    screen.feed(text)
    return screen
  }

  @Test("A full line breaks only when the next character comes")
  func pendingWrap() {
    var screen = screen("abcde")
    #expect(screen.lines == ["abcde", "", ""])
    #expect(screen.cursor == Screen.Position(line: 0, column: 4))
    screen.feed("f")
    #expect(screen.lines == ["abcde", "f", ""])
    #expect(screen.cursor == Screen.Position(line: 1, column: 1))
  }

  @Test(
    "A pending wrap is given up by whatever moves the cursor", arguments: ["\r", "\u{8}", "\n"])
  func wrapIsGivenUp(move: String) {
    let screen = screen("abcde\(move)X")
    switch move {
    case "\r": #expect(screen.lines == ["Xbcde", "", ""])
    case "\n": #expect(screen.lines == ["abcde", "    X", ""])
    default: #expect(screen.lines == ["abcXe", "", ""])
    }
  }

  @Test("A style that is selected leaves a pending wrap alone")
  func wrapOutlivesStyle() {
    #expect(screen("abcde\u{1B}[1mf").lines == ["abcde", "f", ""])
  }

  @Test("Without wrap the last column is written again and again")
  func noWrap() {
    #expect(screen("\u{1B}[?7labcdefg").lines == ["abcdg", "", ""])
  }

  @Test("Lines that were broken by the screen's width can be read whole")
  func unwrapped() {
    let screen = screen("one two\r\nabc")
    #expect(screen.lines == ["one t", "wo", "abc"])
    #expect(screen.unwrapped == "one two\nabc")
    #expect(self.screen("abcd中abc国").unwrapped == "abcd中abc国")
    #expect(self.screen("abcd 中").unwrapped == "abcd 中")
  }

  @Test("A wide character that does not fit goes to the next line whole")
  func wideAtTheEdge() {
    let screen = screen("abcd中")
    #expect(screen.lines == ["abcd", "中", ""])
    #expect(screen.cursor == Screen.Position(line: 1, column: 2))
  }

  @Test("A wide character fills the last two columns, and the wrap is pending")
  func wideFits() {
    var screen = screen("abc中")
    #expect(screen.lines[0] == "abc中")
    #expect(screen.cursor == Screen.Position(line: 0, column: 4))
    screen.feed("d")
    #expect(screen.lines[1] == "d")
  }

  @Test("A wide character of which one half is overwritten is gone")
  func halves() {
    #expect(screen("中文\rx").lines[0] == "x 文")
    #expect(screen("中文\u{1B}[2Gx").lines[0] == " x文")
    #expect(screen("中文\u{1B}[2G国").lines[0] == " 国")
  }

  @Test("What has no width of its own joins the character before it")
  func combining() {
    #expect(screen("e\u{301}x").lines[0] == "e\u{301}x")
    #expect(screen("中\u{301}").cell(at: Screen.Position(line: 0, column: 0)).text == "中\u{301}")
    #expect(screen("abcde\u{301}").lines == ["abcde\u{301}", "", ""])
    #expect(screen("\u{301}a").lines[0] == "a")
  }

  @Test("Characters may come in pieces")
  func chunks() {
    var screen = Screen(columns: 20, height: 2)
    for byte in Array("größe 中😀\u{1B}[1;31mred".utf8) { screen.feed([byte]) }
    #expect(screen.lines[0] == "größe 中😀red")
    #expect(screen.style(of: "red")?.foreground == .palette(1))
    #expect(screen.unknown == [])
  }

  @Test(
    "What is no UTF-8 is shown as such, and what follows is not lost",
    arguments: [
      ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3, 0x61], "\u{FFFD}a"), ([0xE4, 0xB8, 0x0D, 0x61], "a"),
      ([0xED, 0xA0, 0x80, 0x61], "\u{FFFD}a"), ([0xC3, 0xC3, 0xA4], "\u{FFFD}ä"),
    ] as [([UInt8], String)])
  func malformed(bytes: [UInt8], shown: String) {
    var screen = Screen(columns: 10, height: 1)
    screen.feed(bytes)
    #expect(screen.lines == [shown])
  }

  @Test("Tabs go to every eighth column, and not beyond the last")
  func tabs() {
    let screen = screen("a\tb\tc\td", columns: 20)
    #expect(screen.lines[0] == "a       b       c  d")
    #expect(screen.cursor.column == 19)
  }

  @Test("What leaves at the top is kept")
  func scrollback() {
    let screen = screen("1\r\n2\r\n3\r\n4\r\n5")
    #expect(screen.lines == ["3", "4", "5"])
    #expect(screen.scrollback == ["1", "2"])
    #expect(screen.everything == "1\n2\n3\n4\n5")
  }

  @Test("A line feed goes down, and only down")
  func lineFeed() {
    #expect(screen("ab\ncd").lines == ["ab", "  cd", ""])
  }

  @Test("A text is found where it stands, wide characters before it or not")
  func positions() {
    let screen = screen("中a\r\n中b", columns: 8)
    #expect(screen.position(of: "b") == Screen.Position(line: 1, column: 2))
    #expect(screen.position(of: "中") == Screen.Position(line: 1, column: 0))
    #expect(screen.position(of: "c") == nil)
  }

  @Test("The picture shows frame, text and cursor")
  func picture() {
    #expect(
      screen("中a", columns: 4, height: 1).picture
        == "┌────┐\n│中a │\n└────┘\ncursor: line 0, column 3")
  }
}
