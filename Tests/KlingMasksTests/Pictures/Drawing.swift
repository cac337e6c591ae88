import KlingMasks
import Testing

/// Pictures as text, to see in a test what is meant.
enum Drawing {
  static func size(_ width: Int, _ height: Int) throws -> BitmapSize {
    try #require(BitmapSize(width: width, height: height))
  }

  /// A mask of the characters that are `#`.
  static func mask(_ text: String) throws -> RunLengthMask {
    let rows = text.split(separator: "\n").map(Array.init)
    return try RunLengthMask(
      height: rows.count, width: rows[0].count,
      rowMajorPixels: rows.joined().map { $0 == "#" ? 1 : 0 })
  }

  /// What a coverage marks: `#` for all of a pixel, `.` for nothing, `+` for a part.
  static func text(_ coverage: MaskCoverage) -> String {
    rows(coverage.values, width: coverage.size.width) {
      $0 == 255 ? "#" : $0 == 0 ? "." : "+"
    }
  }

  /// Where a picture is not of one colour: `#`.
  static func text(_ bitmap: Bitmap, otherThan color: PixelColor) -> String {
    let pixels = (0..<bitmap.size.pixelCount).map {
      bitmap[$0 % bitmap.width, $0 / bitmap.width]
    }
    return rows(pixels, width: bitmap.width) { $0 == color ? "." : "#" }
  }

  /// Any pixels, opaque ones if so wished.
  static func noise(
    _ size: BitmapSize, isOpaque: Bool = true, using random: inout some RandomNumberGenerator
  ) -> Bitmap {
    var bytes = (0..<size.pixelCount * 4).map { _ in UInt8.random(in: 0...255, using: &random) }
    if isOpaque { for index in stride(from: 3, to: bytes.count, by: 4) { bytes[index] = 255 } }
    return Bitmap(size, bytes: bytes)
  }

  private static func rows<Value>(
    _ values: [Value], width: Int, _ character: (Value) -> Character
  ) -> String {
    stride(from: 0, to: values.count, by: width).map { start in
      String(values[start..<start + width].map(character))
    }.joined(separator: "\n")
  }
}
