import HTTPServer
import KlingAPI
import SQLiteJournal
import Synchronization

/// Answers whoever knocks: callbacks of the service are taken as hints, everything else is turned away
/// without a trace but a number.
final class CallbackReceiver: Sendable {
  /// Where callbacks are taken.
  static let path = "/callback"
  /// A callback is a bare object of a few hundred bytes.
  static let bodyLimit = 64 << 10
  /// Each connection has a thread and may hold a body.
  static let serverOptions = HTTPServer.Options(
    maximumHeadBytes: 16 << 10, idleSeconds: 10, maximumConnections: 128)

  /// What became of a hint.
  enum Reception: Sendable {
    case taken
    /// Nothing is known of the task, or it is at its end.
    case ignored
    /// There is no room for it now.
    case full
  }

  private let verifier: CallbackVerifier?
  private let unixSeconds: @Sendable () -> Int
  private let refusals: RefusalCount
  private let post: @Sendable (CallbackNotice) -> Reception
  private let seen = Mutex(SeenCallbacks())

  /// - Parameters:
  ///   - verifier: knows the service's signature; `nil` takes unsigned callbacks.
  ///   - unixSeconds: the time of day.
  ///   - refusals: is told of everything that is turned away.
  ///   - post: takes a hint; called on the connections' threads, several at a time.
  init(
    _ verifier: CallbackVerifier?, unixSeconds: @escaping @Sendable () -> Int,
    refusals: RefusalCount, post: @escaping @Sendable (CallbackNotice) -> Reception
  ) {
    self.verifier = verifier
    self.unixSeconds = unixSeconds
    self.refusals = refusals
    self.post = post
  }

  /// Judges a request by its head, before anything of its body is kept.
  func admit(_ head: HTTPServerRequest.Head) -> HTTPServerAdmission {
    guard head.path.utf8.elementsEqual(Self.path.utf8) else { return refuse(.wrongPath) }
    guard head.method == "POST" else { return refuse(.wrongMethod) }
    do throws(CallbackVerifier.Refusal) {
      _ = try claim(head)
    } catch {
      return refuse(RefusalCount.Reason(error))
    }
    if let length = head.header("Content-Length").flatMap({ Int($0) }), length > Self.bodyLimit {
      return refuse(.tooLarge)
    }
    return .bytes(limit: Self.bodyLimit)
  }

  /// Takes a callback that has arrived whole.
  func receive(_ request: HTTPServerRequest) -> HTTPServerResponse {
    do throws(CallbackVerifier.Refusal) {
      let claim = try claim(request.head)
      if let claim { try verifier?.check(claim, body: request.bytes) }
      guard let notice = CallbackNotice(request.bytes) else { return answer(.noNotice) }
      return take(notice, claim)
    } catch {
      return answer(RefusalCount.Reason(error))
    }
  }

  private func take(
    _ notice: CallbackNotice, _ claim: CallbackVerifier.Claim?
  ) -> HTTPServerResponse {
    if let claim {
      let isNew = seen.withLock {
        $0.insert(claim.id, timestamp: claim.timestamp, now: unixSeconds())
      }
      guard isNew else { return Self.taken }
    }
    switch post(notice) {
    // The same answer for both: it tells a stranger nothing of whose tasks are known.
    case .taken, .ignored: return Self.taken
    case .full:
      if let claim { seen.withLock { $0.remove(claim.id) } }
      return .text("too much at a time: try again later", status: 503)
    }
  }

  private static let taken = HTTPServerResponse(status: 204)

  private func claim(
    _ head: HTTPServerRequest.Head
  ) throws(CallbackVerifier.Refusal) -> CallbackVerifier.Claim? {
    try verifier?.claim({ head.header($0) }, now: unixSeconds())
  }

  private func refuse(_ reason: RefusalCount.Reason) -> HTTPServerAdmission {
    .refuse(answer(reason))
  }

  private func answer(_ reason: RefusalCount.Reason) -> HTTPServerResponse {
    refusals.add(reason)
    var response = HTTPServerResponse.text(reason.answer, status: reason.status)
    if reason == .wrongMethod { response.headers.append(("Allow", "POST")) }
    return response
  }
}
