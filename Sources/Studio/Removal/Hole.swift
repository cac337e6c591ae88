/// What is to be filled in a frame, in full size: everything that shows something of the thing.
package struct Hole: Sendable {
  /// 1 where it is to be filled.
  package internal(set) var mask: Grid<UInt8>

  /// Pictures with longer sides are worked on in a part of their size.
  private static let longestSide = 1_280

  /// Widens what is covered so that no fringe of the thing stays, and closes bays that something of
  /// another colour, such as a collar, may have cut into it.
  ///
  /// - Parameters:
  ///   - cover: of the frame.
  ///   - layout: that of the frame.
  ///   - margin: how many times as far it is widened as is needed mostly.
  package init(_ cover: Grid<UInt8>, in layout: FrameLayout, margin: Float = 1) {
    let longest = max(layout.width, layout.height)
    let part = (longest + Hole.longestSide - 1) / Hole.longestSide
    let reduced = FrameLayout(
      width: layout.width / part, height: layout.height / part, halvesColor: false)
    mask = Hole.widened(cover.resized(from: layout, to: reduced), reduced.area, margin)
      .resized(from: reduced, to: layout)
  }

  private static func widened(_ cover: Grid<UInt8>, _ whole: Area, _ margin: Float) -> Mask {
    let side = Float(min(whole.width, whole.height))
    let size = Float(cover.markedCount).squareRoot()
    let radius = max(2, side / 240, min(side / 60, size * 0.035)) * margin
    let bay = min(side / 24, size * 0.08)
    let box = cover.markedArea
    guard !box.isEmpty else { return .nothing }
    let area = box.grown(by: Int(radius + bay) + 2, within: whole)
    var mask = Grid<UInt8>(area, repeating: 0)
    let local = cover.moved(onto: area)
    for index in local.values.indices where local.values[index] > 80 { mask.values[index] = 1 }
    let closed = mask.dilated(by: bay).distances(toMarked: false, limit: bay + 1)
    for index in mask.values.indices where closed.values[index] > bay { mask.values[index] = 1 }
    return mask.withoutHoles().dilated(by: radius)
  }

  package var isEmpty: Bool { !mask.values.contains(1) }

  /// The same for a plane of the frame.
  func mask(of plane: FrameLayout.Plane) -> Mask {
    guard plane.shift > 0 else { return mask }
    let area = mask.area
    let halved = Area(
      x: area.x >> 1, y: area.y >> 1, width: (area.right + 1) >> 1 - area.x >> 1,
      height: (area.bottom + 1) >> 1 - area.y >> 1)
    var result = Mask(halved, repeating: 0)
    for row in 0..<area.height {
      let target = ((area.y + row) >> 1 - halved.y) * halved.width
      for column in 0..<area.width where mask.values[row * area.width + column] != 0 {
        result.values[target + (area.x + column) >> 1 - halved.x] = 1
      }
    }
    return result
  }
}
