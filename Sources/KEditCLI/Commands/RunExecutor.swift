import KEditEngine
import KEditPlan
import SQLiteJournal

/// Carries a plan out for a person: looks, asks, does, and tells.
struct RunExecutor: Sendable {
  /// Which run it is.
  enum Beginning: Sendable {
    case new(RunRecord)
    /// One of the journal; whether somebody allowed it to spend.
    case resumed(id: Int, RunRecord, wasApproved: Bool)

    var record: RunRecord {
      switch self {
      case .new(let record), .resumed(_, let record, _): record
      }
    }
  }

  private let settings: RunSettings
  private let context: CommandContext
  private let reporter: RunReporter
  private let report: @Sendable (RunEvent) -> Void
  private let world: World

  /// - Parameters:
  ///   - settings: what the command line says of runs.
  ///   - context: whom to ask, and what the environment says.
  ///   - reporter: tells of the run.
  ///   - connection: to the service.
  ///   - journal: of the account there.
  ///   - files: those of the plan and of its results.
  ///   - report: what hears of each event of the run in the place of the reporter.
  init(
    _ settings: RunSettings, _ context: CommandContext, _ reporter: RunReporter,
    connection: ServiceConnection, journal: SQLiteJournal, files: RunFiles,
    report: (@Sendable (RunEvent) -> Void)? = nil
  ) {
    self.settings = settings
    self.context = context
    self.reporter = reporter
    self.report = report ?? { reporter.report($0) }
    self.world = connection.world(journal: journal, files: files, context)
  }

  /// Everything from the first check against the world to the last result, unless a person, a signal
  /// or a rule stops it on the way.
  ///
  /// - Returns: the exit code; what is to be said has been said.
  func execute(_ beginning: Beginning) async throws(CommandFailure) -> ExitCode {
    let result = await context.io.interruptions.cancelling {
      () async -> Result<ExitCode, CommandFailure> in
      do throws(CommandFailure) {
        return .success(try await carryOut(beginning))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func carryOut(_ beginning: Beginning) async throws(CommandFailure) -> ExitCode {
    do throws(RunRefusal) {
      switch try await begin(beginning) {
      case .approved(let run, let survey):
        let outcome = try await reporter.following { () async throws(RunRefusal) in
          await run.carryOut(survey)
        }
        return ExitCode.summary(
          of: [outcome.failure.map { ExitCode($0) } ?? .done, reporter.eventsCode])
      case .declined:
        context.inform("nothing was spent; '\(reporter.resuming.command)' asks again")
      case .nobody(let failure): context.report(failure)
      }
      reporter.endEarly(.stopped)
      return ExitCode.summary(of: [.stopped, reporter.eventsCode])
    } catch {
      reporter.refuse(error, plan: beginning.record.plan)
      reporter.endEarly(ExitCode(error.kind))
      return ExitCode.summary(of: [ExitCode(error.kind), reporter.eventsCode])
    }
  }

  /// What a look at the world and a question came to.
  enum Start: Sendable {
    /// It may be carried out.
    case approved(Run, Survey)
    case declined
    /// Nobody is there to ask.
    case nobody(CommandFailure)
  }

  /// Everything up to the moment from which it may cost: looks, claims, shows the plan, asks.
  ///
  /// - Parameters:
  ///   - beginning: which run it is.
  ///   - sessions: the sessions in which exactly the marks of an edit stand, by its name.
  /// - Returns: whether the run may be carried out; where it may not, it is given free.
  /// - Throws: what stands against it.
  func begin(
    _ beginning: Beginning, sessions: [String: MarkedSession] = [:]
  ) async throws(RunRefusal) -> Start {
    let (run, log) = try await claim(beginning)
    reporter.began(run: log.id, beginning.record)
    let survey = try await reporter.following { () async throws(RunRefusal) in
      await run.survey(sessions: sessions)
    }
    let start: Start
    do throws(RunRefusal) {
      start = try await ask(run, survey, beginning)
    } catch {
      try await world.asking { () async throws(JournalFault) in try await log.release() }
      throw error
    }
    try await world.asking { () async throws(JournalFault) in
      switch start {
      case .approved: try await log.approve()
      case .declined, .nobody: try await log.release()
      }
    }
    return start
  }

  /// Makes the edits this run's, after a look for whatever stands against it.
  private func claim(
    _ beginning: Beginning
  ) async throws(RunRefusal) -> (run: Run, log: any RunLog) {
    let record = beginning.record
    let options = options(of: record)
    try await Run.preflight(record.plan, options: options, world: world)
    let journal = world.journal
    let log = try await world.asking { () async throws(JournalFault) in
      switch beginning {
      case .new(let record): try await journal.begin(record)
      case .resumed(let id, _, _): try await journal.reopen(id)
      }
    }
    let run = Run(record.plan, options: options, world: world, log: log, emit: report)
    do throws(RunRefusal) {
      try await run.claim()
    } catch {
      if case .new = beginning {
        try await world.asking { () async throws(JournalFault) in try await log.discard() }
      }
      throw error
    }
    return (run, log)
  }

  /// What the command line says, with what was said when the run began.
  private func options(of record: RunRecord) -> RunOptions {
    var options = settings.engine
    options.preview = record.preview
    options.randomPart = record.randomPart
    options.maximumUnits = options.maximumUnits ?? record.maximumUnits
    return options
  }

  /// Whether what the survey found may be paid for: nothing, what was allowed before, or what
  /// somebody allows now who sees the plan.
  private func ask(
    _ run: Run, _ survey: Survey, _ beginning: Beginning
  ) async throws(RunRefusal) -> Start {
    if Task.isCancelled { return .declined }
    // Nothing is made, so there is nothing to ask; and what is not made may not be paid for later
    // because this run was said to be approved.
    if settings.engine.fetchesOnly {
      return survey.costsNothing ? .approved(run, survey) : .declined
    }
    context.inform(PlanText(run.plan, notes: survey.notes).text)
    try run.checkBudget(survey)
    if settings.isApproved || survey.costsNothing { return .approved(run, survey) }
    if case .resumed(_, _, wasApproved: true) = beginning, !survey.costsAgain {
      return .approved(run, survey)
    }
    let question = Question(
      survey.estimate, limit: options(of: beginning.record).maximumUnits,
      isSimulated: settings.target.simulates)
    guard context.io.canAsk else { return .nobody(question.cannotBeAsked) }
    return await question.ask(context) ? .approved(run, survey) : .declined
  }
}

extension World {
  /// Asks the journal; what it cannot do stops the run.
  fileprivate func asking<T>(
    _ question: () async throws(JournalFault) -> T
  ) async throws(RunRefusal) -> T {
    do throws(JournalFault) { return try await question() } catch {
      throw RunRefusal(error)
    }
  }
}

extension Survey {
  /// Whether something is to be paid for that was paid for before.
  fileprivate var costsAgain: Bool {
    findings.contains { $0.costs && ($0.expired != nil || $0.failed != nil) }
  }
}

extension ExitCode {
  init(_ kind: Failure.Kind) {
    self = ExitCode(rawValue: kind.exitCode) ?? .internalFault
  }
}
