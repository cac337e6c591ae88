/// A rectangle of whole pixels within a picture, the origin at the top left, y downwards.
package struct Area: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package var right: Int { x + width }
  package var bottom: Int { y + height }
  package var isEmpty: Bool { width <= 0 || height <= 0 }
  package var pixelCount: Int { isEmpty ? 0 : width * height }

  package func grown(by margin: Int, within whole: Area) -> Area {
    Area(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
      .clipped(to: whole)
  }

  package func clipped(to whole: Area) -> Area {
    let left = max(x, whole.x)
    let top = max(y, whole.y)
    return Area(
      x: left, y: top, width: max(0, min(right, whole.right) - left),
      height: max(0, min(bottom, whole.bottom) - top))
  }

  /// The smallest rectangle around both; an empty one counts for nothing.
  package func united(with other: Area) -> Area {
    if isEmpty { return other }
    if other.isEmpty { return self }
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Area(
      x: left, y: top, width: max(right, other.right) - left,
      height: max(bottom, other.bottom) - top)
  }

  /// What covers the same part of a picture of another size, to whole pixels outwards.
  package func scaled(from: (width: Int, height: Int), to: (width: Int, height: Int)) -> Area {
    guard !isEmpty else { return Area(x: 0, y: 0, width: 0, height: 0) }
    let left = x * to.width / from.width
    let top = y * to.height / from.height
    let right = (self.right * to.width + from.width - 1) / from.width
    let bottom = (self.bottom * to.height + from.height - 1) / from.height
    return Area(x: left, y: top, width: right - left, height: bottom - top)
  }
}
