extension RunLengthMask {
  /// The mask as `height` rows of `width` bytes, 1 where it is marked.
  package func rowMajorPixels() -> [UInt8] {
    let count = height * width
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      let pixels = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      pixels.initialize(repeating: 0)
      markChanges(in: pixels)
      accumulateDownwards(pixels)
      initialized = count
    }
  }

  /// Sets a pixel wherever the mask changes from the pixel above it, the one above the top row
  /// being unmarked.
  private func markChanges(in pixels: UnsafeMutableBufferPointer<UInt8>) {
    var row = 0
    var column = 0
    var isMarked = false
    for run in runs {
      if isMarked && run > 0 { pixels[row * width + column] ^= 1 }
      row += run
      // A run that goes over the foot of a column goes on at the head of the next.
      while row >= height {
        row -= height
        column += 1
        if isMarked && row > 0 { pixels[column] ^= 1 }
      }
      if isMarked && row > 0 && run > 0 { pixels[row * width + column] ^= 1 }
      isMarked.toggle()
    }
  }

  /// Turns changes into values, row by row: no column is ever walked, which would miss the cache
  /// at every step.
  private func accumulateDownwards(_ pixels: UnsafeMutableBufferPointer<UInt8>) {
    guard let base = pixels.baseAddress else { return }
    for row in 1..<max(1, height) {
      let above = base + (row - 1) * width
      let here = base + row * width
      // Kept this plain, the loop becomes vector instructions.
      for column in 0..<width { here[column] ^= above[column] }
    }
  }

  /// The mask of those pixels that are not 0, given as `height` rows of `width` bytes.
  ///
  /// - Precondition: there are `height * width` of them.
  /// - Throws: `RunLengthError` for a size that no mask can have.
  package init(
    height: Int, width: Int, rowMajorPixels pixels: [UInt8]
  ) throws(RunLengthError) {
    let count = try Self.pixelCount(height: height, width: width)
    precondition(pixels.count == count, "the pixels are those of the whole mask")
    var runs: [Int] = []
    var isMarked = false
    var start = 0
    pixels.withUnsafeBufferPointer { pixels in
      for column in 0..<width {
        var index = column
        for row in 0..<height {
          if (pixels[index] != 0) != isMarked {
            let position = column * height + row
            runs.append(position - start)
            start = position
            isMarked.toggle()
          }
          index += width
        }
      }
    }
    runs.append(count - start)
    self.init(unchecked: runs, height: height, width: width)
  }
}
