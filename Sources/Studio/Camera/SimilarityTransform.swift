/// Turns, scales and moves a plane: what a camera that is panned, rolled or zoomed does to a picture
/// of what is far away.
///
/// Places are counted in pixels from the top left corner of a picture, so that the middle of its
/// first pixel is at (0.5, 0.5).
package struct SimilarityTransform: Hashable, Sendable {
  package struct Point: Hashable, Sendable {
    package var x: Double
    package var y: Double

    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// Factor and cosine of the angle, factor and sine of the angle.
  private var real: Double
  private var imaginary: Double
  private var shift: Point

  /// Leaves everything where it is.
  package static let identity = SimilarityTransform(movingByX: 0, y: 0)

  package init(movingByX x: Double, y: Double) {
    self.init(real: 1, imaginary: 0, shift: Point(x: x, y: y))
  }

  private init(real: Double, imaginary: Double, shift: Point) {
    self.real = real
    self.imaginary = imaginary
    self.shift = shift
  }

  /// The one that brings the first of each pair closest to the second, in the sense of least
  /// squares; `nil` where the first all lie in one place, or nearly.
  package init?(_ pairs: [(from: Point, to: Point)]) {
    guard !pairs.isEmpty else { return nil }
    let count = Double(pairs.count)
    var (from, to) = (Point(x: 0, y: 0), Point(x: 0, y: 0))
    for pair in pairs {
      from = Point(x: from.x + pair.from.x / count, y: from.y + pair.from.y / count)
      to = Point(x: to.x + pair.to.x / count, y: to.y + pair.to.y / count)
    }
    var (along, across, spread) = (0.0, 0.0, 0.0)
    for pair in pairs {
      let (ax, ay) = (pair.from.x - from.x, pair.from.y - from.y)
      let (bx, by) = (pair.to.x - to.x, pair.to.y - to.y)
      along += ax * bx + ay * by
      across += ax * by - ay * bx
      spread += ax * ax + ay * ay
    }
    guard spread > count else { return nil }
    (real, imaginary) = (along / spread, across / spread)
    shift = Point(
      x: to.x - real * from.x + imaginary * from.y, y: to.y - imaginary * from.x - real * from.y)
  }

  package func callAsFunction(_ point: Point) -> Point {
    Point(
      x: real * point.x - imaginary * point.y + shift.x,
      y: imaginary * point.x + real * point.y + shift.y)
  }

  /// First the other one, then this one.
  package func after(_ first: SimilarityTransform) -> SimilarityTransform {
    SimilarityTransform(
      real: real * first.real - imaginary * first.imaginary,
      imaginary: real * first.imaginary + imaginary * first.real, shift: self(first.shift))
  }

  /// What takes it back.
  package var inverse: SimilarityTransform {
    let square = real * real + imaginary * imaginary
    let back = SimilarityTransform(
      real: real / square, imaginary: -imaginary / square, shift: Point(x: 0, y: 0))
    let origin = back(shift)
    return SimilarityTransform(
      real: back.real, imaginary: back.imaginary, shift: Point(x: -origin.x, y: -origin.y))
  }

  /// The same for a picture whose sides are longer by these factors.
  package func enlarged(byX x: Double, y: Double) -> SimilarityTransform {
    SimilarityTransform(
      real: real, imaginary: imaginary, shift: Point(x: shift.x * x, y: shift.y * y))
  }

  /// The whole pixels around what becomes of an area.
  package func box(of area: Area) -> Area {
    guard !area.isEmpty else { return area }
    let corners = [area.x, area.right].flatMap { x in
      [area.y, area.bottom].map { self(Point(x: Double(x), y: Double($0))) }
    }
    let xs = corners.map(\.x).sorted()
    let ys = corners.map(\.y).sorted()
    let left = Int(xs[0].rounded(.down))
    let top = Int(ys[0].rounded(.down))
    return Area(
      x: left, y: top, width: Int(xs[3].rounded(.up)) - left, height: Int(ys[3].rounded(.up)) - top)
  }

  /// How far the corner of an area that it moves most is moved.
  func reach(over area: Area) -> Double {
    [area.x, area.right].flatMap { x in
      [area.y, area.bottom].map { y in
        let corner = Point(x: Double(x), y: Double(y))
        let place = self(corner)
        return max(abs(place.x - corner.x), abs(place.y - corner.y))
      }
    }.max() ?? 0
  }
}
