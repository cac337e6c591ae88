import KEditSyntax

/// One of the program's commands.
protocol Command: Sendable {
  static var description: CommandDescription { get }

  /// Reads everything that the arguments say, so that a mistake in them is found before any work.
  ///
  /// - Throws: a usage failure.
  init(_ arguments: Arguments) throws(CommandFailure)

  /// - Returns: the exit code, where what is to be said has been said already.
  /// - Throws: a failure that is still to be said.
  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode
}

/// What a command works with.
struct CommandContext: Sendable {
  let io: IO
  let environment: Environment
  /// The colours of what goes to standard error.
  let palette: Palette
  /// Whether only results and errors are wanted.
  let isQuiet: Bool

  /// Says something that is no result, unless quiet was asked for.
  func inform(_ text: String) {
    if !isQuiet { io.error.write(text + "\n") }
  }

  /// Says that something may not be as it was meant.
  func warn(_ message: String, help: String? = nil) {
    if !isQuiet { io.error.write(warningWords(message, help: help) + "\n") }
  }

  /// Says why something failed.
  func report(_ failure: CommandFailure) {
    io.error.write(words(of: failure) + "\n")
  }

  /// Says what was found in a file, as `kedit check` does, without showing the place.
  func report(_ finding: Diagnostic) {
    let title = palette.apply(.error, to: "error[\(finding.code.rawValue)]")
    io.error.write(words(title, finding.message, help: finding.help) + "\n")
  }

  /// Says what to do.
  func advise(_ help: String) {
    io.error.write(advice(help) + "\n")
  }

  /// A warning as it is shown, without the end of its last line.
  func warningWords(_ message: String, help: String?) -> String {
    words(palette.apply(.warning, to: "warning"), message, help: help)
  }

  /// A failure as it is shown, without the end of its last line.
  func words(of failure: CommandFailure) -> String {
    words(palette.apply(.error, to: "error"), failure.message, help: failure.help)
  }

  private func words(_ title: String, _ message: String, help: String?) -> String {
    "\(title): \(message)" + (help.map { "\n" + advice($0) } ?? "")
  }

  private func advice(_ help: String) -> String {
    "\(palette.apply(.help, to: "help")): \(help)"
  }
}

/// Options of every command.
enum CommonOptions {
  static let color = Option<ColorChoice>.choice(
    "color", placeholder: "WHEN", help: "Whether to use colour.", defaultValue: .auto)
  static let quiet = Flag("quiet", short: "q", help: "Only results and errors.")

  static let all = [color.declaration, quiet.declaration]
}
