import Crypto
import Glibc
import HTTPServer
import KEditEngine
import KlingAPI
import PlainText
import SQLiteJournal

/// `kedit listen`: fetch results when the service says that they are there.
struct ListenCommand: Command {
  private static let port = Option<Int>.wholeNumber(
    "port", placeholder: "N", in: 0...65_535, help: "The port on 127.0.0.1; 0 takes a free one.",
    defaultText: "0")
  private static let secretVariable = "KLING_WEBHOOK_SECRET"

  static let description = CommandDescription(
    name: "listen",
    summary: "Fetch results as the service calls back, until Ctrl-C.",
    discussion: """
      Takes callbacks by POST at /callback on 127.0.0.1. Each is a hint and no more: the service is asked
      about the task, and the result goes where the task's run puts it. Tasks that no run of the journal
      has made are not asked about. Nothing is spent.

      With KLING_WEBHOOK_SECRET only callbacks that it signs are taken. The service reaches 127.0.0.1
      through a reverse proxy or a tunnel of yours, which also brings the https.
      """,
    operands: .none,
    options: [port.declaration] + RunSettings.listenOptions,
    examples: [
      ("kedit listen --port 8790", "Take callbacks at http://127.0.0.1:8790/callback."),
      ("kedit run spec.kedit --yes --no-wait", "Make tasks for it, from another terminal."),
    ])

  private let port: UInt16
  private let settings: RunSettings

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.port = UInt16(clamping: try arguments.value(Self.port) ?? 0)
    self.settings = try RunSettings(listening: arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let verifier = try Self.verifier(context.environment)
    let reporter = RunReporter(settings, context)
    // Before a simulator in this process sends its first callback.
    let socket = try Self.listen(port)
    let connection = try ServiceConnection.open(
      settings.target, settings.state, context, notice: reporter.notice)
    defer { connection.close() }
    let follower = HintFollower(
      settings: settings, context: context, reporter: reporter, connection: connection,
      journal: try connection.openJournal(settings.target, settings.state, context))
    let inbox = HintInbox(clock: SystemClock())
    let refusals = RefusalCount { reason in
      if let (message, help) = reason.warning { reporter.warn(message, help: help) }
    }
    let receiver = CallbackReceiver(
      verifier, unixSeconds: { time(nil) }, refusals: refusals,
      post: poster(follower.journal, inbox, reporter))
    let server = try Self.serve(socket, receiver)
    introduce(server, isSigned: verifier != nil, reporter)
    await context.io.interruptions.cancelling {
      await reporter.following { await inbox.followUp { await follower.follow($0) } }
    }
    server.stop(draining: .zero)
    if let words = refusals.words { context.inform("refused: \(words)") }
    context.inform("stopped")
    return .done
  }

  /// What finds out whether a task is ours before anything is asked: no stranger can make this process
  /// call the service.
  private func poster(
    _ journal: SQLiteJournal, _ inbox: HintInbox, _ reporter: RunReporter
  ) -> @Sendable (CallbackNotice) -> CallbackReceiver.Reception {
    { notice in
      do throws(JournalFault) {
        let edit = try journal.openEdit(
          taskID: notice.taskID, externalTaskID: notice.externalTaskID)
        guard let edit else { return .ignored }
        return inbox.post(edit) ? .taken : .full
      } catch {
        reporter.complain(CommandFailure(error))
        return .full
      }
    }
  }

  /// Knows the service's signature; `nil` where the environment names no secret.
  private static func verifier(
    _ environment: Environment
  ) throws(CommandFailure) -> CallbackVerifier? {
    guard let text = environment[secretVariable] else { return nil }
    let functions = CallbackVerifier.Functions(
      hmac: { HMACSHA256.authenticate(message: $1, key: $0) },
      decodeBase64: { Base64.decode($0) }, areEqual: { constantTimeEquals($0, $1) })
    guard let verifier = CallbackVerifier(secret: Secret(text), functions: functions) else {
      throw .usage(
        "\(secretVariable) must be whsec_ and base64", help: "copy it as the service shows it")
    }
    return verifier
  }

  private static func listen(_ port: UInt16) throws(CommandFailure) -> ListeningSocket {
    do throws(HTTPServerError) { return try ListeningSocket(port: port) } catch {
      throw CommandFailure(
        .localFile, "callbacks cannot be received: \(harmless(error.description))",
        help: "the port may be in use: try another --port")
    }
  }

  private static func serve(
    _ socket: consuming ListeningSocket, _ receiver: CallbackReceiver
  ) throws(CommandFailure) -> HTTPServer {
    do throws(HTTPServerError) {
      return try HTTPServer(
        on: socket, options: CallbackReceiver.serverOptions, admit: { receiver.admit($0) },
        handler: { receiver.receive($0) })
    } catch {
      throw CommandFailure(
        .localFile, "callbacks cannot be received: \(harmless(error.description))")
    }
  }

  private func introduce(_ server: HTTPServer, isSigned: Bool, _ reporter: RunReporter) {
    let url = server.url + CallbackReceiver.path
    reporter.listens(at: url)
    reporter.note("Callbacks are taken at \(url) until Ctrl-C.")
    if !isSigned {
      reporter.warn(
        "\(Self.secretVariable) is not set: whoever reaches the port can have tasks asked about",
        help: "set it to the secret that the service signs with, if it does")
    }
  }
}
