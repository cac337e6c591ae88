package import KlingMasks

extension RunLengthMask {
  /// What is covered by half or more, as a mask of the whole frame.
  ///
  /// - Throws: `RunLengthError` for a frame that is larger than a mask can be.
  package init(_ cover: Grid<UInt8>, in layout: FrameLayout) throws(RunLengthError) {
    var runs: [Int] = []
    var end = 0
    let area = cover.area
    for column in 0..<max(0, area.width) {
      var row = 0
      while row < area.height {
        while row < area.height, cover.values[row * area.width + column] < 128 { row += 1 }
        guard row < area.height else { break }
        let first = row
        while row < area.height, cover.values[row * area.width + column] >= 128 { row += 1 }
        let start = (area.x + column) * layout.height + area.y + first
        if start == end, !runs.isEmpty {
          runs[runs.count - 1] += row - first
        } else {
          runs += [start - end, row - first]
        }
        end = start + row - first
      }
    }
    if end < layout.pixelCount { runs.append(layout.pixelCount - end) }
    try self.init(height: layout.height, width: layout.width, runs: runs)
  }
}
