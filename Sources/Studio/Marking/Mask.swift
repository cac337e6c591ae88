/// Which pixels of an area belong to something: 1, or 0.
typealias Mask = Grid<UInt8>

extension Grid where Value == UInt8 {
  var markedCount: Int {
    values.withUnsafeBufferPointer { values in
      var count = 0
      for value in values where value != 0 { count += 1 }
      return count
    }
  }

  /// The smallest area around all marked pixels, empty where there are none.
  var markedArea: Area {
    var box = Area(x: 0, y: 0, width: 0, height: 0)
    for row in 0..<height {
      let start = row * width
      let line = values[start..<start + width]
      guard let first = line.firstIndex(where: { $0 != 0 }),
        let last = line.lastIndex(where: { $0 != 0 })
      else { continue }
      box = box.united(
        with: Area(x: area.x + first - start, y: area.y + row, width: last - first + 1, height: 1))
    }
    return box
  }

  /// The value at a pixel of the picture, 0 outside of the area.
  func value(x: Int, y: Int) -> UInt8 {
    guard x >= area.x, x < area.right, y >= area.y, y < area.bottom else { return 0 }
    return values[(y - area.y) * width + x - area.x]
  }

  /// The same on another area; what is not in this one is 0.
  func moved(onto other: Area, byX dx: Int = 0, byY dy: Int = 0) -> Mask {
    var result = Mask(other, repeating: 0)
    for row in 0..<other.height {
      let y = other.y + row - dy - area.y
      guard y >= 0, y < height else { continue }
      let left = max(other.x, area.x + dx)
      let right = min(other.right, area.right + dx)
      guard left < right else { continue }
      let source = y * width + left - dx - area.x
      let target = row * other.width + left - other.x
      result.values.replaceSubrange(
        target..<target + right - left, with: values[source..<source + right - left])
    }
    return result
  }

  /// In pixels, how far each pixel is from the nearest one with that value (marked or not), up to
  /// `limit`; 0 on those themselves.
  func distances(toMarked marked: Bool, limit: Float) -> Grid<Float> {
    let (width, height) = (width, height)
    var result = Grid<Float>(area, repeating: limit)
    let diagonal: Float = 1.414
    values.withUnsafeBufferPointer { values in
      result.values.withUnsafeMutableBufferPointer { far in
        for row in 0..<height {
          for column in 0..<width {
            let index = row * width + column
            if (values[index] != 0) == marked {
              far[index] = 0
              continue
            }
            var best = limit
            if column > 0 { best = min(best, far[index - 1] + 1) }
            if row > 0 {
              best = min(best, far[index - width] + 1)
              if column > 0 { best = min(best, far[index - width - 1] + diagonal) }
              if column + 1 < width { best = min(best, far[index - width + 1] + diagonal) }
            }
            far[index] = best
          }
        }
        for row in stride(from: height - 1, through: 0, by: -1) {
          for column in stride(from: width - 1, through: 0, by: -1) {
            let index = row * width + column
            var best = far[index]
            guard best > 0 else { continue }
            if column + 1 < width { best = min(best, far[index + 1] + 1) }
            if row + 1 < height {
              best = min(best, far[index + width] + 1)
              if column > 0 { best = min(best, far[index + width - 1] + diagonal) }
              if column + 1 < width { best = min(best, far[index + width + 1] + diagonal) }
            }
            far[index] = best
          }
        }
      }
    }
    return result
  }

  /// Above 0 inside, below 0 outside, in pixels from the rim, at most `limit`.
  func signedDistances(limit: Float) -> Grid<Float> {
    var result = distances(toMarked: false, limit: limit)
    let outside = distances(toMarked: true, limit: limit)
    for index in values.indices {
      result.values[index] =
        values[index] != 0 ? result.values[index] - 0.5 : 0.5 - outside.values[index]
    }
    return result
  }

  /// With all pixels marked that are within `radius` of a marked one.
  func dilated(by radius: Float) -> Mask {
    guard radius > 0 else { return self }
    let far = distances(toMarked: true, limit: radius + 1)
    return Mask(area, values: far.values.map { $0 <= radius ? 1 : 0 })
  }

  /// What is left of the pieces at `seeds` when all is cut off that hangs on by less than twice the
  /// radius; nothing where the seeds themselves are.
  func opened(by radius: Float, from seeds: Mask) -> Mask {
    let box = markedArea.grown(by: 1, within: area)
    guard !box.isEmpty else { return self }
    let local = moved(onto: box)
    let depth = local.distances(toMarked: false, limit: radius + 1)
    let core = Mask(box, values: depth.values.map { $0 > radius ? 1 : 0 })
      .piecesTouching(seeds.moved(onto: box), share: 0)
    let far = core.distances(toMarked: true, limit: radius + 3)
    var result = local
    for index in local.values.indices where far.values[index] > radius + 1.5 {
      result.values[index] = 0
    }
    return result.moved(onto: area)
  }
}
