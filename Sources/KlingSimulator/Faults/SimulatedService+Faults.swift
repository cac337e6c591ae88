import HTTPServer
import OrderedJSON

extension SimulatedService {
  /// Counts a call, and tells what the rules do to it.
  func meet(_ route: Route, _ request: ServiceRequest, now: Int) throws -> CallFaults {
    try store.transaction { transaction in
      let subject = try CallSubject(route, request, in: transaction)
      try transaction.countCall(about: subject)
      let faults = try faults(of: subject, in: transaction)
      if faults.expiresSession, let id = subject.sessionID {
        try transaction.endSession(id, at: now)
      }
      if faults.expiresResult, let id = subject.taskID { try transaction.expireResult(ofTask: id) }
      if let status = faults.deadLinkStatus, let file = subject.file,
        let link = links.link(of: request, to: file)
      {
        try transaction.killLink(link.id, status: status)
      }
      return faults
    }
  }

  /// Counts a call for every rule that is about it, and gathers what those do that it strikes.
  func faults(
    of subject: CallSubject, in transaction: StoreTransaction
  ) throws -> CallFaults {
    let script = configuration.faults
    var faults = CallFaults.none
    for (index, rule) in script.rules.enumerated() where rule.isAbout(subject) {
      let number = try transaction.countCall(
        ofRule: index, of: script, scope: rule.scopeName(of: subject))
      if rule.calls.contains(number) { faults.add(rule.fault) }
    }
    return faults
  }

  /// Lets a call go wrong as its faults say; `answer` is the service that does what it was asked for.
  func deliver(
    _ call: ServiceCall, _ answer: () async -> ServiceResponse
  ) async -> ServiceResponse {
    let faults = call.faults
    if faults.pauseBefore > .zero, await !pauses.pause(for: faults.pauseBefore) {
      return FaultReply.drop.response(requestID: call.id)
    }
    var response: ServiceResponse
    if let reply = faults.reply(.before) {
      response = reply.response(requestID: call.id)
    } else {
      response = await answer()
      if let reply = faults.reply(.after) { response = reply.response(requestID: call.id) }
    }
    response.delay += faults.pauseAfter
    if response.fault == nil { response.fault = faults.delivery }
    if faults.skewSeconds != 0 {
      let date = HTTPDate.string(call.now / 1000 + faults.skewSeconds)
      response.headers.append(.init("Date", date))
    }
    return response
  }
}
