/// Paths as text: nothing here asks the file system, so a link is not looked through.
package enum Path {
  /// Without `.`, doubled slashes and every `..` that can be resolved; `.` for the empty path.
  package static func normalize(_ path: String) -> String {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !isAbsolute {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    return isAbsolute ? "/" + joined : joined.isEmpty ? "." : joined
  }

  package static func isAbsolute(_ path: String) -> Bool {
    path.utf8.first == UInt8(ascii: "/")
  }

  /// `path` as seen from `folder`: an absolute one stays what it is, nothing is normalised.
  package static func join(_ folder: String, _ path: String) -> String {
    if isAbsolute(path) || folder.isEmpty || folder == "." { return path }
    if path.isEmpty { return folder }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
  }

  /// The way from one folder to another by names, both absolute or both not, and normalised; `.` for
  /// the same.
  package static func relative(_ path: String, from folder: String) -> String {
    let target = path.utf8.split(separator: UInt8(ascii: "/")).filter {
      !$0.elementsEqual(".".utf8)
    }
    let start = folder.utf8.split(separator: UInt8(ascii: "/")).filter {
      !$0.elementsEqual(".".utf8)
    }
    let shared = zip(target, start).prefix { $0.elementsEqual($1) }.count
    let up = Array(repeating: "..", count: start.count - shared)
    let down = target.dropFirst(shared).map { String(Substring($0)) }
    let parts = up + down
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// The folder that holds the last part, as `dirname` says it: `.` for a bare name.
  package static func folder(of path: String) -> String {
    let trimmed = trimmingSlashes(path[...])
    if trimmed == "/" { return "/" }
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    let folder = trimmingSlashes(trimmed[..<slash])
    return folder.isEmpty ? "/" : String(folder)
  }

  /// The last part: `farm.mp4` of `media/farm.mp4`, `/` of the root.
  package static func name(of path: String) -> String {
    let trimmed = trimmingSlashes(path[...])
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(trimmed) }
    return trimmed == "/" ? "/" : String(trimmed[trimmed.utf8.index(after: slash)...])
  }

  /// The last part without its last extension: `farm` of `media/farm.mp4`.
  package static func stem(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// The extension in lower case without its dot, empty where there is none.
  package static func fileExtension(of path: String) -> String {
    let name = name(of: path)
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// Without the slashes at the end; of the root one is left.
  private static func trimmingSlashes(_ path: Substring) -> Substring {
    var end = path.endIndex
    while end > path.startIndex, path.utf8[path.utf8.index(before: end)] == UInt8(ascii: "/") {
      end = path.utf8.index(before: end)
    }
    return end == path.startIndex ? path.prefix(1) : path[..<end]
  }
}
