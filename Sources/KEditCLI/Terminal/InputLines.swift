import Glibc
package import PosixFiles
import PosixThreads

/// A line of standard input, without its end.
package enum InputLine: Sendable {
  case text(String)
  case notUTF8
  case tooLong(limit: Int)
  /// The last thing that comes.
  case failed(FileError)

  init(_ bytes: [UInt8], limit: Int) {
    guard bytes.count <= limit else {
      self = .tooLong(limit: limit)
      return
    }
    let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes[...]
    self = String(validating: line, as: UTF8.self).map { .text($0) } ?? .notUTF8
  }
}

/// Reads standard input line by line, as it comes, on a thread of its own.
enum InputLines {
  /// A line that is longer cannot be meant.
  private static let limit = 1 << 20

  static func stream(_ descriptor: Int32) -> AsyncStream<InputLine> {
    AsyncStream { continuation in
      do throws(PosixThread.Refused) {
        try PosixThread.detach {
          read(descriptor) { line in
            if case .terminated = continuation.yield(line) { false } else { true }
          }
          continuation.finish()
        }
      } catch {
        continuation.yield(
          .failed(FileError(path: "standard input", operation: .read, reason: .system(error.code))))
        continuation.finish()
      }
    }
  }

  /// Calls `take` with every line, until it wants no more.
  private static func read(
    _ descriptor: Int32, _ take: (InputLine) -> Bool
  ) {
    var line: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 {
        if !line.isEmpty { _ = take(InputLine(line, limit: limit)) }
        return
      }
      guard count > 0 else {
        if errno == EINTR || wait(for: descriptor) { continue }
        _ = take(
          .failed(FileError(path: "standard input", operation: .read, reason: .system(errno))))
        return
      }
      for byte in buffer[..<count] {
        if byte == UInt8(ascii: "\n") {
          guard take(InputLine(line, limit: limit)) else { return }
          line.removeAll(keepingCapacity: true)
        } else if line.count <= limit {
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
}
