import Glibc
import PosixFiles

/// The files of a state folder that have a URL: uploads, the videos of sessions, results, previews.
///
/// A name says what the file is and is safe in a URL and as a file's name.
struct MediaFolder: Sendable {
  private let path: String

  /// - Throws: `FileError` where the folder cannot be made.
  init(path: String) throws(FileError) {
    try FileSystem.createFolders(path, mode: 0o700)
    self.path = path
  }

  func path(of name: String) -> String { Path.join(path, name) }

  func has(_ name: String) -> Bool {
    (try? FileSystem.status(of: path(of: name)).kind) == .file
  }

  /// Writes a file in one step, so that another process never reads half of it.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try FileSystem.write(bytes, to: path(of: name))
  }

  /// Gives a file a second name under which it stays as it is, even when the first is written anew.
  func keep(_ name: String, as other: String) throws(FileError) {
    guard link(path(of: name), path(of: other)) != 0 else { return }
    // A file system without hard links: a copy does as well.
    let reader = try FileReader(path(of: name))
    var writer = try FileWriter(path(of: other))
    while true {
      let piece = try reader.read(upTo: 1 << 20)
      if piece.isEmpty { break }
      try writer.write(piece)
    }
    try writer.commit()
  }
}

/// The names in a media folder.
enum MediaName {
  /// Whatever was uploaded, under any name; nothing where the name is too long for a file.
  static func upload(_ name: String) -> String? {
    let encoded = "upload-" + PercentEncoding.encode(name)
    return encoded.utf8.count <= 255 ? encoded : nil
  }

  static func session(_ id: String) -> String { "session-\(id).mp4" }
  static func result(_ id: String) -> String { "result-\(id).mp4" }
  static func watermarkedResult(_ id: String) -> String { "result-\(id)-watermarked.mp4" }
  static func preview(_ id: String, _ fileExtension: String) -> String {
    "preview-\(id).\(fileExtension)"
  }

  /// The clip that stands in for a video on the public internet.
  static func standIn(seconds: Int) -> String { "stand-in-\(seconds)s.mp4" }

  /// Whether it is one of the names above, uploads excepted: those have URLs of their own.
  static func isServed(_ name: String) -> Bool {
    ["session-", "result-", "preview-", "stand-in-"].contains { name.hasPrefix($0) }
      && PercentEncoding.encode(name) == name
  }

  /// The file behind the path of one of the simulator's URLs.
  static func file(atPath path: String) -> String? {
    if path.hasPrefix(Route.uploadPath) {
      return upload(String(path.dropFirst(Route.uploadPath.count)))
    }
    let name = String(path.dropFirst(Route.mediaPath.count))
    return path.hasPrefix(Route.mediaPath) && isServed(name) ? name : nil
  }

  static func contentType(of name: String) -> String {
    switch Path.fileExtension(of: name).lowercased() {
    case "mp4": "video/mp4"
    case "mov": "video/quicktime"
    case "png": "image/png"
    case "jpg", "jpeg": "image/jpeg"
    case "json": "application/json"
    default: "application/octet-stream"
    }
  }
}
