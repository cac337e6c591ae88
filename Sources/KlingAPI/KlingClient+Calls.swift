import OrderedJSON

extension KlingClient {
  /// Has a video parsed and opens a session for it.
  package func initSelection(_ request: InitRequest) async throws(KlingError) -> ParsedVideo {
    try await session(.initSelection, request.json, ParsedVideo.init)
  }

  /// Marks points on one frame.
  ///
  /// - Throws: `.ambiguous` where the answer is lost: clear the session and mark everything again.
  package func addSelection(
    _ request: SelectionRequest
  ) async throws(KlingError) -> SelectionAnswer {
    try await session(.addSelection, request.json, SelectionAnswer.init)
  }

  /// Takes back points by exactly the coordinates that added them.
  ///
  /// - Throws: `.ambiguous` where the answer is lost: clear the session and mark everything again.
  package func deleteSelection(
    _ request: SelectionRequest
  ) async throws(KlingError) -> SelectionAnswer {
    try await session(.deleteSelection, request.json, SelectionAnswer.init)
  }

  /// Takes back every mark of a session.
  package func clearSelection(_ request: SessionRequest) async throws(KlingError) -> ClearAnswer {
    try await session(.clearSelection, request.json, ClearAnswer.init)
  }

  /// Has the masks of a session rendered.
  package func previewSelection(
    _ request: SessionRequest
  ) async throws(KlingError) -> PreviewAnswer {
    try await session(.previewSelection, request.json, PreviewAnswer.init)
  }

  /// Creates a task, which is what costs money.
  ///
  /// - Throws: `.ambiguous` where the task may exist: look it up by its `external_task_id` before
  ///   anything else is sent.
  package func createTask(_ request: CreateTaskRequest) async throws(KlingError) -> KlingTask {
    try await object(.createTask, request.json, KlingTask.init)
  }

  /// Looks a task up by its `task_id` or `external_task_id`.
  ///
  /// - Throws: `.notFound` where the service knows none.
  package func task(_ id: String) async throws(KlingError) -> KlingTask {
    let endpoint = Endpoint.task(id: id)
    let answer = try await call(endpoint, nil)
    if answer.data == nil || answer.data == .null || answer.data == .array([]) {
      throw answer.error(.notFound, endpoint)
    }
    return try decode(answer, endpoint, KlingTask.init)
  }

  /// One page of the account's tasks; `page` from 1 to 1000, `size` from 1 to 500.
  package func tasks(page: Int = 1, size: Int = 30) async throws(KlingError) -> [KlingTask] {
    let endpoint = Endpoint.tasks(page: page, size: size)
    let answer = try await call(endpoint, nil)
    do throws(MalformedAnswer) {
      switch answer.data {
      case nil, .null: return []
      case .array(let elements):
        var tasks: [KlingTask] = []
        for reader in try FieldReader.objects(elements, path: "data") {
          tasks.append(try KlingTask(reader))
        }
        return tasks
      case let data?: return [try KlingTask(try FieldReader(data, path: "data"))]
      }
    } catch {
      throw answer.error(error, endpoint)
    }
  }

  /// A selection call, which has a second level of success: `data.status`.
  private func session<T>(
    _ endpoint: Endpoint, _ body: JSON, _ read: (FieldReader) throws(MalformedAnswer) -> T
  ) async throws(KlingError) -> T {
    let answer = try await call(endpoint, body)
    let status = try decode(answer, endpoint) { data throws(MalformedAnswer) in
      try data.optionalInt("status")
    }
    if let status, status != 0 {
      let subject = endpoint == .initSelection ? "the video" : "the selection"
      let said = answer.message.isEmpty ? "" : "; it says: \(answer.message)"
      throw answer.error(.refused, endpoint, "\(subject) was rejected with status \(status)\(said)")
    }
    return try decode(answer, endpoint, read)
  }

  private func object<T>(
    _ endpoint: Endpoint, _ body: JSON?, _ read: (FieldReader) throws(MalformedAnswer) -> T
  ) async throws(KlingError) -> T {
    try decode(try await call(endpoint, body), endpoint, read)
  }

  /// Reads `data`. An answer that cannot be read is as good as lost.
  private func decode<T>(
    _ answer: Answer, _ endpoint: Endpoint, _ read: (FieldReader) throws(MalformedAnswer) -> T
  ) throws(KlingError) -> T {
    do throws(MalformedAnswer) {
      return try read(try FieldReader(answer.data ?? .null, path: "data"))
    } catch {
      throw answer.error(error, endpoint)
    }
  }
}
