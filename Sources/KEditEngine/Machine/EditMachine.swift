package import KEditPlan
package import KlingAPI

/// What one edit does next, given what happened: no socket, no clock, no file.
///
/// Every change of state goes through `move`, which puts a `record` before whatever follows from
/// it; so the intent to create a task is always on record before the create call is made.
package struct EditMachine: Sendable {
  package let edit: PlannedEdit
  package let identity: TaskIdentity
  package private(set) var state = State.pending
  /// Files that were written beside the result: the preview's.
  package private(set) var previewFiles: [String] = []

  private let options: Options
  private var parentVideoID: String?
  private var losses = 0
  private var actions: [Action] = []

  package struct Options: Hashable, Sendable {
    /// Has the masks rendered even where the edit does not ask for it.
    package var preview = false
    /// Whether the end of a task is waited for.
    package var awaitsTask = true
    package var polling = PollSchedule()
    /// How many lost answers of one kind of call are made good before giving up.
    package var maximumLosses = 5

    package init() {}
  }

  package init(_ edit: PlannedEdit, identity: TaskIdentity, options: Options = Options()) {
    self.edit = edit
    self.identity = identity
    self.options = options
  }

  /// Whether a task may be waiting or running on the account, so that a slot is taken.
  package var holdsSlot: Bool {
    switch state {
    case .pending, .downloading, .done, .failed, .skipped: false
    default: true
    }
  }

  package var isFinished: Bool {
    switch state {
    case .done, .failed, .skipped: true
    default: false
    }
  }

  /// The task, once there is one.
  package var task: KlingTask? {
    switch state {
    case .awaiting(let task, _), .downloading(let task, _): task
    case .done(let result): result.task
    default: nil
    }
  }

  /// Takes an event and says what it leads to.
  package mutating func handle(_ event: Event) -> [Action] {
    actions = []
    if !isFinished { advance(event) }
    return actions
  }

  private mutating func advance(_ event: Event) {
    switch (state, event) {
    case (_, .failed(let failure)): fail(failure)
    case (.pending, .skip(let reason)): move(to: .skipped(because: reason))
    case (.pending, .begin(let parentVideoID)):
      self.parentVideoID = parentVideoID
      move(to: .lookingUp)
      actions.append(.lookUp(id: identity.id))

    case (.lookingUp, .found(let task)): takeOver(task, isOurs: identity.mayAdopt)
    case (.lookingUp, .notFound): open()
    case (.initializing, .uploaded(let url)): actions.append(.open(.videoURL(url)))
    case (.initializing, .parsed(let video)): check(video)

    case (.marking(let prepared, let next), .marked):
      let mark = prepared.resolved.marks[next]
      move(
        to: .marking(prepared, next: next + 1), .marked(request(mark, in: prepared)))
      continueMarking()
    case (.marking(let prepared, _), .callFailed(let error)) where error.kind == .ambiguous:
      // What is marked now is unknown (ruling 9).
      guard countLoss(error) else { return }
      actions += [.pause(losses: losses), .clear(SessionRequest(sessionID: prepared.sessionID))]
    case (.marking(let prepared, _), .cleared):
      move(to: .marking(prepared, next: 0), .cleared)
      continueMarking()

    case (.previewing, .previewed(let answer)): savePreview(answer)
    case (.previewing(let prepared), .saved(let files)):
      previewFiles = files
      prepareCreation(prepared)

    case (.creating(let prepared, .preparing), .images(let images)): create(prepared, images)
    case (.creating(_, .sent), .created(let task)): follow(task, polls: 0)
    case (.creating(let prepared, .sent(let request)), .callFailed(let error)):
      createFailed(error, prepared, request)
    case (.creating(let prepared, .checking(let request, let refusal)), _):
      checkedCreation(event, prepared, request, refusal: refusal)

    case (.awaiting(_, let polls), .polled(let task)): follow(task, polls: polls + 1)
    case (.downloading(let old, isFresh: false), .polled(let task)):
      if task.status == .succeed {
        download(task, isFresh: true)
      } else {
        fail(Failure(.refused, "task \(old.id) is now \(harmless(task.status.text, limit: 40))"))
      }
    case (.downloading(let task, _), .saved(let files)):
      move(to: .done(EditResult(task: task, files: files)), .files(files))
    case (.downloading(let task, isFresh: false), .linkDead):
      actions.append(.poll(id: task.id, after: .zero))
    case (_, .linkDead(let status)):
      fail(Failure(.unreachable, "the link to the file is dead (HTTP \(status))"))

    case (_, .callFailed(let error)): fail(Failure(error, context: whatRemains))
    default:
      fail(Failure(.fault, "an event came that has no place while \(state.name)"))
    }
  }

  // MARK: Up to the marks

  private mutating func open() {
    move(to: .initializing)
    switch edit.video {
    case .url(let url): actions.append(.open(.videoURL(url)))
    case .id(let id): actions.append(.open(.videoID(id)))
    case .local(let file): actions.append(.upload(file))
    case .result(let name):
      guard let parentVideoID else {
        return fail(
          Failure(
            .refused, "the service gave no id for the result of '\(name)', so it cannot be edited"))
      }
      actions.append(.open(.videoID(parentVideoID)))
    }
  }

  private mutating func check(_ video: ParsedVideo) {
    move(to: .checking, .session(video))
    do throws(Failure) {
      let resolved = try SessionCheck.resolve(edit, in: video)
      losses = 0
      move(to: .marking(Prepared(sessionID: video.sessionID, resolved: resolved), next: 0))
      continueMarking()
    } catch {
      fail(error)
    }
  }

  private mutating func continueMarking() {
    guard case .marking(let prepared, let next) = state else { return }
    if next < prepared.resolved.marks.count {
      actions.append(.mark(request(prepared.resolved.marks[next], in: prepared)))
    } else if edit.preview || options.preview {
      move(to: .previewing(prepared))
      actions.append(.preview(SessionRequest(sessionID: prepared.sessionID)))
    } else {
      prepareCreation(prepared)
    }
  }

  private func request(_ mark: ResolvedEdit.Mark, in prepared: Prepared) -> SelectionRequest {
    SelectionRequest(
      sessionID: prepared.sessionID, frameIndex: mark.frameIndex, points: mark.points)
  }

  private mutating func savePreview(_ answer: PreviewAnswer) {
    let names = ResultNames(save: edit.save)
    let items: [DownloadItem?] = [
      answer.video.map { DownloadItem(url: $0, path: names.previewVideo, content: .video) },
      answer.cover.map { DownloadItem(url: $0, path: names.previewCover, content: .other) },
      answer.trackingOutput.map { DownloadItem(url: $0, path: names.tracking, content: .other) },
    ]
    let found = items.compactMap { $0 }
    guard !found.isEmpty else {
      return fail(Failure(.refused, "preview: the service rendered no preview"))
    }
    actions.append(.download(found))
  }

  // MARK: The task

  private mutating func prepareCreation(_ prepared: Prepared) {
    losses = 0
    move(to: .creating(prepared, .preparing))
    if edit.task.images.isEmpty {
      create(prepared, [])
    } else {
      actions.append(.encode(edit.task.images))
    }
  }

  private mutating func create(_ prepared: Prepared, _ images: [String]) {
    let task = edit.task
    let request = CreateTaskRequest(
      modelName: task.model, sessionID: prepared.sessionID, editMode: editMode, images: images,
      prompt: task.prompt, negativePrompt: task.negativePrompt, mode: mode,
      duration: prepared.resolved.duration, watermark: task.watermark,
      callbackURL: task.callbackURL, externalTaskID: identity.id)
    move(to: .creating(prepared, .sent(request)), .intent(request))
    actions.append(.create(request))
  }

  private var editMode: CreateTaskRequest.EditMode {
    switch edit.mode {
    case .addition: .addition
    case .swap: .swap
    case .removal: .removal
    }
  }

  private var mode: CreateTaskRequest.Mode {
    switch edit.task.quality {
    case .std: .std
    case .pro: .pro
    }
  }

  /// After a lost answer, and after a refusal that may mean that the id is in use, only the service
  /// can tell whether the task exists.
  private mutating func createFailed(
    _ error: KlingError, _ prepared: Prepared, _ request: CreateTaskRequest
  ) {
    if error.kind == .ambiguous {
      guard countLoss(error) else { return }
      move(to: .creating(prepared, .checking(request, refusal: nil)))
      actions += [.pause(losses: losses), .lookUp(id: identity.id)]
    } else if error.mayMeanDuplicateID {
      move(to: .creating(prepared, .checking(request, refusal: error)))
      actions.append(.lookUp(id: identity.id))
    } else {
      fail(Failure(error, context: losses > 0 ? whatRemains : nil))
    }
  }

  private mutating func checkedCreation(
    _ event: Event, _ prepared: Prepared, _ request: CreateTaskRequest, refusal: KlingError?
  ) {
    switch event {
    case .found(let task):
      // A refused id that is in use though no create of ours was ever lost is somebody else's.
      takeOver(task, isOurs: identity.mayAdopt || losses > 0)
    case .notFound where refusal == nil:
      move(to: .creating(prepared, .sent(request)), .intent(request))
      actions.append(.create(request))
    case .notFound:
      guard let refusal else { return }
      // The id is said to be in use, but a task is not shown yet: it was created by a lost call.
      if losses > 0, countLoss(refusal) {
        actions += [.pause(losses: losses), .lookUp(id: identity.id)]
      } else if losses == 0 {
        fail(Failure(refusal))
      }
    case .callFailed(let error): fail(Failure(error, context: whatRemains))
    default: fail(Failure(.fault, "an event came that has no place while \(state.name)"))
    }
  }

  /// A task of our id exists already.
  private mutating func takeOver(_ task: KlingTask, isOurs: Bool) {
    guard isOurs, task.externalID == nil || task.externalID == identity.id else {
      return fail(
        Failure(
          .refused,
          "the id \(harmless(identity.id, limit: 80)) belongs to another task (\(harmless(task.id, limit: 80))); choose another"
        ))
    }
    if task.status == .failed, identity.isDerived {
      move(to: .awaiting(task, polls: 0), .task(task))
      return fail(
        Failure(
          .refused, failureWords(task),
          "an earlier run created this task; --fresh makes a new one, which costs again"))
    }
    follow(task, polls: 0)
  }

  private func failureWords(_ task: KlingTask) -> String {
    "task \(harmless(task.id, limit: 80)) failed"
      + (task.statusMessage.map { ": \(harmless($0))" } ?? "")
  }

  private mutating func follow(_ task: KlingTask, polls: Int) {
    switch task.status {
    case .succeed: download(task, isFresh: false)
    case .failed:
      move(to: .awaiting(task, polls: polls), .task(task))
      fail(Failure(.refused, failureWords(task)))
    case .submitted, .processing, .other:
      move(to: .awaiting(task, polls: polls), .task(task))
      if options.awaitsTask {
        actions.append(.poll(id: task.id, after: options.polling.pause(before: polls)))
      }
    }
  }

  private mutating func download(_ task: KlingTask, isFresh: Bool) {
    move(to: .downloading(task, isFresh: isFresh), .task(task))
    guard let video = task.videos.first, let url = video.url else {
      return fail(
        Failure(.refused, "task \(harmless(task.id, limit: 80)) succeeded, but has no video"))
    }
    let names = ResultNames(save: edit.save)
    var items = [DownloadItem(url: url, path: names.video, content: .video)]
    if edit.task.watermark == true, let url = video.watermarkURL {
      items.append(DownloadItem(url: url, path: names.watermarked, content: .video))
    }
    actions.append(.download(items))
  }

  // MARK: Changing state

  private mutating func move(to next: State, _ fact: Transition.Fact = .nothing) {
    actions.append(
      .record(
        Transition(
          edit: edit.name, fingerprint: edit.fingerprint, externalTaskID: identity.id,
          from: state.name, to: next.name, fact: fact)))
    state = next
  }

  private mutating func fail(_ failure: Failure) {
    move(to: .failed(failure), .failure(failure))
  }

  /// Counts a lost answer; where there were too many, the edit fails.
  private mutating func countLoss(_ error: KlingError) -> Bool {
    losses += 1
    if losses <= options.maximumLosses { return true }
    fail(Failure(error, context: whatRemains))
    return false
  }

  /// What a person must know who reads that the edit failed here.
  private var whatRemains: String? {
    switch state {
    case .creating(_, .sent) where losses > 0, .creating(_, .checking):
      "a task may have been created; its id is \(harmless(identity.id, limit: 80)), and the next "
        + "run will find it"
    case .awaiting(let task, _), .downloading(let task, _):
      "task \(harmless(task.id, limit: 80)) goes on at the service; the next run will find it"
    default: nil
    }
  }
}
