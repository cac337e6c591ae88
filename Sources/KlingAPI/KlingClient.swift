import OrderedJSON
import PlainText

/// The service: eight typed calls, each sent once.
///
/// Retrying is the caller's, who knows what a call costs; only a 401 under a key pair is answered
/// here by one more try with a fresh signature, for such a call was not carried out.
package struct KlingClient: Sendable {
  /// The time, as closures, so that a test can set it.
  package struct Time: Sendable {
    package let unixSeconds: @Sendable () -> Int
    /// Since any fixed instant, never running backwards.
    package let uptime: @Sendable () -> Duration

    package init(
      unixSeconds: @escaping @Sendable () -> Int, uptime: @escaping @Sendable () -> Duration
    ) {
      self.unixSeconds = unixSeconds
      self.uptime = uptime
    }
  }

  package let baseURL: BaseURL
  private var transport: any Transport
  private let authorizer: Authorizer
  private let time: Time
  private let timeout: Duration
  /// The time left to the caller, which no exchange may exceed.
  private var limit: Duration?
  private var observe: (@Sendable (CallEvent) -> Void)?

  /// How slow a line may be without a call being given up: images make a create call 28 MB long.
  private static let slowestBytesPerSecond = 100_000

  /// `hmac` is HMAC-SHA256, used with a key pair only; `timeout` is for one exchange, with
  /// time on top for a long body; `observe` is told of each exchange when it has ended.
  package init(
    baseURL: BaseURL, credentials: Credentials, transport: any Transport,
    hmac: @escaping HMACFunction, time: Time, timeout: Duration = .seconds(60),
    observe: (@Sendable (CallEvent) -> Void)? = nil
  ) {
    self.baseURL = baseURL
    self.transport = transport
    self.authorizer = Authorizer(credentials, hmac: hmac, unixSeconds: time.unixSeconds)
    self.time = time
    self.timeout = timeout
    self.observe = observe
  }

  /// The same client, its exchanges told to `observe` instead.
  package func observed(by observe: @escaping @Sendable (CallEvent) -> Void) -> KlingClient {
    var client = self
    client.observe = observe
    return client
  }

  /// The same client, no exchange of which takes longer than `limit`.
  package func limited(to limit: Duration) -> KlingClient {
    var client = self
    client.limit = min(limit, client.limit ?? limit)
    return client
  }

  /// The same client, its exchanges carried by what `decorate` makes of its transport.
  package func carried(by decorate: (any Transport) -> any Transport) -> KlingClient {
    var client = self
    client.transport = decorate(transport)
    return client
  }

  /// Sends one call and takes its envelope apart.
  func call(_ endpoint: Endpoint, _ body: JSON?) async throws(KlingError) -> Answer {
    let token = authorizer.token()
    let answer = try await exchange(endpoint, body, token: token)
    guard let failure = answer.failure(of: endpoint) else { return answer }
    guard failure.kind == .authentication, authorizer.canSignAgain else { throw failure }
    let second = try await exchange(endpoint, body, token: authorizer.token(replacing: token))
    if let failure = second.failure(of: endpoint) { throw failure }
    return second
  }

  private func exchange(
    _ endpoint: Endpoint, _ body: JSON?, token: String
  ) async throws(KlingError) -> Answer {
    let bytes = body?.bytes()
    let needed = timeout + .seconds((bytes?.count ?? 0) / Self.slowestBytesPerSecond)
    let request = HTTPRequest(
      endpoint.method, baseURL.url(endpoint.path),
      headers: [
        ("Content-Type", "application/json"), ("Accept", "application/json"),
        ("Authorization", "Bearer \(token)"),
      ],
      body: bytes.map { .bytes($0) } ?? .none, timeout: min(needed, limit ?? needed),
      maximumRedirects: 0)
    let start = time.uptime()
    do throws(TransportError) {
      let response = try await transport.send(request)
      let answer = Answer(
        response, now: time.unixSeconds(), blanking: authorizer.blanked)
      report(
        endpoint, start, request: bytes ?? [], response: response.body, answer: answer,
        error: answer.failure(of: endpoint))
      return answer
    } catch {
      let failure = failure(error, of: endpoint)
      report(endpoint, start, request: bytes ?? [], response: [], answer: nil, error: failure)
      throw failure
    }
  }

  private func failure(_ error: TransportError, of endpoint: Endpoint) -> KlingError {
    let (kind, message): (KlingError.Kind, String) =
      switch error {
      case .unreachable(let text): (.unreachable, text)
      case .timedOut(connected: false): (.unreachable, "no connection in time")
      case .timedOut(connected: true): (Answer.lost(endpoint), "no answer in time")
      case .interrupted(let text): (Answer.lost(endpoint), text)
      case .tooLarge(let limit): (Answer.lost(endpoint), "the answer is longer than \(limit) bytes")
      case .insecure(let text): (.insecure, text)
      case .unsendable(let text): (.unsendable, text)
      case .sink(let text): (.unsendable, text)
      case .cancelled: (.cancelled, "")
      }
    return KlingError(kind: kind, step: endpoint.step, message: shown(message))
  }

  private func report(
    _ endpoint: Endpoint, _ start: Duration, request: [UInt8], response: [UInt8], answer: Answer?,
    error: KlingError?
  ) {
    guard let observe else { return }
    observe(
      CallEvent(
        method: endpoint.method.rawValue, path: endpoint.path, step: endpoint.step,
        status: answer?.status, code: answer?.code, requestID: answer?.requestID,
        elapsed: time.uptime() - start, error: error?.description,
        requestBody: excerpt(request), responseBody: excerpt(response)))
  }

  private func excerpt(_ bytes: [UInt8]) -> String {
    shown(String(decoding: bytes.prefix(16_384), as: UTF8.self), limit: 2000)
  }

  private func shown(_ text: String, limit: Int = 300) -> String {
    harmless(authorizer.blanked(text), limit: limit)
  }
}
