import KlingMasks
import TerminalPictures
import TestSupport
import Testing

@Suite struct KittyPictureTests {
  static func layout(columns: Int = 84, lines: Int = 30) throws -> PictureLayout {
    let size = try #require(BitmapSize(width: 160, height: 90))
    return try #require(PictureLayout(of: size, columns: columns, lines: lines))
  }

  @Test(arguments: [1, 2, 3, 100, 3_071, 3_072, 3_073, 6_144, 100_001])
  func `the file goes over in pieces and comes out whole`(count: Int) throws {
    let file = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }
    let text = TerminalPicture.kitty(png: file, layout: try Self.layout())
    let shown = try ShownPicture(text, columns: 84, kind: .kitty)
    let image = try #require(shown.screen.images.first)
    #expect(shown.screen.images.count == 1)
    #expect(image.problem == nil)
    #expect(image.payload == file)
    #expect(text.ranges(of: "\u{1B}_G").count == (count + 3_071) / 3_072)
    #expect(shown.screen.replies == [], "the terminal is asked to say nothing")
  }

  @Test func `the labels are written first, and the picture is put between them`() throws {
    let layout = try Self.layout(columns: 34, lines: 20)
    let text = TerminalPicture.kitty(png: [1, 2, 3], layout: layout)
    let lines = [
      "   0  .1 .2 .3 .4 .5 .6 .7 .8 .9 1", "0  ", ".2 ", "   ", ".4 ", "   ", ".6 ", "   ", ".8 ",
      "   ",
    ]
    #expect(
      text == lines.map { $0 + "\n" }.joined()
        + "\u{1B}[9A\u{1B}[3C\u{1B}_Ga=T,f=100,t=d,c=30,r=9,C=1,q=2,m=0;AQID\u{1B}\\\u{1B}[9B\r")
  }

  /// Where the cursor stands before decides how far the screen scrolls.
  @Test(arguments: [0, 5, 20, 22, 23])
  func `the picture is where its labels are, and the cursor below, scrolled or not`(
    start: Int
  ) throws {
    let layout = try Self.layout(columns: 34, lines: 20)
    let text = TerminalPicture.kitty(png: [1, 2, 3], layout: layout)
    let shown = try ShownPicture(text, columns: 34, height: 24, start: start, kind: .kitty)
    let screen = shown.screen
    let image = try #require(screen.images.first)
    let upper = try #require(screen.position(of: "0  .1 .2"))
    #expect(
      image.position
        == Screen.Position(line: screen.scrollback.count + upper.line + 1, column: 3))
    #expect(image.number("c") == 30 && image.number("r") == 9)
    #expect(screen.cursor == Screen.Position(line: upper.line + 10, column: 0))
  }
}
