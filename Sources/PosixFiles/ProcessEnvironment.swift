@preconcurrency import Glibc

/// What the process was given by whoever started it.
package enum ProcessEnvironment {
  /// One environment variable. The program changes none of them.
  package static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// All environment variables.
  package static func variables() -> [String: String] {
    var count = 0
    while environ[count] != nil { count += 1 }
    var variables: [String: String] = [:]
    variables.reserveCapacity(count)
    for index in 0..<count {
      guard let entry = environ[index], let sign = strchr(entry, CInt(UInt8(ascii: "="))) else {
        continue
      }
      let name = UnsafeRawBufferPointer(start: entry, count: sign - entry)
      variables[String(decoding: name, as: UTF8.self)] = String(cString: sign + 1)
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

  /// The user's home folder: what the variable `HOME` says, else the user database.
  package static func homeFolder(variable home: String?) -> String? {
    if let home, Path.isAbsolute(home) { return home }
    guard let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir else { return nil }
    return String(cString: home)
  }
}
