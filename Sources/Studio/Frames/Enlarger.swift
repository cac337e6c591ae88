/// Brings a cover of a small picture to the full size of a frame, its rim laid along the edges that
/// only the frame shows.
package struct Enlarger: Sendable {
  private let small: FrameLayout
  private let full: FrameLayout

  package init(from small: FrameLayout, to full: FrameLayout) {
    self.small = small
    self.full = full
  }

  /// The cover in the frame's size, around what it covers.
  package func enlarged(_ cover: Grid<UInt8>, over frame: Frame) -> Grid<UInt8> {
    precondition(frame.layout == full, "the frame has the size that is asked for")
    guard !cover.area.isEmpty, cover.values.contains(where: { $0 > 0 }) else {
      return Grid(Area(x: 0, y: 0, width: 0, height: 0), repeating: 0)
    }
    let area = cover.area
    var values = Grid<Float>(area, repeating: 0)
    for index in values.values.indices { values.values[index] = Float(cover.values[index]) / 255 }
    let fit = GuidedFit(
      values, guide: brightness(of: area, in: frame), radius: 2, tolerance: 0.0004)
    let target = area.scaled(from: (small.width, small.height), to: (full.width, full.height))
      .clipped(to: full.area)
    return interpolated(fit, area, values, onto: target, frame)
  }

  /// The average brightness of what each small pixel covers.
  private func brightness(of area: Area, in frame: Frame) -> Grid<Float> {
    var result = Grid<Float>(area, repeating: 0)
    for row in 0..<area.height {
      let top = (area.y + row) * full.height / small.height
      let bottom = max(top + 1, (area.y + row + 1) * full.height / small.height)
      for column in 0..<area.width {
        let left = (area.x + column) * full.width / small.width
        let right = max(left + 1, (area.x + column + 1) * full.width / small.width)
        var sum = 0
        for y in top..<min(bottom, full.height) {
          for x in left..<min(right, full.width) { sum += Int(frame.bytes[y * full.width + x]) }
        }
        result.values[row * area.width + column] =
          Float(sum) / Float(max(1, (bottom - top) * (right - left)) * 255)
      }
    }
    return result
  }

  private func interpolated(
    _ fit: GuidedFit, _ area: Area, _ values: Grid<Float>, onto target: Area, _ frame: Frame
  ) -> Grid<UInt8> {
    var result = Grid<UInt8>(target, repeating: 0)
    let scaleX = Float(small.width) / Float(full.width)
    let scaleY = Float(small.height) / Float(full.height)
    frame.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<target.height {
        let y = (Float(target.y + row) + 0.5) * scaleY - 0.5 - Float(area.y)
        let (first, second, down) = Self.neighbors(y, area.height)
        let upper = first * area.width
        let lower = second * area.width
        for column in 0..<target.width {
          let x = (Float(target.x + column) + 0.5) * scaleX - 0.5 - Float(area.x)
          let (left, right, across) = Self.neighbors(x, area.width)
          func at(_ grid: Grid<Float>) -> Float {
            let above =
              grid.values[upper + left] * (1 - across) + grid.values[upper + right] * across
            let below =
              grid.values[lower + left] * (1 - across) + grid.values[lower + right] * across
            return above * (1 - down) + below * down
          }
          let plain = at(values)
          // Deep inside and far outside there is nothing to be laid along an edge.
          var value = plain
          if plain > 0.02, plain < 0.98 {
            let level = Float(bytes[(target.y + row) * full.width + target.x + column]) / 255
            value = at(fit.slope) * level + at(fit.intercept)
            value = min(plain + 0.45, max(plain - 0.45, value))
          }
          result.values[row * target.width + column] = UInt8(min(1, max(0, value)) * 255)
        }
      }
    }
    return result
  }

  /// The two rows (or columns) on either side of a place, as indices, and how far it is from the
  /// first to the second.
  private static func neighbors(_ place: Float, _ count: Int) -> (Int, Int, Float) {
    let clamped = min(Float(count - 1), max(0, place))
    let first = min(count - 1, Int(clamped))
    return (first, min(count - 1, first + 1), clamped - Float(first))
  }
}
