import KEditPlan
import KEditSyntax

/// The frames and points that are marked in an edit so far.
///
/// One for all edits of a file, so that its memory is taken once.
struct MarkedFrames {
  private struct MarkedPoint {
    let frame: Int
    let value: PointReference
    let place: Place
  }

  enum Addition {
    case added
    /// It is marked already, at that place.
    case isThere(Place)
    /// It is the first beyond the limit; where the first of the frame is.
    case isOneTooMany(Place)
  }

  private var frames: [FrameReference] = []
  private var points: [MarkedPoint] = []

  /// So much is looked through for what is there already: a sound edit has no more, and one with
  /// thousands of marks is told so by their number.
  private static let reach = Limits.frames * Limits.pointsPerFrame * 2

  mutating func removeAll() {
    frames.removeAll(keepingCapacity: true)
    points.removeAll(keepingCapacity: true)
  }

  /// The number of a frame among those that are marked, in order of first mention.
  mutating func number(of frame: FrameReference) -> (number: Int, isNew: Bool) {
    if let number = frames.prefix(Self.reach).firstIndex(of: frame) { return (number, false) }
    frames.append(frame)
    return (frames.count - 1, true)
  }

  mutating func add(_ value: PointReference, at place: Place, toFrame frame: Int) -> Addition {
    var first: Place?
    var count = 0
    for point in points.suffix(Self.reach) where point.frame == frame {
      if point.value == value { return .isThere(point.place) }
      if first == nil { first = point.place }
      count += 1
    }
    points.append(MarkedPoint(frame: frame, value: value, place: place))
    if count == Limits.pointsPerFrame, let first { return .isOneTooMany(first) }
    return .added
  }

  /// As they go into the plan.
  var selections: [Selection] {
    var selections = frames.map { Selection(frame: $0, points: []) }
    for point in points { selections[point.frame].points.append(point.value) }
    return selections
  }
}
