/// What a task does to the video.
enum EditMode: String, CaseIterable, Sendable {
  case addition
  case swap
  case removal

  /// How many reference images it takes.
  var imageCounts: ClosedRange<Int> {
    switch self {
    case .addition: 1...2
    case .swap: 1...1
    case .removal: 0...0
    }
  }

  /// Whether something in the video must have been marked.
  var needsSelection: Bool { self != .addition }
}
