package import Glibc

/// A file being written beside its target, moved into place by `commit`.
///
/// Let go of without `commit`, what was written is gone: a broken download or a full disk leaves no
/// half file under a name that looks finished. Where the file system can, the file has no name at all
/// until then, so that not even a killed process leaves anything behind; elsewhere see
/// `TemporaryName`.
package struct FileWriter: ~Copyable {
  private let descriptor: FileDescriptor
  private let target: String
  /// `nil` while the file has no name.
  private let temporaryName: String?
  private var isCommitted = false
  /// How many bytes were written since the start, or the last `restart`.
  package private(set) var byteCount = 0

  /// Creates the temporary file; its folder must be there.
  ///
  /// Where the target is a symbolic link, what it points to is replaced. `mode` is the permission
  /// bits; left out, those of the file that is replaced, else what the umask leaves of 0666.
  ///
  /// - Throws: `FileError`, `isMissing` without the folder.
  package init(_ path: String, mode: mode_t? = nil) throws(FileError) {
    try self.init(path, mode: mode, mayBeNameless: true)
  }

  /// `mayBeNameless` is false in tests of what file systems do that know no files without a name.
  init(_ path: String, mode: mode_t? = nil, mayBeNameless: Bool) throws(FileError) {
    let existing = try? FileSystem.status(of: path)
    let target = existing == nil ? path : FileSystem.resolvingLinks(path)
    let kept = mode ?? existing?.mode
    if mayBeNameless, let nameless = FileDescriptor.nameless(for: target, mode: mode ?? 0o666) {
      if let kept { try nameless.setMode(kept) }
      self.descriptor = nameless
      self.temporaryName = nil
    } else {
      let name = TemporaryName(for: target)
      let descriptor = try name.create(mode: mode ?? 0o666)
      do throws(FileError) {
        if let kept { try descriptor.setMode(kept) }
      } catch {
        _ = unlink(descriptor.path)
        throw error
      }
      self.temporaryName = descriptor.path
      self.descriptor = descriptor
    }
    self.target = target
  }

  deinit {
    // A file that cannot be removed now is a leftover by its name; there is nobody to tell.
    if let temporaryName, !isCommitted { _ = unlink(temporaryName) }
  }

  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try descriptor.write(bytes)
    byteCount += bytes.count
  }

  package mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.withUnsafeBufferPointer { buffer throws(FileError) in
      try descriptor.write(UnsafeRawBufferPointer(buffer))
    }
    byteCount += bytes.count
  }

  /// Throws away what was written: the other side began again from the first byte.
  package mutating func restart() throws(FileError) {
    guard ftruncate(descriptor.number, 0) == 0, lseek(descriptor.number, 0, SEEK_SET) == 0 else {
      throw .last(.write, descriptor.path)
    }
    byteCount = 0
  }

  /// Puts the content on the disk and then under the target's name.
  ///
  /// Unless `replacing`, a file that stands there is left as it is, even one that appeared only
  /// just now.
  ///
  /// - Throws: `FileError`; `isAlreadyThere` for that. What was written is gone then.
  package consuming func commit(replacing: Bool = true) throws(FileError) {
    try descriptor.synchronize()
    switch (temporaryName, replacing) {
    case (let name?, true): try FileSystem.rename(name, to: target)
    case (let name?, false): try FileSystem.moveIntoPlace(name, to: target)
    case (nil, true): try descriptor.link(replacing: target)
    case (nil, false): try descriptor.link(to: target)
    }
    isCommitted = true
    // The name is durable only when the folder is.
    try FileSystem.synchronizeFolder(of: target)
  }
}

extension FileSystem {
  /// The one absolute path of a file that is named by an absolute path, whichever way it was reached,
  /// be it there already or not.
  package static func canonicalPath(_ path: String) -> String {
    let path = Path.normalize(path)
    let folder = Path.folder(of: path)
    if folder == path { return path }
    // What is at the end may be a link that is about to be replaced; its folder is what counts.
    let parent = resolvingLinks(folder)
    let isThere = !parent.utf8.elementsEqual(folder.utf8) || ((try? exists(folder)) ?? false)
    return Path.join(isThere ? parent : canonicalPath(folder), Path.name(of: path))
  }

  /// The path behind symbolic links; the path itself where it cannot be resolved.
  package static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Makes the names in the folder of `path` durable.
  static func synchronizeFolder(of path: String) throws(FileError) {
    let folder = try FileDescriptor(
      opening: Path.folder(of: path), flags: O_RDONLY | O_DIRECTORY)
    try folder.synchronize()
  }

  /// Gives a file another name in the same file system, durably, and never that of another file.
  ///
  /// - Throws: `FileError`; `isAlreadyThere` where something of the new name stands.
  package static func move(_ path: String, withoutReplacing target: String) throws(FileError) {
    try check(path, for: .rename)
    try moveIntoPlace(path, to: target)
    try synchronizeFolder(of: target)
  }

  /// Whether both are names of one file: the process that was giving it the second was ended before it
  /// took away the first.
  private static func isOneFile(_ path: String, _ other: String) -> Bool {
    var (status, otherStatus) = (stat(), stat())
    let isOne =
      lstat(path, &status) == 0 && lstat(other, &otherStatus) == 0
      && status.st_dev == otherStatus.st_dev && status.st_ino == otherStatus.st_ino
    errno = EEXIST
    return isOne
  }

  /// Renames without replacing, by a second hard link where the file system has those, else by
  /// claiming the name with an empty file first.
  static func moveIntoPlace(_ path: String, to target: String) throws(FileError) {
    try check(target, for: .rename)
    if link(path, target) == 0 || (errno == EEXIST && isOneFile(path, target)) {
      guard unlink(path) == 0 else { throw .last(.remove, path) }
    } else if errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS {
      _ = try FileDescriptor(opening: target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
      do throws(FileError) {
        try rename(path, to: target)
      } catch {
        _ = unlink(target)
        throw error
      }
    } else {
      throw .last(.rename, target)
    }
  }
}
