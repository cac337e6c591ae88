import Glibc
import PosixFiles

/// Reads standard input line by line, as it comes, on a thread of its own.
enum InputLines {
  /// A line that is longer cannot be meant.
  private static let limit = 1 << 20

  static func stream(_ descriptor: Int32) -> AsyncStream<Result<String, FileError>> {
    AsyncStream { continuation in
      let isStarted = startThread {
        read(descriptor) { line in
          if case .terminated = continuation.yield(line) { false } else { true }
        }
        continuation.finish()
      }
      if !isStarted { continuation.finish() }
    }
  }

  /// Calls `take` with every line, until it wants no more.
  private static func read(
    _ descriptor: Int32, _ take: (Result<String, FileError>) -> Bool
  ) {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 {
        if !line.isEmpty { _ = take(text(line)) }
        return
      }
      guard count > 0 else {
        if errno == EINTR || wait(for: descriptor) { continue }
        _ = take(
          .failure(FileError(path: "standard input", operation: .read, reason: .system(errno))))
        return
      }
      for byte in buffer[..<count] {
        if byte == UInt8(ascii: "\n") {
          guard take(text(line)) else { return }
          line.removeAll(keepingCapacity: true)
        } else if line.count < limit {
          line.append(byte)
        }
      }
    }
  }

  /// Waits where somebody has made the input non-blocking; `false` where that is not why it failed.
  private static func wait(for descriptor: Int32) -> Bool {
    guard errno == EAGAIN else { return false }
    var descriptors = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&descriptors, 1, -1) >= 0
  }

  private static func text(_ line: [UInt8]) -> Result<String, FileError> {
    .success(String(decoding: line.last == 0x0D ? line.dropLast() : line[...], as: UTF8.self))
  }
}
