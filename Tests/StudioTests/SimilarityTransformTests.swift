import Studio
import Testing

@Suite("What a camera does to a picture")
struct SimilarityTransformTests {
  private typealias Point = SimilarityTransform.Point

  private func isClose(_ one: Point, _ other: Point) -> Bool {
    abs(one.x - other.x) < 1e-9 && abs(one.y - other.y) < 1e-9
  }

  /// A quarter of a turn to the right, twice the size, then moved by (3, -1).
  private let example = SimilarityTransform([
    (Point(x: 0, y: 0), Point(x: 3, y: -1)), (Point(x: 10, y: 0), Point(x: 3, y: 19)),
    (Point(x: 0, y: 10), Point(x: -17, y: -1)),
  ])

  @Test("is found from pairs of places")
  func fit() throws {
    let example = try #require(example)
    #expect(isClose(example(Point(x: 1, y: 2)), Point(x: -1, y: 1)))
    #expect(SimilarityTransform([(Point(x: 1, y: 1), Point(x: 2, y: 2))]) == nil)
  }

  @Test("can be taken back, and done after another")
  func inverse() throws {
    let example = try #require(example)
    let moved = SimilarityTransform(movingByX: 5, y: 7)
    let place = Point(x: 4, y: -2)
    #expect(isClose(example.inverse(example(place)), place))
    #expect(isClose(moved.after(example)(place), moved(example(place))))
    #expect(isClose(example.after(moved)(place), example(moved(place))))
  }

  @Test("covers the same part of a larger picture, and all of a turned area")
  func sizes() throws {
    let example = try #require(example)
    let large = example.enlarged(byX: 2, y: 2)
    let place = example(Point(x: 4, y: 5))
    #expect(isClose(large(Point(x: 8, y: 10)), Point(x: place.x * 2, y: place.y * 2)))
    #expect(
      example.box(of: Area(x: 0, y: 0, width: 2, height: 1))
        == Area(x: 1, y: -1, width: 2, height: 4))
  }
}
