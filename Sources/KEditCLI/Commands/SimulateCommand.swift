import KlingSimulator
import PlainText

/// `kedit simulate`: the service on this machine, for nothing.
struct SimulateCommand: Command {
  private static let port = Option<Int>.wholeNumber(
    "port", placeholder: "N", in: 0...65_535, help: "The port on 127.0.0.1; 0 takes a free one.",
    defaultText: "0")
  private static let latency = Option<Int>.wholeNumber(
    "latency", placeholder: "MS", in: 0...60_000,
    help: "How long every answer is held back, in milliseconds.", defaultText: "0")
  private static let concurrency = Option<Int>.wholeNumber(
    "concurrency", placeholder: "N", in: 1...100,
    help: "How many tasks may be under way at a time.", defaultText: "5")
  private static let faults = Option<String>.text(
    "faults", placeholder: "FILE", help: "What is to go wrong, as JSON.", defaultText: "nothing")

  static let description = CommandDescription(
    name: "simulate",
    summary: "Serve the API on this machine, for nothing, until Ctrl-C.",
    discussion: """
      Behaves as the service's documents say, down to its error codes; tasks take a few seconds, and
      their results can be downloaded. Sessions, tasks and media are kept beside the journal and
      survive the process. 'kedit run --simulate' needs no simulator: it starts its own.
      """,
    operands: .none,
    options: [
      port.declaration, latency.declaration, concurrency.declaration, faults.declaration,
    ] + StateOptions.all + CommonOptions.all,
    examples: [
      ("kedit simulate --port 8080", "Serve at http://127.0.0.1:8080."),
      ("kedit simulate --faults faults.json", "Let go wrong what the file says."),
    ])

  private let port: UInt16
  private let latency: Duration
  private let concurrency: Int?
  private let faults: String?
  private let state: StateOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.port = UInt16(clamping: try arguments.value(Self.port) ?? 0)
    self.latency = .milliseconds(try arguments.value(Self.latency) ?? 0)
    self.concurrency = try arguments.value(Self.concurrency)
    self.faults = try arguments.value(Self.faults)
    self.state = try StateOptions(arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let simulator = try RunningSimulator.start(
      folder: try state.simulatorFolder(context), port: port, latency: latency,
      concurrency: concurrency, faults: faults, context,
      notice: { context.warn(harmless($0)) })
    let server = simulator.server
    await context.io.interruptions.cancelling {
      introduce(server, context)
      await untilCancelled()
    }
    simulator.stop()
    context.inform("stopped; the state is kept")
    return .done
  }

  /// Says how to use it: for a program on standard output, for a person on standard error.
  private func introduce(_ server: SimulatorServer, _ context: CommandContext) {
    context.io.output.write(
      """
      KEDIT_BASE_URL=\(server.baseURL)
      KEDIT_UPLOAD_URL=\(server.uploadURL)
      KLING_API_KEY=\(RunningSimulator.apiKey)

      """)
    context.inform(
      """
      The simulator serves until Ctrl-C. To use it from another terminal, export the variables above:
        export KEDIT_BASE_URL=\(server.baseURL) KEDIT_UPLOAD_URL=\(server.uploadURL) \
      KLING_API_KEY=\(RunningSimulator.apiKey)
        kedit run FILE
      """)
  }
}

/// Returns when the calling task is cancelled.
private func untilCancelled() async {
  let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
  // The stream ends with the task; the continuation is kept so that it does not end before.
  for await _ in stream {}
  continuation.finish()
}
