package import KEditPlan
package import KlingAPI

/// The calls of a session that a person makes step by step, each as patient as in a run, and none of
/// them charged for.
///
/// What is marked is the caller's to remember, for the service has no call that lists it (ruling 8 of
/// `api/multi-elements.md`).
package struct SessionCalls: Sendable {
  let world: World
  let caller: Caller
  private let uploads: Uploads?
  private let ages: SessionAges
  private let inquiry: TaskInquiry

  /// What calls, retries and bytes are said to be of, where a run would name its edit.
  private static let name = "session"

  /// `emit` is told of calls, retries and bytes.
  package init(
    world: World, retries: RetryPolicy = RetryPolicy(),
    emit: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.world = world
    caller = Caller(edit: Self.name, world: world, policy: retries, deadline: nil, emit: emit)
    uploads = world.uploader.map { Uploads($0) }
    ages = SessionAges(now: world.unixMilliseconds)
    inquiry = TaskInquiry(caller, transport: world.transport)
  }

  // MARK: Sessions

  /// Opens a session of a video; a local one is uploaded first, once for all sessions.
  ///
  /// `parentVideoID` is the id that the service gave the result, where the video is another edit's.
  package func open(
    _ video: VideoReference, parentVideoID: String? = nil
  ) async throws(SessionFault) -> ParsedVideo {
    let request = try await request(video, parentVideoID)
    let parsed = try await call(in: nil) { client async throws(KlingError) in
      try await client.initSelection(request)
    }
    ages.opened(parsed.sessionID)
    return parsed
  }

  private func request(
    _ video: VideoReference, _ parentVideoID: String?
  ) async throws(SessionFault) -> InitRequest {
    switch video {
    case .url(let url): return .videoURL(url)
    case .id(let id): return .videoID(id)
    case .result(let name):
      guard let parentVideoID else { throw .failed(.withoutVideoID(name)) }
      return .videoID(parentVideoID)
    case .local(let file):
      do throws(VideoUpload.End) {
        let upload = VideoUpload(caller: caller, files: world.files, uploads: uploads)
        return .videoURL(try await upload.url(of: file))
      } catch {
        switch error {
        case .failed(let failure): throw .failed(failure)
        case .stopped: throw .cancelled(leavesUnknown: false)
        }
      }
    }
  }

  /// Takes up a session that an earlier process opened, at that time (Unix time in milliseconds). Until
  /// the service has answered in it, each refusal may mean that it is at its end.
  package func takeUp(_ sessionID: String, openedAt: Int) {
    ages.tookUp(sessionID, openedAt: openedAt)
  }

  /// When the session was opened, as Unix time in milliseconds; `nil` for one that is not known.
  package func openedAt(_ sessionID: String) -> Int? { ages.openedAt(sessionID) }

  /// The session of that video as a run goes on with it, once exactly the marks of its edit stand in it;
  /// `nil` for one that is not known.
  package func marked(_ video: ParsedVideo) -> MarkedSession? {
    openedAt(video.sessionID).map { MarkedSession(video, openedAt: $0) }
  }

  // MARK: Marks

  /// Marks points on a frame.
  package func add(_ request: SelectionRequest) async throws(SessionFault) -> SelectionAnswer {
    try await call(in: request.sessionID, changesMarks: true) { client async throws(KlingError) in
      try await client.addSelection(request)
    }
  }

  /// Takes back points by exactly the coordinates that added them.
  package func delete(_ request: SelectionRequest) async throws(SessionFault) -> SelectionAnswer {
    try await call(in: request.sessionID, changesMarks: true) { client async throws(KlingError) in
      try await client.deleteSelection(request)
    }
  }

  /// Takes back every mark of a session: after it, what is marked is known again.
  package func clear(_ sessionID: String) async throws(SessionFault) {
    _ = try await call(in: sessionID, changesMarks: true) { client async throws(KlingError) in
      try await client.clearSelection(SessionRequest(sessionID: sessionID))
    }
  }

  // MARK: Tasks

  /// The task of that id, the service's or ours.
  package func task(_ id: String) async throws(SessionFault) -> KlingTask {
    do throws(Failure) { return try await inquiry.task(id) } catch { throw SessionFault(error) }
  }

  /// One page of the account's tasks, counted from 1.
  package func tasks(page: Int, size: Int) async throws(SessionFault) -> [KlingTask] {
    do throws(Failure) {
      return try await inquiry.page(page, size: size)
    } catch {
      throw SessionFault(error)
    }
  }

  // MARK: What came of a call

  /// Makes a call, in that session where it is one of a session.
  func call<T>(
    in sessionID: String?, changesMarks: Bool = false,
    _ call: (KlingClient) async throws(KlingError) -> T
  ) async throws(SessionFault) -> T {
    if caller.reasonToStop() != nil { throw .cancelled(leavesUnknown: false) }
    do throws(CallEnd) {
      let answer = try await caller.retrying(call)
      if let sessionID { ages.heardOf(sessionID) }
      return answer
    } catch {
      switch error {
      case .stopped: throw .cancelled(leavesUnknown: changesMarks)
      case .failed(let error): throw fault(error, in: sessionID, changesMarks)
      }
    }
  }

  private func fault(
    _ error: KlingError, in sessionID: String?, _ changesMarks: Bool
  ) -> SessionFault {
    let failure = Failure(error)
    switch error.kind {
    case .ambiguous: return .lost(failure)
    // Of a clear that failed time and again, one may have been done.
    case .transient where changesMarks: return .lost(failure)
    case .refused, .notFound:
      if let sessionID, ages.mayHaveEnded(sessionID) { return .ended(failure) }
      return .failed(failure)
    default: return .failed(failure)
    }
  }
}

extension SessionFault {
  /// A failure of what leaves sessions alone.
  init(_ failure: Failure) {
    self = failure.kind == .stopped ? .cancelled(leavesUnknown: false) : .failed(failure)
  }
}
