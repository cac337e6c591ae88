import Glibc
import LineEditor
import PosixThreads
import Synchronization

extension Interruptions {
  /// Hears SIGINT, SIGTERM and SIGHUP once somebody listens: the first is the wish to stop, the second
  /// ends the process at once.
  static let process = Interruptions { listenToSignals() }
}

/// The end of the pipe that the signal handler writes to; below 0 before there is one.
private let signalPipe = Atomic<Int32>(-1)

/// A signal handler may do next to nothing, so it writes a byte into a pipe, and a thread that reads
/// the pipe does the rest.
private func listenToSignals() {
  var ends: [Int32] = [-1, -1]
  // Without a pipe or a thread the signals keep their usual meaning: the end of the process.
  guard pipe(&ends) == 0 else { return }
  let (readEnd, writeEnd) = (ends[0], ends[1])
  for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) < 0 { return }
  signalPipe.store(writeEnd, ordering: .sequentiallyConsistent)
  do throws(PosixThread.Refused) {
    try PosixThread.detach { hearSignals(from: readEnd) }
  } catch {
    return
  }
  for number in [SIGINT, SIGTERM, SIGHUP] {
    var action = sigaction()
    // Whoever started us with a signal ignored, such as nohup, wants it so.
    guard sigaction(number, nil, &action) == 0, !isIgnoring(action) else { continue }
    action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(signalPipe.load(ordering: .relaxed), &byte, 1)
      errno = saved
    }
    action.sa_flags = SA_RESTART
    // It fails only for numbers that are no signals.
    _ = sigaction(number, &action, nil)
  }
}

private func hearSignals(from readEnd: Int32) {
  var byte: UInt8 = 0
  while true {
    let count = read(readEnd, &byte, 1)
    if count == 1 {
      // Ctrl-C is for what is under way; whoever sends another signal wants the program to end.
      let isFinal = Int32(byte) != SIGINT
      if Interruptions.process.request(isFinal: isFinal) > 1 {
        LineReader.putTerminalBack()
        _exit(ExitCode.stopped.rawValue)
      }
    } else if count == 0 || errno != EINTR {
      return
    }
  }
}

/// Functions cannot be compared, but the bytes of their addresses can.
private func isIgnoring(_ action: sigaction) -> Bool {
  var ignoring = sigaction()
  ignoring.__sigaction_handler.sa_handler = SIG_IGN
  return withUnsafeBytes(of: action.__sigaction_handler) { handler in
    withUnsafeBytes(of: ignoring.__sigaction_handler) { handler.elementsEqual($0) }
  }
}
