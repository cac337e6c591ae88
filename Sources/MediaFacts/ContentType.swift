/// What a file is by its content; its name is never asked.
package enum ContentType: Hashable, Sendable {
  /// A PNG or JPEG image whose header could be read.
  case image(ImageFacts)
  /// An ISO base media or QuickTime file; what is in it only a probe can tell.
  case mp4OrMOV
  /// Another container of moving pictures, with article: `a Matroska video`.
  case otherVideo(String)
  /// Anything else, with article: `a GIF image`, `a text file`; or `empty`.
  case other(String)

  /// Recognises a file from as few of its bytes as will do.
  ///
  /// `size` is the file's in bytes; `read` gives `count` bytes from an offset on, fewer only at the
  /// file's end. A JPEG's size stands behind its metadata, which may be megabytes.
  ///
  /// - Throws: what `read` throws.
  package static func recognize<Failure: Error>(
    size: Int, read: (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ContentType {
    guard size > 0 else { return .other("empty") }
    let prefix = try read(0, 1_024)
    if prefix.starts(with: PNGHeader.signature) {
      return PNGHeader.read(prefix)
    }
    if prefix.starts(with: JPEGHeader.signature) {
      return try JPEGHeader.read(size: size, read)
    }
    return Signature.recognize(prefix, isWhole: size <= prefix.count)
  }

  /// As `recognize(size:read:)`, of bytes that are all there.
  package static func recognize(_ content: [UInt8]) -> ContentType {
    recognize(size: content.count) { offset, count in
      let start = min(offset, content.count)
      return Array(content[start..<min(content.count, start + count)])
    }
  }

  /// What can be said without looking into a video.
  package var unprobed: FileFacts.Media {
    switch self {
    case .image(let facts): .image(facts)
    case .mp4OrMOV: .unprobedVideo
    case .otherVideo(let name), .other(let name): .other(name)
    }
  }

  /// Whether a probe can tell more.
  package var isVideo: Bool {
    switch self {
    case .mp4OrMOV, .otherVideo: true
    case .image, .other: false
    }
  }
}
