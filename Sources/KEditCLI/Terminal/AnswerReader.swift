import Glibc
import Synchronization

/// Reads the line that a person types, on a thread of its own, so that the wish to stop need not
/// wait for the person.
struct AnswerReader: Sendable {
  /// The terminal: standard input, or where a file comes from there, the one that the person watches.
  private let terminal: Int32

  /// `nil` where there is nobody to ask.
  init?() {
    if isatty(STDIN_FILENO) == 1 {
      terminal = STDIN_FILENO
    } else if isatty(STDERR_FILENO) == 1 {
      // Kept open to the end of the process, which asks once.
      let descriptor = open("/dev/tty", O_RDONLY | O_CLOEXEC | O_NOCTTY)
      guard descriptor >= 0 else { return nil }
      terminal = descriptor
    } else {
      return nil
    }
  }

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
  func read() async -> String? {
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

  /// A terminal gives a line at a time; what does not fit is no answer to a question of yes or no.
  private func readLine() -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(terminal, &buffer, buffer.count)
      if count > 0 {
        return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      }
      guard count < 0, errno == EINTR else { return nil }
    }
  }
}
