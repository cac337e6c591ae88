/// The marked frames of a session with their points, in the order in which they were added.
struct Selection: Hashable, Sendable {
  struct Frame: Hashable, Sendable {
    let index: Int
    var points: [Point]
  }

  static let maximumFrames = 10
  static let maximumPointsPerFrame = 10

  private(set) var frames: [Frame] = []

  var isEmpty: Bool { frames.isEmpty }

  /// The points of a frame; none where it is not marked.
  func points(onFrame index: Int) -> [Point] {
    frames.first { $0.index == index }?.points ?? []
  }

  mutating func add(_ points: [Point], toFrame index: Int) throws(ServiceFault) {
    let position = frames.firstIndex { $0.index == index }
    if position == nil, frames.count == Selection.maximumFrames {
      throw ServiceFault(
        .framesAtMost10, field: "frame_index",
        "\(Selection.maximumFrames) frames are marked already, more are not allowed")
    }
    var sum = self.points(onFrame: index)
    guard sum.count + points.count <= Selection.maximumPointsPerFrame else {
      throw ServiceFault(
        .pointsAtMost10, field: "points",
        "frame \(index) would have \(sum.count + points.count) points, "
          + "at most \(Selection.maximumPointsPerFrame) are allowed")
    }
    for (offset, point) in points.enumerated() {
      guard !sum.contains(point) else {
        throw ServiceFault(
          .pointOnce, field: "points[\(offset)]", "frame \(index) has this point already")
      }
      sum.append(point)
    }
    if let position {
      frames[position].points = sum
    } else {
      frames.append(Frame(index: index, points: sum))
    }
  }

  /// Takes points away; they must be exactly, to the double, those that were added.
  mutating func delete(_ points: [Point], fromFrame index: Int) throws(ServiceFault) {
    var rest = self.points(onFrame: index)
    for (offset, point) in points.enumerated() {
      guard let position = rest.firstIndex(of: point) else {
        throw ServiceFault(
          .pointWasAdded, field: "points[\(offset)]",
          "frame \(index) has no point with exactly these coordinates")
      }
      rest.remove(at: position)
    }
    guard let position = frames.firstIndex(where: { $0.index == index }) else { return }
    if rest.isEmpty {
      frames.remove(at: position)
    } else {
      frames[position].points = rest
    }
  }

  mutating func clear() {
    frames = []
  }
}
