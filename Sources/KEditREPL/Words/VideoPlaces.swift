import KEditEngine
import KEditPlan
import KlingAPI

extension ParsedVideo {
  /// The frame that a moment means; `nil` where the video has no such frame.
  func frame(of reference: FrameReference) -> Int? {
    try? SessionCheck.frame(reference, in: self)
  }

  /// The point as it is sent; `nil` where it lies outside.
  func point(of reference: PointReference, onFrame frame: Int) -> Point? {
    try? SessionCheck.point(reference, onFrame: frame, in: self)
  }
}
