import PosixFiles

/// The names in a media folder.
enum MediaName {
  /// Whatever was uploaded, under any name; nothing where the name is too long for a file, or has a
  /// part `.` or `..`, which clients take out of a URL before they ask for it.
  static func upload(_ name: String) -> String? {
    guard !name.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) else {
      return nil
    }
    let encoded = "upload-" + PercentEncoding.encode(name)
    return encoded.utf8.count <= 255 ? encoded : nil
  }

  static func session(_ id: String) -> String { "session-\(id).mp4" }
  static func result(_ id: String) -> String { "result-\(id).mp4" }
  static func watermarkedResult(_ id: String) -> String { "result-\(id)-watermarked.mp4" }
  /// The id of the task whose result, with a watermark or without, is the file of that name.
  static func task(ofResult name: String) -> String? {
    guard name.hasPrefix("result-") else { return nil }
    return String(name.dropFirst("result-".count).prefix { $0.isNumber })
  }

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
