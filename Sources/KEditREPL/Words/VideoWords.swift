import KEditPlan
package import KlingAPI
import OrderedJSON
import PlainText

/// What is told of a video that was opened.
package enum VideoWords {
  /// Size, rate, frames, and which duration fits.
  package static func facts(of video: ParsedVideo) -> String {
    let length = seconds(of: video)
    let milliseconds = video.durationMilliseconds.double.flatMap { Int(exactly: $0.rounded(.down)) }
    let duration =
      milliseconds.flatMap { VideoRules.duration(forMilliseconds: $0) }.map { fitting in
        "duration \(fitting.rawValue) fits"
      } ?? "no duration fits: it must be 2 to 5 s or 7 to 10 s long"
    return "\(video.width) × \(video.height), \(video.framesPerSecond.text) frames per second, "
      + "\(video.frameCount) frames (0 to \(max(0, video.frameCount - 1))), \(length) s; \(duration)"
  }

  /// What the video is, as it was named.
  static func name(_ reference: VideoReference) -> String {
    switch reference {
    case .url(let url): harmless(url, limit: 120)
    case .id(let id): "id \(harmless(id, limit: 80))"
    case .local(let file): harmless(file.path, limit: 120)
    case .result(let name): "the result of \(label(name))"
    }
  }

  /// How long ago a session was opened, and how long it will still be there.
  static func age(_ age: Duration) -> String {
    let minutes = max(0, Int(age.components.seconds)) / 60
    let left = max(0, Int(ParsedVideo.sessionLifetime.components.seconds) / 60 - minutes)
    return "opened \(words(minutes)) ago, there for another \(words(left))"
  }

  private static func words(_ minutes: Int) -> String {
    minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
  }

  private static func seconds(of video: ParsedVideo) -> String {
    DecimalNumber(video.durationMilliseconds.text)?.scaled(byPowerOfTen: -3).description
      ?? "\(video.durationMilliseconds.text) ÷ 1000"
  }
}
