/// The sides of a picture, in pixels, made sure of: what takes one needs no further check, and
/// nothing that a file or an answer claims makes kedit ask for gigabytes.
package struct BitmapSize: Hashable, Sendable {
  package let width: Int
  package let height: Int

  package static let maximumSide = 16_384
  package static let maximumPixelCount = 64 << 20

  /// `nil` for sides below 1, and for more than a picture may have.
  package init?(width: Int, height: Int) {
    let sides = 1...Self.maximumSide
    guard sides ~= width, sides ~= height, width * height <= Self.maximumPixelCount else {
      return nil
    }
    self.width = width
    self.height = height
  }

  /// The size of a mask; `nil` for a larger one than a picture may be.
  package init?(_ mask: RunLengthMask) {
    self.init(width: mask.width, height: mask.height)
  }

  package var pixelCount: Int { width * height }

  /// The largest size of the same proportions within another, to the nearest pixel; no side is
  /// below 1, and none becomes larger than it is unless `enlarging`.
  package func fitted(into room: BitmapSize, enlarging: Bool = false) -> BitmapSize {
    guard enlarging || width > room.width || height > room.height else { return self }
    let isBoundByWidth = width * room.height >= room.width * height
    return isBoundByWidth
      ? BitmapSize(
        unchecked: room.width, max(1, (height * room.width + width / 2) / width))
      : BitmapSize(
        unchecked: max(1, (width * room.height + height / 2) / height), room.height)
  }

  /// Takes sides that lie within those of a size that was checked.
  private init(unchecked width: Int, _ height: Int) {
    self.width = width
    self.height = height
  }
}
