import KEditPlan
import KlingAPI
import PlainText

/// Does what the machine of one edit asks for, and tells it what came of it.
struct EditDriver: Sendable {
  private(set) var machine: EditMachine
  /// Why it went no further, where it was stopped.
  private(set) var stop: Leftover.Reason?

  let world: World
  /// Shared by all edits of a run; `nil` where nothing makes a local video public.
  let uploads: Uploads?
  let options: RunOptions
  /// The uptime at which the run must end.
  let deadline: Duration?
  let emit: @Sendable (RunEvent) -> Void
  /// The journal's, after which nothing more may follow.
  private(set) var fault: Failure?
  /// The paths of files that this edit has put in place, which it may replace.
  var written: Set<String> = []
  /// The file whose link died while it was fetched.
  var unfinished: Download?
  private var queue: [EditMachine.Action] = []
  private var shownStatus: String?
  private var sentCreate = false

  init(
    _ machine: EditMachine, world: World, uploads: Uploads?, options: RunOptions,
    deadline: Duration?,
    emit: @escaping @Sendable (RunEvent) -> Void
  ) {
    let name = machine.edit.name
    var world = world
    world.client = world.client.observed { emit(.call(edit: name, $0)) }
    self.machine = machine
    self.world = world
    self.uploads = uploads
    self.options = options
    self.deadline = deadline
    self.emit = emit
  }

  var name: String { machine.edit.name }

  /// Begins the edit and goes on until its task has ended or the edit has.
  mutating func runTask(parentVideoID: String?) async {
    if let reason = reasonToStop() {
      stop = reason
      return
    }
    emit(.editStarted(edit: name))
    take(.begin(parentVideoID: parentVideoID))
    await perform { $0.holdsSlot }
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
    queue += machine.handle(event)
  }

  private mutating func record(_ transition: Transition) async {
    do throws(JournalFault) {
      try await world.journal.record(transition)
    } catch {
      // Nothing may follow from a state that is not on record.
      fault = Failure(.localFile, error.message)
      return
    }
    show(transition)
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

  /// The task that succeeded, whose result is still to be fetched.
  var taskToFetch: KlingTask? {
    if stop == nil, fault == nil, case .downloading(let task, _) = machine.state {
      task
    } else {
      nil
    }
  }

  /// What became of the edit, when it goes no further.
  var outcome: EditOutcome {
    EditOutcome(
      edit: name, position: machine.edit.position, ending: ending,
      previewFiles: machine.previewFiles, unitsCharged: sentCreate ? machine.unitsCharged : nil)
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
