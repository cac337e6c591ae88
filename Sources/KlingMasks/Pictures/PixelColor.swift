/// A colour of 8 bits a part (sRGB); it is not multiplied by its opacity.
package struct PixelColor: Hashable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8
  package var opacity: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, opacity: UInt8 = 255) {
    self.red = red
    self.green = green
    self.blue = blue
    self.opacity = opacity
  }

  /// What the service's own sample paints marked pixels with (`api/multi-elements.md`, Masks).
  package static let mask = PixelColor(116, 255, 82, opacity: 163)
  /// What lies below a mask whose frame is not to be had.
  package static let ground = PixelColor(24, 26, 30)
  package static let black = PixelColor(0, 0, 0)
  package static let white = PixelColor(255, 255, 255)

  package func withOpacity(_ opacity: UInt8) -> PixelColor {
    PixelColor(red, green, blue, opacity: opacity)
  }

  /// This colour laid over another by *source over*, each part to the nearest value.
  package func over(_ below: PixelColor) -> PixelColor {
    let mine = Int(opacity)
    // All weights are in 255 × 255 parts.
    let upper = mine * 255
    let lower = Int(below.opacity) * (255 - mine)
    let whole = upper + lower
    guard whole > 0 else { return below }
    func mix(_ top: UInt8, _ bottom: UInt8) -> UInt8 {
      UInt8((Int(top) * upper + Int(bottom) * lower + whole / 2) / whole)
    }
    return PixelColor(
      mix(red, below.red), mix(green, below.green), mix(blue, below.blue),
      opacity: UInt8((whole + 127) / 255))
  }

  /// How bright it looks, from 0 to 255 (ITU-R BT.601).
  package var luma: Int { (299 * Int(red) + 587 * Int(green) + 114 * Int(blue)) / 1_000 }
}
