import KlingMasks
import TestSupport
import Testing

@Suite struct ScalingTests {
  @Test func `a pixel is the average of what it covers`() throws {
    let source = Bitmap(
      try Drawing.size(4, 2),
      bytes: [0, 10, 20, 60, 100, 0, 0, 255].flatMap { [$0, 0, 255, 255] })
    let half = source.scaled(to: try Drawing.size(2, 1))
    // (0 + 10 + 100 + 0) / 4 = 27.5 and (20 + 60 + 0 + 255) / 4 = 83.75
    #expect(half.bytes == [28, 0, 255, 255, 84, 0, 255, 255])
    let third = source.scaled(to: try Drawing.size(3, 2))
    // Three quarters of one and a quarter of the next, twice; between them halves.
    #expect(third[0, 0].red == 3 && third[1, 0].red == 15 && third[2, 0].red == 50)
  }

  @Test func `a larger picture repeats pixels, and mixes them where they meet`() throws {
    let source = Bitmap(try Drawing.size(2, 1), bytes: [0, 0, 0, 255, 255, 255, 255, 255])
    let four = source.scaled(to: try Drawing.size(4, 1))
    #expect((0..<4).map { four[$0, 0].red } == [0, 0, 255, 255])
    let three = source.scaled(to: try Drawing.size(3, 1))
    #expect((0..<3).map { three[$0, 0].red } == [0, 128, 255])
  }

  /// Held against the definition, in fractions of which none is rounded before the end.
  @Test(arguments: 1...60)
  func `any size to any size is the average by area`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let sides = (0..<4).map { _ in Int.random(in: 1...24, using: &random) }
    let size = try Drawing.size(sides[0], sides[1])
    let target = try Drawing.size(sides[2], sides[3])
    let source = Drawing.noise(size, using: &random)
    let scaled = source.scaled(to: target)
    for y in 0..<target.height {
      for x in 0..<target.width {
        var sums = [0, 0, 0]
        for row in 0..<size.height {
          for column in 0..<size.width {
            let weight =
              overlap(x, column, source: size.width, target: target.width)
              * overlap(y, row, source: size.height, target: target.height)
            let color = source[column, row]
            sums[0] += weight * Int(color.red)
            sums[1] += weight * Int(color.green)
            sums[2] += weight * Int(color.blue)
          }
        }
        let parts = sums.map { UInt8(($0 + size.pixelCount / 2) / size.pixelCount) }
        #expect(scaled[x, y] == PixelColor(parts[0], parts[1], parts[2]))
      }
    }
  }

  @Test(arguments: [(7, 5), (1, 1), (64, 64), (33, 2)])
  func `a picture of one colour stays so, opaque or not`(width: Int, height: Int) throws {
    for color in [PixelColor.mask, .white, PixelColor(3, 2, 1, opacity: 1)] {
      let source = Bitmap(try Drawing.size(31, 17), color: color)
      let target = try Drawing.size(width, height)
      #expect(source.scaled(to: target) == Bitmap(target, color: color))
    }
  }

  @Test func `what cannot be seen lends no colour`() throws {
    let pixels: [UInt8] = [200, 100, 0, 255, 0, 0, 255, 0]
    let source = Bitmap(try Drawing.size(2, 1), bytes: pixels)
    #expect(source.scaled(to: try Drawing.size(1, 1)).bytes == [200, 100, 0, 128])
    let clear = Bitmap(try Drawing.size(2, 1), color: PixelColor(9, 9, 9, opacity: 0))
    #expect(clear.scaled(to: try Drawing.size(1, 1)).bytes == [0, 0, 0, 0])
  }

  @Test(arguments: 1...40)
  func `the coverage of a mask is its share of each pixel`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let sides = (0..<4).map { _ in Int.random(in: 1...20, using: &random) }
    let pixels = (0..<sides[0] * sides[1]).map { _ in UInt8.random(in: 0...1, using: &random) }
    let mask = try RunLengthMask(height: sides[1], width: sides[0], rowMajorPixels: pixels)
    let target = try Drawing.size(sides[2], sides[3])
    let coverage = MaskCoverage(mask, size: target)
    // The same as that of a picture in white on black.
    let picture = Bitmap(
      try Drawing.size(sides[0], sides[1]),
      bytes: pixels.flatMap { [$0 * 255, $0 * 255, $0 * 255, 255] }
    ).scaled(to: target)
    #expect(coverage.values == (0..<target.pixelCount).map { picture.bytes[$0 * 4] })
  }

  @Test func `a mask longer than any picture is brought down to any size`() throws {
    let count = 1 << 20
    let mask = try RunLengthMask(height: count, width: 1, runs: [count / 2, count / 2])
    #expect(BitmapSize(mask) == nil)
    #expect(MaskCoverage(mask, size: try Drawing.size(1, 4)).values == [0, 0, 255, 255])
    #expect(MaskCoverage(mask, size: try Drawing.size(2, 1)).values == [128, 128])
  }

  private func overlap(_ index: Int, _ sourceIndex: Int, source: Int, target: Int) -> Int {
    max(
      0,
      min((index + 1) * source, (sourceIndex + 1) * target)
        - max(index * source, sourceIndex * target))
  }
}
