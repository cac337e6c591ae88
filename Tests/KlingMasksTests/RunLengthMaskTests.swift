import Crypto
import KlingMasks
import Testing

@Suite struct RunLengthMaskTests {
  @Test(arguments: try Vectors.masks())
  func `counts are read and written as others do it`(vector: Vectors.Mask) throws {
    let mask = try RunLengthMask(
      height: vector.height, width: vector.width, counts: vector.counts)
    let pixels = mask.rowMajorPixels()
    #expect(SHA256.hash(pixels).hexadecimal == vector.sha256)
    #expect(mask.counts == vector.counts)
    #expect(mask.area == vector.area)
    #expect(mask.boundingBox == vector.box)
    let again = try RunLengthMask(
      height: vector.height, width: vector.width, rowMajorPixels: pixels)
    #expect(again == mask)
  }

  @Test(arguments: try Vectors.unsound())
  func `unsound counts are refused with a reason`(vector: Vectors.Unsound) {
    let error = #expect(throws: RunLengthError.self) {
      try RunLengthMask(height: 4, width: 5, counts: vector.counts)
    }
    #expect(error?.description.contains(vector.message) == true)
    #expect(error?.offset == vector.offset)
  }

  @Test(arguments: [
    ("52R", RunLengthError.Reason.truncated, 2), ("5!2", .character(0x21), 1),
    ("5222", .tooShort(13, of: 20), 4), ("52208", .tooLong(20), 4), ("", .tooShort(0, of: 20), 0),
    ("5O", .negativeRun, 1),
  ])
  func `the offset says where`(counts: String, reason: RunLengthError.Reason, offset: Int) {
    let error = #expect(throws: RunLengthError.self) {
      try RunLengthMask(height: 4, width: 5, counts: counts)
    }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
  }

  @Test(arguments: [
    (0, 5), (5, 0), (-1, 5), (-4, -5), (Int.max, 2), (1 << 20, 1 << 20), (Int.min, Int.min),
  ])
  func `a size that no frame has is refused before anything is read`(height: Int, width: Int) {
    let error = #expect(throws: RunLengthError.self) {
      try RunLengthMask(height: height, width: width, counts: "!")
    }
    #expect(error?.reason == .size(height: height, width: width))
  }

  @Test(arguments: [[5, -1, 16], [5, 16], [5, 14], [], [Int.max, Int.max], [21]])
  func `runs that are not those of the mask are refused`(runs: [Int]) {
    #expect(throws: RunLengthError.self) {
      try RunLengthMask(height: 4, width: 5, runs: runs)
    }
  }

  @Test(arguments: [[0, 20], [20], [0, 0, 20], [0, 4, 0, 4, 12], [3, 0, 2, 15], [19, 1]])
  func `runs of length 0 are kept and change nothing`(runs: [Int]) throws {
    let mask = try RunLengthMask(height: 4, width: 5, runs: runs)
    #expect(try RunLengthMask(height: 4, width: 5, counts: mask.counts) == mask)
    let pixels = mask.rowMajorPixels()
    for column in 0..<5 {
      for row in 0..<4 {
        #expect(pixels[row * 5 + column] == marked(column * 4 + row, in: runs))
      }
    }
    #expect(mask.area == pixels.count { $0 == 1 })
  }

  /// Pseudo-random masks of every width around the ones that are handled many bytes at a time.
  @Test(arguments: 1...70)
  func `pixels survive the way there and back`(width: Int) throws {
    var random = Generator(state: UInt64(width))
    for height in [1, 2, 3, 31] {
      let density = UInt64.random(in: 0...4, using: &random)
      let pixels = (0..<height * width).map { _ -> UInt8 in
        UInt64.random(in: 0..<4, using: &random) < density ? 1 : 0
      }
      let mask = try RunLengthMask(height: height, width: width, rowMajorPixels: pixels)
      #expect(mask.rowMajorPixels() == pixels)
      #expect(try RunLengthMask(height: height, width: width, counts: mask.counts) == mask)
      #expect(mask.area == pixels.count { $0 == 1 })
      #expect(mask.boundingBox == box(pixels, width: width))
    }
  }

  @Test func `any pixel value but 0 is marked`() throws {
    let mask = try RunLengthMask(height: 1, width: 4, rowMajorPixels: [0, 255, 7, 0])
    #expect(mask.runs == [1, 2, 1])
  }

  @Test func `agreement is counted in pixels`() throws {
    var random = Generator(state: 7)
    for _ in 0..<50 {
      let first = (0..<63).map { _ in UInt8.random(in: 0...1, using: &random) }
      let second = (0..<63).map { _ in UInt8.random(in: 0...1, using: &random) }
      let both = zip(first, second).count { $0 & $1 == 1 }
      let either = zip(first, second).count { $0 | $1 == 1 }
      let mask = try RunLengthMask(height: 7, width: 9, rowMajorPixels: first)
      let other = try RunLengthMask(height: 7, width: 9, rowMajorPixels: second)
      #expect(mask.intersectionOverUnion(with: other) == Double(both) / Double(either))
    }
  }

  @Test func `empty masks agree, masks of different sizes cannot be compared`() throws {
    let empty = try RunLengthMask(height: 4, width: 5, runs: [20])
    let full = try RunLengthMask(height: 4, width: 5, runs: [0, 0, 0, 20])
    #expect(empty.intersectionOverUnion(with: empty) == 1)
    #expect(empty.intersectionOverUnion(with: full) == 0)
    #expect(full.intersectionOverUnion(with: full) == 1)
    let turned = try RunLengthMask(height: 5, width: 4, runs: [20])
    #expect(empty.intersectionOverUnion(with: turned) == nil)
  }

  private func marked(_ position: Int, in runs: [Int]) -> UInt8 {
    var end = 0
    for (index, run) in runs.enumerated() {
      end += run
      if position < end { return UInt8(index % 2) }
    }
    return 0
  }

  private func box(_ pixels: [UInt8], width: Int) -> PixelBox {
    let marked = pixels.indices.filter { pixels[$0] == 1 }
    let columns = marked.map { $0 % width }
    let rows = marked.map { $0 / width }
    guard let left = columns.min(), let right = columns.max(), let top = rows.min(),
      let bottom = rows.max()
    else { return PixelBox(x: 0, y: 0, width: 0, height: 0) }
    return PixelBox(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}

/// SplitMix64: the same numbers in every run.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
