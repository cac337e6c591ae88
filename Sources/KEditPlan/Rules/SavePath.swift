/// Where a result goes inside the output folder, in normal form.
package struct SavePath: Hashable, Sendable {
  package enum Fault: Error, Hashable, Sendable {
    case empty
    /// It begins with `/`, or `..` leads out of the output folder.
    case outside
    /// It ends in `/`, or is nothing but `.`: the name of a folder, not of a file.
    case folder
    /// A control character or one that cannot be seen; the offset in bytes.
    case character(Unicode.Scalar, utf8Offset: Int)
    /// A name between two `/` is longer than 200 bytes, or all together than 1,000: more than
    /// systems hold with the folder before it and the endings that are put to it.
    case tooLong
  }

  /// Without `.` and `..`, with single slashes, ending in `.mp4`.
  package let path: String

  /// Normalises what stands behind `save`.
  ///
  /// - Throws: why it cannot be a file inside the output folder.
  package init(_ text: String) throws(Fault) {
    if text.isEmpty { throw .empty }
    var offset = 0
    for scalar in text.unicodeScalars {
      if scalar.isInvisible && scalar != " " { throw .character(scalar, utf8Offset: offset) }
      offset += UTF8.width(scalar)
    }
    if text.utf8.first == UInt8(ascii: "/") { throw .outside }
    // By bytes: a letter that combines with a slash must not hide it.
    let written = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { String(decoding: Array($0), as: UTF8.self) }
    var segments: [String] = []
    for segment in written {
      switch segment {
      case "", ".": continue
      case "..": if segments.popLast() == nil { throw .outside }
      default: segments.append(segment)
      }
    }
    guard let last = segments.last, written.last == last else { throw .folder }
    if text.utf8.count > 1_000 || segments.contains(where: { $0.utf8.count > 200 }) {
      throw .tooLong
    }
    let hasExtension = last.utf8.count > 4 && last.utf8.suffix(4).map { $0 | 0x20 } == Self.ending
    self.path = segments.joined(separator: "/") + (hasExtension ? "" : ".mp4")
  }

  /// `.mp4` with every bit set that tells lower case from upper.
  private static let ending = ".mp4".utf8.map { $0 | 0x20 }

  /// Two results whose keys are equal would be one file on some file system: case is folded, and
  /// Swift's equality takes composed and decomposed letters as the same.
  package var key: String { Self.key(of: path) }

  static func key(of path: String) -> String { path.uppercased().lowercased() }
}
