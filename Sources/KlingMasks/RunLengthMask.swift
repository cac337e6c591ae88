/// Which pixels of a frame are marked, as lengths of runs in column-major order.
///
/// Runs alternate between unmarked and marked, beginning with unmarked; position `x * height + y`
/// is the pixel in column `x` and row `y`. Every value of this type is sound: no run is negative
/// and all of them together are exactly `height * width`, so that nothing that is made from one
/// can reach beyond the mask.
package struct RunLengthMask: Hashable, Sendable {
  /// In pixels, from 1.
  package let height: Int
  package let width: Int
  /// Runs of length 0 may stand anywhere; what is decoded is encoded the same again.
  package let runs: [Int]

  /// More pixels than any frame has; a larger mask is refused before memory is asked for.
  package static let maximumPixelCount = 1 << 28

  /// - Throws: `RunLengthError` where the runs are not those of a mask of that size; its offset
  ///   is the index of the run.
  package init(height: Int, width: Int, runs: [Int]) throws(RunLengthError) {
    let pixelCount = try Self.pixelCount(height: height, width: width)
    var sum = 0
    for (index, run) in runs.enumerated() {
      guard run >= 0 else { throw RunLengthError(.negativeRun, at: index) }
      guard run <= pixelCount - sum else { throw RunLengthError(.tooLong(pixelCount), at: index) }
      sum += run
    }
    guard sum == pixelCount else {
      throw RunLengthError(.tooShort(sum, of: pixelCount), at: runs.count)
    }
    self.init(unchecked: runs, height: height, width: width)
  }

  /// Takes runs that were made sure of.
  init(unchecked runs: [Int], height: Int, width: Int) {
    self.height = height
    self.width = width
    self.runs = runs
  }

  static func pixelCount(height: Int, width: Int) throws(RunLengthError) -> Int {
    let (product, overflow) = height.multipliedReportingOverflow(by: width)
    guard height > 0, width > 0, !overflow, product <= maximumPixelCount else {
      throw RunLengthError(.size(height: height, width: width), at: 0)
    }
    return product
  }

  /// Calls `body` with the first position of each marked run and the one behind its last.
  func forEachMarkedRun(_ body: (_ start: Int, _ end: Int) -> Void) {
    var position = 0
    var isMarked = false
    for run in runs {
      if isMarked && run > 0 { body(position, position + run) }
      position += run
      isMarked.toggle()
    }
  }
}
