import MediaFacts
import OrderedJSON

/// The JSON that `ffprobe` prints.
enum FFprobeReport {
  static func read(_ bytes: [UInt8]) -> FFprobe.Finding {
    let report: JSON
    do throws(JSONError) {
      report = try JSON.parse(bytes)
    } catch {
      return .unreadable("ffprobe's report is not JSON: \(error.message)")
    }
    let streams = report["streams"]?.array ?? []
    // A cover picture is a stream of one frame beside a sound or a film.
    let pictures = streams.first {
      $0["codec_type"] == "video" && $0["disposition"]?["attached_pic"]?.int != 1
    }
    guard let pictures else { return .noVideo }
    guard let width = pictures["width"]?.int, let height = pictures["height"]?.int,
      width > 0, height > 0
    else { return .unreadable("its pictures have no size") }
    guard let rate = frameRate(of: pictures) else {
      return .unreadable("its frame rate cannot be told")
    }
    let lengths = [pictures["duration"], report["format"]?["duration"]]
    guard let milliseconds = lengths.lazy.compactMap({ $0.flatMap(milliseconds) }).first else {
      return .unreadable("its length cannot be told")
    }
    let container = report["format"]?["format_name"]?.string ?? "unknown"
    let names = container.split(separator: ",")
    let isTurned = isTurnedSideways(pictures)
    return .video(
      VideoFacts(
        isMP4OrMOV: names.contains("mp4") || names.contains("mov"), container: container,
        width: isTurned ? height : width, height: isTurned ? width : height, frameRate: rate,
        durationMilliseconds: milliseconds,
        frameCount: frameCount(of: pictures, rate: rate, milliseconds: milliseconds),
        hasAudio: streams.contains { $0["codec_type"] == "audio" }))
  }

  /// The nominal rate where the average is within one percent of it, for the average suffers from
  /// a first or last frame shown a little longer; else the average, for the nominal one is then
  /// only the grid on which frames of a varying rate lie.
  private static func frameRate(of stream: JSON) -> Rational? {
    let nominal = stream["r_frame_rate"].flatMap(fraction)
    guard let average = stream["avg_frame_rate"].flatMap(fraction) else {
      return nominal.flatMap { $0.value <= 1_000 ? $0 : nil }
    }
    guard let nominal, abs(nominal.value - average.value) <= average.value / 100 else {
      return average
    }
    return nominal
  }

  /// `30000/1001`; `nil` for `0/0`, which says that it is not known.
  private static func fraction(_ value: JSON) -> Rational? {
    let parts = value.string?.split(separator: "/").map { Int($0) } ?? []
    guard parts.count == 2, let numerator = parts[0], let denominator = parts[1],
      numerator > 0, denominator > 0
    else { return nil }
    return Rational(numerator, denominator)
  }

  /// A length in seconds, written as a string.
  private static func milliseconds(_ value: JSON) -> Int? {
    guard let seconds = value.string.flatMap(Double.init), seconds > 0 else { return nil }
    return Int(exactly: (seconds * 1_000).rounded())
  }

  /// What the container says, which not every one does, else length times rate.
  private static func frameCount(of stream: JSON, rate: Rational, milliseconds: Int) -> Int {
    if let count = stream["nb_frames"]?.string.flatMap({ Int($0) }), count > 0 { return count }
    let count = (Double(milliseconds) / 1_000 * rate.value).rounded()
    return max(1, Int(exactly: count) ?? 1)
  }

  /// Whether the picture is shown turned by a quarter, as telephones store it.
  private static func isTurnedSideways(_ stream: JSON) -> Bool {
    let rotation = stream["side_data_list"]?.array?.lazy.compactMap { $0["rotation"]?.double }.first
    guard let rotation else { return false }
    let quarters = (rotation / 90).rounded()
    return quarters.truncatingRemainder(dividingBy: 2) != 0
  }
}
