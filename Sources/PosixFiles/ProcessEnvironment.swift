@preconcurrency import Glibc

/// What the process was given by whoever started it.
package enum ProcessEnvironment {
  /// The environment variables; read once at the start, for the program changes none of them.
  package static func variables() -> [String: String] {
    var variables: [String: String] = [:]
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let text = entry.pointee {
      let pair = String(cString: text).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
      entry += 1
    }
    return variables
  }

  /// The current folder.
  ///
  /// - Throws: `FileError` where it was removed or may not be looked at.
  package static func currentFolder() throws(FileError) -> String {
    guard let path = getcwd(nil, 0) else { throw .last(.inspect, ".") }
    defer { free(path) }
    return String(cString: path)
  }

  /// The user's home folder: `HOME`, else what the user database says.
  package static func homeFolder(_ variables: [String: String]) -> String? {
    if let home = variables["HOME"], Path.isAbsolute(home) { return home }
    guard let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir else { return nil }
    return String(cString: home)
  }
}
