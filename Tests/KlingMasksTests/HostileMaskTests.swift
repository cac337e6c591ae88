import KlingMasks
import TestSupport
import Testing

/// Counts that nobody means well with: they are refused, or they are a mask that is sound.
@Suite struct HostileMaskTests {
  /// - Returns: whether it was taken.
  @discardableResult
  static func check(_ counts: String, height: Int, width: Int) throws -> Bool {
    let mask: RunLengthMask
    do {
      mask = try RunLengthMask(height: height, width: width, counts: counts)
    } catch {
      #expect(error.offset >= 0 && error.offset <= counts.utf8.count)
      return false
    }
    #expect(mask.runs.allSatisfy { $0 >= 0 })
    #expect(mask.runs.reduce(0, +) == height * width)
    let pixels = mask.rowMajorPixels()
    #expect(pixels.count == height * width)
    #expect(pixels.allSatisfy { $0 <= 1 })
    #expect(pixels.count { $0 == 1 } == mask.area)
    let box = mask.boundingBox
    #expect(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= height)
    #expect(box.width * box.height >= mask.area)
    #expect(try RunLengthMask(height: height, width: width, counts: mask.counts) == mask)
    let again = try RunLengthMask(height: height, width: width, rowMajorPixels: pixels)
    #expect(again.rowMajorPixels() == pixels)
    return true
  }

  @Test(arguments: 1...20)
  func `any characters are refused or make a sound mask`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var taken = 0
    for _ in 0..<400 {
      let height = Int.random(in: 1...6, using: &random)
      let width = Int.random(in: 1...6, using: &random)
      let length = Int.random(in: 0...8, using: &random)
      // Mostly short runs, so that some are sound.
      let bytes = (0..<length).map { _ in
        UInt8.random(in: 0...9, using: &random) > 0
          ? UInt8.random(in: 48...58, using: &random) : UInt8.random(in: 0...127, using: &random)
      }
      if try Self.check(String(decoding: bytes, as: UTF8.self), height: height, width: width) {
        taken += 1
      }
    }
    #expect(taken > 0)
  }

  @Test(arguments: 1...10)
  func `a sound mask with any byte changed, left out or doubled is no danger`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let pixels = (0..<35 * 40).map { _ in UInt8.random(in: 0...1, using: &random) }
    let counts = Array(
      try RunLengthMask(height: 35, width: 40, rowMajorPixels: pixels).counts.utf8)
    for _ in 0..<200 {
      var bytes = counts
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0...3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 48...111, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(bytes[place], at: place)
      default: bytes.removeSubrange(place...)
      }
      try Self.check(String(decoding: bytes, as: UTF8.self), height: 35, width: 40)
    }
  }

  @Test(arguments: ["\0", "é", "猫", "🐔", "5\u{0}2", "５", " ", "\n", "/", "p", "\u{7F}"])
  func `what is none of the 64 characters is refused`(counts: String) throws {
    #expect(try !Self.check(counts, height: 4, width: 5))
    #expect(try !Self.check("52" + counts, height: 4, width: 5))
  }

  @Test func `runs without end are refused where they begin`() throws {
    for (counts, reason) in [
      (String(repeating: "o", count: 1_000_000), RunLengthError.Reason.overlongRun),
      (String(repeating: "P", count: 1_000_000), .overlongRun),
      (String(repeating: "o", count: 11), .truncated),
      // Twelve groups and a sign: the largest numbers of both signs that are read at all.
      (String(repeating: "o", count: 11) + "?", .tooLong(20)),
      (String(repeating: "P", count: 11) + "@", .negativeRun),
    ] {
      let error = #expect(throws: RunLengthError.self) {
        try RunLengthMask(height: 4, width: 5, counts: counts)
      }
      #expect(error?.offset == 0)
      #expect(error?.reason == reason)
    }
  }

  @Test func `a hundred thousand runs of nothing are read, and change nothing`() throws {
    let zeros = String(repeating: "0", count: 100_000)
    #expect(try !Self.check(zeros, height: 4, width: 5))
    // `d0` is 20, the whole mask.
    #expect(try Self.check("d0" + zeros, height: 4, width: 5))
    // `\\O` is 20 less than two runs before.
    #expect(try Self.check("0d00\\O" + zeros, height: 4, width: 5))
  }

  /// Changes that add up must not: each run is held against what is left of the mask.
  @Test func `changes that grow from run to run are stopped at the mask's size`() throws {
    let error = #expect(throws: RunLengthError.self) {
      try RunLengthMask(height: 1_000, width: 1_000, counts: String(repeating: "?", count: 9_999))
    }
    guard case .tooLong(1_000_000) = error?.reason else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `the longest and thinnest masks are decoded`() throws {
    let count = 1 << 20
    for (height, width) in [(1, count), (count, 1)] {
      for runs in [[count], [0, count], [1, count - 2, 1], [count / 2, 1, count / 2 - 1]] {
        let mask = try RunLengthMask(height: height, width: width, runs: runs)
        let pixels = mask.rowMajorPixels()
        #expect(pixels.count { $0 == 1 } == mask.area)
        #expect(try RunLengthMask(height: height, width: width, counts: mask.counts) == mask)
      }
    }
  }
}
