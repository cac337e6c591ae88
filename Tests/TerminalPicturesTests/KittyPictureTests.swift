import Crypto
import KlingMasks
import TerminalPictures
import Testing

@Suite struct KittyPictureTests {
  static func layout(columns: Int = 84, lines: Int = 30) throws -> PictureLayout {
    let size = try #require(BitmapSize(width: 160, height: 90))
    return try #require(PictureLayout(of: size, columns: columns, lines: lines))
  }

  /// The commands that are written: keys and data.
  static func commands(_ text: String) throws -> [(keys: String, data: String)] {
    try text.split(separator: "\u{1B}_G").dropFirst().map { part in
      let command = try #require(part.split(separator: "\u{1B}\\").first)
      let halves = command.split(separator: ";", omittingEmptySubsequences: false)
      try #require(halves.count == 2)
      return (String(halves[0]), String(halves[1]))
    }
  }

  @Test(arguments: [0, 1, 2, 3, 100, 3_071, 3_072, 3_073, 6_144, 100_001])
  func `the file goes over in pieces and comes out whole`(count: Int) throws {
    let file = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 / 251) }
    let commands = try Self.commands(
      TerminalPicture.kitty(png: file, layout: try Self.layout()))
    #expect(Base64.decode(commands.map(\.data).joined()) == file)
    #expect(commands.count == max(1, (count + 3_071) / 3_072))
    for (index, command) in commands.enumerated() {
      #expect(command.data.utf8.count <= 4_096)
      let isLast = index == commands.count - 1
      #expect(isLast || command.data.utf8.count == 4_096)
      let more = "m=\(isLast ? 0 : 1)"
      #expect(
        command.keys == (index == 0 ? "a=T,f=100,t=d,c=80,r=23,C=1,q=2,\(more)" : more))
    }
  }

  @Test func `the labels are written first, the picture over them, the cursor goes below`() throws {
    let layout = try Self.layout(columns: 34, lines: 20)
    let text = TerminalPicture.kitty(png: [1, 2, 3], layout: layout)
    #expect(layout.lines == 9)
    let lines = [
      "   0  .1 .2 .3 .4 .5 .6 .7 .8 .9 1", "0  ", ".2 ", "   ", ".4 ", "   ", ".6 ", "   ", ".8 ",
      "   ",
    ]
    #expect(
      text == lines.map { $0 + "\n" }.joined()
        + "\u{1B}[9A\u{1B}[3C\u{1B}_Ga=T,f=100,t=d,c=30,r=9,C=1,q=2,m=0;AQID\u{1B}\\\u{1B}[9B\r")
  }
}
