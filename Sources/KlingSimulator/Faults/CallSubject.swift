import OrderedJSON

/// What a call is about, as far as rules and counts tell calls apart.
struct CallSubject: Sendable {
  let point: FaultPoint
  var externalTaskID: String?
  var taskID: String?
  var sessionID: String?
  /// The name of a file in the media folder.
  var file: String?
  private let body: [UInt8]

  init(_ route: Route, _ request: ServiceRequest, in transaction: StoreTransaction) throws {
    self.init(FaultPoint(route, method: request.method), body: request.bytes)
    switch route {
    case .selection, .create:
      // What is no JSON is refused later; until then it is about nothing.
      let fields = try? JSON.parse(request.bytes)
      sessionID = fields?["session_id"]?.string
      externalTaskID = fields?["external_task_id"]?.string
    case .task(let id):
      // Before there is a task, what is asked for is the external id that it will have.
      externalTaskID = id
      if let task = try transaction.task(named: id) { take(task) }
    case .media(let name):
      file = name
      if let id = MediaName.task(ofResult: name),
        let task = try transaction.task(ofAnyAccount: id)
      {
        take(task)
      }
    case .upload(let name): file = MediaName.upload(name)
    case .list: break
    }
  }

  /// A callback about a task.
  init(callbackOf task: TaskRecord, body: [UInt8]) {
    self.init(.callback, body: body)
    take(task)
  }

  private init(_ point: FaultPoint, body: [UInt8]) {
    self.point = point
    self.body = body
  }

  private mutating func take(_ task: TaskRecord) {
    taskID = task.id
    externalTaskID = task.externalID
    sessionID = task.sessionID
  }

  func bodyContains(_ text: String) -> Bool {
    body.firstRange(of: Array(text.utf8)) != nil
  }
}
