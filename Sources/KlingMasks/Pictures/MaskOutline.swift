/// The rim of what a mask marks, drawn inside of it; the picture's edge is a rim too.
enum MaskOutline {
  /// Finds out which pixels are the rim.
  ///
  /// - Parameters:
  ///   - marked: a byte a pixel, 1 or 0.
  ///   - size: that of the picture.
  ///   - thickness: in pixels, up to the middle of what is marked.
  /// - Returns: a byte a pixel, 1 or 0.
  static func rim(of marked: [UInt8], size: BitmapSize, thickness: Int) -> [UInt8] {
    var core = marked
    for _ in 0..<thickness { core = withoutRim(core, size) }
    for index in core.indices { core[index] ^= marked[index] }
    return core
  }

  /// How thick a line is that can be seen in a picture of that size; 0 where there is no room.
  static func thickness(for size: BitmapSize) -> Int {
    switch min(size.width, size.height) {
    case ..<160: 0
    case ..<640: 1
    case ..<1_300: 2
    default: 3
    }
  }

  /// Keeps what has marked neighbours on all four sides.
  private static func withoutRim(_ marked: [UInt8], _ size: BitmapSize) -> [UInt8] {
    let width = size.width
    return [UInt8](unsafeUninitializedCapacity: marked.count) { core, count in
      core.initialize(repeating: 0)
      marked.withUnsafeBufferPointer { marked in
        guard let marked = marked.baseAddress, let core = core.baseAddress else { return }
        // Kept this plain, the inner loop becomes vector instructions.
        for row in 1..<max(1, size.height - 1) {
          let here = marked + row * width
          let above = here - width
          let below = here + width
          let target = core + row * width
          for x in 1..<max(1, width - 1) {
            target[x] = here[x] & here[x - 1] & here[x + 1] & above[x] & below[x]
          }
        }
      }
      count = marked.count
    }
  }
}
