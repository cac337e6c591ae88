import Glibc

/// A request to stop that wakes a `poll`.
final class StopSignal: Sendable {
  private let pipe: Pipe

  init() throws(SystemError) {
    let pipe = try Pipe()
    try pipe.writeEnd.setNonblocking()
    self.pipe = pipe
  }

  /// Readable from the first `send` on.
  var descriptor: Int32 { pipe.readEnd.number }

  func send() {
    // A full pipe holds the request already.
    _ = withUnsafeBytes(of: UInt8(1)) { write(pipe.writeEnd.number, $0.baseAddress, 1) }
  }
}
