/// The names of faults, as a script writes them.
enum FaultKind: String, Hashable, Sendable, CaseIterable {
  case drop
  case answer
  case reject
  case html
  case garbage
  case empty
  case cut
  case shorten
  case trickle
  case slow
  case change
  case ignoreRange = "ignore-range"
  case wrongRange = "wrong-range"
  case deadLink = "dead-link"
  case expireSession = "expire-session"
  case expireResult = "expire-result"
  case skew
  case failTask = "fail-task"
  case taskTime = "task-time"
  case resend

  /// Where it can strike.
  var points: Set<FaultPoint> {
    switch self {
    case .drop, .slow: FaultPoint.requests.union([.callback])
    case .html, .garbage, .empty, .cut, .shorten, .trickle: FaultPoint.requests
    case .answer, .skew: FaultPoint.operations
    case .reject: [.initialize, .add, .delete, .clear, .preview]
    case .change, .ignoreRange, .wrongRange, .deadLink: [.media]
    case .expireSession: FaultPoint.sessions
    case .expireResult: [.get, .media]
    case .failTask, .taskTime: [.create]
    case .resend: [.callback]
    }
  }
}
