import HTTPServer

/// What happens to a call that a rule strikes.
enum Fault: Hashable, Sendable {
  /// Whether the service does what it was asked for, or does nothing.
  enum Moment: String, Hashable, Sendable, CaseIterable {
    /// Nothing has happened.
    case before
    /// The service has acted, and the caller does not learn it.
    case after
  }

  /// Something else comes back than the service's answer.
  case reply(FaultReply, Moment)
  /// The service's answer arrives damaged.
  case delivery(HTTPServerResponse.Fault)
  /// It takes that long, before the service acts or after it.
  case slow(Duration, Moment)
  /// A file has another content, and another entity tag with it.
  case change
  /// The link that was used is dead from now on, a new one is not; with this status.
  case deadLink(status: Int)
  /// The session that the call names has ended.
  case expireSession
  /// The result of the task is older than 30 days.
  case expireResult
  /// The clock by which tokens are judged is ahead by so many seconds, or behind.
  case skew(seconds: Int)
  /// The task will fail in the end, and say why.
  case failTask(String)
  /// The task lasts that long, from its creation to its end.
  case taskTime(Duration)
  /// A callback is sent so many times.
  case resend(times: Int)
}
