/// Pixels in memory, row by row from the top, without gaps.
package struct PixelImage: Hashable, Sendable {
  /// What a pixel is made of, each part a byte.
  package enum Layout: Hashable, Sendable {
    /// One byte: 0 is black, 255 white.
    case gray
    /// Red, green, blue (sRGB), and opacity, by which the colours are not multiplied.
    case rgba

    package var bytesPerPixel: Int {
      switch self {
      case .gray: 1
      case .rgba: 4
      }
    }
  }

  package let width: Int
  package let height: Int
  package let layout: Layout
  /// `width · height · bytesPerPixel` of them.
  package var bytes: [UInt8]

  package init(width: Int, height: Int, layout: Layout, bytes: [UInt8]) {
    precondition(width > 0 && height > 0, "an image has at least one pixel")
    precondition(
      bytes.count == width * height * layout.bytesPerPixel, "every pixel has all its bytes")
    self.width = width
    self.height = height
    self.layout = layout
    self.bytes = bytes
  }

  /// White where the mask has anything but 0, black elsewhere.
  ///
  /// - Parameters:
  ///   - mask: a byte a pixel, row by row.
  ///   - width: in pixels.
  ///   - height: in pixels.
  package init(mask: [UInt8], width: Int, height: Int) {
    self.init(
      width: width, height: height, layout: .gray, bytes: mask.map { $0 == 0 ? 0 : 255 })
  }
}
