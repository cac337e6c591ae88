/// Values that are given on some pixels of an area, carried on to all others as smoothly as a skin
/// that is stretched over them.
struct Membrane {
  private let width: Int
  private let height: Int

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// Fills in what has the weight 0; what has the weight 1 stays.
  ///
  /// Coarser pictures give what finer ones lack, and a few rounds of averaging smooth the steps
  /// between them.
  func filled(_ values: [Float], weights: [Float]) -> [Float] {
    var result = values
    guard weights.contains(where: { $0 > 0 }) else { return result }
    guard width > 1 || height > 1, weights.contains(0) else { return result }
    let small = Membrane(width: (width + 1) / 2, height: (height + 1) / 2)
    let (sums, counts) = halved(values, weights)
    let coarse = small.filled(sums, weights: counts)
    result.withUnsafeMutableBufferPointer { result in
      weights.withUnsafeBufferPointer { weights in
        coarse.withUnsafeBufferPointer { coarse in
          for y in 0..<height {
            for x in 0..<width where weights[y * width + x] == 0 {
              result[y * width + x] = coarse[(y / 2) * small.width + x / 2]
            }
          }
        }
      }
    }
    relax(&result, weights)
    return result
  }

  /// The averages of two by two pixels, as far as they are given.
  private func halved(_ values: [Float], _ weights: [Float]) -> (values: [Float], weights: [Float])
  {
    let smallWidth = (width + 1) / 2
    var sums = [Float](repeating: 0, count: smallWidth * ((height + 1) / 2))
    var counts = sums
    sums.withUnsafeMutableBufferPointer { sums in
      counts.withUnsafeMutableBufferPointer { counts in
        values.withUnsafeBufferPointer { values in
          weights.withUnsafeBufferPointer { weights in
            for y in 0..<height {
              for x in 0..<width {
                let index = y * width + x
                let target = (y / 2) * smallWidth + x / 2
                sums[target] += values[index] * weights[index]
                counts[target] += weights[index]
              }
            }
            for index in sums.indices where counts[index] > 0 {
              sums[index] /= counts[index]
              counts[index] = 1
            }
          }
        }
      }
    }
    return (sums, counts)
  }

  private func relax(_ values: inout [Float], _ weights: [Float]) {
    let (width, height) = (width, height)
    values.withUnsafeMutableBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        for _ in 0..<5 {
          for y in 0..<height {
            for x in 0..<width {
              let index = y * width + x
              guard weights[index] == 0 else { continue }
              let left = x > 0 ? values[index - 1] : values[index]
              let right = x + 1 < width ? values[index + 1] : values[index]
              let above = y > 0 ? values[index - width] : values[index]
              let below = y + 1 < height ? values[index + width] : values[index]
              values[index] = (left + right + above + below) / 4
            }
          }
        }
      }
    }
  }
}
