import Crypto
import CurlTransport
import Glibc
import KEditEngine
import KlingAPI
import KlingSimulator

/// The service that a run talks to: a real one, or a simulated one inside this process. Behind this
/// nothing tells them apart.
struct ServiceConnection: Sendable {
  let client: KlingClient
  let transport: CurlTransport
  /// How local videos reach it.
  let upload: UploadOptions
  private let simulator: RunningSimulator?

  /// Ends what serves and carries. Whoever opens a connection closes it: nothing else keeps the
  /// simulator alive until the last call.
  func close() {
    transport.shutdown()
    simulator?.stop()
  }

  /// - Throws: a failure of the options or the credentials, before anything is sent.
  static func open(
    _ settings: RunSettings, _ context: CommandContext,
    notice: @escaping @Sendable (String) -> Void
  ) throws(CommandFailure) -> ServiceConnection {
    let transport = CurlTransport(userAgent: "kedit/\(programVersion)")
    switch settings.target {
    case .simulator:
      let simulator = try RunningSimulator.start(
        folder: try settings.state.simulatorFolder(context), context, notice: notice)
      let key = Credentials.apiKey(Secret(RunningSimulator.apiKey))
      return ServiceConnection(
        client: client(simulator.baseURL, key, transport), transport: transport,
        upload: .url(simulator.server.uploadURL), simulator: simulator)
    case .service(let service, let upload):
      guard service.baseURL.isLoopback else {
        throw .usage(
          "this version does not run against \(service.baseURL.host): it keeps no journal yet, and "
            + "after a crash something could be paid for twice",
          help: "use --simulate, or --base-url with a service on this machine")
      }
      let credentials = try service.credentials(context.environment)
      return ServiceConnection(
        client: client(service.baseURL, credentials, transport), transport: transport,
        upload: upload, simulator: nil)
    }
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
