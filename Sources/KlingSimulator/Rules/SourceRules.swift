import MediaFacts

/// A video that was read and is not one the service edits: the answer succeeds with this status.
///
/// The documents publish no list of values of `data.status`; these are the simulator's own.
struct VideoRejection: Error, Hashable, Sendable {
  let rule: ServiceRule
  let message: String

  /// The value of `data.status`, never 0.
  var status: Int {
    switch rule {
    case .videoFormat: 1
    case .videoLength: 2
    case .videoSides: 3
    default: 4
    }
  }
}

/// What the service demands of the video that a session is opened for.
enum SourceRules {
  /// How far a result of the service may run over and still be taken as a source (`api/multi-elements.md`,
  /// ruling 11).
  static let resultOverrunMilliseconds = 500

  static func check(_ facts: VideoFacts, isResult: Bool) throws(VideoRejection) {
    guard facts.isMP4OrMOV else {
      throw VideoRejection(
        rule: .videoFormat, message: "the video is \(facts.container), only mp4 and mov are read")
    }
    let overrun = isResult ? resultOverrunMilliseconds : 0
    let length = facts.durationMilliseconds
    guard 2000...5000 + overrun ~= length || 7000...10000 + overrun ~= length else {
      throw VideoRejection(
        rule: .videoLength,
        message: "the video is \(seconds(length)) s long, only 2 to 5 s and 7 to 10 s are edited")
    }
    guard 720...2160 ~= facts.width, 720...2160 ~= facts.height else {
      throw VideoRejection(
        rule: .videoSides,
        message: "the video is \(facts.width)x\(facts.height), each side must be 720 to 2160")
    }
    let rate = facts.frameRate
    guard [24, 30, 60].contains(where: { rate.numerator == $0 * rate.denominator }) else {
      throw VideoRejection(
        rule: .videoFrameRate,
        message: "the video has \(rate.value) frames a second, only 24, 30 and 60 are edited")
    }
  }

  /// The `duration` that a source of this length asks for.
  static func duration(forMilliseconds length: Int) -> String {
    length <= 5000 + resultOverrunMilliseconds ? "5" : "10"
  }

  /// Milliseconds as decimal seconds, at least one digit after the point: `5.0`, `5.042`.
  static func seconds(_ milliseconds: Int) -> String {
    let fraction = String(milliseconds % 1000 + 1000).dropFirst()
    var digits = fraction
    while digits.count > 1, digits.last == "0" { digits.removeLast() }
    return "\(milliseconds / 1000).\(digits)"
  }
}
