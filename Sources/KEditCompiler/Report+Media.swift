import KEditPlan
import KEditSyntax
import MediaFacts

/// How what is wrong with a video or an image is put into words.
extension Report {
  mutating func isEmpty(_ text: ResolvedText, _ what: String) -> Bool {
    guard text.text.isBlank else { return false }
    self.error(
      .emptyText, "\(what) is empty", at: text.site, help: "write a URL or the path of a file")
    return true
  }

  mutating func url(_ text: ResolvedText, _ what: String, _ values: Values) -> WebURL? {
    do {
      return try WebURL(text.text)
    } catch .data {
      self.error(
        .dataURL, "\(what) cannot be given as a `data:` URL", at: text.site,
        help: "save it as a file and write its path; kedit sends the content itself")
    } catch {
      self.error(
        .badURL, error.words(for: what), at: values.site(of: text, where: error.isFault),
        help: "write `https://…`, or the path of a local file")
    }
    return nil
  }

  mutating func reportWrongExtension(
    _ url: WebURL, at site: Site, _ what: String, _ allowed: String
  ) {
    self.error(
      .badExtension,
      "the service takes \(what) as \(allowed), not `.\(url.pathExtension ?? "")`", at: site,
      help: "convert the file and write the URL of the converted one")
  }

  mutating func warnOfNoExtension(at site: Site, _ allowed: String) {
    self.warning(
      .noExtension, "the URL does not end in \(allowed), so its format cannot be told",
      at: site, help: "make sure that the service finds \(allowed) there")
  }
}

extension WebURL.Fault {
  /// Whether another text has the same fault, wherever in it.
  func isFault(of text: String) -> Bool {
    do {
      _ = try WebURL(text)
      return false
    } catch {
      return error.words(for: "") == words(for: "")
    }
  }

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

extension Report {
  mutating func judge(_ facts: FileFacts, imageAt site: Site) {
    guard case .image(let image) = facts.media else {
      self.error(
        .wrongImageFormat,
        "an image is a PNG or JPEG file, and this is \(facts.media.words)", at: site,
        help: facts.media.advice(toHave: "a PNG or JPEG file", by: facts.media.stillCommand))
      return
    }
    let faults = ImageRules.faults(
      byteCount: facts.byteCount, width: image.width, height: image.height)
    for fault in faults {
      switch fault {
      case .tooLarge(let bytes):
        self.error(
          .imageTooLarge,
          "the image has \(megabytes(bytes)) MB; the service takes at most 10 MB", at: site,
          help: "make it smaller: `ffmpeg -i INPUT -vf scale=2048:-2 OUTPUT.jpg`")
      case .tooSmall(let width, let height):
        self.error(
          .imageTooSmall,
          "the image is \(width) by \(height) pixels; each side must have at least "
            + "\(Limits.imageSide)",
          at: site,
          help: "use a larger picture, or enlarge it: "
            + "`ffmpeg -i INPUT -vf scale=600:600:force_original_aspect_ratio=increase OUTPUT.png`")
      case .aspect(let width, let height):
        self.error(
          .imageAspect,
          "the image is \(width) by \(height) pixels; the longer side may have at most 2.5 times "
            + "the shorter",
          at: site, help: "crop it to what is to be put into the video, or pad it")
      }
    }
  }

  private func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes * 10 + (1 << 20) - 1) >> 20
    return "\(tenths / 10).\(tenths % 10)"
  }

  mutating func judge(_ facts: FileFacts, videoAt site: Site) {
    switch facts.media {
    case .video(let video): judge(video, at: site)
    case .unprobedVideo:
      self.warning(
        .videoNotProbed, "the video was not looked into, for `ffprobe` is not installed",
        at: site,
        help: "install ffmpeg to have its length, size and frame rate checked before anything is "
          + "sent")
    case .image, .other:
      self.error(
        .wrongVideoFormat, "a video is an MP4 or MOV file, and this is \(facts.media.words)",
        at: site,
        help: facts.media.advice(
          toHave: "an MP4 or MOV file",
          by: "convert it: `ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p OUTPUT.mp4`",
          isFrom: { $0.hasSuffix(" video") || $0 == "a GIF image" }))
    }
  }

  private mutating func judge(_ video: VideoFacts, at site: Site) {
    if !video.isMP4OrMOV {
      self.error(
        .wrongVideoFormat,
        "a video is an MP4 or MOV file, and this is \(quoted(video.container))", at: site,
        help: "convert it: `ffmpeg -i INPUT -c:v libx264 -pix_fmt yuv420p OUTPUT.mp4`")
    }
    let faults = VideoRules.faults(
      localMilliseconds: video.durationMilliseconds, width: video.width, height: video.height,
      frameRate: (video.frameRate.numerator, video.frameRate.denominator), chosen: .auto)
    for fault in faults {
      switch fault {
      case .length(let milliseconds):
        self.error(
          .videoLength,
          "the video lasts \(seconds(milliseconds)) s; the service takes 2 to 5 s or 7 to 10 s",
          at: site,
          help: "cut it: `ffmpeg -i INPUT -t \(milliseconds > 7_000 ? 10 : 5) OUTPUT.mp4`")
      case .duration: break
      case .size(let width, let height):
        self.error(
          .videoSize,
          "the video is \(width) by \(height) pixels; width and height must each lie between 720 "
            + "and 2160",
          at: site,
          help: "scale it: `ffmpeg -i INPUT -vf "
            + (width < height ? "scale=720:-2" : "scale=-2:720") + " OUTPUT.mp4`")
      case .frameRate:
        self.error(
          .videoRate,
          "the video has \(rate(video.frameRate)) frames a second; the service takes 24, 30 or 60",
          at: site, help: "convert it: `ffmpeg -i INPUT -r 30 OUTPUT.mp4`")
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
    case .other("empty"): "an empty file"
    case .other(let words): words
    }
  }

  /// What makes a picture of it: one of a GIF or a video, which have many.
  fileprivate var stillCommand: String {
    switch self {
    case .video, .unprobedVideo: "take a frame of it: `ffmpeg -i INPUT -frames:v 1 OUTPUT.png`"
    case .image, .other: "convert it: `ffmpeg -i INPUT -frames:v 1 OUTPUT.png`"
    }
  }

  /// What to do to have another format: a program makes it of something like it, and of nothing
  /// else.
  fileprivate func advice(
    toHave format: String, by command: String,
    isFrom isLike: (String) -> Bool = { $0.hasSuffix(" image") || $0.hasSuffix(" video") }
  ) -> String {
    if words.hasPrefix("a damaged ") { return "save or download it again" }
    if isLike(words) { return command }
    switch self {
    case .video, .unprobedVideo: return command
    case .other("empty"): return "save or download it again: nothing is in it"
    case .other("an HTML page"):
      return "a page was saved in its place: open the address in a browser, and save what it shows"
    case .other(let words) where words.hasPrefix("a Git LFS pointer"):
      return "fetch the file itself: `git lfs pull`"
    case .image, .other: return "name \(format); what counts is the content, not the file's name"
    }
  }
}
