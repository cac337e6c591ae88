package import KlingAPI

/// The session that an edit whose task is still to be made can go on with.
package enum KnownSession: Hashable, Sendable {
  case none
  /// An earlier process opened it. It may be at its end, and what is marked in it is not known.
  case left(ParsedVideo)
  case marked(MarkedSession)
}

/// A session that is open, and in which exactly the marks of an edit stand: a person made them one by
/// one.
package struct MarkedSession: Hashable, Sendable {
  package let video: ParsedVideo
  /// When it was opened, as Unix time in milliseconds.
  package let openedAt: Int
  /// What the service takes for marked on each frame, as far as that is known.
  package let masks: [Int: [SelectionAnswer.Mask]]

  package init(
    _ video: ParsedVideo, openedAt: Int, masks: [Int: [SelectionAnswer.Mask]] = [:]
  ) {
    self.video = video
    self.openedAt = openedAt
    self.masks = masks
  }
}
