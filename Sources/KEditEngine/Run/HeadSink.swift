import KlingAPI
import Synchronization

/// Takes note of how a response begins, and ends the transfer there.
final class HeadSink: ResponseSink {
  private struct Enough: Error {}

  private let head = Mutex<Int?>(nil)

  /// `nil` where no response came.
  var status: Int? { head.withLock { $0 } }

  func begin(_ head: HTTPResponseHead) throws {
    self.head.withLock { $0 = head.status }
    throw Enough()
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws {
    throw Enough()
  }
}

/// What the status of an answer to a signed link says.
enum DownloadStatus {
  /// The link has expired, or what it led to is gone: only a fresh one can help.
  static func isDeadLink(_ status: Int) -> Bool {
    [401, 403, 404, 410].contains(status)
  }
}
