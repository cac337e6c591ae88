import KlingMasks
import Testing

@Suite struct MaskSizeTests {
  @Test(arguments: [
    (720, 1_280, 720, 1_280, false), (1_280, 720, 720, 1_280, true),
    (720, 720, 720, 720, false), (360, 640, 360, 640, false),
  ])
  func `the pair is turned only where just that fits the frame`(
    first: Int, second: Int, height: Int, width: Int, wasReversed: Bool
  ) throws {
    let frame = first == second ? (720, 720) : (720, 1_280)
    let size = try #require(MaskSize([first, second], frame: frame))
    #expect(size.height == height)
    #expect(size.width == width)
    #expect(size.wasReversed == wasReversed)
  }

  @Test func `without a frame it is height and width, and it is a pair`() {
    #expect(MaskSize([1_280, 720], frame: nil)?.height == 1_280)
    #expect(MaskSize([1_280], frame: nil) == nil)
    #expect(MaskSize([1, 2, 3], frame: (1, 2)) == nil)
  }
}
