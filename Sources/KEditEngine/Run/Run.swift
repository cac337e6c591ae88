package import KEditPlan
import KlingAPI

/// Carries a plan out: independent edits side by side, dependent ones when the result they need is
/// there.
///
/// Cancelling the task that calls `carryOut` stops it cleanly: what is in flight is on record, and
/// the outcome says where each edit stands.
package struct Run: Sendable {
  package let plan: Plan
  private let options: RunOptions
  private let world: World
  private let emit: @Sendable (RunEvent) -> Void

  /// `emit` is called from several threads, one call at a time an edit.
  package init(
    _ plan: Plan, options: RunOptions, world: World,
    emit: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.plan = plan
    self.options = options
    self.world = world
    self.emit = emit
  }

  /// Looks for everything that can stop the run before anything is sent: to be asked before a person
  /// is.
  ///
  /// - Throws: every reason at once.
  package func preflight() async throws(RunRefusal) {
    try await Preflight.check(plan, options, world)
  }

  /// Checks once more, then goes through with it.
  ///
  /// - Returns: what became of every edit, in the order of the plan.
  /// - Throws: `RunRefusal` before anything was sent; what goes wrong later is in the outcome.
  package func carryOut() async throws(RunRefusal) -> RunOutcome {
    try await preflight()
    let drivers = try await makeDrivers()
    let outcome = RunOutcome(edits: await carryOut(drivers))
    emit(.summary(outcome))
    return outcome
  }

  private func makeDrivers() async throws(RunRefusal) -> [EditDriver] {
    var machineOptions = EditMachine.Options()
    machineOptions.preview = options.preview
    machineOptions.awaitsTask = options.awaitsTasks
    machineOptions.polling = PollSchedule(constant: options.pollInterval)
    let deadline = options.timeout.map { world.clock.uptime + $0 }
    let uploads = world.uploader.map { Uploads($0) }
    var drivers: [EditDriver] = []
    for edit in plan.edits {
      let machine = EditMachine(
        edit, identity: try await identity(of: edit), options: machineOptions)
      drivers.append(
        EditDriver(
          machine, world: world, uploads: uploads, options: options, deadline: deadline, emit: emit)
      )
    }
    return drivers
  }

  private func identity(of edit: PlannedEdit) async throws(RunRefusal) -> TaskIdentity {
    let id = TaskIdentity.id(of: edit, randomPart: options.randomPart, sha256: world.sha256)
    do throws(JournalFault) {
      return TaskIdentity(
        id: id, isDerived: edit.task.externalTaskID == nil,
        isIntended: try await world.journal.hasIntent(
          externalTaskID: id, fingerprint: edit.fingerprint))
    } catch {
      throw RunRefusal(reasons: [
        RunRefusal.Reason(
          failure: Failure(.localFile, error.message), edit: edit.name, position: edit.position)
      ])
    }
  }

  /// Each edit is two child tasks, one after the other: up to the end of its task, for which it holds
  /// a slot, and from there to its result on disk.
  private func carryOut(_ drivers: [EditDriver]) async -> [EditOutcome] {
    var scheduler = Scheduler(plan.edits, parallel: options.parallel)
    var outcomes: [EditOutcome?] = Array(repeating: nil, count: drivers.count)

    await withTaskGroup(of: (index: Int, driver: EditDriver, isAtEnd: Bool).self) { group in
      func startWhatMayBegin() {
        for start in scheduler.start() {
          var driver = drivers[start.index]
          group.addTask {
            await driver.runTask(parentVideoID: start.parentVideoID)
            return (start.index, driver, false)
          }
        }
      }

      startWhatMayBegin()
      while let (index, driver, isAtEnd) = await group.next() {
        if !isAtEnd, let task = driver.taskToFetch {
          scheduler.succeeded(index, videoID: task.videos.first?.id)
          group.addTask {
            var driver = driver
            await driver.runToEnd()
            return (index, driver, true)
          }
          startWhatMayBegin()
          continue
        }
        outcomes[index] = driver.outcome
        emit(.editFinished(driver.outcome))
        guard !isAtEnd else { continue }
        for (child, parent) in scheduler.ended(index) {
          var dropped = drivers[child]
          await dropped.drop(because: driver, parent: drivers[parent].name)
          outcomes[child] = dropped.outcome
          emit(.editFinished(dropped.outcome))
        }
        startWhatMayBegin()
      }
    }
    return outcomes.enumerated().map { index, outcome in outcome ?? drivers[index].outcome }
  }
}
