/// From where in the same frame a hole is best filled: the place whose surroundings look most like
/// those of the hole.
struct Donor {
  struct Offset: Hashable, Sendable {
    /// In pixels of the frame, even, so that it is whole in planes of half the size.
    var x: Int
    var y: Int
  }

  let frame: Frame
  let hole: Mask
  /// Around the hole.
  private let box: Area
  /// Some of the pixels of the hole.
  private let inside: [(x: Int, y: Int)]

  init(frame: Frame, hole: Mask) {
    self.frame = frame
    self.hole = hole
    box = hole.markedArea
    let marked = hole.values.indices.filter { hole.values[$0] != 0 }
    inside = stride(from: 0, to: marked.count, by: max(1, marked.count / 200)).map { index in
      let place = marked[index]
      return (hole.area.x + place % hole.width, hole.area.y + place / hole.width)
    }
  }

  /// Searches it; the one of the frame before stays unless another is clearly better, so that what
  /// fills the hole does not flicker.
  func offset(before: Offset?) -> Offset? {
    let rim = rim()
    guard !rim.isEmpty else { return nil }
    let planes = frame.layout.planes
    var best: (offset: Offset, cost: Int)?
    if let before, let cost = cost(of: before, rim, planes, limit: .max) {
      best = (before, cost * 7 / 10)
    }
    let step = max(2, min(box.width, box.height) / 10 & ~1)
    let reachX = min(frame.width, box.width * 5 / 2) / step
    let reachY = min(frame.height, box.height * 2) / step
    for row in -reachY...reachY {
      for column in -reachX...reachX {
        let offset = Offset(x: column * step, y: row * step)
        // It must lie wholly beside the hole.
        guard abs(offset.x) >= box.width + 4 || abs(offset.y) >= box.height + 4 else { continue }
        guard let cost = cost(of: offset, rim, planes, limit: best?.cost ?? .max) else { continue }
        if cost < best?.cost ?? .max { best = (offset, cost) }
      }
    }
    return best?.offset
  }

  /// Some of the pixels just outside of the hole.
  private func rim() -> [(x: Int, y: Int)] {
    let area = hole.area.grown(by: 3, within: frame.layout.area)
    let far = hole.moved(onto: area).distances(toMarked: true, limit: 4)
    var all: [(x: Int, y: Int)] = []
    for row in 0..<area.height {
      for column in 0..<area.width {
        let distance = far.values[row * area.width + column]
        if distance > 0, distance <= 3 { all.append((area.x + column, area.y + row)) }
      }
    }
    let step = max(1, all.count / 160)
    return stride(from: 0, to: all.count, by: step).map { all[$0] }
  }

  /// `nil` where a part of it would lie outside of the frame.
  private func cost(
    of offset: Offset, _ rim: [(x: Int, y: Int)], _ planes: [FrameLayout.Plane], limit: Int
  ) -> Int? {
    guard box.x + offset.x >= 0, box.right + offset.x <= frame.width,
      box.y + offset.y >= 0, box.bottom + offset.y <= frame.height
    else { return nil }
    var sum = 0
    for (x, y) in rim {
      for plane in planes {
        let shift = plane.shift
        let newX = min(plane.width - 1, max(0, (x + offset.x) >> shift))
        let newY = min(plane.height - 1, max(0, (y + offset.y) >> shift))
        let here = Int(frame.bytes[plane.offset + (y >> shift) * plane.width + x >> shift])
        let there = Int(frame.bytes[plane.offset + newY * plane.width + newX])
        sum += min(80, abs(here - there))
      }
      if sum >= limit { return nil }
    }
    // What is quiet inside is likelier a ground than another thing.
    for (x, y) in inside {
      let here = Int(frame.bytes[(y + offset.y) * frame.width + x + offset.x])
      let right = min(frame.width - 1, x + offset.x + 4)
      let below = min(frame.height - 1, y + offset.y + 4)
      sum += min(40, abs(here - Int(frame.bytes[below * frame.width + right])))
    }
    // The nearer the better, where both look alike.
    return sum + (abs(offset.x) + abs(offset.y)) * rim.count / 400
  }
}
