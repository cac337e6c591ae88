extension RunLengthMask {
  /// The number of marked pixels.
  package var area: Int {
    var area = 0
    forEachMarkedRun { area += $1 - $0 }
    return area
  }

  /// The smallest box around all marked pixels; of size 0 at the origin where there are none.
  package var boundingBox: PixelBox {
    var left = width
    var right = -1
    var top = height
    var bottom = -1
    forEachMarkedRun { start, end in
      let firstColumn = start / height
      let lastColumn = (end - 1) / height
      left = min(left, firstColumn)
      right = max(right, lastColumn)
      if firstColumn < lastColumn {
        top = 0
        bottom = height - 1
      } else {
        top = min(top, start - firstColumn * height)
        bottom = max(bottom, end - 1 - lastColumn * height)
      }
    }
    guard right >= 0 else { return PixelBox(x: 0, y: 0, width: 0, height: 0) }
    return PixelBox(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }

  /// How much two masks agree: pixels marked in both over pixels marked in either, from 0 to 1;
  /// two empty masks agree wholly. `nil` for masks of different sizes.
  package func intersectionOverUnion(with other: RunLengthMask) -> Double? {
    guard height == other.height, width == other.width else { return nil }
    var mine = RunCursor(runs)
    var others = RunCursor(other.runs)
    var both = 0
    var either = 0
    var left = height * width
    while left > 0 {
      let step = min(mine.left, others.left)
      if mine.isMarked && others.isMarked { both += step }
      if mine.isMarked || others.isMarked { either += step }
      mine.advance(by: step)
      others.advance(by: step)
      left -= step
    }
    return either == 0 ? 1 : Double(both) / Double(either)
  }

  /// What is marked in either; `nil` for masks of different sizes.
  package func union(with other: RunLengthMask) -> RunLengthMask? {
    guard height == other.height, width == other.width else { return nil }
    var mine = RunCursor(runs)
    var others = RunCursor(other.runs)
    var union: [Int] = []
    var isMarked = false
    var length = 0
    var left = height * width
    while left > 0 {
      let step = min(mine.left, others.left)
      if (mine.isMarked || others.isMarked) != isMarked {
        union.append(length)
        length = 0
        isMarked.toggle()
      }
      length += step
      mine.advance(by: step)
      others.advance(by: step)
      left -= step
    }
    union.append(length)
    return RunLengthMask(unchecked: union, height: height, width: width)
  }
}

/// A place in a list of runs.
private struct RunCursor {
  private let runs: [Int]
  private var index = 0
  /// How much of the run is ahead; above 0 until the end of the list.
  private(set) var left = 0
  var isMarked: Bool { index % 2 == 1 }

  init(_ runs: [Int]) {
    self.runs = runs
    self.left = runs.first ?? 0
    skipEmptyRuns()
  }

  mutating func advance(by count: Int) {
    left -= count
    skipEmptyRuns()
  }

  private mutating func skipEmptyRuns() {
    while left == 0, index + 1 < runs.count {
      index += 1
      left = runs[index]
    }
  }
}
