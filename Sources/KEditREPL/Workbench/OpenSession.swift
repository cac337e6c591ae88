import KEditEngine
package import KEditPlan
package import KlingAPI
package import KlingMasks

/// A session at the service, and what is marked in it.
package struct OpenSession: Sendable {
  package let reference: VideoReference
  package let video: ParsedVideo
  /// Unix time in milliseconds.
  package let openedAt: Int
  /// The points of each marked frame, in the order in which they were added.
  package internal(set) var points: [Int: [Point]] = [:]
  /// The mask of a frame, as far as the service has told of it.
  package internal(set) var masks: [Int: RunLengthMask] = [:]
  /// What the service answered of a frame last, in short form.
  package internal(set) var answers: [Int: [SelectionAnswer.Mask]] = [:]
  /// Whether an answer was lost, so that nobody knows what is marked.
  package internal(set) var isInDoubt = false

  package init(_ video: ParsedVideo, of reference: VideoReference, openedAt: Int) {
    self.video = video
    self.reference = reference
    self.openedAt = openedAt
  }

  /// The next call that brings the marks nearer to those that are wanted; `nil` where they are
  /// there.
  func nextCall(towards wanted: [ResolvedEdit.Mark]) -> Effect? {
    let id = video.sessionID
    if isInDoubt || wanted.isEmpty && !points.isEmpty { return .clear(sessionID: id) }
    for frame in points.keys.sorted() {
      let kept = wanted.first { $0.frameIndex == frame }?.points ?? []
      let surplus = points[frame, default: []].filter { !kept.contains($0) }
      if !surplus.isEmpty {
        return .delete(SelectionRequest(sessionID: id, frameIndex: frame, points: surplus))
      }
    }
    for mark in wanted {
      let there = points[mark.frameIndex, default: []]
      let missing = mark.points.filter { !there.contains($0) }
      if !missing.isEmpty {
        return .add(
          SelectionRequest(sessionID: id, frameIndex: mark.frameIndex, points: missing))
      }
    }
    return nil
  }

  mutating func added(_ request: SelectionRequest) {
    points[request.frameIndex, default: []] += request.points
  }

  mutating func deleted(_ request: SelectionRequest) {
    points[request.frameIndex]?.removeAll { request.points.contains($0) }
    if points[request.frameIndex]?.isEmpty == true {
      points[request.frameIndex] = nil
      masks[request.frameIndex] = nil
      answers[request.frameIndex] = nil
    }
  }

  mutating func cleared() {
    points = [:]
    masks = [:]
    answers = [:]
    isInDoubt = false
  }

  /// The session as others go on with it.
  var marked: MarkedSession { MarkedSession(video, openedAt: openedAt, masks: answers) }

  /// Whether exactly these points are marked on a frame, as far as is known.
  func hasMarked(_ wanted: [Point], onFrame frame: Int) -> Bool {
    let there = points[frame, default: []]
    return !isInDoubt && there.count == wanted.count && wanted.allSatisfy { there.contains($0) }
  }

  /// Whether exactly these marks stand in it.
  func stands(_ wanted: [ResolvedEdit.Mark]) -> Bool {
    if case nil = nextCall(towards: wanted) { true } else { false }
  }
}
