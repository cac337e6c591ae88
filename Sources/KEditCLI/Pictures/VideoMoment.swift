import KEditPlan
import MediaFacts
import PlainText

/// A moment of a video, in the words of the language: `frame 12`, `frame first`, `frame last`, `1.5s`,
/// `1500ms`; `frame` may be left out.
struct VideoMoment: Hashable, Sendable {
  private let reference: FrameReference

  /// - Throws: a usage failure for what is no moment.
  init(_ operands: ArraySlice<String>) throws(CommandFailure) {
    let words = operands.joined(separator: " ")
    var parts = words.split(separator: " ")
    let isFrame = parts.first == "frame" && parts.count > 1
    if isFrame { parts.removeFirst() }
    guard parts.count == 1, let reference = Self.reference(String(parts[0]), isFrame: isFrame)
    else {
      throw .usage(
        "'\(harmless(words))' is no moment of a video",
        help: "a frame, counted from 0: 12, first, last; or a time: 1.5s")
    }
    self.reference = reference
  }

  private static func reference(_ word: String, isFrame: Bool) -> FrameReference? {
    if word == "first" { return .index(0) }
    if word == "last" { return .last }
    if word.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
      return .index(Int(word) ?? .max)
    }
    guard !isFrame, word.hasSuffix("s") else { return nil }
    let isMilliseconds = word.hasSuffix("ms")
    return DecimalNumber(String(word.dropLast(isMilliseconds ? 2 : 1)))
      .map { .time($0.scaled(byPowerOfTen: isMilliseconds ? -3 : 0)) }
  }

  /// Whether it is the end that is meant, wherever that is.
  var isLast: Bool { reference == .last }

  /// The frame that it means in a video, counted from 0.
  ///
  /// - Throws: a usage failure for what lies beyond the end.
  func frame(in video: VideoFacts) throws(CommandFailure) -> Int {
    let last = video.frameCount - 1
    switch reference {
    case .last: return last
    case .index(let index) where index <= last: return index
    case .time(let seconds):
      let length = DecimalNumber(video.durationMilliseconds).scaled(byPowerOfTen: -3)
      if seconds < length, let frame = Self.frame(at: seconds, video.frameRate) {
        return min(frame, last)
      }
      throw beyondEnd(of: video)
    case .index: throw beyondEnd(of: video)
    }
  }

  /// floor(seconds × rate), exact: to take the whole part before the division changes nothing.
  private static func frame(at seconds: DecimalNumber, _ rate: Rational) -> Int? {
    (seconds * DecimalNumber(rate.numerator)).roundedDown.map { $0 / rate.denominator }
  }

  /// What is said of a moment that the video does not have.
  func beyondEnd(of video: VideoFacts) -> CommandFailure {
    let length = DecimalNumber(video.durationMilliseconds).scaled(byPowerOfTen: -3)
    let words =
      switch reference {
      case .index(let index): "frame \(index)"
      case .last: "frame last"
      case .time(let seconds): "\(seconds)s"
      }
    return .usage(
      "\(words) lies outside the video, which is \(length) s long and has frames 0 to "
        + "\(video.frameCount - 1)", help: "'last' is the last one")
  }
}
