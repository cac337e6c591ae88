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
    if !isQuiet { say(palette.apply(.warning, to: "warning"), message, help: help) }
  }

  /// Says why something failed.
  func report(_ failure: CommandFailure) {
    say(palette.apply(.error, to: "error"), failure.message, help: failure.help)
  }

  /// Says what to do.
  func advise(_ help: String) {
    io.error.write("\(palette.apply(.help, to: "help")): \(help)\n")
  }

  private func say(_ title: String, _ message: String, help: String?) {
    io.error.write("\(title): \(message)\n")
    if let help { advise(help) }
  }
}

/// Options of every command.
enum CommonOptions {
  static let color = Option<ColorChoice>.choice(
    "color", placeholder: "WHEN", help: "Whether to use colour.", defaultValue: .auto)
  static let quiet = Flag("quiet", short: "q", help: "Only results and errors.")

  static let all = [color.declaration, quiet.declaration]
}
