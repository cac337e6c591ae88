package import Glibc

/// A file being written under a temporary name beside its target, moved into place by `commit`.
///
/// Let go of without `commit`, the temporary file is removed: a broken download or a full disk
/// leaves no half file under a name that looks finished.
package struct FileWriter: ~Copyable {
  private let descriptor: FileDescriptor
  private let target: String
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
    let existing = try? FileSystem.status(of: path)
    let target = existing == nil ? path : FileSystem.resolvingLinks(path)
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = Path.join(Path.folder(of: target), ".kedit-\(getpid())-\(random).part")
    let descriptor = try FileDescriptor(
      opening: temporary, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode ?? 0o666)
    if let kept = mode ?? existing?.mode, fchmod(descriptor.number, kept & 0o777) != 0 {
      let failure = FileError.last(.write, temporary)
      _ = unlink(temporary)
      throw failure
    }
    self.descriptor = descriptor
    self.target = target
  }

  deinit {
    // A file that cannot be removed now is a leftover by its name; there is nobody to tell.
    if !isCommitted { _ = unlink(descriptor.path) }
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
  /// - Throws: `FileError`; `isAlreadyThere` for that. The temporary file is gone then.
  package consuming func commit(replacing: Bool = true) throws(FileError) {
    try descriptor.synchronize()
    if replacing {
      try FileSystem.rename(descriptor.path, to: target)
    } else {
      try FileSystem.moveIntoPlace(descriptor.path, to: target)
    }
    isCommitted = true
    // The name is durable only when the folder is.
    let folder = try FileDescriptor(
      opening: Path.folder(of: target), flags: O_RDONLY | O_DIRECTORY)
    try folder.synchronize()
  }
}

extension FileSystem {
  /// The path behind symbolic links; the path itself where it cannot be resolved.
  static func resolvingLinks(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// Renames without replacing, by a second hard link where the file system has those, else by
  /// claiming the name with an empty file first.
  static func moveIntoPlace(_ path: String, to target: String) throws(FileError) {
    try check(target, for: .rename)
    if link(path, target) == 0 {
      guard unlink(path) == 0 else { throw .last(.remove, path) }
    } else if errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS {
      _ = try FileDescriptor(opening: target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
      try rename(path, to: target)
    } else {
      throw .last(.rename, target)
    }
  }
}
