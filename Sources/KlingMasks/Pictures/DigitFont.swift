/// Digits and the point, five pixels wide and seven high, drawn for the labels of a grid.
enum DigitFont {
  static let width = 5
  static let height = 7

  /// The rows of a character from the top, the leftmost pixel in bit 4; `nil` for any other.
  static func rows(of character: Character) -> [UInt8]? {
    switch character {
    case ".": [0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100]
    case "0": [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]
    case "1": [0b00100, 0b01100, 0b10100, 0b00100, 0b00100, 0b00100, 0b11111]
    case "2": [0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111]
    case "3": [0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110]
    case "4": [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010]
    case "5": [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]
    case "6": [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]
    case "7": [0b11111, 0b00001, 0b00010, 0b00010, 0b00100, 0b00100, 0b00100]
    case "8": [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]
    case "9": [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100]
    default: nil
    }
  }
}

extension Bitmap {
  /// Writes digits and points, a plate below them so that they can be read on any ground.
  ///
  /// - Parameters:
  ///   - text: other characters leave a gap.
  ///   - x: the plate's left edge.
  ///   - y: the plate's upper edge.
  ///   - scale: how many pixels wide a pixel of the font is.
  mutating func write(_ text: String, x: Int, y: Int, scale: Int) {
    paint(.black.withOpacity(150), Self.plate(of: text, x: x, y: y, scale: scale))
    var left = x + 2 * scale
    for character in text {
      for (row, bits) in (DigitFont.rows(of: character) ?? []).enumerated() {
        for column in 0..<DigitFont.width where bits >> (DigitFont.width - 1 - column) & 1 == 1 {
          paint(
            .white,
            PixelBox(
              x: left + column * scale, y: y + (row + 2) * scale, width: scale, height: scale))
        }
      }
      left += (DigitFont.width + 1) * scale
    }
  }

  /// What a text takes, with the margin around it.
  static func plate(of text: String, x: Int, y: Int, scale: Int) -> PixelBox {
    PixelBox(
      x: x, y: y, width: (text.count * (DigitFont.width + 1) + 3) * scale,
      height: (DigitFont.height + 4) * scale)
  }
}
