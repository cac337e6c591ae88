import KlingAPI
import Synchronization

/// Counts what is turned away, and speaks up once of each kind: a flood of junk must not become a flood
/// of lines.
final class RefusalCount: Sendable {
  enum Reason: CaseIterable, Sendable {
    case wrongPath
    case wrongMethod
    case unsigned
    case stale
    case wrongSignature
    case tooLarge
    case noNotice
  }

  private let counts = Mutex<[Reason: Int]>([:])
  private let firstOfKind: @Sendable (Reason) -> Void

  /// `firstOfKind` is called once for each reason.
  init(firstOfKind: @escaping @Sendable (Reason) -> Void) {
    self.firstOfKind = firstOfKind
  }

  func add(_ reason: Reason) {
    let count = counts.withLock { counts in
      counts[reason, default: 0] += 1
      return counts[reason]
    }
    if count == 1 { firstOfKind(reason) }
  }

  /// What was turned away, in words; `nil` where nothing was.
  var words: String? {
    let counts = counts.withLock { $0 }
    let parts = Reason.allCases.compactMap { reason in
      counts[reason].map { "\($0) \(reason.plural)" }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension RefusalCount.Reason {
  init(_ refusal: CallbackVerifier.Refusal) {
    self =
      switch refusal {
      case .malformed: .unsigned
      case .stale: .stale
      case .wrongSignature: .wrongSignature
      }
  }

  /// The HTTP status of the answer.
  var status: Int {
    switch self {
    case .wrongPath: 404
    case .wrongMethod: 405
    case .unsigned, .stale, .wrongSignature: 401
    case .tooLarge: 413
    case .noNotice: 400
    }
  }

  /// What the sender is told.
  var answer: String {
    switch self {
    case .wrongPath: "callbacks are taken at \(CallbackReceiver.path)"
    case .wrongMethod: "callbacks come by POST"
    case .unsigned: "the callback is not signed"
    case .stale: "the callback is too old, or from the future"
    case .wrongSignature: "the signature is wrong"
    case .tooLarge: "the body is too large"
    case .noNotice: "the body is no callback"
    }
  }

  /// What a person is told of the first one; `nil` for what only strangers do.
  var warning: (message: String, help: String)? {
    switch self {
    case .wrongPath, .wrongMethod, .tooLarge, .noNotice: nil
    case .unsigned:
      (
        "a callback without a signature was refused",
        "KLING_WEBHOOK_SECRET is set; unset it if the service does not sign"
      )
    case .stale:
      (
        "a callback was refused that was signed over five minutes ago, or ahead",
        "is the clock right?"
      )
    case .wrongSignature:
      (
        "a callback with a wrong signature was refused",
        "KLING_WEBHOOK_SECRET must be the secret that the service signs with"
      )
    }
  }

  fileprivate var plural: String {
    switch self {
    case .wrongPath: "for another path"
    case .wrongMethod: "not by POST"
    case .unsigned: "without a signature"
    case .stale: "too old"
    case .wrongSignature: "with a wrong signature"
    case .tooLarge: "too large"
    case .noNotice: "that named no task"
    }
  }
}
