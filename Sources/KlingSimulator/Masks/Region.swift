import Glibc

/// A plausible region around points: what a segmentation would find where somebody clicked.
///
/// The same points give the same region, and every point lies in its region: a union of wavy
/// ellipses. It is kept column by column, as the run lengths count.
struct Region {
  let width: Int
  let height: Int
  /// The rows that belong to the region, for each column: in order, apart from each other.
  private var columns: [[Range<Int>]]

  init(width: Int, height: Int, points: [Point]) {
    self.width = width
    self.height = height
    columns = Array(repeating: [], count: width)
    for point in points { add(point) }
    for x in columns.indices where columns[x].count > 1 { columns[x] = Region.united(columns[x]) }
  }

  private mutating func add(_ point: Point) {
    let centerX = min(Int(point.x * Double(width)), width - 1)
    let centerY = min(Int(point.y * Double(height)), height - 1)
    let size = Double(min(width, height))
    let phase = (point.x * 7 + point.y * 13) * Double.pi
    let radiusX = max(1, size * (0.10 + 0.02 * sin(phase)))
    let radiusY = max(1, size * (0.13 + 0.02 * cos(phase)))
    let reach = Int(radiusX)
    for x in max(0, centerX - reach)...min(width - 1, centerX + reach) {
      let u = Double(x - centerX) / radiusX
      let wave = 1 + 0.12 * sin(4 * u + phase)
      let half = Int(radiusY * (1 - u * u).squareRoot() * wave)
      columns[x].append(max(0, centerY - half)..<min(height, centerY + half + 1))
    }
  }

  private static func united(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  /// Lengths of runs down the columns, outside and inside by turns, beginning with outside.
  var runs: [Int] {
    var runs: [Int] = []
    var end = 0
    for (x, ranges) in columns.enumerated() {
      for range in ranges {
        let start = x * height + range.lowerBound
        if start == end, !runs.isEmpty {
          runs[runs.count - 1] += range.count
        } else {
          runs += [start - end, range.count]
        }
        end = x * height + range.upperBound
      }
    }
    return end < width * height ? runs + [width * height - end] : runs
  }

  /// A picture of it, row by row.
  func picture<Pixel>(inside: Pixel, outside: Pixel) -> [Pixel] {
    var pixels = [Pixel](repeating: outside, count: width * height)
    pixels.withUnsafeMutableBufferPointer { pixels in
      for (x, ranges) in columns.enumerated() {
        for y in ranges.joined() { pixels[y * width + x] = inside }
      }
    }
    return pixels
  }
}
