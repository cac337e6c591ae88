extension Bitmap {
  /// A mask alone, as the service's own sample paints it: its colour where it is marked, and nothing
  /// elsewhere (`api/multi-elements.md`, Masks). `nil` for a larger one than a picture may be.
  package init?(_ mask: RunLengthMask) {
    guard let size = BitmapSize(mask) else { return nil }
    let color: PixelColor = .mask
    let pixel = [color.red, color.green, color.blue, color.opacity]
    let marked = mask.rowMajorPixels()
    self.init(
      size,
      bytes: [UInt8](unsafeUninitializedCapacity: size.pixelCount * 4) { buffer, count in
        for index in 0..<size.pixelCount {
          for part in 0..<4 { buffer[index * 4 + part] = marked[index] * pixel[part] }
        }
        count = size.pixelCount * 4
      })
  }
}
