import KlingAPI
import KlingMasks

/// Reads the mask out of what the service answers to a mark.
enum MaskReader {
  enum Result {
    /// With what a person should know of it.
    case mask(RunLengthMask, warning: String?)
    case none
    case unsound(String)
  }

  static func mask(in answer: SelectionAnswer, of video: ParsedVideo) -> Result {
    var whole: RunLengthMask?
    var warning: String?
    for lengths in answer.masks.compactMap(\.runLengths) {
      guard let size = MaskSize(lengths.size, frame: (video.height, video.width)) else {
        return .unsound("its size is no pair of numbers")
      }
      if size.wasReversed { warning = "the service gave the size of the mask the wrong way round" }
      do throws(RunLengthError) {
        let mask = try RunLengthMask(height: size.height, width: size.width, counts: lengths.counts)
        // Of two sizes the first counts.
        whole = whole.map { $0.union(with: mask) ?? $0 } ?? mask
      } catch {
        return .unsound("\(error)")
      }
    }
    return whole.map { .mask($0, warning: warning) } ?? .none
  }
}
