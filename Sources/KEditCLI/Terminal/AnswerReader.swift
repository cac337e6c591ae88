import Glibc
import PosixThreads

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

  /// Takes from the terminal what nobody has read yet.
  func dropWhatWasTyped() {
    // It fails where the terminal is gone, and then so does reading.
    _ = tcflush(terminal, TCIFLUSH)
  }

  /// The line without its end; `nil` at the end of the input or when the task is cancelled.
  ///
  /// Nothing is read any more once this has returned: what is typed next is for whoever reads then.
  func read() async -> String? {
    guard let bell = Bell() else { return nil }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        do throws(PosixThread.Refused) {
          try PosixThread.detach { continuation.resume(returning: readLine(until: bell)) }
        } catch {
          continuation.resume(returning: nil)
        }
      }
    } onCancel: {
      bell.ring()
    }
  }

  /// Says to the thread that nobody waits for an answer any more.
  private final class Bell: Sendable {
    let listener: Int32
    private let button: Int32

    /// `nil` where the process has no descriptors left.
    init?() {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { return nil }
      (listener, button) = (ends[0], ends[1])
      // Of a pipe that was just made it cannot fail.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit {
      // Nobody has written what could be lost.
      _ = close(listener)
      _ = close(button)
    }

    func ring() {
      var byte: UInt8 = 0
      // An empty pipe takes a byte.
      _ = write(button, &byte, 1)
    }
  }

  /// A terminal gives a line at a time; what does not fit is no answer to a question of yes or no.
  private func readLine(until bell: Bell) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var waiting = [
        pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
        pollfd(fd: bell.listener, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 2, -1) > 0 else {
        if errno == EINTR { continue }
        return nil
      }
      if waiting[1].revents != 0 { return nil }
      let count = Glibc.read(terminal, &buffer, buffer.count)
      if count > 0 {
        return String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      }
      guard count < 0, errno == EINTR else { return nil }
    }
  }
}
