import KEditPlan
import KEditSyntax
import MediaFacts

/// Judges the videos and images that a file names, by their text and by what is known of the files.
struct MediaChecker {
  private let files: [ReferencedFile: FileReport]
  var report: Report
  /// What each place came to: a declaration that several edits use is judged once.
  private var videos: [Span: VideoReference?] = [:]
  private var images: [Span: ImageReference?] = [:]

  init(source: SourceText, files: [ReferencedFile: FileReport]) {
    self.files = files
    self.report = Report(source: source)
  }

  /// What is known of a local video.
  func facts(ofVideo path: String) -> VideoFacts? {
    if case .facts(let facts) = files[ReferencedFile(path: path, kind: .video)],
      case .video(let video) = facts.media
    {
      return video
    }
    return nil
  }

  /// The video that a text names; `nil` where it is none, which is reported.
  mutating func video(_ text: SpecText) -> VideoReference? {
    if let known = videos[text.span] { return known }
    let reference = judgeVideo(text)
    videos[text.span] = .some(reference)
    return reference
  }

  /// The image that a text names; `nil` where it is none, which is reported.
  mutating func image(_ text: SpecText) -> ImageReference? {
    if let known = images[text.span] { return known }
    let reference = judgeImage(text)
    images[text.span] = .some(reference)
    return reference
  }

  private mutating func judgeVideo(_ text: SpecText) -> VideoReference? {
    guard let written = text.plain else { return nil }
    guard !isEmpty(written, text, "the video") else { return nil }
    if WebURL.hasScheme(written) {
      guard let url = url(written, text, "a video") else { return nil }
      switch MediaExtension.ofVideo(url.pathExtension) {
      case .allowed: break
      case .wrong: reportWrongExtension(url, text, "a video", "`.mp4` and `.mov`")
      case .unknown: warnOfNoExtension(text, "`.mp4` or `.mov`")
      }
      return .url(written)
    }
    guard let facts = facts(written, .video, text) else { return nil }
    judge(facts, videoAt: text)
    return .local(LocalFile(path: written, sha256: facts.sha256))
  }

  private mutating func judgeImage(_ text: SpecText) -> ImageReference? {
    guard let written = text.plain else { return nil }
    guard !isEmpty(written, text, "the image") else { return nil }
    if WebURL.hasScheme(written) {
      guard let url = url(written, text, "an image") else { return nil }
      switch MediaExtension.ofImage(url.pathExtension) {
      case .allowed: break
      case .wrong: reportWrongExtension(url, text, "an image", "`.jpg`, `.jpeg` and `.png`")
      case .unknown: warnOfNoExtension(text, "`.jpg`, `.jpeg` or `.png`")
      }
      return .url(written)
    }
    guard let facts = facts(written, .image, text) else { return nil }
    judge(facts, imageAt: text)
    return .local(LocalFile(path: written, sha256: facts.sha256))
  }
}

// MARK: URLs

extension MediaChecker {
  private mutating func isEmpty(_ written: String, _ text: SpecText, _ what: String) -> Bool {
    guard written.isBlank else { return false }
    report.error(
      .emptyText, "\(what) is empty", at: text.span, help: "write a URL or the path of a file")
    return true
  }

  private mutating func url(_ written: String, _ text: SpecText, _ what: String) -> WebURL? {
    do {
      return try WebURL(written)
    } catch .data {
      report.error(
        .dataURL, "\(what) cannot be given as a `data:` URL", at: text.span,
        help: "save it as a file and write its path; kedit sends the content itself")
    } catch {
      report.error(
        .badURL, error.words(for: what), at: text.span,
        help: "write `https://…`, or the path of a local file")
    }
    return nil
  }

  private mutating func reportWrongExtension(
    _ url: WebURL, _ text: SpecText, _ what: String, _ allowed: String
  ) {
    report.error(
      .badExtension,
      "the service takes \(what) as \(allowed), not `.\(url.pathExtension ?? "")`", at: text.span,
      help: "convert the file and write the URL of the converted one")
  }

  private mutating func warnOfNoExtension(_ text: SpecText, _ allowed: String) {
    report.warning(
      .noExtension, "the URL does not end in \(allowed), so its format cannot be told",
      at: text.span, help: "make sure that the service finds \(allowed) there")
  }
}

extension WebURL.Fault {
  /// What is wrong with the URL of something, in one line.
  func words(for what: String) -> String {
    switch self {
    case .noScheme: "the URL of \(what) begins with `http://` or `https://`"
    case .data: "the URL of \(what) cannot be a `data:` URL"
    case .scheme(let scheme):
      "the URL of \(what) begins with `http://` or `https://`, not with \(quoted(scheme + ":"))"
    case .noHost: "the URL of \(what) has no host"
    case .character(let scalar, _):
      "the URL of \(what) has a character that URLs do not have: "
        + (scalar == " " ? "a blank" : "U+" + scalar.hexadecimal)
    case .percentEscape: "the URL of \(what) has a `%` without two hexadecimal digits behind it"
    case .port: "the port in the URL of \(what) is no number up to 65535"
    }
  }
}

