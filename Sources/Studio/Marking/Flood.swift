/// What grows from clicked pixels: for every pixel the height of the lowest wall of colour that
/// stands between it and the nearest click.
///
/// All pixels up to a height make up a region, and each region holds the lower ones.
struct Flood {
  static let highest = 255

  /// For each pixel.
  let heights: [UInt8]
  /// How many pixels have a height.
  let counts: [Int]
  /// How much the colour changes around each pixel.
  let edges: [UInt8]

  /// - Precondition: the picture has full colour resolution.
  init(_ frame: Frame, from seeds: [Int]) {
    edges = Flood.edges(of: frame)
    let (width, height) = (frame.width, frame.height)
    let count = width * height
    var heights = [UInt8](repeating: 255, count: count)
    var isKnown = [Bool](repeating: false, count: count)
    var counts = [Int](repeating: 0, count: 256)
    var waiting = [[Int32]](repeating: [], count: 256)
    for seed in seeds where !isKnown[seed] {
      isKnown[seed] = true
      waiting[0].append(Int32(seed))
    }
    edges.withUnsafeBufferPointer { edges in
      for level in 0..<256 {
        while let top = waiting[level].popLast() {
          let index = Int(top)
          heights[index] = UInt8(level)
          counts[level] += 1
          let column = index % width
          func visit(_ next: Int) {
            guard !isKnown[next] else { return }
            isKnown[next] = true
            waiting[max(level, Int(edges[next]))].append(Int32(next))
          }
          if column > 0 { visit(index - 1) }
          if column + 1 < width { visit(index + 1) }
          if index >= width { visit(index - width) }
          if index + width < count { visit(index + width) }
        }
      }
    }
    self.heights = heights
    self.counts = counts
  }

  /// The change of brightness and, twice, of both colours, across a pixel or down, whichever is
  /// more.
  private static func edges(of frame: Frame) -> [UInt8] {
    let (width, height) = (frame.width, frame.height)
    let count = width * height
    return [UInt8](unsafeUninitializedCapacity: count) { result, initialized in
      frame.bytes.withUnsafeBufferPointer { bytes in
        func change(_ a: Int, _ b: Int) -> Int {
          abs(Int(bytes[a]) - Int(bytes[b]))
            + 2 * abs(Int(bytes[count + a]) - Int(bytes[count + b]))
            + 2 * abs(Int(bytes[2 * count + a]) - Int(bytes[2 * count + b]))
        }
        for y in 0..<height {
          let above = max(0, y - 1) * width
          let below = min(height - 1, y + 1) * width
          for x in 0..<width {
            let across = change(y * width + max(0, x - 1), y * width + min(width - 1, x + 1))
            let down = change(above + x, below + x)
            result[y * width + x] = UInt8(min(255, max(across, down)))
          }
        }
      }
      initialized = count
    }
  }

  /// The region of all pixels up to a height.
  func region(upTo level: Int, area: Area) -> Mask {
    Mask(area, values: heights.map { Int($0) <= level ? 1 : 0 })
  }
}
