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
    /// It needs a result that is not there, or nobody allowed it to begin.
    case waiting
    case active
    /// Its task succeeded, or will not go on.
    case ended
  }

  private let children: [[Int]]
  private let parents: [Int?]
  private let parallel: Int
  private var states: [State]
  private var videoIDs: [Int: String?] = [:]
  /// Those that wait for nothing but a place, the next one last.
  private var ready: [Int]
  private var activeCount = 0

  /// - Precondition: the plan is sound: every name that an edit needs is there, and none in a circle.
  init(_ edits: [PlannedEdit], parallel: Int) {
    let parents = DependencyOrder(of: edits).parents
    var children: [[Int]] = Array(repeating: [], count: edits.count)
    for (index, parent) in parents.enumerated() {
      if let parent { children[parent].append(index) }
    }
    self.parents = parents
    self.children = children
    self.parallel = max(parallel, 1)
    states = Array(repeating: .waiting, count: edits.count)
    ready = edits.indices.filter { parents[$0] == nil }.reversed()
  }

  /// The edits that were not begun.
  var waiting: [Int] { states.indices.filter { states[$0] == .waiting } }

  /// Takes the edits that may begin now, in the order of the plan.
  ///
  /// `allows` says whether an edit may begin; one that may not is asked for again next time.
  mutating func start(where allows: (Int) -> Bool = { _ in true }) -> [Start] {
    var starts: [Start] = []
    var refused: [Int] = []
    while activeCount < parallel, let index = ready.popLast() {
      guard allows(index) else {
        refused.append(index)
        continue
      }
      states[index] = .active
      activeCount += 1
      let parentVideoID = parents[index].flatMap { videoIDs[$0] ?? nil }
      starts.append(Start(index: index, parentVideoID: parentVideoID))
    }
    ready += refused.reversed()
    return starts
  }

  /// Notes that the task of an edit succeeded: its slot is free, and what waits for it may begin.
  mutating func succeeded(_ index: Int, videoID: String?) {
    end(index)
    videoIDs[index] = .some(videoID)
    for child in children[index] {
      let place = ready.firstIndex { $0 < child } ?? ready.endIndex
      ready.insert(child, at: place)
    }
  }

  /// Notes that an edit will give no result.
  ///
  /// - Returns: the edits that wait for it, directly or through others, each with the one it needs.
  mutating func ended(_ index: Int) -> [(index: Int, parent: Int)] {
    end(index)
    var dropped: [(index: Int, parent: Int)] = []
    for child in children[index] where states[child] == .waiting {
      dropped.append((child, index))
      dropped += ended(child)
    }
    return dropped
  }

  private mutating func end(_ index: Int) {
    if states[index] == .active { activeCount -= 1 }
    states[index] = .ended
  }
}
