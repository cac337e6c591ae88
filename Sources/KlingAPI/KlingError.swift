/// Why a call did not give what was asked, in the classes by which a client must act.
package struct KlingError: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Too fast, or the account's concurrency is used up (1302, 1303): nothing was made and nothing
    /// charged; waiting helps.
    case throttled
    /// A passing fault of the service or of the way to it, on a call that may be sent again.
    case transient
    /// Nothing was sent: the host cannot be reached.
    case unreachable
    /// Nothing was sent: the host's certificate or its TLS is not to be trusted. Waiting is no cure.
    case insecure
    /// The answer to an add, delete or create is lost or cannot be read: it may have happened.
    case ambiguous
    /// The key or the token is not accepted, after a fresh signature too where one was possible.
    case authentication
    /// A person must act first: balance, permission, white list. Never transient, though it is a 429.
    case personMustAct
    /// Parameters, content policy or a rejected selection: the same call will be refused again.
    case refused
    /// There is no task of this id.
    case notFound
    /// The calling task was cancelled; whether the call arrived is unknown.
    case cancelled
    /// The call could not even be put together: a fault of this program.
    case unsendable
  }

  package let kind: Kind
  /// The endpoint's short name (`Endpoint.step`).
  package let step: String
  /// The HTTP status; `nil` where no response came.
  package let status: Int?
  /// The service's own code, where the response had one.
  package let code: Int?
  /// What the service or the transport said: one line, safe to show.
  package let message: String
  package let requestID: String?
  /// How long the service asked to be left alone.
  package let retryAfter: Duration?

  package init(
    kind: Kind, step: String, status: Int? = nil, code: Int? = nil, message: String,
    requestID: String? = nil, retryAfter: Duration? = nil
  ) {
    self.kind = kind
    self.step = step
    self.status = status
    self.code = code
    self.message = message
    self.requestID = requestID
    self.retryAfter = retryAfter
  }

  /// Whether the same call may be sent again as it is, after a while.
  package var mayBeSentAgain: Bool {
    switch kind {
    case .throttled, .transient, .unreachable: true
    default: false
    }
  }

  /// Whether the account has as many tasks at the service as it may have (1303).
  package var isBusy: Bool { kind == .throttled && code == 1303 }

  /// Whether the service refused what was to be made, by its policy or for its content (1300, 1301),
  /// which no other session changes.
  package var isAboutContent: Bool { kind == .refused && (code == 1300 || code == 1301) }

  /// Whether this is how the service refuses an `external_task_id` that it knows already: 1201, which
  /// it also says of other bad values, so that only a look-up can tell.
  package var mayMeanDuplicateID: Bool { kind == .refused && code == 1201 }
}

extension KlingError: CustomStringConvertible {
  /// The error in one line; the only place where it is worded.
  package var description: String {
    let what =
      switch kind {
      case .throttled: "the service asks to slow down"
      case .transient: "the service failed for the moment"
      case .unreachable: "the service cannot be reached"
      case .insecure: "the connection to the service is not secure"
      case .ambiguous: "the answer was lost, so it is not known whether the call took effect"
      case .authentication: "the service does not accept the credentials"
      case .personMustAct: "the account may not do this until somebody acts"
      case .refused: "the service refused the call"
      case .notFound: "the service knows no such task"
      case .cancelled: "stopped"
      case .unsendable: "the call could not be sent"
      }
    var facts: [String] = []
    if let status, status != 200 { facts.append("HTTP \(status)") }
    if let code { facts.append("code \(code)") }
    if let requestID { facts.append("request \(requestID)") }
    let tail = facts.isEmpty ? "" : " (" + facts.joined(separator: ", ") + ")"
    return "\(step): \(what)" + (message.isEmpty ? "" : ": \(message)") + tail
  }
}