extension Unicode.Scalar {
  fileprivate var hexadecimal: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

// MARK: Local files

extension MediaChecker {
  private mutating func facts(
    _ path: String, _ kind: ReferencedFile.Kind, _ text: SpecText
  ) -> FileFacts? {
    switch files[ReferencedFile(path: path, kind: kind)] {
    case .facts(let facts): return facts
    case .unreadable(let reason):
      report.error(
        .unreadableFile, "\(quoted(path)) cannot be read: \(reason)", at: text.span,
        help: "paths are relative to the folder of this file; a URL begins with `https://`")
      return nil
    case nil:
      report.error(
        .unreadableFile, "\(quoted(path)) was not looked at", at: text.span,
        help: "paths are relative to the folder of this file")
      return nil
    }
  }

  private mutating func judge(_ facts: FileFacts, imageAt text: SpecText) {
    guard case .image(let image) = facts.media else {
      report.error(
        .wrongImageFormat,
        "an image is a PNG or JPEG file, and this is \(facts.media.words)", at: text.span,
        help: "convert it: `ffmpeg -i INPUT OUTPUT.png`")
      return
    }
    let faults = ImageRules.faults(
      byteCount: facts.byteCount, width: image.width, height: image.height)
    for fault in faults {
      switch fault {
      case .tooLarge(let bytes):
        report.error(
          .imageTooLarge,
          "the image has \(megabytes(bytes)) MB; the service takes at most 10 MB", at: text.span,
          help: "make it smaller: `ffmpeg -i INPUT -vf scale=2048:-2 OUTPUT.jpg`")
      case .tooSmall(let width, let height):
        report.error(
          .imageTooSmall,
          "the image is \(width) by \(height) pixels; each side must have at least "
            + "\(Limits.imageSide)",
          at: text.span,
          help: "use a larger picture, or enlarge it: "
            + "`ffmpeg -i INPUT -vf scale=600:600:force_original_aspect_ratio=increase OUTPUT.png`")
      case .aspect(let width, let height):
        report.error(
          .imageAspect,
          "the image is \(width) by \(height) pixels; the longer side may have at most 2.5 times "
            + "the shorter",
          at: text.span, help: "crop it to what is to be put into the video, or pad it")
      }
    }
  }

  private func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + (1 << 20) - 1) >> 20
    return "\(tenths / 10).\(tenths % 10)"
  }

  private mutating func judge(_ facts: FileFacts, videoAt text: SpecText) {
    switch facts.media {
    case .video(let video): judge(video, at: text)
    case .unprobedVideo:
      report.warning(
        .videoNotProbed, "the video was not looked into, for `ffprobe` is not installed",
        at: text.span,
        help: "install ffmpeg to have its length, size and frame rate checked before anything is "
          + "sent")
    case .image, .other:
      report.error(
        .wrongVideoFormat, "a video is an MP4 or MOV file, and this is \(facts.media.words)",
        at: text.span,
        help: "convert it: `ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p OUTPUT.mp4`")
    }
  }

  private mutating func judge(_ video: VideoFacts, at text: SpecText) {
    if !video.isMP4OrMOV {
      report.error(
        .wrongVideoFormat,
        "a video is an MP4 or MOV file, and this is \(quoted(video.container))", at: text.span,
        help: "convert it: `ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p OUTPUT.mp4`")
    }
    let faults = VideoRules.faults(
      localMilliseconds: video.durationMilliseconds, width: video.width, height: video.height,
      frameRate: (video.frameRate.numerator, video.frameRate.denominator), chosen: .auto)
    for fault in faults {
      switch fault {
      case .length(let milliseconds):
        report.error(
          .videoLength,
          "the video lasts \(seconds(milliseconds)) s; the service takes 2 to 5 s or 7 to 10 s",
          at: text.span,
          help: "cut it: `ffmpeg -i INPUT -t \(milliseconds > 7_000 ? 10 : 5) OUTPUT.mp4`")
      case .duration: break
      case .size(let width, let height):
        report.error(
          .videoSize,
          "the video is \(width) by \(height) pixels; width and height must each lie between 720 "
            + "and 2160",
          at: text.span,
          help: "scale it: `ffmpeg -i INPUT -vf "
            + (width < height ? "scale=720:-2" : "scale=-2:720") + " OUTPUT.mp4`")
      case .frameRate:
        report.error(
          .videoRate,
          "the video has \(rate(video.frameRate)) frames a second; the service takes 24, 30 or 60",
          at: text.span, help: "convert it: `ffmpeg -i INPUT -r 30 OUTPUT.mp4`")
      }
    }
  }

  private func seconds(_ milliseconds: Int) -> String {
    DecimalNumber(max(0, milliseconds)).scaled(byPowerOfTen: -3).description
  }

  private func rate(_ rate: Rational) -> String {
    if rate.numerator % rate.denominator == 0 { return "\(rate.numerator / rate.denominator)" }
    let hundredths = (rate.numerator * 100 + rate.denominator / 2) / rate.denominator
    return DecimalNumber(max(0, hundredths)).scaled(byPowerOfTen: -2).description
  }
}

extension FileFacts.Media {
  /// What the content is, for a message.
  fileprivate var words: String {
    switch self {
    case .image(let image): "a \(image.format.rawValue) image"
    case .video(let video): "a video (\(quoted(video.container)))"
    case .unprobedVideo: "a video"
    case .other(let words): words
    }
  }
}
