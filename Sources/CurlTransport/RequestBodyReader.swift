import Glibc
import KlingAPI

/// Gives out the body of a request in pieces, from memory or from an open file.
final class RequestBodyReader {
  private enum Source {
    case bytes([UInt8])
    case file(descriptor: CInt, path: String)
  }

  /// In bytes; exactly so much is given out.
  let size: Int
  private let source: Source
  private var offset = 0

  /// - Throws: `.unsendable` where a file cannot be opened or has not the size that was announced.
  init(_ body: HTTPRequest.Body) throws(TransportError) {
    switch body {
    case .none:
      source = .bytes([])
      size = 0
    case .bytes(let bytes):
      source = .bytes(bytes)
      size = bytes.count
    case .file(let path, let announced):
      source = .file(descriptor: try Self.open(path, size: announced), path: path)
      size = announced
    }
  }

  deinit {
    if case .file(let descriptor, _) = source { close(descriptor) }
  }

  /// Copies the next bytes.
  ///
  /// - Returns: how many; 0 at the end.
  /// - Throws: `.unsendable` where the file cannot be read or has become shorter.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int {
    let wanted = min(buffer.count, size - offset)
    if wanted == 0 { return 0 }
    let count: Int
    switch source {
    case .bytes(let bytes):
      buffer.copyBytes(from: bytes[offset..<offset + wanted])
      count = wanted
    case .file(let descriptor, let path):
      count = Self.read(
        descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
      if count < 0 { throw Self.failure(path) }
      if count == 0 { throw .unsendable("\(path): became shorter while it was sent") }
    }
    offset += count
    return count
  }

  private static func open(_ path: String, size: Int) throws(TransportError) -> CInt {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 { throw failure(path) }
    var status = stat()
    let error: TransportError
    if fstat(descriptor, &status) != 0 {
      error = failure(path)
    } else if status.st_mode & S_IFMT != S_IFREG || Int(status.st_size) != size {
      error = .unsendable("\(path): no regular file of \(size) bytes any more")
    } else {
      return descriptor
    }
    close(descriptor)
    throw error
  }

  private static func read(
    _ descriptor: CInt, into buffer: UnsafeMutableRawBufferPointer
  ) -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func failure(_ path: String) -> TransportError {
    .unsendable("\(path): \(String(cString: strerror(errno)))")
  }
}
