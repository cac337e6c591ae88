import Glibc
import Synchronization

/// Reads the line that a person types, on a thread of its own, so that the wish to stop need not
/// wait for the person.
enum AnswerReader {
  private typealias Continuation = CheckedContinuation<String?, Never>

  /// Takes the first answer that comes, and only that: the line, or the cancellation.
  private final class Pending: Sendable {
    private let state = Mutex<(continuation: Continuation?, isOver: Bool)>((nil, false))

    func begin(_ continuation: Continuation) {
      let isOver = state.withLock { state in
        if !state.isOver { state.continuation = continuation }
        return state.isOver
      }
      if isOver { continuation.resume(returning: nil) }
    }

    func finish(_ answer: String?) {
      let continuation = state.withLock { state in
        defer { state = (nil, true) }
        return state.continuation
      }
      continuation?.resume(returning: answer)
    }
  }

  /// The line without its end; `nil` at the end of the input or when the task is cancelled.
  static func read() async -> String? {
    let pending = Pending()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        pending.begin(continuation)
        // The thread of a cancelled question stays behind, waiting; the process is about to end.
        if !startThread({ pending.finish(readLine()) }) { pending.finish(nil) }
      }
    } onCancel: {
      pending.finish(nil)
    }
  }
}
