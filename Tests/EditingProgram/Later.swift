import Glibc
import LineEditor

/// What happens on another thread while the next line is read, after as many milliseconds as the
/// command says; at 0 before that line is read.
struct Later {
  private let delay: UInt32
  private let deed: @Sendable () -> Void

  init?(_ command: String, _ reader: LineReader) {
    let words = command.split(separator: " ")
    guard words.count >= 2, let delay = UInt32(words[1]) else { return nil }
    self.delay = delay
    let text = words.dropFirst(2).joined(separator: " ")
    switch words[0] {
    case "notice": deed = { reader.show(text.replacing("|", with: "\n")) }
    case "stop": deed = { reader.stop() }
    case "trap": deed = { preconditionFailure("asked for") }
    case "segv": deed = { UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1 }
    case "abort": deed = { abort() }
    case "exit": deed = { exit(3) }
    default: return nil
    }
  }

  func start() { if delay == 0 { deed() } else { Self.after(delay, deed) } }

  static func after(_ milliseconds: UInt32, _ deed: @escaping @Sendable () -> Void) {
    Task.detached {
      usleep(milliseconds * 1000)
      deed()
    }
  }

  /// After how long the task that reads the next line is to be cancelled, if it is.
  static func cancellation(_ command: String) -> UInt32? {
    let words = command.split(separator: " ")
    return words.count == 2 && words[0] == "cancel" ? UInt32(words[1]) : nil
  }
}
