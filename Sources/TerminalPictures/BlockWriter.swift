import KlingMasks

/// Writes half blocks, with an escape only where a colour is not the one that is set.
struct BlockWriter {
  private(set) var bytes: [UInt8] = []
  private let colors: PictureMode.BlockColors
  /// What the terminal has; `nil` for its own.
  private var foreground: PixelColor?
  private var background: PixelColor?
  private static let upperHalf = Array("▀".utf8)
  private static let lowerHalf = Array("▄".utf8)

  init(colors: PictureMode.BlockColors) {
    self.colors = colors
  }

  mutating func write(_ text: String) {
    bytes += text.utf8
  }

  /// Writes one character of two pixels, opaque ones.
  mutating func write(upper: PixelColor, lower: PixelColor) {
    let upper = shown(upper)
    let lower = shown(lower)
    if upper == lower {
      set(foreground: foreground, background: upper)
      bytes.append(UInt8(ascii: " "))
    } else if upper == background || lower == foreground {
      // The other half of the block, where it needs fewer changes.
      set(foreground: lower, background: upper)
      bytes += Self.lowerHalf
    } else {
      set(foreground: upper, background: lower)
      bytes += Self.upperHalf
    }
  }

  mutating func endLine() {
    bytes += "\u{1B}[0m\n".utf8
    foreground = nil
    background = nil
  }

  private func shown(_ color: PixelColor) -> PixelColor {
    switch colors {
    case .trueColor: color
    case .palette256: Palette256.color(Palette256.nearest(to: color))
    }
  }

  private mutating func set(foreground newForeground: PixelColor?, background new: PixelColor) {
    let changesForeground = newForeground != foreground
    let changesBackground = new != background
    guard changesForeground || changesBackground else { return }
    bytes += "\u{1B}[".utf8
    if changesForeground, let newForeground {
      append(newForeground, layer: 38)
      foreground = newForeground
    }
    if changesBackground {
      if changesForeground { bytes.append(UInt8(ascii: ";")) }
      append(new, layer: 48)
      background = new
    }
    bytes.append(UInt8(ascii: "m"))
  }

  private mutating func append(_ color: PixelColor, layer: Int) {
    append(layer)
    switch colors {
    case .trueColor:
      bytes += ";2;".utf8
      append(Int(color.red))
      bytes.append(UInt8(ascii: ";"))
      append(Int(color.green))
      bytes.append(UInt8(ascii: ";"))
      append(Int(color.blue))
    case .palette256:
      bytes += ";5;".utf8
      append(Int(Palette256.nearest(to: color)))
    }
  }

  private mutating func append(_ number: Int) {
    if number >= 100 { bytes.append(UInt8(0x30 + number / 100)) }
    if number >= 10 { bytes.append(UInt8(0x30 + number / 10 % 10)) }
    bytes.append(UInt8(0x30 + number % 10))
  }
}
