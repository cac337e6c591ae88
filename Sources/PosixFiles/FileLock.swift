import Glibc

/// A lock that one process has at a time, and that the system takes from it when it ends, however
/// it ends.
package struct FileLock: ~Copyable {
  private let descriptor: FileDescriptor

  /// Takes the lock without waiting for it; `nil` where another has it. The file is made where it
  /// is missing.
  ///
  /// - Throws: `FileError`.
  package init?(_ path: String) throws(FileError) {
    let descriptor = try FileDescriptor(opening: path, flags: O_RDWR | O_CREAT, mode: 0o600)
    guard descriptor.lock() != .taken else { return nil }
    self.descriptor = descriptor
  }

  /// Lets others have it.
  package consuming func release() {}
}
