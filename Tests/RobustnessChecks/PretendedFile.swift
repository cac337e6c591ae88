import KEditCompiler
import MediaFacts

/// Facts about files that do not exist: which, their paths tell.
enum PretendedFile {
  static func report(on path: String) -> FileReport {
    let number = path.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    return reports[number % reports.count]
  }

  private static let reports: [FileReport] = [
    image(600, 400), image(300, 300), image(299, 640), image(300, 751), image(600, 400, 10 << 21),
    facts(.other("a GIF image")), facts(.unprobedVideo), .unreadable("no such file or directory"),
    video(1280, 720, 5_000), video(1280, 720, 10_000), video(720, 1280, 6_000),
    video(640, 360, 1), video(1920, 1080, 5_000, isMP4: false), video(0, 0, 0),
  ]

  private static func facts(_ media: FileFacts.Media, _ bytes: Int = 1_000) -> FileReport {
    .facts(FileFacts(sha256: pretendedHash([]), byteCount: bytes, media: media))
  }

  private static func image(_ width: Int, _ height: Int, _ bytes: Int = 1_000) -> FileReport {
    facts(.image(ImageFacts(format: .png, width: width, height: height)), bytes)
  }

  private static func video(
    _ width: Int, _ height: Int, _ milliseconds: Int, isMP4: Bool = true
  ) -> FileReport {
    facts(
      .video(
        VideoFacts(
          isMP4OrMOV: isMP4, container: isMP4 ? "mov,mp4" : "matroska,webm", width: width,
          height: height, frameRate: Rational(30_000, 1_001), durationMilliseconds: milliseconds,
          frameCount: milliseconds * 30 / 1_001, hasAudio: false)))
  }
}
