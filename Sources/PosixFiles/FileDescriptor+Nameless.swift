import Glibc

/// Files without a name, which end with the process whatever ends it (open(2), `O_TMPFILE`).
extension FileDescriptor {
  /// Opens a file that has no name yet, in the folder of `target`.
  ///
  /// `nil` where the file system knows no such thing, where `/proc`, by which it would get its name,
  /// is not there, and where the folder cannot be written: the open of a file with a name says why.
  static func nameless(for target: String, mode: mode_t) -> FileDescriptor? {
    // The C header makes it of an octal number and a cast that Swift does not import.
    let temporary = 0o20_000_000 | O_DIRECTORY
    let folder = Path.folder(of: target)
    guard !target.utf8.contains(0),
      let descriptor = try? FileDescriptor(
        opening: folder, flags: O_WRONLY | temporary, mode: mode, shownAs: target),
      access(descriptor.processPath, F_OK) == 0
    else { return nil }
    return descriptor
  }

  /// Gives a nameless file a name that nothing has.
  ///
  /// - Throws: `FileError`; `isAlreadyThere` where something has it.
  func link(to target: String) throws(FileError) {
    guard linkat(AT_FDCWD, processPath, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 else {
      throw .last(.rename, target)
    }
  }

  /// Gives a nameless file a name, in the place of the file that has it.
  ///
  /// A link cannot replace, a rename can: a second name stands for a moment, which a process killed
  /// just then leaves for the next one that writes this target.
  func link(replacing target: String) throws(FileError) {
    let name = TemporaryName(for: target).path
    for _ in 0..<16 {
      if linkat(AT_FDCWD, processPath, AT_FDCWD, target, AT_SYMLINK_FOLLOW) == 0 { return }
      guard errno == EEXIST else { throw .last(.rename, target) }
      // Left over, or another process's that is just here: that one finds its name gone, and tries
      // again.
      guard unlink(name) == 0 || errno == ENOENT else { throw .last(.rename, target) }
      guard linkat(AT_FDCWD, processPath, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
        if errno == EEXIST { continue }
        throw .last(.rename, target)
      }
      if rename(name, target) == 0 { return }
      let failure = FileError.last(.rename, target)
      if failure.isMissing { continue }
      _ = unlink(name)
      throw failure
    }
    throw FileError(path: target, operation: .rename, reason: .system(EBUSY))
  }

  func setMode(_ mode: mode_t) throws(FileError) {
    guard fchmod(number, mode & 0o777) == 0 else { throw .last(.write, path) }
  }

  /// The name by which the system itself knows an open file.
  private var processPath: String { "/proc/self/fd/\(number)" }
}
