import Glibc

/// An open file with one owner, closed when the owner lets go of it.
struct FileDescriptor: ~Copyable {
  let number: Int32
  let path: String

  /// Opens a file, `O_CLOEXEC` always added so that no child process inherits it.
  ///
  /// `shownAs` is the path that errors name, where it is not that one.
  init(
    opening path: String, flags: Int32, mode: mode_t = 0, shownAs: String? = nil
  ) throws(FileError) {
    try FileSystem.check(path, for: .open)
    var result: Int32
    repeat { result = open(path, flags | O_CLOEXEC, mode) } while result < 0 && errno == EINTR
    guard result >= 0 else { throw .last(.open, path) }
    self.number = result
    self.path = shownAs ?? path
  }

  deinit {
    // Whatever matters was synchronised before; after a failed close the number is free anyway.
    _ = close(number)
  }

  /// Reads what is there, at most the buffer's size; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    try FileDescriptor.read(from: number, into: buffer, path: path)
  }

  static func read(
    from number: Int32, into buffer: UnsafeMutableRawBufferPointer, path: String
  ) throws(FileError) -> Int {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw .last(.read, path) }
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw .last(.write, path)
      }
    }
  }

  /// Waits until the content is on the disk; what cannot be synchronised (a pipe) is let pass.
  func synchronize() throws(FileError) {
    while fsync(number) != 0 {
      if errno == EINVAL || errno == EROFS { return }
      guard errno == EINTR else { throw .last(.synchronize, path) }
    }
  }

  func status() throws(FileError) -> FileStatus {
    var raw = stat()
    guard fstat(number, &raw) == 0 else { throw .last(.inspect, path) }
    return FileStatus(raw)
  }
}
