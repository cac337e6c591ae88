package import Glibc

/// What the program does with names in the file system; content is read by `FileReader` and
/// written by `FileWriter`.
package enum FileSystem {
  /// Refuses a path with a NUL in it, which C would silently cut short.
  static func check(_ path: String, for operation: FileError.Operation) throws(FileError) {
    if path.utf8.contains(0) {
      throw FileError(path: path, operation: operation, reason: .system(EINVAL))
    }
  }

  /// What stands at a path, or behind the symbolic link there.
  ///
  /// - Throws: `FileError`, `isMissing` where there is nothing.
  package static func status(
    of path: String, followingLinks: Bool = true
  ) throws(FileError) -> FileStatus {
    try check(path, for: .inspect)
    var raw = stat()
    let result = followingLinks ? stat(path, &raw) : lstat(path, &raw)
    guard result == 0 else { throw .last(.inspect, path) }
    return FileStatus(raw)
  }

  /// Whether there is anything of that name, a dangling link included.
  ///
  /// - Throws: `FileError` where that cannot be told, for example for want of permission.
  package static func exists(_ path: String) throws(FileError) -> Bool {
    do {
      _ = try status(of: path, followingLinks: false)
      return true
    } catch {
      guard error.isMissing else { throw error }
      return false
    }
  }

  /// Creates a folder with those above it; one that stands already is left as it is. `mode` is
  /// that of the new ones, before the umask.
  package static func createFolders(_ path: String, mode: mode_t = 0o777) throws(FileError) {
    try check(path, for: .createFolder)
    if path.isEmpty || mkdir(path, mode) == 0 { return }
    let failure = FileError.last(.createFolder, path)
    switch failure.reason {
    case .system(EEXIST):
      guard try status(of: path).kind == .folder else { throw failure }
    case .system(ENOENT):
      let parent = Path.folder(of: path)
      guard parent != path, parent != "." else { throw failure }
      try createFolders(parent, mode: mode)
      // Another process may have created it in between.
      if mkdir(path, mode) != 0, errno != EEXIST { throw .last(.createFolder, path) }
    default: throw failure
    }
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`.
  package static func list(_ path: String) throws(FileError) -> [String] {
    try check(path, for: .list)
    guard let folder = opendir(path) else { throw .last(.list, path) }
    defer { _ = closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(folder) else {
        if errno != 0 { throw .last(.list, path) }
        break
      }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Removes a file or a symbolic link, not what it points to.
  package static func removeFile(_ path: String) throws(FileError) {
    try check(path, for: .remove)
    guard unlink(path) == 0 else { throw .last(.remove, path) }
  }

  /// Removes a folder with all that is in it, following no link; nothing there is no error.
  package static func removeTree(_ path: String) throws(FileError) {
    guard try exists(path) else { return }
    guard try status(of: path, followingLinks: false).kind == .folder else {
      return try removeFile(path)
    }
    for name in try list(path) { try removeTree(Path.join(path, name)) }
    guard rmdir(path) == 0 else { throw .last(.remove, path) }
  }

  /// Gives a file another name in the same file system, replacing what stands there.
  package static func rename(_ path: String, to target: String) throws(FileError) {
    try check(path, for: .rename)
    try check(target, for: .rename)
    guard Glibc.rename(path, target) == 0 else { throw .last(.rename, target) }
  }
}
