extension EditMode {
  /// How many reference images the create call takes (`api/multi-elements.md`, "Create").
  package var imageCounts: ClosedRange<Int> {
    switch self {
    case .addition: 1...2
    case .swap: 1...1
    case .removal: 0...0
    }
  }

  /// Whether the service refuses the edit without a mark.
  package var needsSelection: Bool { self != .addition }
}
