package import KlingMasks

/// The part of xterm's palette that is the same everywhere: 216 colours from 16 on, and 24 greys
/// from 232 on.
package enum Palette256 {
  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// The number of the colour that is nearest in red, green and blue.
  package static func nearest(to color: PixelColor) -> UInt8 {
    let red = level(color.red)
    let green = level(color.green)
    let blue = level(color.blue)
    let cube = UInt8(16 + 36 * red + 6 * green + blue)
    // Of all greys the one nearest to the average is nearest to the colour.
    let sum = Int(color.red) + Int(color.green) + Int(color.blue)
    let step = max(0, min(23, (sum - 24 + 15) / 30))
    let grey = UInt8(232 + step)
    return distance(self.color(grey), color) < distance(self.color(cube), color) ? grey : cube
  }

  /// The colour of a number from 16 on.
  ///
  /// - Precondition: the first 16 are each terminal's own.
  package static func color(_ number: UInt8) -> PixelColor {
    precondition(number >= 16, "the first 16 colours are the terminal's own")
    if number >= 232 {
      let value = 8 + 10 * (number - 232)
      return PixelColor(value, value, value)
    }
    let index = Int(number) - 16
    return PixelColor(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
  }

  private static func level(_ value: UInt8) -> Int {
    value < 48 ? 0 : value < 115 ? 1 : (Int(value) - 35) / 40
  }

  private static func distance(_ first: PixelColor, _ second: PixelColor) -> Int {
    let red = Int(first.red) - Int(second.red)
    let green = Int(first.green) - Int(second.green)
    let blue = Int(first.blue) - Int(second.blue)
    return red * red + green * green + blue * blue
  }
}
