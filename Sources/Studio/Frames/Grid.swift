/// Values of the pixels of an area, row by row.
package struct Grid<Value: Sendable>: Sendable {
  package let area: Area
  package var values: [Value]

  package init(_ area: Area, repeating value: Value) {
    self.area = area
    values = Array(repeating: value, count: area.pixelCount)
  }

  init(_ area: Area, values: [Value]) {
    self.area = area
    self.values = values
  }

  var width: Int { area.width }
  var height: Int { area.height }
}

extension Grid where Value == UInt8 {
  /// The same for a picture of another size, each pixel that of the old one at its middle.
  package func resized(from old: FrameLayout, to new: FrameLayout) -> Grid<UInt8> {
    guard (old.width, old.height) != (new.width, new.height), !area.isEmpty else { return self }
    let target = area.scaled(from: (old.width, old.height), to: (new.width, new.height))
      .clipped(to: new.area)
    func source(_ place: Int, _ new: Int, _ old: Int, _ start: Int, _ count: Int) -> Int {
      min(count - 1, max(0, (2 * place + 1) * old / (2 * new) - start))
    }
    let columns = (target.x..<target.right).map {
      source($0, new.width, old.width, area.x, width)
    }
    var result = Grid(target, repeating: 0)
    for row in 0..<target.height {
      let start = source(target.y + row, new.height, old.height, area.y, height) * width
      for column in 0..<target.width {
        result.values[row * target.width + column] = values[start + columns[column]]
      }
    }
    return result
  }
}

extension Grid where Value == Float {
  /// The average around each pixel, in a square of `2 * radius + 1`, what is outside left out.
  func boxMean(radius: Int) -> Grid<Float> {
    let (width, height) = (width, height)
    guard width > 0, height > 0 else { return self }
    var across = [Float](repeating: 0, count: values.count)
    var result = across
    values.withUnsafeBufferPointer { source in
      across.withUnsafeMutableBufferPointer { target in
        for row in 0..<height {
          let start = row * width
          var sum: Float = 0
          for column in 0..<min(radius, width) { sum += source[start + column] }
          for column in 0..<width {
            if column + radius < width { sum += source[start + column + radius] }
            if column > radius { sum -= source[start + column - radius - 1] }
            let count = min(width - 1, column + radius) - max(0, column - radius) + 1
            target[start + column] = sum / Float(count)
          }
        }
      }
    }
    var sums = [Float](repeating: 0, count: width)
    across.withUnsafeBufferPointer { source in
      result.withUnsafeMutableBufferPointer { target in
        sums.withUnsafeMutableBufferPointer { sums in
          for row in 0..<min(radius, height) {
            for column in 0..<width { sums[column] += source[row * width + column] }
          }
          for row in 0..<height {
            if row + radius < height {
              let start = (row + radius) * width
              for column in 0..<width { sums[column] += source[start + column] }
            }
            if row > radius {
              let start = (row - radius - 1) * width
              for column in 0..<width { sums[column] -= source[start + column] }
            }
            let count = Float(min(height - 1, row + radius) - max(0, row - radius) + 1)
            for column in 0..<width { target[row * width + column] = sums[column] / count }
          }
        }
      }
    }
    return Grid(area, values: result)
  }

  /// Smoothed, but not over the edges of a picture of the same area (guided filter, He 2010).
  func smoothed(along guide: Grid<Float>, radius: Int, tolerance: Float) -> Grid<Float> {
    let fit = GuidedFit(self, guide: guide, radius: radius, tolerance: tolerance)
    var result = self
    for index in values.indices {
      result.values[index] =
        fit.slope.values[index] * guide.values[index] + fit.intercept.values[index]
    }
    return result
  }
}

/// What makes values of the brightness of a picture, around each pixel: `slope * guide + intercept`.
struct GuidedFit: Sendable {
  let slope: Grid<Float>
  let intercept: Grid<Float>

  init(_ values: Grid<Float>, guide: Grid<Float>, radius: Int, tolerance: Float) {
    let meanGuide = guide.boxMean(radius: radius)
    let meanValue = values.boxMean(radius: radius)
    var products = values
    var squares = guide
    for index in values.values.indices {
      let level = guide.values[index]
      products.values[index] *= level
      squares.values[index] = level * level
    }
    products = products.boxMean(radius: radius)
    squares = squares.boxMean(radius: radius)
    var slope = meanValue
    var intercept = meanValue
    for index in values.values.indices {
      let level = meanGuide.values[index]
      let variance = max(0, squares.values[index] - level * level)
      let covariance = products.values[index] - level * meanValue.values[index]
      let factor = covariance / (variance + tolerance)
      slope.values[index] = factor
      intercept.values[index] = meanValue.values[index] - factor * level
    }
    self.slope = slope.boxMean(radius: radius)
    self.intercept = intercept.boxMean(radius: radius)
  }
}
