/// What is wrong with the marks of an edit; indices count from 0 into the selections and points
/// that were handed in.
package enum SelectionFault: Hashable, Sendable {
  package enum Axis: String, Hashable, Sendable {
    case x
    case y
  }

  /// A removal or a swap without a mark.
  case missing
  /// More frames than `Limits.frames`.
  case tooManyFrames(count: Int)
  /// A frame without a point.
  case noPoints(selection: Int)
  /// More points than `Limits.pointsPerFrame`.
  case tooManyPoints(selection: Int, count: Int)
  /// The frame was marked by an earlier selection already: one add call a frame.
  case repeatedFrame(selection: Int, first: Int)
  /// The same point of the same frame twice.
  case repeatedPoint(selection: Int, point: Int, first: Int)
  /// A fraction that is not in [0, 1], or a pixel below 0.
  case coordinateOutside(selection: Int, point: Int, axis: Axis)
  /// A frame number below 0.
  case negativeFrame(selection: Int)
}

/// What can be known of marks before the video was parsed.
package enum SelectionRules {
  /// Every fault, in order of position; those of the whole edit first.
  ///
  /// Two references to a frame are the same where they are written alike in value: that `1s` and
  /// `frame 30` meet is known only when the service has answered.
  package static func faults(of selections: [Selection], mode: EditMode) -> [SelectionFault] {
    var faults: [SelectionFault] = []
    if selections.isEmpty && mode.needsSelection { faults.append(.missing) }
    let frameCount = Set(selections.map(\.frame)).count
    if frameCount > Limits.frames { faults.append(.tooManyFrames(count: frameCount)) }
    var firstSelections: [FrameReference: Int] = [:]
    for (index, selection) in selections.enumerated() {
      if case .index(let frame) = selection.frame, frame < 0 {
        faults.append(.negativeFrame(selection: index))
      }
      if let first = firstSelections[selection.frame] {
        faults.append(.repeatedFrame(selection: index, first: first))
      } else {
        firstSelections[selection.frame] = index
      }
      faults += pointFaults(of: selection.points, selection: index)
    }
    return faults
  }

  /// Whether the service takes the coordinate, as far as that can be known without the frame's size.
  package static func isAllowed(_ coordinate: Coordinate) -> Bool {
    switch coordinate {
    case .fraction(let value): value >= 0 && value <= 1 && value.sign == .plus
    case .pixel(let value): value >= 0
    }
  }

  private static func pointFaults(
    of points: [PointReference], selection: Int
  ) -> [SelectionFault] {
    var faults: [SelectionFault] = []
    if points.isEmpty { faults.append(.noPoints(selection: selection)) }
    if points.count > Limits.pointsPerFrame {
      faults.append(.tooManyPoints(selection: selection, count: points.count))
    }
    var firstPoints: [PointReference: Int] = [:]
    for (index, point) in points.enumerated() {
      if !isAllowed(point.x) {
        faults.append(.coordinateOutside(selection: selection, point: index, axis: .x))
      }
      if !isAllowed(point.y) {
        faults.append(.coordinateOutside(selection: selection, point: index, axis: .y))
      }
      if let first = firstPoints[point] {
        faults.append(.repeatedPoint(selection: selection, point: index, first: first))
      } else {
        firstPoints[point] = index
      }
    }
    return faults
  }
}
