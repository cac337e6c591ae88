import KEditPlan
import KlingAPI
import PlainText

/// Does what the machine of one edit asks for, and tells it what came of it.
struct EditDriver: Sendable {
  private(set) var machine: EditMachine
  /// Why it went no further, where it was stopped.
  private(set) var stop: Leftover.Reason?

  let world: World
  let options: RunOptions
  /// What all edits of the run share.
  let run: RunState
  let caller: Caller
  let emit: @Sendable (RunEvent) -> Void
  /// The journal's, after which nothing more may follow.
  var fault: Failure?
  /// The paths of files that this edit has put in place, which it may replace.
  var written: Set<String> = []
  /// The file whose link died while it was fetched.
  var unfinished: Download?
  private var queue: [EditMachine.Action] = []
  private var shownStatus: String?
  private var sentCreate = false
  /// Where the edit stood when the run began.
  private let finding: Survey.Finding
  /// Whether the edit holds one of the places for tasks at the service.
  var holdsPlace = false
  /// The uptime at which the session was opened.
  private var sessionOpenedAt: Duration?

  init(
    _ edit: PlannedEdit, from finding: Survey.Finding, options machineOptions: EditMachine.Options,
    world: World, run: RunState, options: RunOptions, deadline: Duration?,
    emit: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.machine = EditMachine(
      edit, identity: finding.identity, options: machineOptions, legacy: finding.legacy)
    self.finding = finding
    self.world = world
    self.run = run
    self.options = options
    self.emit = emit
    self.caller = Caller(
      edit: edit.name, world: world, policy: options.retries, deadline: deadline, emit: emit)
  }

  var name: String { machine.edit.name }

  /// Begins the edit and goes on until its task has ended or the edit has.
  mutating func runTask(parentVideoID: String?) async {
    if let reason = reasonToStop() {
      stop = reason
      return
    }
    emit(.editStarted(edit: name))
    if case .task(let task) = finding.standing, task.status != .succeed, task.status != .failed {
      run.window.enterForced()
      holdsPlace = true
    }
    take(.begin(finding.standing, parentVideoID: parentVideoID))
    if case .done(let result) = finding.standing { await completeSidecar(of: result) }
    await perform { $0.holdsSlot }
    if holdsPlace { run.window.leave() }
    holdsPlace = false
    settle()
  }

  /// Tells the budget what the edit has come to.
  private func settle() {
    if let units = machine.unitsCharged {
      run.budget.charge(units, for: name)
    } else if !machine.mayHaveTask {
      run.budget.release(name)
    }
  }

  /// Whether so much may be spent on the edit now; if so, it is set aside for it.
  func mayCost(_ units: DecimalNumber) -> Bool { run.budget.reserve(units, for: name) }

  /// Leaves the edit for another run.
  mutating func leave(because reason: Leftover.Reason) {
    stop = reason
  }

  /// Goes on to the end of the edit: what is left is to fetch the result.
  mutating func runToEnd() async {
    await perform { !$0.isFinished }
  }

  /// Lets the edit go, because one whose result it needs gave none: it is skipped where that one
  /// failed, and left where that one was left.
  mutating func drop(because cause: EditDriver, parent: String) async {
    if let reason = cause.stop {
      stop = reason
    } else {
      take(.skip(because: parent))
      await perform { !$0.isFinished }
    }
  }

  private mutating func perform(while condition: (EditMachine) -> Bool) async {
    while stop == nil, fault == nil, !queue.isEmpty {
      // A transition that was made must be recorded, whatever the new state is.
      if case .record(let transition) = queue[0] {
        queue.removeFirst()
        await record(transition)
        continue
      }
      guard condition(machine) else { return }
      let action = queue.removeFirst()
      do throws(CallEnd) {
        if let event = try await perform(action) { take(event) }
      } catch {
        switch error {
        case .failed(let error): take(.callFailed(error))
        case .stopped(let reason): stop = reason
        }
      }
    }
    if stop == nil, fault == nil, !machine.isFinished { stop = .noWait }
  }

  private mutating func take(_ event: EditMachine.Event) {
    if case .parsed = event { sessionOpenedAt = world.clock.uptime }
    if let sessionOpenedAt, ParsedVideo.mayHaveEnded(after: world.clock.uptime - sessionOpenedAt) {
      machine.sessionMayHaveEnded = true
    }
    queue += machine.handle(event)
  }

  private mutating func record(_ transition: Transition) async {
    do throws(JournalFault) {
      try await run.log.record(transition)
    } catch {
      // Nothing may follow from a state that is not on record.
      fault = Failure(error)
      return
    }
    show(transition)
  }

  /// Records what became known without a change of state.
  func note(_ fact: Transition.Fact) async throws(Failure) {
    let state = machine.state.name
    do throws(JournalFault) {
      try await run.log.record(
        Transition(
          edit: name, fingerprint: machine.edit.fingerprint, identity: machine.identity,
          from: state, to: state, fact: fact))
    } catch {
      throw Failure(error)
    }
  }

  private mutating func show(_ transition: Transition) {
    switch transition.fact {
    case .intent: sentCreate = true
    case .task(let task):
      let isFirst = shownStatus == nil
      if isFirst {
        emit(
          .taskSubmitted(
            edit: name, task: task, externalTaskID: machine.identity.id, isAdopted: !sentCreate))
      }
      guard task.status.text != shownStatus || transition.from != transition.to else { return }
      shownStatus = task.status.text
      emit(
        .progress(
          edit: name, state: transition.to, taskStatus: harmless(task.status.text, limit: 40)))
      return
    default: break
    }
    if transition.from != transition.to {
      emit(.progress(edit: name, state: transition.to, taskStatus: nil))
    }
  }

  /// The task that succeeded; its result may still have to be fetched.
  var succeededTask: KlingTask? {
    guard stop == nil, fault == nil else { return nil }
    switch machine.state {
    case .downloading(let task, _): return task
    case .done(let result): return result.task
    default: return nil
    }
  }

  /// Whether the run must stop making tasks: what ended the edit would end every other.
  var endsTheRun: Bool {
    if fault != nil { return true }
    if case .failed(let failure) = machine.state { return failure.kind == .personMustAct }
    return false
  }

  /// What became of the edit, when it goes no further.
  var outcome: EditOutcome {
    EditOutcome(
      edit: name, position: machine.edit.position, ending: ending,
      previewFiles: machine.previewFiles, session: machine.session,
      unitsCharged: sentCreate || finding.isOfThisRun ? machine.unitsCharged : nil,
      isReused: !sentCreate && !finding.isOfThisRun)
  }

  private var ending: EditOutcome.Ending {
    if let fault { return .failed(fault) }
    switch machine.state {
    case .done(let result): return .done(result)
    case .failed(let failure): return .failed(failure)
    case .skipped(let reason): return .skipped(because: reason)
    default:
      return .left(
        Leftover(
          reason: stop ?? .interrupted, state: machine.state.name,
          externalTaskID: machine.identity.id, taskID: machine.task?.id,
          mayHaveTask: machine.mayHaveTask))
    }
  }
}
