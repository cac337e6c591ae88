/// Why a command ends early: what went wrong, what to do next, and the code that says so.
struct CommandFailure: Error, Hashable, Sendable {
  let code: ExitCode
  /// One line, without a full stop.
  let message: String
  /// What to do next, in one line or a few.
  let help: String?

  init(_ code: ExitCode, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }

  /// A mistake in the command line or the environment.
  static func usage(_ message: String, help: String? = nil) -> CommandFailure {
    CommandFailure(.usage, message, help: help)
  }
}
