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
        whole = try whole.map { old throws(RunLengthError) in try old.united(with: mask) } ?? mask
      } catch {
        return .unsound("\(error)")
      }
    }
    return whole.map { .mask($0, warning: warning) } ?? .none
  }
}

extension RunLengthMask {
  /// What is marked in either; of two sizes the first counts.
  fileprivate func united(with other: RunLengthMask) throws(RunLengthError) -> RunLengthMask {
    guard height == other.height, width == other.width else { return self }
    let pixels = zip(rowMajorPixels(), other.rowMajorPixels()).map { $0 | $1 }
    return try RunLengthMask(height: height, width: width, rowMajorPixels: pixels)
  }
}
