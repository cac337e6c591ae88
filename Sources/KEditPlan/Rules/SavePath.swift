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
    if Self.isNormal(text) {
      self.path = Self.hasEnding(text) ? text : text + ".mp4"
      return
    }
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
    if text.utf8.count > Self.longestPath
      || segments.contains(where: { $0.utf8.count > Self.longestName })
    {
      throw .tooLong
    }
    self.path = segments.joined(separator: "/") + (Self.hasEnding(last) ? "" : ".mp4")
  }

  /// Whether a text is a path in normal form, but for its ending: visible ASCII, with nothing
  /// empty, no `.` and no `..` between its slashes. Nearly all are.
  private static func isNormal(_ text: String) -> Bool {
    var count = 0
    var dots = 0
    let bytes = text.utf8.span
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "/"):
        if count == dots && dots <= 2 { return false }
        count = 0
        dots = 0
      case 0x20...0x7E:
        count += 1
        if bytes[index] == UInt8(ascii: ".") { dots += 1 }
        if count > longestName { return false }
      default: return false
      }
    }
    return !(count == dots && dots <= 2) && bytes.count <= longestPath
  }

  private static let longestName = 200
  private static let longestPath = 1_000

  /// Whether it ends in `.mp4`, in whatever case, behind at least one other sign.
  private static func hasEnding(_ name: String) -> Bool {
    var bytes = name.utf8.reversed().makeIterator()
    guard bytes.next() == UInt8(ascii: "4"), bytes.next().map({ $0 | 0x20 }) == UInt8(ascii: "p"),
      bytes.next().map({ $0 | 0x20 }) == UInt8(ascii: "m"), bytes.next() == UInt8(ascii: "."),
      let before = bytes.next()
    else { return false }
    return before != UInt8(ascii: "/")
  }

  /// The ending of another format that stands before the `.mp4` that was put to a text: `mov` of
  /// `clean.mov`.
  package func foreignEnding(of text: String) -> Substring? {
    guard !Self.hasEnding(text), let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) else {
      return nil
    }
    let letters = text[text.utf8.index(after: dot)...]
    return MediaExtension.isKnown(letters.lowercased()) ? letters : nil
  }

  /// Two results whose keys are equal would be one file on some file system: case is folded, and
  /// Swift's equality takes composed and decomposed letters as the same.
  package var key: String { Self.key(of: path) }

  static func key(of path: String) -> String { path.uppercased().lowercased() }
}
