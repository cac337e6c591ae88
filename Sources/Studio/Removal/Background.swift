/// What was seen behind a thing while it was elsewhere, laid out as one picture in the places of the
/// first frame, whatever way the camera went.
///
/// Of every pixel that the thing ever covers a few samples are kept, spread over the video, of
/// frames in which it does not cover it; the middle one of them is taken. So something else that
/// passes by leaves no trace, and the memory needed does not depend on the length of the video.
package struct Background: Sendable {
  /// What is known of one plane.
  struct Plane: Sendable {
    let area: Area
    let values: [UInt8]
    /// 1 where it was ever seen.
    let seen: [UInt8]
  }

  /// What is known of one plane, as it is seen in one frame.
  struct Sight {
    let plane: Plane
    /// From places of the plane of the frame to those of the first frame.
    let view: SimilarityTransform

    /// The value behind a pixel of the frame, where it was ever seen.
    func value(x: Int, y: Int) -> Int? {
      let place = view(.init(x: Double(x) + 0.5, y: Double(y) + 0.5))
      return Sampling(plane.area, place).value { plane.seen[$0] != 0 ? plane.values[$0] : nil }
    }
  }

  let planes: [Plane]
  private let layout: FrameLayout

  init(_ layout: FrameLayout, planes: [Plane]) {
    self.layout = layout
    self.planes = planes
  }

  /// How it looks in a frame whose places lie there in the first one.
  func sights(through view: SimilarityTransform) -> [Sight] {
    zip(planes, layout.planes).map { Sight(plane: $0, view: $1.view(view)) }
  }
}

extension FrameLayout.Plane {
  /// The same transformation of places of this plane.
  func view(_ view: SimilarityTransform) -> SimilarityTransform {
    let scale = 1 / Double(1 << shift)
    return view.enlarged(byX: scale, y: scale)
  }

  /// What an area of the frame, or beside it, covers in this plane.
  func part(of area: Area) -> Area {
    guard !area.isEmpty else { return area }
    let (left, top) = (area.x >> shift, area.y >> shift)
    return Area(
      x: left, y: top, width: (area.right + shift) >> shift - left,
      height: (area.bottom + shift) >> shift - top)
  }
}

/// The four pixels around a place between them, and how much each of them counts.
struct Sampling {
  private let area: Area
  private let x: Int
  private let y: Int
  private let across: Float
  private let down: Float

  init(_ area: Area, _ place: SimilarityTransform.Point) {
    self.area = area
    let (left, top) = ((place.x - 0.5).rounded(.down), (place.y - 0.5).rounded(.down))
    x = Int(left) - area.x
    y = Int(top) - area.y
    across = Float(place.x - 0.5 - left)
    down = Float(place.y - 0.5 - top)
  }

  /// The value at the place, from those of the pixels of the area that have one; `nil` where the
  /// nearest one has none.
  @inline(__always)
  func value(_ pixel: (_ index: Int) -> UInt8?) -> Int? {
    var sum: Float = 0
    var total: Float = 0
    var nearest: Float = -1
    var isKnown = false
    for row in 0...1 {
      let vertical = row == 0 ? 1 - down : down
      for column in 0...1 {
        let weight = vertical * (column == 0 ? 1 - across : across)
        guard weight > 0 else { continue }
        let (x, y) = (x + column, y + row)
        let isInside = x >= 0 && y >= 0 && x < area.width && y < area.height
        let value = isInside ? pixel(y * area.width + x) : nil
        if weight > nearest { (nearest, isKnown) = (weight, value != nil) }
        guard let value else { continue }
        sum += weight * Float(value)
        total += weight
      }
    }
    return isKnown ? Int((sum / total).rounded()) : nil
  }
}
