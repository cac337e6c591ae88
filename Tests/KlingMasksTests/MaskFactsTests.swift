import KlingMasks
import Testing

@Suite struct MaskFactsTests {
  static func facts(height: Int = 100, width: Int = 200, box: PixelBox) throws -> MaskFacts {
    var pixels = [UInt8](repeating: 0, count: height * width)
    for y in box.y..<box.y + box.height {
      for x in box.x..<box.x + box.width { pixels[y * width + x] = 1 }
    }
    return MaskFacts(
      try RunLengthMask(height: height, width: width, rowMajorPixels: pixels))
  }

  @Test func `area and box are told in percent and in fractions`() throws {
    let facts = try Self.facts(box: PixelBox(x: 142, y: 22, width: 24, height: 19))
    #expect(facts.area == 456)
    #expect(facts.percent == 2.28)
    #expect(facts.fractions == (0.71, 0.22, 0.83, 0.41))
    #expect(facts.summary == "area 2.3 %, box (0.71, 0.22)–(0.83, 0.41)")
    #expect(facts.warning == nil)
    #expect(!facts.isEmpty)
  }

  @Test func `an empty mask is warned of, and has no box`() throws {
    let facts = try Self.facts(box: PixelBox(x: 0, y: 0, width: 0, height: 0))
    #expect(facts.isEmpty)
    #expect(facts.summary == "area 0 %")
    #expect(facts.warning == "the mask is empty")
  }

  @Test(arguments: [(200, true), (190, true), (189, false), (100, false)])
  func `95 % and more is nearly the whole frame`(width: Int, isNearlyWhole: Bool) throws {
    let facts = try Self.facts(box: PixelBox(x: 0, y: 0, width: width, height: 100))
    #expect(facts.isNearlyWhole == isNearlyWhole)
    #expect((facts.warning == "the mask is nearly the whole frame") == isNearlyWhole)
  }

  @Test(arguments: [
    (1, "below 0.1 %"), (999, "below 0.1 %"), (1_000, "0.1 %"), (999_999, "50.0 %"),
    (1_999_999, "99.9 %"), (2_000_000, "100 %"),
  ])
  func `neither nothing nor all is said of what is not quite so`(area: Int, share: String) throws {
    let mask = try RunLengthMask(
      height: 1_000, width: 2_000, runs: [0, area, 2_000_000 - area])
    #expect(MaskFacts(mask).summary.hasPrefix("area \(share), box (0.00, 0.00)–"))
  }
}
