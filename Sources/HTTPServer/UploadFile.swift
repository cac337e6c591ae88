internal import Glibc

/// A request's body while it is written to a file; removed unless it was handed on.
final class UploadFile {
  let path: String
  private(set) var size = 0
  private var descriptor: CInt
  private var isHandedOn = false

  /// Creates the file, which must not be there, readable by its owner alone.
  init?(path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    self.path = path
    guard descriptor >= 0 else { return nil }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if !isHandedOn { unlink(path) }
  }

  /// - Returns: false where the disk does not take it.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 && errno != EINTR { return false }
      rest = rest.dropFirst(max(count, 0))
    }
    size += bytes.count
    return true
  }

  /// Leaves the file to the handler.
  func handOn() -> HTTPServerRequest.Body {
    isHandedOn = true
    return .file(path: path, size: size)
  }
}
