/// What is known of a local file without trusting its name.
package struct FileFacts: Hashable, Sendable {
  /// SHA-256 of the content, in lower-case hexadecimal.
  package let sha256: String
  /// The size in bytes.
  package let byteCount: Int
  package let media: Media

  package init(sha256: String, byteCount: Int, media: Media) {
    self.sha256 = sha256
    self.byteCount = byteCount
    self.media = media
  }

  /// What the content is.
  package enum Media: Hashable, Sendable {
    case image(ImageFacts)
    case video(VideoFacts)
    /// A video by its first bytes, but there is no program here to look into it.
    case unprobedVideo
    /// Neither; what it seems to be, for a message: `a GIF image`, `a text file`, `empty`.
    case other(String)
  }
}

/// Format and size of an image, read from its header.
package struct ImageFacts: Hashable, Sendable {
  package enum Format: String, Hashable, Sendable {
    case png = "PNG"
    case jpeg = "JPEG"
  }

  package let format: Format
  /// Width and height in pixels, as they are displayed (EXIF orientation is not applied).
  package let width: Int
  package let height: Int

  package init(format: Format, width: Int, height: Int) {
    self.format = format
    self.width = width
    self.height = height
  }
}

/// What a probe says of a video.
package struct VideoFacts: Hashable, Sendable {
  /// Whether it is an MP4 or QuickTime file by its content.
  package let isMP4OrMOV: Bool
  /// The container's name, for a message: `matroska,webm`.
  package let container: String
  /// Width and height in pixels, as displayed.
  package let width: Int
  package let height: Int
  /// Frames per second as the exact fraction of the container, for example 30000/1001.
  package let frameRate: Rational
  /// The length in milliseconds.
  package let durationMilliseconds: Int
  /// The number of frames, counted or derived from length and rate.
  package let frameCount: Int
  package let hasAudio: Bool

  package init(
    isMP4OrMOV: Bool, container: String, width: Int, height: Int, frameRate: Rational,
    durationMilliseconds: Int, frameCount: Int, hasAudio: Bool
  ) {
    self.isMP4OrMOV = isMP4OrMOV
    self.container = container
    self.width = width
    self.height = height
    self.frameRate = frameRate
    self.durationMilliseconds = durationMilliseconds
    self.frameCount = frameCount
    self.hasAudio = hasAudio
  }
}

/// A fraction of whole numbers, the denominator above 0.
package struct Rational: Hashable, Sendable {
  package let numerator: Int
  package let denominator: Int

  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator > 0, "a rate's denominator is positive")
    self.numerator = numerator
    self.denominator = denominator
  }

  package var value: Double { Double(numerator) / Double(denominator) }
}
