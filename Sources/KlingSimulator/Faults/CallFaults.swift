import HTTPServer

/// All that the rules of a script do to one call.
///
/// Of several replies, or several damages, the rule that stands first wins; what else rules do adds
/// up.
struct CallFaults: Hashable, Sendable {
  var reply: FaultReply?
  var replyMoment = Fault.Moment.before
  var delivery: HTTPServerResponse.Fault?
  var pauseBefore = Duration.zero
  var pauseAfter = Duration.zero
  var changesFile = false
  /// The status of a link that dies with this call.
  var deadLinkStatus: Int?
  var expiresSession = false
  var expiresResult = false
  var skewSeconds = 0
  var taskFailure: String?
  var taskTime: Duration?
  var sendTimes = 1

  static let none = CallFaults()

  mutating func add(_ fault: Fault) {
    switch fault {
    case .reply(let reply, let moment):
      guard self.reply == nil else { return }
      self.reply = reply
      replyMoment = moment
    case .delivery(let delivery): self.delivery = self.delivery ?? delivery
    case .slow(let time, .before): pauseBefore += time
    case .slow(let time, .after): pauseAfter += time
    case .change: changesFile = true
    case .deadLink(let status): deadLinkStatus = deadLinkStatus ?? status
    case .expireSession: expiresSession = true
    case .expireResult: expiresResult = true
    case .skew(let seconds): skewSeconds += seconds
    case .failTask(let message): taskFailure = taskFailure ?? message
    case .taskTime(let time): taskTime = taskTime ?? time
    case .resend(let times): sendTimes = max(sendTimes, times)
    }
  }

  /// The reply that comes at a moment, if any does.
  func reply(_ moment: Fault.Moment) -> FaultReply? {
    replyMoment == moment ? reply : nil
  }
}
