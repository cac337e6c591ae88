import TestSupport
import Testing

/// What the screen remembers beside its characters.
@Suite struct ScreenStateTests {
  private func screen(_ text: String, kind: TerminalKind = .xterm) -> Screen {
    var screen = Screen(columns: 20, height: 3, kind: kind)
    screen.feed(text)
    return screen
  }

  @Test("Styles are on and off")
  func styles() {
    let screen = screen("\u{1B}[1;3;4mA\u{1B}[22;23;24mB\u{1B}[2;7;9mC\u{1B}[mD")
    #expect(screen.style(of: "A")?.isBold == true)
    #expect(screen.style(of: "A")?.isItalic == true)
    #expect(screen.style(of: "A")?.isUnderlined == true)
    #expect(screen.style(of: "B") == Screen.Style())
    #expect(screen.style(of: "C")?.isFaint == true)
    #expect(screen.style(of: "C")?.isInverse == true)
    #expect(screen.style(of: "C")?.isStruck == true)
    #expect(screen.style(of: "D") == Screen.Style())
    #expect(screen.style(of: "AB") == nil)
    #expect(screen.unknown == [])
  }

  @Test(
    "Colours of every kind",
    arguments: [
      ("31", .palette(1)), ("97", .palette(15)), ("38;5;208", .palette(208)),
      ("38:5:208", .palette(208)), ("38;2;1;2;3", .rgb(1, 2, 3)), ("38:2::1:2:3", .rgb(1, 2, 3)),
      ("38:2:1:2:3", .rgb(1, 2, 3)), ("31;39", .standard), ("31;0", .standard),
      ("38;5;9;1", .palette(9)),
    ] as [(String, Screen.Color)])
  func colors(code: String, color: Screen.Color) {
    let screen = screen("\u{1B}[\(code)mX")
    #expect(screen.style(of: "X")?.foreground == color)
    #expect(screen.unknown == [])
  }

  @Test("What is erased keeps the background and no more")
  func erasedBackground() {
    let screen = screen("\u{1B}[1;31;44m\u{1B}[2J")
    var expected = Screen.Style()
    expected.background = .palette(4)
    #expect(screen.style(at: Screen.Position(line: 2, column: 19)) == expected)
  }

  @Test("The alternate screen is empty, leaves the main one alone, and keeps no lines")
  func alternate() {
    var screen = screen("main\u{1B}[?1049h")
    #expect(screen.isAlternate)
    #expect(screen.text == "")
    screen.feed("\u{1B}[H1\r\n2\r\n3\r\n4")
    #expect(screen.lines == ["2", "3", "4"])
    screen.feed("\u{1B}[?1049l!")
    #expect(screen.everything == "main!")
    #expect(!screen.isAlternate)
  }

  @Test("The cursor is hidden and shown, pastes are bracketed or not")
  func modes() {
    #expect(screen("").isCursorVisible)
    #expect(!screen("\u{1B}[?25l").isCursorVisible)
    #expect(screen("\u{1B}[?25l\u{1B}[?25h").isCursorVisible)
    #expect(screen("\u{1B}[?2004h").bracketsPastes)
    #expect(!screen("\u{1B}[?2004;1h\u{1B}[?2004l").bracketsPastes)
  }

  @Test("A saved cursor has its style")
  func savedStyle() {
    #expect(screen("\u{1B}[1m\u{1B}7\u{1B}[m\u{1B}8X").style(of: "X")?.isBold == true)
  }

  @Test("Titles are taken, with either end")
  func titles() {
    #expect(screen("\u{1B}]0;one\u{7}").title == "one")
    #expect(screen("\u{1B}]2;two\u{1B}\\x").title == "two")
    #expect(screen("\u{1B}]8;;http://a\u{1B}\\x\u{1B}]8;;\u{1B}\\").text == "x")
  }

  @Test(
    "What means nothing is noted, and not shown",
    arguments: [
      ("\u{1B}[99z", "ESC[99z"), ("\u{1B}[?9999h", "ESC[?9999h"), ("\u{1B}[199m", "ESC[199m"),
      ("\u{1B}]777;x\u{7}", "ESC]777;x"), ("\u{1B}Pq#0\u{1B}\\", "ESCPq#0"), ("\u{1}", "<1>"),
      ("\u{1B}_X\u{1B}\\", "ESC_X"), ("\u{1B}#8", "ESC#8"), ("\u{85}", "U+85"),
      ("\u{1B}[\u{18}", "ESC[<18>"),
    ])
  func unknown(text: String, noted: String) {
    #expect(screen(text).unknown == [noted])
  }

  @Test("A control character inside a sequence is carried out, an ESC begins anew")
  func insideSequences() {
    #expect(screen("ab\u{1B}[\r2CX").lines[0] == "abX")
    let restarted = screen("\u{1B}[3\u{1B}[1mX")
    #expect(restarted.style(of: "X")?.isBold == true)
    #expect(restarted.unknown == ["ESC[3"])
  }

  @Test("A bell rings, and shows nothing")
  func bell() {
    #expect(screen("a\u{7}b").bells == 1)
    #expect(screen("a\u{7}b").text == "ab")
  }

  @Test("Reset makes everything as it was but what has scrolled off")
  func reset() {
    let screen = screen("1\r\n2\r\n3\r\n4\u{1B}[1;31m\u{1B}[?25l\u{1B}[2;3r\u{1B}cX")
    #expect(screen.lines == ["X", "", ""])
    #expect(screen.style(of: "X") == Screen.Style())
    #expect(screen.isCursorVisible)
    #expect(screen.scrollback == ["1"])
  }

  @Test(
    "Queries are answered by a terminal that answers",
    arguments: [
      ("\u{1B}[c", "\u{1B}[?62;c"), ("ab\u{1B}[6n", "\u{1B}[1;3R"), ("\u{1B}[5n", "\u{1B}[0n"),
      ("\u{1B}[18t", "\u{1B}[8;3;20t"),
    ])
  func answers(query: String, answer: String) {
    let answering = screen(query)
    #expect(String(decoding: answering.replies, as: UTF8.self) == answer)
    #expect(answering.unknown == [])
    #expect(screen(query, kind: .silent).replies == [])
  }

  @Test("A narrower screen cuts lines, a wider one pads them")
  func resizesColumns() {
    var screen = screen("abcdefgh\r\nab中")
    screen.resize(columns: 3, height: 3)
    #expect(screen.lines == ["abc", "ab", ""])
    #expect(screen.cursor == Screen.Position(line: 1, column: 2))
    screen.resize(columns: 10, height: 3)
    #expect(screen.lines == ["abc", "ab", ""])
    screen.feed("!")
    #expect(screen.lines[1] == "ab!")
  }

  @Test("A lower screen loses what is below the cursor, then keeps its top in the scrollback")
  func resizesLines() {
    var screen = Screen(columns: 5, height: 6)
    screen.feed("1\r\n2\r\n3\r\n4")
    screen.resize(columns: 5, height: 3)
    #expect(screen.lines == ["2", "3", "4"])
    #expect(screen.scrollback == ["1"])
    #expect(screen.cursor == Screen.Position(line: 2, column: 1))
    screen.resize(columns: 5, height: 4)
    screen.feed("\r\n5")
    #expect(screen.lines == ["2", "3", "4", "5"])
  }
}
