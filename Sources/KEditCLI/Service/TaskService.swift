import KEditEngine
import KlingAPI
import PlainText

/// The service, to be asked for tasks.
struct TaskService: Sendable {
  private let connection: ServiceConnection
  private let context: CommandContext

  /// Asks the service, until the answer is there or a person wishes to stop.
  ///
  /// - Throws: a failure of the options, the credentials, or of the question.
  static func asking<Answer: Sendable>(
    _ target: ServiceTarget, _ state: StateOptions, _ context: CommandContext,
    _ question: @escaping @Sendable (TaskService) async throws(Failure) -> Answer
  ) async throws(CommandFailure) -> Answer {
    let connection = try ServiceConnection.open(target, state, context) { text in
      context.inform("simulator: \(harmless(text))")
    }
    defer { connection.close() }
    let service = TaskService(connection: connection, context: context)
    let result = await context.io.interruptions.cancelling { () async -> Result<Answer, Failure> in
      do throws(Failure) {
        return .success(try await question(service))
      } catch {
        return .failure(error)
      }
    }
    do throws(Failure) { return try result.get() } catch { throw CommandFailure(error) }
  }

  /// What asks; retries are told to a person.
  func inquiry(pollInterval: Duration? = nil, timeout: Duration? = nil) -> TaskInquiry {
    let context = context
    return TaskInquiry(
      client: connection.client, transport: connection.transport, clock: SystemClock(),
      pollInterval: pollInterval, timeout: timeout
    ) { event in
      if case .retry(_, _, _, let pause, let error) = event {
        context.inform("\(harmless(error)); again in \(pause.inSeconds) s")
      }
    }
  }
}

extension CommandFailure {
  /// The first message says what failed, the others what to do.
  init(_ failure: Failure) {
    self.init(
      ExitCode(failure.kind), failure.messages.first ?? "it failed",
      help: failure.messages.count > 1
        ? failure.messages.dropFirst().joined(separator: "; ") : nil)
  }
}
