extension Bitmap {
  /// The picture in another size, each pixel the average of the area that it covers.
  ///
  /// Where opacities differ, a colour counts as much as it can be seen.
  package func scaled(to size: BitmapSize) -> Bitmap {
    guard size != self.size else { return self }
    return isOpaque
      ? Bitmap(size, bytes: average(to: size).scaled(bytes)) : scaledByOpacity(to: size)
  }

  /// Whether nothing can be seen through it.
  package var isOpaque: Bool {
    bytes.withUnsafeBufferPointer { bytes in
      var all: UInt8 = 255
      for index in stride(from: 3, to: bytes.count, by: 4) { all &= bytes[index] }
      return all == 255
    }
  }

  private func average(to size: BitmapSize) -> AreaAverage {
    AreaAverage(sourceWidth: width, sourceHeight: height, target: size, channels: 4, gain: 1)
  }

  /// Averages colours multiplied by their opacity, in 255 × 255 parts, and divides again.
  private func scaledByOpacity(to size: BitmapSize) -> Bitmap {
    let multiplied = bytes.indices.map { index in
      UInt16(bytes[index]) * UInt16(index & 3 == 3 ? 255 : bytes[index | 3])
    }
    let averages = average(to: size).scaled(multiplied)
    let divided = averages.indices.map { index in
      let opacity = UInt32(averages[index | 3])
      guard index & 3 != 3 else { return UInt8((opacity + 127) / 255) }
      guard opacity > 0 else { return UInt8(0) }
      return UInt8(min(255, (UInt32(averages[index]) * 255 + opacity / 2) / opacity))
    }
    return Bitmap(size, bytes: divided)
  }
}
