/// Pixels in memory, row by row from the top, without gaps: red, green, blue (sRGB) and opacity, a
/// byte each, the colours not multiplied by the opacity.
package struct Bitmap: Hashable, Sendable {
  package let size: BitmapSize
  /// Four for each pixel.
  package internal(set) var bytes: [UInt8]

  package var width: Int { size.width }
  package var height: Int { size.height }

  /// - Precondition: every pixel has all its bytes.
  package init(_ size: BitmapSize, bytes: [UInt8]) {
    precondition(bytes.count == size.pixelCount * 4, "every pixel has all its bytes")
    self.size = size
    self.bytes = bytes
  }

  /// A picture of one colour.
  package init(_ size: BitmapSize, color: PixelColor) {
    let pixel = [color.red, color.green, color.blue, color.opacity]
    self.size = size
    self.bytes = [UInt8](unsafeUninitializedCapacity: size.pixelCount * 4) { buffer, count in
      for index in 0..<size.pixelCount * 4 { buffer[index] = pixel[index & 3] }
      count = size.pixelCount * 4
    }
  }

  /// - Precondition: the pixel lies within.
  package subscript(x: Int, y: Int) -> PixelColor {
    get {
      precondition(0..<width ~= x && 0..<height ~= y, "the pixel lies within the picture")
      let index = (y * width + x) * 4
      return PixelColor(
        bytes[index], bytes[index + 1], bytes[index + 2], opacity: bytes[index + 3])
    }
    set {
      precondition(0..<width ~= x && 0..<height ~= y, "the pixel lies within the picture")
      let index = (y * width + x) * 4
      bytes[index] = newValue.red
      bytes[index + 1] = newValue.green
      bytes[index + 2] = newValue.blue
      bytes[index + 3] = newValue.opacity
    }
  }

  /// Lays a colour over a pixel; one outside is passed over.
  package mutating func paint(_ color: PixelColor, x: Int, y: Int) {
    guard 0..<width ~= x, 0..<height ~= y, color.opacity > 0 else { return }
    self[x, y] = color.over(self[x, y])
  }

  /// Lays a colour over a rectangle, as far as it lies within.
  package mutating func paint(_ color: PixelColor, _ box: PixelBox) {
    let left = max(0, box.x)
    let top = max(0, box.y)
    for y in top..<max(top, min(height, box.y + box.height)) {
      for x in left..<max(left, min(width, box.x + box.width)) { paint(color, x: x, y: y) }
    }
  }
}
