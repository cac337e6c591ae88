/// How the pixels of a frame lie in memory: a plane of brightness and two of colour (YCbCr), one
/// behind the other, each row by row from the top, a byte a value, without gaps.
package struct FrameLayout: Hashable, Sendable {
  /// One of the three planes.
  package struct Plane: Hashable, Sendable {
    package let offset: Int
    package let width: Int
    package let height: Int
    /// 1 where it has one value for two pixels, both across and down.
    package let shift: Int
  }

  package let width: Int
  package let height: Int
  /// Whether colour has half the resolution (4:2:0).
  package let halvesColor: Bool

  /// - Precondition: the sides are above 0.
  package init(width: Int, height: Int, halvesColor: Bool) {
    precondition(width > 0 && height > 0, "a frame has pixels")
    self.width = width
    self.height = height
    self.halvesColor = halvesColor
  }

  private var shift: Int { halvesColor ? 1 : 0 }
  private var colorWidth: Int { (width + shift) >> shift }
  private var colorHeight: Int { (height + shift) >> shift }

  package var pixelCount: Int { width * height }
  package var byteCount: Int { pixelCount + 2 * colorWidth * colorHeight }

  /// Brightness, then both colours.
  package var planes: [Plane] {
    let color = colorWidth * colorHeight
    return [
      Plane(offset: 0, width: width, height: height, shift: 0),
      Plane(offset: pixelCount, width: colorWidth, height: colorHeight, shift: shift),
      Plane(offset: pixelCount + color, width: colorWidth, height: colorHeight, shift: shift),
    ]
  }

  /// The whole frame.
  package var area: Area { Area(x: 0, y: 0, width: width, height: height) }
}
