internal import Glibc

/// The body of an answer while it is sent, with whatever is to go wrong with it.
///
/// Used by the connection's thread alone, which may therefore block.
final class BodySource {
  enum Content {
    case bytes([UInt8])
    /// An open file, closed by this source, of which `start` is the first byte that is sent.
    case file(descriptor: CInt, start: Int)
  }

  /// The number of bytes that are announced.
  let count: Int
  private let content: Content
  private let fault: HTTPServerResponse.Fault?
  private let stopped: Signal

  init(
    _ content: Content, count: Int, fault: HTTPServerResponse.Fault?, stopped: Signal
  ) {
    self.content = content
    self.count = if case .shorten(let end) = fault { min(end ?? count / 2, count) } else { count }
    self.fault = fault
    self.stopped = stopped
  }

  deinit {
    if case .file(let descriptor, _) = content { close(descriptor) }
  }

  /// Copies the next bytes.
  ///
  /// - Returns: how many, or nil where the answer ends here, before its announced end.
  func read(at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    var limit = min(buffer.count, count - position)
    switch fault {
    case .truncate(let wanted):
      let end = wanted ?? count / 2
      guard position < end else { return nil }
      limit = min(limit, end - position)
    case .trickle(let bytes, let pause):
      if stopped.wait(upTo: pause) { return nil }
      limit = min(limit, max(bytes, 1))
    case .drop, .shorten, .ignoreRange, .wrongRange, nil: break
    }
    guard limit > 0 else { return nil }

    switch content {
    case .bytes(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + limit]))
      }
      return limit
    case .file(let descriptor, let start):
      while true {
        let read = pread(descriptor, buffer.baseAddress, limit, off_t(start + position))
        if read > 0 { return read }
        // The end came early: someone has cut the file.
        guard read < 0, errno == EINTR else { return nil }
      }
    }
  }
}
