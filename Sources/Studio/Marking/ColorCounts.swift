/// How often which colour was seen.
///
/// Colour differences are counted finely near grey, where photographs have most of theirs, and
/// coarsely far from it.
struct ColorCounts: Sendable {
  private static let brightnesses = 16
  private static let colors = 32
  static let count = brightnesses * colors * colors

  private(set) var values = [Float](repeating: 0, count: ColorCounts.count)
  private(set) var total: Float = 0

  /// The class of each value of a colour difference.
  private static let steps: [UInt16] = (0..<256).map { value in
    let distance = Float(abs(value - 128))
    let step = Int(distance.squareRoot() * 1.42)
    return UInt16(min(31, max(0, value < 128 ? 15 - step : 16 + step)))
  }

  /// The class of every pixel of a picture in full colour resolution.
  static func classes(of frame: Frame) -> [UInt16] {
    precondition(!frame.layout.halvesColor, "every pixel has its own colour")
    let count = frame.layout.pixelCount
    return [UInt16](unsafeUninitializedCapacity: count) { result, initialized in
      frame.bytes.withUnsafeBufferPointer { bytes in
        steps.withUnsafeBufferPointer { steps in
          for index in 0..<count {
            let y = UInt16(bytes[index] >> 4)
            let u = steps[Int(bytes[count + index])]
            let v = steps[Int(bytes[2 * count + index])]
            result[index] = (y << 10) | (u << 5) | v
          }
        }
      }
      initialized = count
    }
  }

  mutating func add(_ colorClass: UInt16, weight: Float = 1) {
    values[Int(colorClass)] += weight
    total += weight
  }

  /// Adds others as if there were `weight` of them in all.
  mutating func blend(_ other: ColorCounts, weight: Float) {
    guard other.total > 0 else { return }
    let factor = weight / other.total
    for index in values.indices { values[index] += other.values[index] * factor }
    total += weight
  }

  /// Counts in which neighbouring colours share, so that few samples tell of all that are alike.
  func smoothed() -> ColorCounts {
    var result = self
    for stride in [1, ColorCounts.colors, ColorCounts.colors * ColorCounts.colors] {
      let limit = stride == 1024 ? ColorCounts.brightnesses : ColorCounts.colors
      let source = result.values
      result.values.withUnsafeMutableBufferPointer { target in
        source.withUnsafeBufferPointer { source in
          for index in 0..<ColorCounts.count {
            let place = index / stride % limit
            let below = place > 0 ? source[index - stride] : source[index]
            let above = place + 1 < limit ? source[index + stride] : source[index]
            target[index] = (below + 2 * source[index] + above) / 4
          }
        }
      }
    }
    return result
  }

  /// How much the two are alike, from 0 to 1 (Bhattacharyya).
  func similarity(to other: ColorCounts) -> Float {
    guard total > 0, other.total > 0 else { return 0 }
    var sum: Float = 0
    for index in values.indices { sum += (values[index] * other.values[index]).squareRoot() }
    return sum / (total * other.total).squareRoot()
  }

  /// For each colour, how much more it speaks for these than for others: the logarithm of the
  /// ratio of their shares, in doubt 0, at most 3 either way.
  func evidence(against others: ColorCounts) -> [Float] {
    let mine = smoothed()
    let theirs = others.smoothed()
    guard mine.total > 0, theirs.total > 0 else {
      return [Float](repeating: 0, count: ColorCounts.count)
    }
    let doubt: Float = 2e-4
    return (0..<ColorCounts.count).map { index in
      let ratio =
        (mine.values[index] / mine.total + doubt) / (theirs.values[index] / theirs.total + doubt)
      return min(3, max(-3, Logarithm.natural(ratio)))
    }
  }
}

/// Logarithms without the system's library: exact enough to compare evidence.
enum Logarithm {
  static func natural(_ value: Float) -> Float {
    let exponent = Float(value.exponent)
    let rest = value.significand - 1
    // A polynomial of ln(1 + x) on [0, 1), wrong by less than 0.001.
    let series = rest * (0.9974 + rest * (-0.4712 + rest * (0.2256 - rest * 0.0588)))
    return exponent * 0.693_147 + series
  }
}
