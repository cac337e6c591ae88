import Glibc

/// The name under which a file is written where it must have one before it is whole.
///
/// The same target always has the same temporary name, so that what a killed process left behind is
/// replaced by the next one that writes the target. A lock, which ends with its process, tells such a
/// leftover from a file that is being written right now.
struct TemporaryName {
  let path: String
  private let folder: String

  init(for target: String) {
    folder = Path.folder(of: target)
    path = Self.path(in: folder, String(Self.hash(Path.name(of: target)), radix: 36))
  }

  private static func path(in folder: String, _ name: String) -> String {
    Path.join(folder, ".kedit-\(name).part")
  }

  /// FNV-1a: the name itself could be too long with anything added.
  private static func hash(_ name: String) -> UInt64 {
    name.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  /// Creates the file and locks it; under another name, used once, where a living process has it.
  func create(mode: mode_t) throws(FileError) -> FileDescriptor {
    for _ in 0..<16 {
      do throws(FileError) {
        let descriptor = try Self.createNew(path, mode: mode)
        // Another process may have taken it for a leftover before it was locked.
        if descriptor.lock() != .taken, descriptor.isStillNamed() { return descriptor }
      } catch {
        guard error.isAlreadyThere else { throw error }
        guard removeLeftover() else { break }
      }
    }
    let random = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return try Self.createNew(Self.path(in: folder, random), mode: mode)
  }

  private static func createNew(_ path: String, mode: mode_t) throws(FileError) -> FileDescriptor {
    try FileDescriptor(
      opening: path, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode)
  }

  /// - Returns: whether the name is free, or may be by now.
  private func removeLeftover() -> Bool {
    let flags = O_WRONLY | O_NOFOLLOW | O_NONBLOCK
    do throws(FileError) {
      let leftover = try FileDescriptor(opening: path, flags: flags)
      guard leftover.lock() == .locked else { return false }
      return !leftover.isStillNamed() || unlink(path) == 0
    } catch {
      return error.isMissing
    }
  }
}

extension FileDescriptor {
  enum LockResult {
    case locked
    /// Another open file description has it.
    case taken
    /// The file system knows no locks.
    case unknown
  }

  /// Takes the lock that ends with this descriptor, without waiting for it.
  func lock() -> LockResult {
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return .taken }
      if errno != EINTR { return .unknown }
    }
    return .locked
  }

  /// Whether the path it was opened by still leads to this file.
  func isStillNamed() -> Bool {
    guard let own = try? status(),
      let named = try? FileSystem.status(of: path, followingLinks: false)
    else { return false }
    return own.device == named.device && own.inode == named.inode
  }
}
