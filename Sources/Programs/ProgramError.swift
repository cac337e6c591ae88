/// Why a program did not run to its own end; what it said by its exit status is no error here.
package enum ProgramError: Error, Hashable, Sendable {
  /// There is no such program in any folder of `PATH`.
  case notFound(String)
  /// The system would not start it; why, in the system's words.
  case cannotStart(String, String)
  /// It was ended because its time was up.
  case timedOut(String, Duration)
  /// It was ended because it printed more bytes than it may.
  case tooMuchOutput(String, limit: Int)
  /// It was ended because the calling task was cancelled.
  case cancelled
}

extension ProgramError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notFound(let name): "the program '\(name)' is not installed"
    case .cannotStart(let name, let words): "'\(name)' cannot be started: \(words)"
    case .timedOut(let name, let limit):
      "'\(name)' was ended: it took longer than \(limit.components.seconds) s"
    case .tooMuchOutput(let name, let limit):
      "'\(name)' was ended: it printed more than \(limit) bytes"
    case .cancelled: "cancelled"
    }
  }
}
