import OrderedJSON

extension SimulatedService {
  /// A callback that is due, with what goes wrong with it.
  struct DueCallback: Sendable {
    let taskID: String
    let url: String
    /// Of the change, whoever is told of it and however often.
    let id: String
    let body: [UInt8]
    let faults: CallFaults
  }

  /// Takes over all callbacks that are due now, so that no other process over the folder sends them,
  /// and tells in how many milliseconds the next one will be.
  ///
  /// Links in them lead to `host`.
  func takeDueCallbacks(host: String) throws -> (due: [DueCallback], nextIn: Int?) {
    let now = surroundings.now()
    return try store.transaction { transaction in
      var due: [DueCallback] = []
      var next: Int?
      for task in try transaction.tasksWithCallbacks() {
        let changes = task.changes
        let sent = changes.count { $0.at <= now }
        // Of an end that nobody knows yet the bell tells.
        if sent < changes.count, changes[sent].at < TaskRecord.openEnd {
          next = min(next ?? Int.max, changes[sent].at - now)
        }
        guard task.callbacksSent < sent, let url = task.callbackURL else { continue }
        try transaction.update(callbacksSent: sent, ofTask: task.id)
        for index in task.callbacksSent..<sent {
          let report = TaskReport(task: task, now: changes[index].at, links: links, host: host)
          let body = JSON.object(report.callback).bytes()
          let subject = CallSubject(callbackOf: task, body: body)
          try transaction.countCall(about: subject)
          due.append(
            DueCallback(
              taskID: task.id, url: url, id: "\(task.id)\(index)", body: body,
              faults: try faults(of: subject, in: transaction)))
        }
      }
      return (due, next)
    }
  }

  /// Sends callbacks from now on, until its task is cancelled.
  ///
  /// Best effort: what is lost is not sent again, and the changes of one task need not arrive in
  /// their order.
  func sendCallbacks(_ settings: CallbackSettings, host: String) async {
    callbackBell.ring()
    await withDiscardingTaskGroup { group in
      for await _ in callbackBell.rings {
        // What cannot be read now can be at the next ring; the calls say what is the matter.
        guard let (due, nextIn) = try? takeDueCallbacks(host: host) else { continue }
        for callback in due {
          group.addTask { await send(callback, settings) }
        }
        if let nextIn {
          group.addTask {
            guard (try? await Task.sleep(for: .milliseconds(nextIn))) != nil else { return }
            callbackBell.ring()
          }
        }
      }
    }
  }

  private func send(_ callback: DueCallback, _ settings: CallbackSettings) async {
    guard let address = WebAddress(callback.url), HostReach.isLoopback(address.host) else {
      notices.post(
        "the simulator sends nothing to the internet: callbacks to \(callback.url) stay here",
        to: surroundings.notice)
      return
    }
    let faults = callback.faults
    guard faults.reply == nil else { return }
    if faults.pauseBefore > .zero, await !pauses.pause(for: faults.pauseBefore) { return }
    for _ in 0..<faults.sendTimes {
      guard await !settings.send(letter(callback, settings.secret)), !Task.isCancelled else {
        continue
      }
      notices.post("the callback to \(callback.url) was not taken", to: surroundings.notice)
    }
  }

  private func letter(_ callback: DueCallback, _ secret: WebhookSecret?) -> CallbackLetter {
    var headers = [ServiceRequest.Field("Content-Type", "application/json")]
    if let secret {
      let timestamp = surroundings.now() / 1000
      let signature = secret.signature(id: callback.id, timestamp: timestamp, body: callback.body)
      headers += [
        .init("webhook-id", callback.id), .init("webhook-timestamp", "\(timestamp)"),
        .init("webhook-signature", signature),
      ]
    }
    return CallbackLetter(url: callback.url, headers: headers, body: callback.body)
  }
}
