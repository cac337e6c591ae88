import Glibc

/// Where a program lies.
package enum ProgramSearch {
  /// The first executable file of that name in the folders of `path`; a name with a slash in it is
  /// taken as it is. Empty folders of `path` are passed over: the current folder is not searched.
  package static func find(_ name: String, path: String?) -> String? {
    guard !name.utf8.contains(0) else { return nil }
    if name.utf8.contains(UInt8(ascii: "/")) { return isExecutable(name) ? name : nil }
    return (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first(where: isExecutable)
  }

  private static func isExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && access(path, X_OK) == 0
  }
}
