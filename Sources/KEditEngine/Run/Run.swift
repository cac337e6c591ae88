package import KEditPlan
import KlingAPI
import PlainText

/// Carries a plan out: independent edits side by side, dependent ones when the result they need is
/// there.
///
/// In order: `preflight` looks at the world without touching it, `claim` makes the edits this run's,
/// `survey` says what is done and what is still to be paid for, and `carryOut` does it. Cancelling the
/// task that calls `carryOut` stops it cleanly: what is in flight is on record, and the outcome says
/// where each edit stands.
package struct Run: Sendable {
  package let plan: Plan
  private let options: RunOptions
  private let world: World
  private let log: any RunLog
  private let emit: @Sendable (RunEvent) -> Void

  /// `emit` is called from several threads, one call at a time an edit.
  package init(
    _ plan: Plan, options: RunOptions, world: World, log: any RunLog,
    emit: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) {
    self.plan = plan
    self.options = options
    self.world = world
    self.log = log
    self.emit = emit
  }

  /// The run's number in the journal.
  package var id: Int { log.id }

  /// Looks for everything that can stop a run before anything is sent or written down.
  ///
  /// - Throws: every reason at once.
  package static func preflight(
    _ plan: Plan, options: RunOptions, world: World
  ) async throws(RunRefusal) {
    try await Preflight.check(plan, options, world)
  }

  /// Takes the edits for this run.
  ///
  /// - Throws: a refusal that says which run holds which edit.
  package func claim() async throws(RunRefusal) {
    let holders: [String: Holder]
    do throws(JournalFault) {
      holders = try await log.claim(plan.edits.map(\.fingerprint))
    } catch {
      throw RunRefusal(error)
    }
    if holders.isEmpty { return }
    let runs = Set(holders.values).sorted { $0.run < $1.run }
    throw RunRefusal(
      reasons: runs.map { holder in
        let names = plan.edits.filter { holders[$0.fingerprint] == holder }.map(\.name)
        return RunRefusal.Reason(Failure(.localFile, holder.words(of: names)), .held(holder))
      })
  }

  /// Finds out what stands of every edit; nothing that leaves a trace is sent.
  ///
  /// `sessions` are by the names of edits; each goes on in its session, where no task of it is found.
  package func survey(sessions: [String: MarkedSession] = [:]) async -> Survey {
    await Surveyor(
      plan: plan, options: options, world: world, run: log.id, sessions: sessions, emit: emit
    ).survey()
  }

  /// Makes sure that something may be begun within what may be spent.
  package func checkBudget(_ survey: Survey) throws(RunRefusal) {
    guard let limit = options.maximumUnits, !survey.costsNothing else { return }
    let budget = budget(survey)
    let open = zip(plan.edits, survey.findings).filter { $1.costs }.map { $0.0 }
    if open.contains(where: { budget.reserve($0.estimate.max, for: $0.name) }) { return }
    let least = open.map(\.estimate.max).min() ?? DecimalNumber(0)
    throw RunRefusal(
      Failure(
        .stopped,
        "the next edit may cost up to \(least) units, more than is left of the \(limit) allowed"),
      .overBudget)
  }

  /// Goes through with it.
  ///
  /// - Parameter survey: of this run, made while its edits were claimed.
  /// - Returns: what became of every edit, in the order of the plan.
  package func carryOut(_ survey: Survey) async -> RunOutcome {
    let outcome = RunOutcome(edits: await carryOut(makeDrivers(survey), survey))
    do throws(JournalFault) {
      try await log.end()
    } catch {
      // What matters of the run is on record; the claims end with the process.
    }
    emit(.summary(outcome))
    return outcome
  }

  private func makeDrivers(_ survey: Survey) -> [EditDriver] {
    var machineOptions = EditMachine.Options()
    machineOptions.preview = options.preview
    machineOptions.awaitsTask = options.awaitsTasks
    machineOptions.polling = PollSchedule(constant: options.pollInterval)
    let deadline = options.timeout.map { world.clock.uptime + $0 - survey.elapsed }
    let state = RunState(
      log: log, uploads: world.uploader.map { Uploads($0) }, window: TaskWindow(options.parallel),
      budget: budget(survey))
    return zip(plan.edits, survey.findings).map { edit, finding in
      EditDriver(
        edit, from: finding, options: machineOptions, world: world, run: state, options: options,
        deadline: deadline, emit: emit)
    }
  }

  /// What the run may still spend, with what its earlier processes spent.
  private func budget(_ survey: Survey) -> Budget {
    let budget = Budget(options.maximumUnits)
    for (edit, finding) in zip(plan.edits, survey.findings) where finding.isOfThisRun {
      switch finding.standing {
      case .task(let task): budget.carry(task.charge ?? edit.estimate.max, for: edit.name)
      case .done(let result): budget.charge(result.task.charge ?? DecimalNumber(0), for: edit.name)
      case .absent, .faulty: break
      }
    }
    return budget
  }

  /// Each edit is two child tasks, one after the other: up to the end of its task, for which it holds
  /// a slot, and from there to its result on disk.
  private func carryOut(_ drivers: [EditDriver], _ survey: Survey) async -> [EditOutcome] {
    var scheduler = Scheduler(plan.edits, parallel: options.parallel)
    var outcomes: [EditOutcome?] = Array(repeating: nil, count: drivers.count)
    var isEnding = false

    func mayBegin(_ index: Int) -> Bool {
      guard survey.findings[index].costs else { return true }
      return !isEnding && !options.fetchesOnly
        && drivers[index].mayCost(plan.edits[index].estimate.max)
    }

    await withTaskGroup(of: (index: Int, driver: EditDriver, isAtEnd: Bool).self) { group in
      func startWhatMayBegin() {
        for start in scheduler.start(where: mayBegin) {
          var driver = drivers[start.index]
          group.addTask {
            await driver.runTask(parentVideoID: start.parentVideoID)
            return (start.index, driver, false)
          }
        }
      }

      startWhatMayBegin()
      while let (index, driver, isAtEnd) = await group.next() {
        isEnding = isEnding || driver.endsTheRun
        if !isAtEnd, let task = driver.succeededTask {
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
    for index in scheduler.waiting {
      var driver = drivers[index]
      driver.leave(
        because: isEnding ? .personMustAct : options.fetchesOnly ? .noWait : .maximumUnits)
      outcomes[index] = driver.outcome
      emit(.editFinished(driver.outcome))
    }
    return outcomes.enumerated().map { index, outcome in outcome ?? drivers[index].outcome }
  }
}

extension Holder {
  /// For a person who wonders why nothing happens.
  fileprivate func words(of names: [String]) -> String {
    let shown = names.prefix(5).map { "'\(harmless($0))'" }.joined(separator: ", ")
    let rest = names.count > 5 ? " and \(names.count - 5) more" : ""
    let edits = names.count == 1 ? "the edit \(shown) is" : "the edits \(shown)\(rest) are"
    return "\(edits) under way in run \(run): process \(process) on \(harmless(host, limit: 80))"
  }
}

extension KlingTask {
  /// What the service says it charged.
  package var charge: DecimalNumber? { units.flatMap { DecimalNumber($0) } }
}
