/// What a URL's path extension says about the content behind it.
package enum MediaExtension: Hashable, Sendable {
  /// One that the service takes.
  case allowed
  /// Known to be something else; the service will refuse it.
  case wrong
  /// None, or one that tells nothing: signed links have none.
  case unknown

  package static func ofVideo(_ letters: String?) -> MediaExtension {
    judge(letters) { $0 == "mp4" || $0 == "mov" }
  }

  package static func ofImage(_ letters: String?) -> MediaExtension {
    judge(letters) { $0 == "jpg" || $0 == "jpeg" || $0 == "png" }
  }

  /// Whether files with such an ending, in small letters, are of a format that people know.
  static func isKnown(_ letters: String) -> Bool { known.contains(letters) }

  private static func judge(
    _ letters: String?, isAllowed: (String) -> Bool
  ) -> MediaExtension {
    guard let letters = letters?.lowercased() else { return .unknown }
    if isAllowed(letters) { return .allowed }
    return known.contains(letters) ? .wrong : .unknown
  }

  private static let known: Set<String> = [
    // Videos
    "3g2", "3gp", "asf", "avi", "f4v", "flv", "m2ts", "m3u8", "m4v", "mkv", "mov", "mp4", "mpd",
    "mpeg", "mpg", "mts", "mxf", "ogv", "ts", "vob", "webm", "wmv",
    // Images
    "avif", "bmp", "eps", "gif", "heic", "heif", "ico", "jp2", "jpeg", "jpg", "jxl", "png", "psd",
    "svg", "tga", "tif", "tiff", "webp",
    // Sound, text, archives
    "aac", "csv", "doc", "docx", "flac", "gz", "htm", "html", "json", "m4a", "md", "mp3", "ogg",
    "opus", "pdf", "rar", "tar", "txt", "wav", "xml", "zip",
  ]
}
