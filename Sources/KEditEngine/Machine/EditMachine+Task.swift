import KEditPlan
import KlingAPI
import PlainText

/// From the create call to the result.
extension EditMachine {
  mutating func prepareCreation(_ prepared: Prepared) {
    losses = 0
    move(to: .creating(prepared, .preparing))
    if edit.task.images.isEmpty {
      create(prepared, [])
    } else {
      actions.append(.encode(edit.task.images))
    }
  }

  mutating func create(_ prepared: Prepared, _ images: [String]) {
    let task = edit.task
    let request = CreateTaskRequest(
      modelName: task.model, sessionID: prepared.sessionID, editMode: editMode, images: images,
      prompt: task.prompt, negativePrompt: task.negativePrompt, mode: mode,
      duration: prepared.resolved.duration, watermark: task.watermark,
      callbackURL: task.callbackURL, externalTaskID: identity.id)
    move(to: .creating(prepared, .admitting(request)))
    actions.append(.admit(units: price(of: prepared.resolved.duration)))
  }

  /// What the task will cost, now that its length is known.
  private func price(of length: CreateTaskRequest.Length) -> DecimalNumber {
    let duration: TaskDuration =
      switch length {
      case .five: .five
      case .ten: .ten
      }
    return Prices.estimate(edit.task.quality, duration).max
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
  mutating func createFailed(
    _ error: KlingError, _ prepared: Prepared, _ request: CreateTaskRequest
  ) {
    if error.kind == .ambiguous {
      guard countLoss(error) else { return }
      move(to: .creating(prepared, .checking(request, refusal: nil)))
      actions += [.pause(losses: losses), .lookUp(id: identity.id)]
    } else if error.mayMeanDuplicateID {
      move(to: .creating(prepared, .checking(request, refusal: error)))
      actions.append(.lookUp(id: identity.id))
    } else if losses == 0, mayBeEndedSession(error), !error.isAboutContent {
      openAnew()
    } else {
      fail(Failure(error, context: losses > 0 ? whatRemains : nil))
    }
  }

  mutating func checkedCreation(
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
      } else if losses == 0, sessionMayHaveEnded {
        openAnew()
      } else if losses == 0 {
        fail(Failure(refusal))
      }
    case .callFailed(let error): fail(Failure(error, context: whatRemains))
    default: fail(Failure(.fault, "an event came that has no place while \(state.name)"))
    }
  }

  /// A task of our id exists already.
  mutating func takeOver(_ task: KlingTask, isOurs: Bool) {
    guard isOurs, task.externalID == nil || task.externalID == identity.id else {
      return fail(
        Failure(
          .refused,
          "the id \(harmless(identity.id, limit: 80)) belongs to another task "
            + "(\(harmless(task.id, limit: 80))); choose another"
        ))
    }
    if task.status == .failed, identity.isDerived, losses == 0 {
      move(to: .awaiting(task, polls: 0), .task(task))
      return fail(
        Failure(
          .refused, failureWords(task),
          "an earlier run created this task; 'kedit resume --retry-failed' and --fresh make a new one, "
            + "which costs again"))
    }
    follow(task, polls: 0)
  }

  private func failureWords(_ task: KlingTask) -> String {
    "task \(harmless(task.id, limit: 80)) failed"
      + (task.statusMessage.map { ": \(harmless($0, limit: 300))" } ?? "")
  }

  mutating func follow(_ task: KlingTask, polls: Int) {
    switch task.status {
    case .succeed where task.videos.isEmpty && polls == 0:
      // The answer to a create names no videos; a look at the task does.
      keepAwaiting(task, polls: polls)
      if options.awaitsTask { actions.append(.poll(id: task.id, after: .zero)) }
    case .succeed: download(task, isFresh: false)
    case .failed where task.statusMessage == nil && polls == 0 && options.awaitsTask:
      // The answer to a create does not say why; a look at the task may.
      keepAwaiting(task, polls: polls)
      actions.append(.poll(id: task.id, after: .zero))
    case .failed:
      move(to: .awaiting(task, polls: polls), .task(task))
      fail(Failure(.refused, failureWords(task)))
    case .submitted, .processing, .other:
      keepAwaiting(task, polls: polls)
      if options.awaitsTask {
        actions.append(.poll(id: task.id, after: options.polling.pause(before: polls)))
      }
    }
  }

  mutating func download(_ task: KlingTask, isFresh: Bool) {
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
}
