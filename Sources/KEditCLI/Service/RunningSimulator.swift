import CurlTransport
import KlingAPI
import KlingSimulator
import PlainText
import PosixFiles

/// The simulator inside this process, with the one key that it knows.
struct RunningSimulator: Sendable {
  /// No secret: it opens nothing but a simulator on this machine.
  static let apiKey = "simulator-key"

  /// Names a fault script where no option does: that of `kedit simulate`, and for a simulator that
  /// `kedit run` starts.
  private static let faultsVariable = "KEDIT_FAULTS"

  /// `off` leaves the pictures alone: results are the sources as they are, and there at once.
  private static let studioVariable = "KEDIT_STUDIO"

  let server: SimulatorServer
  /// Carries its callbacks.
  private let transport: CurlTransport

  /// Ends it; its state stays.
  func stop() {
    server.stop()
    transport.shutdown()
  }

  var baseURL: BaseURL {
    do throws(BaseURLError) {
      return try BaseURL(server.baseURL)
    } catch {
      preconditionFailure("the server's own URL is one of loopback: \(error)")
    }
  }

  /// Starts it over a state folder, which is made where it is missing.
  ///
  /// - Parameters:
  ///   - folder: where its state is kept.
  ///   - port: 0 for one that is free.
  ///   - latency: how long every answer is held back.
  ///   - concurrency: how many tasks may be under way at a time; `nil` for as many as the service's
  ///     smallest pack allows.
  ///   - faults: the file that says what goes wrong; `nil` for the one that the environment names,
  ///     if it does.
  ///   - context: its environment also says where ffmpeg and ffprobe are.
  ///   - notice: is told what a person should know.
  /// - Returns: the simulator, serving.
  /// - Throws: a failure of a local file, of the fault script, or of the port.
  static func start(
    folder: String, port: UInt16 = 0, latency: Duration = .zero, concurrency: Int? = nil,
    faults: String? = nil, _ context: CommandContext,
    notice: @escaping @Sendable (String) -> Void
  ) throws(CommandFailure) -> RunningSimulator {
    let script = try FaultScript.read(
      faults ?? context.environment[faultsVariable], context.io)
    do throws(FileError) {
      try FileSystem.createFolders(folder, mode: 0o700)
    } catch {
      throw CommandFailure(
        .localFile, "the simulator's folder '\(harmless(folder))' cannot be made: \(error.words)")
    }
    let transport = CurlTransport(userAgent: "kedit-simulator/\(programVersion)")
    let callbacks = CallbackSettings(
      secret: try webhookSecret(context.environment), send: sender(transport))
    var configuration = SimulatorConfiguration(
      accounts: [SimulatedAccount(apiKeys: [apiKey])], latency: latency, faults: script)
    var surroundings = SimulatorSurroundings.system(
      environment: context.environment.variables, notice: notice)
    if try !usesStudio(context.environment) { surroundings.leaveOutStudio() }
    configuration.concurrency = concurrency ?? configuration.concurrency
    do throws(SimulatorError) {
      return RunningSimulator(
        server: try SimulatorServer(
          stateFolder: folder, port: port, configuration: configuration,
          surroundings: surroundings, callbacks: callbacks),
        transport: transport)
    } catch {
      throw CommandFailure(
        .localFile, "the simulator cannot start: \(harmless(error.description))",
        help: help(for: error.cause, folder: folder))
    }
  }

  private static func usesStudio(_ environment: Environment) throws(CommandFailure) -> Bool {
    switch environment[studioVariable] {
    case nil, "on": return true
    case "off": return false
    default: throw .usage("\(studioVariable) must be on or off")
    }
  }

  /// The secret that `kedit listen` checks callbacks with, too.
  private static func webhookSecret(
    _ environment: Environment
  ) throws(CommandFailure) -> WebhookSecret? {
    guard let text = environment["KLING_WEBHOOK_SECRET"] else { return nil }
    guard let secret = WebhookSecret(text) else {
      throw .usage("KLING_WEBHOOK_SECRET must be whsec_ and base64")
    }
    return secret
  }

  private static func sender(
    _ transport: CurlTransport
  ) -> @Sendable (CallbackLetter) async -> Bool {
    { letter in
      let request = HTTPRequest(
        .post, letter.url, headers: letter.headers.map { ($0.name, $0.value) },
        body: .bytes(letter.body), timeout: .seconds(10), maximumResponseBytes: 1 << 20)
      guard let response = try? await transport.send(request) else { return false }
      return 200...299 ~= response.head.status
    }
  }

  private static func help(for cause: SimulatorError.Cause, folder: String) -> String {
    switch cause {
    case .state:
      "name another journal with --state, or delete '\(harmless(folder))': it holds only what the "
        + "simulator made"
    case .port: "the port may be in use: try another --port"
    }
  }
}
