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

  static func show(
    _ bitmap: Bitmap, _ layout: PictureLayout,
    colors: PictureMode.BlockColors = .trueColor, columns: Int = 100
  ) throws -> ShownPicture {
    try ShownPicture(
      TerminalPicture.blocks(bitmap, layout: layout, colors: colors), columns: columns)
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

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `every pixel is shown in its colour`(seed: UInt64) throws {
    let layout = try #require(try Self.layout(160, 90, columns: 60, lines: 18))
    let picture = Self.picture(layout.blockSize, seed: seed)
    let plain = try Self.show(picture, layout)
    let reduced = try Self.show(picture, layout, colors: .palette256)
    for line in 0..<layout.lines {
      for column in 0..<layout.columns {
        let pixels = [picture[column, line * 2], picture[column, line * 2 + 1]]
        #expect(plain.pixels(column: column + 3, line: line + 1) == pixels.map(\.onScreen))
        #expect(
          reduced.pixels(column: column + 3, line: line + 1)
            == pixels.map { .palette(Palette256.nearest(to: $0)) })
      }
    }
  }

  @Test func `a colour is set only where it changes`() throws {
    let layout = try #require(try Self.layout(10, 10, columns: 24, lines: 11))
    let plain = Bitmap(layout.blockSize, color: .mask.over(.ground))
    let text = TerminalPicture.blocks(plain, layout: layout, colors: .trueColor)
    // Once for each line, and once to end it.
    #expect(text.utf8.count { $0 == 0x1B } == layout.lines * 2)
  }

  @Test func `what can be seen through lies on black`() throws {
    let layout = try #require(try Self.layout(10, 10, columns: 24, lines: 11))
    let clear = Bitmap(layout.blockSize, color: PixelColor(255, 255, 255, opacity: 51))
    let shown = try Self.show(clear, layout)
    #expect(shown.pixels(column: 5, line: 5) == [.rgb(51, 51, 51), .rgb(51, 51, 51)])
  }

  @Test func `the axes tell fractions, each label where its grid line is`() throws {
    let layout = try #require(try Self.layout(160, 90, columns: 84, lines: 30))
    #expect(layout.columns == 80)
    #expect(layout.lines == 23)
    var bitmap = Bitmap(layout.blockSize, color: .black)
    bitmap.draw(.lines)
    let shown = try Self.show(bitmap, layout)
    #expect(
      shown.text(line: 0)
        == "   0       .1      .2      .3      .4      .5      .6      .7      .8      .9      1")
    let upper = Array(shown.text(line: 0))
    let labelled = upper.indices.filter { upper[$0] != " " && upper[$0 - 1] == " " }
    let drawn = (0..<80).filter { bitmap[$0, 0] != .black }
    #expect(labelled.dropFirst().dropLast().map { $0 - 3 } == drawn)
    let rows = (0..<46).filter { bitmap[0, $0] != .black }
    let margins = (0..<23).map { shown.margin(line: $0 + 1) }
    let left = margins.indices.filter { margins[$0] != "   " }
    #expect(left == [0] + rows.map { $0 / 2 })
    #expect(
      left.map { margins[$0] }
        == ["0  ", ".1 ", ".2 ", ".3 ", ".4 ", ".5 ", ".6 ", ".7 ", ".8 ", ".9 "])
  }

  @Test(arguments: [
    (220, 20, 12, "   0    .5   1"), (100, 34, 20, "   0  .1 .2 .3 .4 .5 .6 .7 .8 .9 1"),
    (100, 24, 20, "   0   .2  .4  .6  .8  1"),
  ])
  func `where there is less room there are fewer labels`(
    height: Int, columns: Int, lines: Int, labels: String
  ) throws {
    let layout = try #require(try Self.layout(100, height, columns: columns, lines: lines))
    let bitmap = Bitmap(layout.blockSize, color: .black)
    #expect(try Self.show(bitmap, layout).text(line: 0) == labels)
  }

  /// Also sizes that no terminal has, as a broken one may report.
  @Test func `nothing is ever wider or higher than the room`() throws {
    let sides = [Int.min, -1, 0, 1, 2, 4, 7, 11, 12, 13, 20, 39, 80, 200, 10_000, Int.max]
    for (width, height) in [(1_280, 720), (720, 1_280), (1, 16_384), (16_384, 1), (1, 1)] {
      for columns in sides {
        for lines in sides {
          guard let layout = try Self.layout(width, height, columns: columns, lines: lines) else {
            #expect(columns < 12 || lines < 4)
            continue
          }
          #expect(layout.columns > 0 && layout.columns + 4 <= columns)
          #expect(layout.lines > 0 && layout.lines < lines)
        }
      }
    }
  }

  @Test(arguments: [(12, 4), (12, 24), (20, 4), (21, 9), (40, 10), (41, 11), (80, 24)])
  func `on a screen just as wide nothing wraps`(columns: Int, lines: Int) throws {
    for (width, height) in [(1_280, 720), (720, 1_280), (1, 1), (1, 900), (900, 1)] {
      let layout = try #require(try Self.layout(width, height, columns: columns, lines: lines))
      let bitmap = Bitmap(layout.blockSize, color: .ground)
      let shown = try Self.show(bitmap, layout, colors: .palette256, columns: columns)
      #expect(shown.screen.scrollback == [])
      #expect(shown.screen.cursor.line == layout.lines + 1)
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
