import KlingMasks
import TestSupport
import Testing

@Suite struct MaskPictureTests {
  @Test func `in its own size a mask is painted as the service paints it`() throws {
    var random = SplitMix64(seed: 1)
    let mask = try Drawing.mask("..#.\n.##.\n#..#")
    let frame = Drawing.noise(try Drawing.size(4, 3), using: &random)
    let drawn = MaskPicture(frame: frame, masks: [mask]).drawn(in: frame.size)
    let marked = mask.rowMajorPixels()
    for y in 0..<3 {
      for x in 0..<4 {
        let below = frame[x, y]
        #expect(drawn[x, y] == (marked[y * 4 + x] == 1 ? PixelColor.mask.over(below) : below))
      }
    }
  }

  @Test func `a mask can be painted on what can be seen through`() throws {
    var random = SplitMix64(seed: 2)
    var bitmap = Drawing.noise(try Drawing.size(9, 7), isOpaque: false, using: &random)
    let below = bitmap
    bitmap.paint(
      MaskCoverage(try RunLengthMask(height: 7, width: 9, runs: [0, 63]), size: bitmap.size))
    for index in 0..<63 {
      #expect(bitmap[index % 9, index / 9] == PixelColor.mask.over(below[index % 9, index / 9]))
    }
  }

  @Test func `half a pixel is painted half as strongly`() throws {
    let mask = try RunLengthMask(height: 1, width: 2, runs: [0, 1, 1])
    let picture = MaskPicture(masks: [mask]).drawn(in: try Drawing.size(1, 1))
    // 163 · 128 / 255 = 81.8
    #expect(picture[0, 0] == PixelColor.mask.withOpacity(82).over(.ground))
  }

  @Test func `a frame of another size is brought to the mask's`() throws {
    let frame = Bitmap(try Drawing.size(2, 1), bytes: [255, 0, 0, 255, 0, 0, 255, 255])
    let picture = MaskPicture(
      frame: frame, masks: [try RunLengthMask(height: 2, width: 4, runs: [8])])
    #expect(picture.naturalSize == BitmapSize(width: 4, height: 2))
    let drawn = picture.drawn(in: try Drawing.size(4, 2))
    #expect(drawn[1, 1] == PixelColor(255, 0, 0))
    #expect(drawn[2, 0] == PixelColor(0, 0, 255))
  }

  @Test func `without anything there is no size, and without a frame a dark ground`() throws {
    #expect(MaskPicture().naturalSize == nil)
    let size = try Drawing.size(3, 2)
    #expect(MaskPicture().drawn(in: size) == Bitmap(size, color: .ground))
    let huge = try RunLengthMask(height: 1, width: 20_000, runs: [20_000])
    #expect(MaskPicture(frame: Bitmap(size, color: .white), masks: [huge]).naturalSize == nil)
  }

