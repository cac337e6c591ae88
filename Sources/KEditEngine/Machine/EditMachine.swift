package import KEditPlan
package import KlingAPI
import PlainText

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
  /// What the service says it charged for the task, whatever became of the edit after it.
  package private(set) var unitsCharged: DecimalNumber?

  /// The session that the task was made from, with the marks in it; `nil` for a task of which nothing
  /// is on record.
  private(set) var prepared: Prepared?

  /// The session that is open as far as is known; `nil` before there is one, and for a task that an
  /// earlier process made.
  var session: ParsedVideo?

  /// What the service takes for marked on each frame, as far as this process knows.
  package internal(set) var masks: [Int: [SelectionAnswer.Mask]] = [:]

  let options: Options
  var parentVideoID: String?
  /// How many answers of the kind of call that is being made were lost.
  var losses = 0
  /// Whether the session may have ended: it was opened by an earlier process, or long ago.
  package var sessionMayHaveEnded = false
  /// What the event in hand leads to.
  var actions: [Action] = []

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

  /// `legacy` is that of an earlier process, where the edit has a task.
  package init(
    _ edit: PlannedEdit, identity: TaskIdentity, options: Options = Options(),
    legacy: Legacy = Legacy()
  ) {
    self.edit = edit
    self.identity = identity
    self.options = options
    self.previewFiles = legacy.previewFiles
    self.prepared = legacy.session.flatMap { session in
      let resolved = try? SessionCheck.resolve(edit, in: session)
      return resolved.map { Prepared(sessionID: session.sessionID, resolved: $0) }
    }
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

  /// Whether there is a task, or a create call left whose answer is not known.
  package var mayHaveTask: Bool {
    switch state {
    case .creating(_, .sent), .creating(_, .checking): true
    default: task != nil
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
    case (.pending, .begin(let standing, let parentVideoID)):
      self.parentVideoID = parentVideoID
      begin(standing)

    case (.clearing(let video), .cleared): check(video)
    case (.clearing(let video), .callFailed(let error)): clearingFailed(error, video)
    case (.initializing, .uploaded(let url)): actions.append(.open(.videoURL(url)))
    case (.initializing, .parsed(let video)): check(video)

    case (.marking(let prepared, let next), .marked(let masks)):
      recordMark(next, of: prepared, masks)
      continueMarking()
    case (.marking, .callFailed(let error)) where mayBeEndedSession(error): openAnew()
    case (.marking(let prepared, _), .callFailed(let error)) where error.kind == .ambiguous:
      // What is marked now is unknown (ruling 9).
      guard countLoss(error) else { return }
      actions += [.pause(losses: losses), .clear(SessionRequest(sessionID: prepared.sessionID))]
    case (.marking(let prepared, _), .cleared):
      masks = [:]
      move(to: .marking(prepared, next: 0), .cleared)
      continueMarking()

    case (.previewing, .callFailed(let error)) where mayBeEndedSession(error): openAnew()
    case (.previewing, .previewed(let answer)): savePreview(answer)
    case (.previewing(let prepared), .saved(let files)):
      previewFiles = files
      prepareCreation(prepared)

    case (.creating(let prepared, .preparing), .images(let images)): create(prepared, images)
    case (.creating(let prepared, .admitting(let request)), .admitted):
      move(to: .creating(prepared, .sent(request)), .intent(request))
      actions.append(.create(request))
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
      fail(.deadLink(status))

    case (_, .callFailed(let error)): fail(Failure(error, context: whatRemains))
    default:
      fail(Failure(.fault, "an event came that has no place while \(state.name)"))
    }
  }

  // MARK: Changing state

  mutating func move(to next: State, _ fact: Transition.Fact = .nothing) {
    actions.append(
      .record(
        Transition(
          edit: edit.name, fingerprint: edit.fingerprint, identity: identity,
          from: state.name, to: next.name, fact: fact)))
    if case .task(let task) = fact, let units = task.units { unitsCharged = DecimalNumber(units) }
    if case .marking(let prepared, _) = next { self.prepared = prepared }
    state = next
  }

  /// The task runs. A poll that says nothing new is no transition, or a long wait would fill the
  /// journal.
  mutating func keepAwaiting(_ task: KlingTask, polls: Int) {
    if case .awaiting(let known, _) = state, known.status == task.status {
      state = .awaiting(task, polls: polls)
    } else {
      move(to: .awaiting(task, polls: polls), .task(task))
    }
  }

  mutating func fail(_ failure: Failure) {
    move(to: .failed(failure), .failure(failure))
  }

  /// Counts a lost answer; where there were too many, the edit fails.
  mutating func countLoss(_ error: KlingError) -> Bool {
    losses += 1
    if losses <= options.maximumLosses { return true }
    fail(Failure(error, context: whatRemains))
    return false
  }

  /// What a person must know who reads that the edit failed here.
  var whatRemains: String? {
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
