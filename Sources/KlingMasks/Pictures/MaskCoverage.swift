/// How much of each pixel of a picture a mask covers: 0 for nothing, 255 for all of it.
package struct MaskCoverage: Hashable, Sendable {
  package let size: BitmapSize
  /// One for each pixel, row by row.
  package let values: [UInt8]

  /// The mask in the size of a picture; in its own size each pixel is 0 or 255.
  package init(_ mask: RunLengthMask, size: BitmapSize) {
    self.size = size
    let pixels = mask.rowMajorPixels()
    if (size.width, size.height) == (mask.width, mask.height) {
      values = pixels.map { 0 &- $0 }
    } else {
      values = AreaAverage(
        sourceWidth: mask.width, sourceHeight: mask.height, target: size, channels: 1, gain: 255
      ).scaled(pixels)
    }
  }

  /// The rim of what is covered by half or more.
  package func outline(thickness: Int) -> MaskCoverage {
    let rim = MaskOutline.rim(of: values.map { $0 >> 7 }, size: size, thickness: thickness)
    return MaskCoverage(size: size, values: rim.map { 0 &- $0 })
  }

  private init(size: BitmapSize, values: [UInt8]) {
    self.size = size
    self.values = values
  }
}

extension Bitmap {
  /// Lays a colour over what a mask covers, in the measure in which it does.
  ///
  /// - Precondition: the coverage is of this size.
  package mutating func paint(_ coverage: MaskCoverage, color: PixelColor = .mask) {
    precondition(coverage.size == size, "the coverage is that of the picture's pixels")
    let table = OpaqueBlend(color)
    bytes.withUnsafeMutableBufferPointer { bytes in
      for (index, value) in coverage.values.enumerated() where value > 0 {
        let place = index * 4
        if value == 255, bytes[place + 3] == 255 {
          bytes[place] = table.red[Int(bytes[place])]
          bytes[place + 1] = table.green[Int(bytes[place + 1])]
          bytes[place + 2] = table.blue[Int(bytes[place + 2])]
        } else {
          let opacity = UInt8((Int(color.opacity) * Int(value) + 127) / 255)
          let below = PixelColor(
            bytes[place], bytes[place + 1], bytes[place + 2], opacity: bytes[place + 3])
          let mixed = color.withOpacity(opacity).over(below)
          bytes[place] = mixed.red
          bytes[place + 1] = mixed.green
          bytes[place + 2] = mixed.blue
          bytes[place + 3] = mixed.opacity
        }
      }
    }
  }
}

/// What becomes of each part of an opaque pixel below a colour: the common case, looked up.
private struct OpaqueBlend {
  let red: [UInt8]
  let green: [UInt8]
  let blue: [UInt8]

  init(_ color: PixelColor) {
    let mixed = (0...255).map { (value: Int) -> PixelColor in
      let below = UInt8(value)
      return color.over(PixelColor(below, below, below))
    }
    red = mixed.map(\.red)
    green = mixed.map(\.green)
    blue = mixed.map(\.blue)
  }
}
