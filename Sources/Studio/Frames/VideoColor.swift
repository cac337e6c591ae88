/// A colour as video keeps it: brightness 16 to 235, colour differences around 128 (ITU-R BT.601).
package struct VideoColor: Hashable, Sendable {
  package let y: UInt8
  package let u: UInt8
  package let v: UInt8

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    let (r, g, b) = (Int(red), Int(green), Int(blue))
    y = UInt8((66 * r + 129 * g + 25 * b + 128) >> 8 + 16)
    u = UInt8(min(255, (-38 * r - 74 * g + 112 * b + 128) >> 8 + 128))
    v = UInt8(min(255, (112 * r - 94 * g - 18 * b + 128) >> 8 + 128))
  }
}
