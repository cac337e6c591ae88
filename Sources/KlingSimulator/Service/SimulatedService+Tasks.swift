import OrderedJSON
import PosixFiles

extension SimulatedService {
  /// Creates a task.
  func create(_ call: ServiceCall, _ account: String) throws -> JSON {
    let order = try TaskOrder(call, readOwn: ownFile)
    let task = try store.transaction { transaction in
      let session = try usableSession(order.sessionID, call, account, in: transaction)
      try order.check(against: session)
      try checkRoom(for: order, call, account, in: transaction)
      var task = try record(order, session, call, in: transaction)
      // A create that is refused leaves no file behind; one whose file cannot be kept, no task.
      if let render = renderOrder(order, session, task) {
        try keepImages(order.images, of: render)
        try transaction.insert(render)
        task.endsAt = TaskRecord.openEnd
      } else {
        try keepSource(of: session, for: task)
      }
      try transaction.insert(task)
      return task
    }
    if task.endsAt == TaskRecord.openEnd { renderBell.ring() }
    if task.callbackURL != nil { callbackBell.ring() }
    return .object(TaskReport(task: task, call: call).creation)
  }

  /// Makes the source the result.
  private func keepSource(of session: SessionRecord, for task: TaskRecord) throws {
    if surroundings.studio == nil, let notice = surroundings.noticeWithoutStudio {
      notices.post(notice, to: surroundings.notice)
    }
    try media.keep(session.video.media, as: task.media)
    if task.watermark == true {
      try media.keep(session.video.media, as: MediaName.watermarkedResult(task.id))
    }
  }

  private func checkRoom(
    for order: TaskOrder, _ call: ServiceCall, _ account: String,
    in transaction: StoreTransaction
  ) throws {
    if let id = order.externalID, try transaction.hasTask(externalID: id, account: account) {
      throw ServiceFault(
        .externalTaskIDUnique, field: "external_task_id", "a task with this id already exists")
    }
    let running = try transaction.runningTasks(account: account, at: call.now)
    guard running < configuration.concurrency else {
      throw ServiceFault(
        .concurrency, "\(running) tasks are under way, the resource pack allows no more")
    }
  }

  private func record(
    _ order: TaskOrder, _ session: SessionRecord, _ call: ServiceCall,
    in transaction: StoreTransaction
  ) throws -> TaskRecord {
    let id = try transaction.nextID(at: call.now)
    let queueTime = configuration.queueTime
    let wholeTime = call.faults.taskTime ?? queueTime + configuration.renderTime
    return TaskRecord(
      id: id, account: session.account, externalID: order.externalID, sessionID: session.id,
      videoID: try transaction.nextID(at: call.now), createdAt: call.now,
      processingAt: call.now + min(queueTime, wholeTime).milliseconds,
      endsAt: call.now + wholeTime.milliseconds,
      failure: call.faults.taskFailure ?? configuration.taskFailure(order.externalID ?? ""),
      watermark: order.watermark,
      units: TaskPrice.units(mode: order.mode, duration: order.duration),
      resultMilliseconds: session.video.durationMilliseconds, media: MediaName.result(id),
      isExpired: false, callbackURL: order.callbackURL, callbacksSent: 0)
  }

  /// Tells how one task stands.
  func task(_ id: String, _ call: ServiceCall, _ account: String) throws -> JSON {
    guard let task = try store.read({ try $0.task(id, account: account) }) else {
      throw ServiceFault(
        .taskKnown, "task_id, external_task_id: this account has no task '\(id)'")
    }
    return .object(TaskReport(task: task, call: call).whole)
  }

  /// Lists the account's tasks, the newest first.
  func list(_ call: ServiceCall, _ account: String) throws -> JSON {
    var page = 1
    var size = 30
    for field in call.request.query {
      switch field.name {
      case "pageNum": page = try number(field, in: 1...1000, rule: .pageNumber)
      case "pageSize": size = try number(field, in: 1...500, rule: .pageSize)
      default: throw ServiceFault(.fieldKnown, field: field.name, "there is no such parameter")
      }
    }
    let tasks = try store.read { [page, size] in
      try $0.tasks(account: account, limit: size, offset: (page - 1) * size)
    }
    return .array(tasks.map { .object(TaskReport(task: $0, call: call).whole) })
  }

  private func number(
    _ field: ServiceRequest.Field, in range: ClosedRange<Int>, rule: ServiceRule
  ) throws(ServiceFault) -> Int {
    guard let number = Int(field.value), range ~= number else {
      throw ServiceFault(
        rule, field: field.name,
        "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The content of the file behind one of the simulator's own URLs.
  private func ownFile(_ path: String) -> [UInt8]? {
    guard let name = MediaName.file(atPath: path) else { return nil }
    return try? FileSystem.read(media.path(of: name), limit: 64 << 20)
  }
}

extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
