import Crypto
import CurlTransport
import Glibc
import KEditEngine
import KlingAPI
import KlingSimulator
import SQLiteJournal

/// The service that a run talks to: a real one, or a simulated one inside this process. Behind this
/// nothing tells them apart.
struct ServiceConnection: Sendable {
  let client: KlingClient
  let transport: CurlTransport
  /// How local videos reach it.
  let upload: UploadOptions
  /// Whose tasks these are, as the journal keeps them apart.
  let scope: JournalScope
  private let simulator: RunningSimulator?

  /// Ends what serves and carries. Whoever opens a connection closes it: nothing else keeps the
  /// simulator alive until the last call.
  func close() {
    transport.shutdown()
    simulator?.stop()
  }

  /// - Throws: a failure of the options or the credentials, before anything is sent.
  static func open(
    _ target: ServiceTarget, _ state: StateOptions, _ context: CommandContext,
    notice: @escaping @Sendable (String) -> Void
  ) throws(CommandFailure) -> ServiceConnection {
    let transport = CurlTransport(userAgent: "kedit/\(programVersion)")
    switch target {
    case .simulator:
      let simulator = try RunningSimulator.start(
        folder: try state.simulatorFolder(context), context, notice: notice)
      let key = Credentials.apiKey(Secret(RunningSimulator.apiKey))
      return ServiceConnection(
        client: client(simulator.baseURL, key, transport), transport: transport,
        upload: .url(simulator.server.uploadURL),
        scope: .simulator, simulator: simulator)
    case .service(let service, let upload):
      let credentials = try service.credentials(context.environment)
      return ServiceConnection(
        client: client(service.baseURL, credentials, transport), transport: transport,
        upload: upload, scope: service.scope(of: credentials), simulator: nil)
    }
  }

  /// The journal of the account.
  ///
  /// - Throws: a failure of a local file.
  func openJournal(
    _ target: ServiceTarget, _ state: StateOptions, _ context: CommandContext
  ) throws(CommandFailure) -> SQLiteJournal {
    let path = try state.journalPath(simulates: target.simulates, context)
    do throws(JournalFault) {
      return try SQLiteJournal(JournalFile(path), scope: scope, now: unixMilliseconds)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Everything that a run touches, with the files of its plan and of its results.
  func world(journal: SQLiteJournal, files: RunFiles, _ context: CommandContext) -> World {
    context.io.decorate(
      World(
        client: client, transport: transport, journal: journal, clock: SystemClock(),
        unixMilliseconds: unixMilliseconds, files: files,
        uploader: upload.uploader(
          folder: files.sourceFolder, transport: transport, environment: context.environment),
        sha256: hexadecimalSHA256, base64: { Base64.encode($0) }, programVersion: programVersion,
        drawMasks: FrameMasks.draw))
  }

  private static func client(
    _ baseURL: BaseURL, _ credentials: Credentials, _ transport: any Transport
  ) -> KlingClient {
    let clock = SystemClock()
    return KlingClient(
      baseURL: baseURL, credentials: credentials, transport: transport,
      hmac: { HMACSHA256.authenticate(message: $1, key: $0) },
      time: KlingClient.Time(unixSeconds: { time(nil) }, uptime: { clock.uptime }))
  }
}

/// The time of day, as Unix time in milliseconds.
@Sendable func unixMilliseconds() -> Int {
  var now = timespec()
  // It fails only for clocks that do not exist.
  _ = clock_gettime(CLOCK_REALTIME, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
