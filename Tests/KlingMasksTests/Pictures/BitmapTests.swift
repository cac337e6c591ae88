import KlingMasks
import TestSupport
import Testing

@Suite struct BitmapTests {
  @Test(arguments: [
    (0, 1), (1, 0), (-1, 5), (-4, -5), (16_385, 1), (1, 16_385), (16_384, 4_097), (Int.max, 2),
    (Int.min, Int.min),
  ])
  func `a size that no picture has is refused`(width: Int, height: Int) {
    #expect(BitmapSize(width: width, height: height) == nil)
  }

  @Test(arguments: [(1, 1), (16_384, 4_096), (4_096, 16_384), (1, 16_384)])
  func `any other size is taken`(width: Int, height: Int) {
    #expect(BitmapSize(width: width, height: height)?.pixelCount == width * height)
  }

  @Test(arguments: [
    ((1_280, 720), (1_000, 1_000), (1_000, 563)), ((720, 1_280), (1_000, 1_000), (563, 1_000)),
    ((1_280, 720), (2_000, 2_000), (1_280, 720)), ((16_384, 1), (100, 100), (100, 1)),
    ((1, 16_384), (100, 100), (1, 100)), ((3, 2), (1, 1), (1, 1)),
  ])
  func `a size is fitted into another, its proportions kept`(
    size: (Int, Int), room: (Int, Int), fitted: (Int, Int)
  ) throws {
    let result = try Drawing.size(size.0, size.1).fitted(into: try Drawing.size(room.0, room.1))
    #expect((result.width, result.height) == fitted)
  }

  @Test func `what is fitted never leaves its room, enlarged or not`() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<2_000 {
      let sides = (0..<4).map { _ in Int.random(in: 1...300, using: &random) }
      let room = try Drawing.size(sides[2], sides[3])
      let enlarged = try Drawing.size(sides[0], sides[1]).fitted(into: room, enlarging: true)
      #expect(enlarged.width <= room.width && enlarged.height <= room.height)
      #expect(enlarged.width == room.width || enlarged.height == room.height)
      let shrunk = try Drawing.size(sides[0], sides[1]).fitted(into: room)
      #expect(shrunk.width <= min(room.width, sides[0]))
      #expect(shrunk.height <= min(room.height, sides[1]))
    }
  }

  @Test(arguments: [
    // 163 of 255 parts of the mask's colour, the rest of what is below.
    (PixelColor.mask, PixelColor.black, PixelColor(74, 163, 52)),
    (.mask, .white, PixelColor(166, 255, 144)),
    (.mask, PixelColor(200, 100, 7), PixelColor(146, 199, 55)),
    (.mask, PixelColor(9, 9, 9, opacity: 0), .mask),
    (
      PixelColor(1, 2, 3, opacity: 0), PixelColor(4, 5, 6, opacity: 7),
      PixelColor(4, 5, 6, opacity: 7)
    ),
    (PixelColor(1, 2, 3), PixelColor(4, 5, 6, opacity: 7), PixelColor(1, 2, 3)),
    (
      PixelColor(0, 0, 0, opacity: 0), PixelColor(4, 5, 6, opacity: 0),
      PixelColor(4, 5, 6, opacity: 0)
    ),
    // Half over half is three quarters, of which two thirds are the upper.
    (
      PixelColor(255, 0, 0, opacity: 128), PixelColor(0, 0, 255, opacity: 128),
      PixelColor(170, 0, 85, opacity: 192)
    ),
  ])
  func `a colour lies over another`(
    above: PixelColor, below: PixelColor, expected: PixelColor
  ) {
    #expect(above.over(below) == expected)
  }

  @Test func `pixels outside are passed over`() throws {
    var bitmap = Bitmap(try Drawing.size(4, 3), color: .black)
    for (x, y) in [(-1, 0), (0, -1), (4, 0), (0, 3), (Int.max, Int.min)] {
      bitmap.paint(.white, x: x, y: y)
    }
    for box in [
      PixelBox(x: 4, y: 0, width: 9, height: 9), PixelBox(x: 0, y: 50, width: 9, height: 9),
      PixelBox(x: -9, y: -9, width: 9, height: 9), PixelBox(x: 1, y: 1, width: 0, height: 5),
    ] {
      bitmap.paint(.white, box)
    }
    #expect(bitmap == Bitmap(bitmap.size, color: .black))
    bitmap.paint(.white, PixelBox(x: 2, y: -5, width: 50, height: 7))
    #expect(Drawing.text(bitmap, otherThan: .black) == "..##\n..##\n....")
  }
}