  @Test func `the outline is the rim of what is marked, closed at the picture's edge`() throws {
    let mask = try Drawing.mask(
      """
      .........
      .#######.
      .#######.
      .#######.
      .#######.
      .#######.
      ....#####
      """)
    let coverage = MaskCoverage(mask, size: try Drawing.size(9, 7))
    #expect(
      Drawing.text(coverage.outline(thickness: 1)) == """
        .........
        .#######.
        .#.....#.
        .#.....#.
        .#.....#.
        .###...#.
        ....#####
        """)
    #expect(
      Drawing.text(coverage.outline(thickness: 2)) == """
        .........
        .#######.
        .#######.
        .##...##.
        .###..##.
        .#######.
        ....#####
        """)
    #expect(coverage.outline(thickness: 9).values == coverage.values)
    #expect(coverage.outline(thickness: 0).values.allSatisfy { $0 == 0 })
  }

  @Test(arguments: [(1, 1), (1, 5), (5, 1), (2, 2), (3, 2)])
  func `where there is no middle, all is rim`(width: Int, height: Int) throws {
    let mask = try RunLengthMask(height: height, width: width, runs: [0, width * height])
    let coverage = MaskCoverage(mask, size: try Drawing.size(width, height))
    #expect(coverage.outline(thickness: 1) == coverage)
  }

  @Test func `in a large picture the outline is bright`() throws {
    let mask = try RunLengthMask(height: 400, width: 400, runs: [0, 160_000])
    let drawn = MaskPicture(masks: [mask]).drawn(in: try Drawing.size(400, 400))
    #expect(drawn[0, 7] == PixelColor.mask.withOpacity(255))
    #expect(drawn[200, 200] == PixelColor.mask.over(.ground))
  }

  @Test func `the grid's lines lie in the pixels of the tenths`() throws {
    var bitmap = Bitmap(try Drawing.size(20, 10), color: .white)
    bitmap.draw(.lines)
    #expect((0..<20).filter { bitmap[$0, 0] != .white } == [2, 4, 6, 8, 10, 12, 14, 16, 18])
    #expect((0..<10).filter { bitmap[0, $0] != .white } == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(bitmap[10, 0].luma < bitmap[8, 0].luma)
    #expect(bitmap[8, 5] == bitmap[9, 5], "where lines cross the stronger one is drawn")
    #expect(bitmap[8, 4] == bitmap[8, 3])
  }

  @Test func `lines are light on dark ground and dark on light`() throws {
    for (ground, isLighter) in [(PixelColor.black, true), (.white, false), (.ground, true)] {
      var bitmap = Bitmap(try Drawing.size(20, 20), color: ground)
      bitmap.draw(.lines)
      #expect((bitmap[10, 0].luma > ground.luma) == isLighter)
    }
  }

  @Test func `digits stand beside the lines they name, where there is room`() throws {
    var bitmap = Bitmap(try Drawing.size(200, 200), color: .black)
    bitmap.draw(.labelled)
    // The plate is black on black; what is white is the font: `.1` on the line at a tenth.
    let text = (7..<14).map { y in
      String((15..<26).map { x in bitmap[x, y] == .white ? "#" : "." })
    }.joined(separator: "\n")
    #expect(
      text == """
        ........#..
        .......##..
        ......#.#..
        ........#..
        ........#..
        .##.....#..
        .##...#####
        """)
    var small = Bitmap(try Drawing.size(100, 100), color: .black)
    var lines = small
    small.draw(.labelled)
    lines.draw(.lines)
    #expect(small == lines)
  }

  @Test(arguments: [(1, 1), (1, 300), (300, 1), (2, 3), (160, 160), (300, 301), (161, 2_000)])
  func `a grid, and points at every corner, can be drawn in any size`(
    width: Int, height: Int
  ) throws {
    let size = try Drawing.size(width, height)
    let corners = [0.0, 0.5, 1].flatMap { x in
      [0.0, 0.5, 1].map { PointMarker(x: x, y: $0, kind: x == 1 ? .delete : .add) }
    }
    let drawn = MaskPicture(points: corners, grid: .labelled).drawn(in: size)
    #expect(drawn.isOpaque)
    #expect(drawn != Bitmap(size, color: .ground))
  }

  @Test func `a point is seen where it is, white or red`() throws {
    let drawn = MaskPicture(
      points: [PointMarker(x: 0.25, y: 0.5), PointMarker(x: 1, y: 0, kind: .delete)]
    ).drawn(in: try Drawing.size(400, 300))
    #expect(drawn[100, 150] == .white)
    #expect(drawn[399, 0] == PixelColor(235, 45, 58))
    #expect(drawn[104, 150].luma < 60, "a dark rim")
    #expect(drawn[110, 150] == .ground)
  }

  @Test(arguments: [Double.nan, .infinity, -0.1, 1.1])
  func `a point outside is passed over`(x: Double) throws {
    let size = try Drawing.size(50, 50)
    #expect(
      MaskPicture(points: [PointMarker(x: x, y: 0.5)]).drawn(in: size)
        == Bitmap(size, color: .ground))
  }

  @Test func `in the smallest picture a point is a pixel`() throws {
    let size = try Drawing.size(9, 5)
    let drawn = MaskPicture(points: [PointMarker(x: 0.5, y: 0.5)]).drawn(in: size)
    #expect(
      Drawing.text(drawn, otherThan: .ground) == """
        .........
        .........
        ....#....
        .........
        .........
        """)
  }
}
