import KlingMasks
import TerminalPictures
import TestSupport
import Testing

@Suite struct BlockPictureTests {
  static func layout(
    _ width: Int, _ height: Int, columns: Int, lines: Int
  ) throws -> PictureLayout? {
    let size = try #require(BitmapSize(width: width, height: height))
    return PictureLayout(of: size, columns: columns, lines: lines)
  }

  /// Few colours, so that equal neighbours occur, or any.
  static func picture(_ size: BitmapSize, seed: UInt64) -> Bitmap {
    var random = SplitMix64(seed: seed)
    let colors = (0..<(seed % 2 == 0 ? 3 : 5_000)).map { _ in
      (0..<3).map { _ in UInt8.random(in: 0...255, using: &random) } + [255]
    }
    let bytes = (0..<size.pixelCount).flatMap { _ in
      colors[Int.random(in: 0..<colors.count, using: &random)]
    }
    return Bitmap(size, bytes: bytes)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `every pixel is shown in its colour`(seed: UInt64) throws {
    let layout = try #require(try Self.layout(160, 90, columns: 60, lines: 18))
    let picture = Self.picture(layout.blockSize, seed: seed)
    for colors in [PictureMode.BlockColors.trueColor, .palette256] {
      let screen = try Screen(TerminalPicture.blocks(picture, layout: layout, colors: colors))
      #expect(screen.lines.count == layout.lines + 1)
      for line in 0..<layout.lines {
        for column in 0..<layout.columns {
          let (upper, lower) = try screen.pixels(column: column + 3, line: line + 1)
          let pixels = [picture[column, line * 2], picture[column, line * 2 + 1]]
          let expected =
            colors == .trueColor
            ? pixels : pixels.map { PixelColor(palette: Palette256.nearest(to: $0)) }
          #expect([upper, lower] == expected)
        }
      }
    }
  }

  @Test func `a colour is set only where it changes`() throws {
    let layout = try #require(try Self.layout(10, 10, columns: 24, lines: 11))
    let plain = Bitmap(layout.blockSize, color: .mask.over(.ground))
    let screen = try Screen(
      TerminalPicture.blocks(plain, layout: layout, colors: .trueColor))
    // Once for each line, and once to end it.
    #expect(screen.escapes == layout.lines * 2)
  }

  @Test func `what can be seen through lies on black`() throws {
    let layout = try #require(try Self.layout(10, 10, columns: 24, lines: 11))
    let clear = Bitmap(layout.blockSize, color: PixelColor(255, 255, 255, opacity: 51))
    let screen = try Screen(
      TerminalPicture.blocks(clear, layout: layout, colors: .trueColor))
    #expect(try screen.pixels(column: 5, line: 5).upper == PixelColor(51, 51, 51))
  }

  @Test func `the axes tell fractions, each label where its grid line is`() throws {
    let layout = try #require(try Self.layout(160, 90, columns: 84, lines: 30))
    #expect(layout.columns == 80)
    #expect(layout.lines == 23)
    var bitmap = Bitmap(layout.blockSize, color: .black)
    bitmap.draw(.lines)
    let screen = try Screen(
      TerminalPicture.blocks(bitmap, layout: layout, colors: .trueColor))
    #expect(
      screen.text(line: 0)
        == "   0       .1      .2      .3      .4      .5      .6      .7      .8      .9      1")
    let upper = Array(screen.text(line: 0))
    let labelled = upper.indices.filter { upper[$0] != " " && upper[$0 - 1] == " " }
    let drawn = (0..<80).filter { bitmap[$0, 0] != .black }
    #expect(labelled.dropFirst().dropLast().map { $0 - 3 } == drawn)
    let rows = (0..<46).filter { bitmap[0, $0] != .black }
    let left = (0..<23).filter { screen.text(line: $0 + 1).first != " " }
    #expect(left == [0] + rows.map { $0 / 2 })
    let labels = left.map { String(screen.text(line: $0 + 1).prefix(3)) }
    #expect(labels == ["0  ", ".1 ", ".2 ", ".3 ", ".4 ", ".5 ", ".6 ", ".7 ", ".8 ", ".9 "])
  }

  @Test(arguments: [
    (20, 12, "   0    .5   1"), (34, 20, "   0  .1 .2 .3 .4 .5 .6 .7 .8 .9 1"),
    (24, 20, "   0   .2  .4  .6  .8  1"),
  ])
  func `where there is less room there are fewer labels`(
    columns: Int, lines: Int, labels: String
  ) throws {
    let layout = try #require(
      try Self.layout(100, columns == 20 ? 220 : 100, columns: columns, lines: lines))
    let bitmap = Bitmap(layout.blockSize, color: .black)
    let screen = try Screen(
      TerminalPicture.blocks(bitmap, layout: layout, colors: .trueColor))
    #expect(screen.text(line: 0) == labels)
  }

  /// Also sizes that no terminal has, as a broken one may report.
  @Test func `nothing is ever wider or higher than the room`() throws {
    let sides = [Int.min, -1, 0, 1, 2, 4, 5, 7, 11, 12, 13, 19, 20, 39, 80, 200, 10_000, Int.max]
    for (width, height) in [(1_280, 720), (720, 1_280), (1, 16_384), (16_384, 1), (1, 1)] {
      for columns in sides {
        for lines in sides {
          guard let layout = try Self.layout(width, height, columns: columns, lines: lines) else {
            #expect(columns < 12 || lines < 4)
            continue
          }
          let bitmap = Bitmap(layout.blockSize, color: .ground)
          let screen = try Screen(
            TerminalPicture.blocks(bitmap, layout: layout, colors: .palette256))
          #expect(screen.lines.count <= lines)
          #expect(screen.lines.allSatisfy { $0.count <= columns })
        }
      }
    }
  }

  @Test(arguments: [(1_280, 720), (720, 1_280), (1_000, 1_000), (1_080, 1_920)])
  func `proportions are kept as well as characters allow`(width: Int, height: Int) throws {
    for (columns, lines) in [(80, 24), (120, 40), (200, 60), (40, 60)] {
      let layout = try #require(
        try Self.layout(width, height, columns: columns, lines: lines))
      let ideal = Double(layout.columns) * Double(height) / Double(width)
      #expect(abs(Double(layout.lines * 2) - ideal) <= 2)
    }
  }

  @Test func `the nearest colour of the palette is found`() {
    var random = SplitMix64(seed: 5)
    func distance(_ color: PixelColor, _ number: UInt8) -> Int {
      let other = PixelColor(palette: number)
      return [(color.red, other.red), (color.green, other.green), (color.blue, other.blue)]
        .reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
    }
    let greys = (0...255).map { PixelColor(UInt8($0), UInt8($0), UInt8($0)) }
    let others = (0..<500).map { _ in
      PixelColor(
        .random(in: 0...255, using: &random), .random(in: 0...255, using: &random),
        .random(in: 0...255, using: &random))
    }
    for color in greys + others {
      let best = (16...255).map { distance(color, UInt8($0)) }.min()
      #expect(distance(color, Palette256.nearest(to: color)) == best)
    }
    for number in UInt8(16)...255 {
      #expect(Palette256.color(number) == PixelColor(palette: number))
    }
  }
}
