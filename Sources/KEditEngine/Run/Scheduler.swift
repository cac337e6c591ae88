import KEditPlan

/// Which edits may go on: at most so many at a time, and each only when the result it needs is
/// there.
struct Scheduler {
  /// An edit that may begin now.
  struct Start: Hashable {
    let index: Int
    /// The id of the video that the edit before it made.
    let parentVideoID: String?
  }

  private enum State: Hashable {
    case waiting
    case active
    /// Its task succeeded, or will not go on.
    case ended
  }

  private let parents: [Int?]
  private let parallel: Int
  private var states: [State]
  private var videoIDs: [Int: String?] = [:]

  /// - Precondition: the plan is sound: every name that an edit needs is there, and none in a circle.
  init(_ edits: [PlannedEdit], parallel: Int) {
    let indexOfName = Dictionary(
      edits.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    parents = edits.map { edit in edit.dependsOn.first.flatMap { indexOfName[$0] } }
    self.parallel = max(parallel, 1)
    states = Array(repeating: .waiting, count: edits.count)
  }

  /// Takes the edits that may begin now, in the order of the plan.
  mutating func start() -> [Start] {
    var starts: [Start] = []
    var free = parallel - states.count { $0 == .active }
    for index in states.indices where states[index] == .waiting && free > 0 {
      var parentVideoID: String?
      if let parent = parents[index] {
        guard let videoID = videoIDs[parent] else { continue }
        parentVideoID = videoID
      }
      states[index] = .active
      free -= 1
      starts.append(Start(index: index, parentVideoID: parentVideoID))
    }
    return starts
  }

  /// Notes that the task of an edit succeeded: its slot is free, and what waits for it may begin.
  mutating func succeeded(_ index: Int, videoID: String?) {
    states[index] = .ended
    videoIDs[index] = .some(videoID)
  }

  /// Notes that an edit will give no result.
  ///
  /// - Returns: the edits that wait for it, directly or through others, each with the one it needs.
  mutating func ended(_ index: Int) -> [(index: Int, parent: Int)] {
    states[index] = .ended
    var dropped: [(index: Int, parent: Int)] = []
    for child in states.indices where parents[child] == index && states[child] == .waiting {
      dropped.append((child, index))
      dropped += ended(child)
    }
    return dropped
  }
}
