import KEditEngine
import KEditPlan
import KEditREPL
import KlingAPI
import LineEditor
import PlainText
import PosixFiles
import SQLiteJournal

/// The edits that were submitted, each a run of its own beside what is typed.
actor SubmittedRuns {
  /// What is heard of an edit.
  enum News: Sendable {
    /// The service has a task of it, of that id.
    case task(String)
    case end(EditOutcome)
  }
  typealias Handler = @Sendable (Draft.ID, News) async -> Void

  private struct UnderWay {
    /// Says that nobody waits for it any more.
    let stop: Interruptions
    /// Whether the service has a task of it.
    var hasTask = false
    /// Those who wait for its task or its end; each has its own stream, for one that is no longer
    /// waited for is at its end, whatever becomes of the run.
    var waiting: [(event: Event, AsyncStream<Never>.Continuation)] = []
  }

  /// What can be waited for.
  private enum Event { case task, end }

  private let settings: RunSettings
  private let service: ReplService
  private let context: CommandContext
  /// The same, for what is said while a line is typed.
  private let aside: CommandContext
  private let jobs: JobQueue
  private var handler: Handler = { _, _ in }
  private var underWay: [Draft.ID: UnderWay] = [:]
  private var endings: [Draft.ID: Failure.Kind] = [:]
  /// What the service charged for what came to its end here, in units; `nil` as long as nothing did.
  private(set) var unitsCharged: DecimalNumber?

  init(
    _ settings: RunSettings, _ service: ReplService, _ context: CommandContext,
    _ entries: Entries, _ jobs: JobQueue
  ) {
    self.settings = settings
    self.service = service
    self.context = context
    self.aside = context.aside(of: entries)
    self.jobs = jobs
  }

  func follow(_ handler: @escaping Handler) { self.handler = handler }

  /// Carries an edit out, if it may be; it is under way when this returns.
  func submit(_ submission: Submission, sourceFolder: String) async -> Answer {
    let folder = settings.outputFolder(seenFrom: context.io.currentFolder)
    let record = RunRecord(
      plan: submission.plan, sourceFolder: FileSystem.canonicalPath(sourceFolder),
      outputFolder: FileSystem.canonicalPath(folder.path),
      randomPart: submission.isFresh ? RunSettings.makeRandomPart() : nil)
    let edit = Edit(draft: submission.draft, name: submission.name)
    do throws(CommandFailure) {
      try folder.check(for: submission.plan)
      return try await begin(
        edit, .new(record), sessions: submission.sessions, settings,
        settings.files(sourceFolder: sourceFolder, context), try await service.open())
    } catch {
      return .failed(EffectFailure(error))
    }
  }

  /// Goes on with the run in which another process submitted an edit; nothing is made for it that was not
  /// made by then.
  func takeUp(_ followUp: FollowUp) async -> Answer {
    do throws(CommandFailure) {
      let opened = try await service.open()
      let found: StoredRun?
      do throws(JournalFault) {
        found = try await opened.journal.run(followUp.run)
      } catch {
        throw CommandFailure(error)
      }
      guard let stored = found else {
        throw CommandFailure(
          .localFile,
          "run \(followUp.run), which makes '\(harmless(followUp.name))', is not in the journal")
      }
      var settings = settings
      settings.engine.fetchesOnly = true
      return try await begin(
        Edit(draft: followUp.draft, name: followUp.name),
        .resumed(id: stored.id, stored.record(of: try stored.readPlan()), wasApproved: true),
        sessions: [:], settings, stored.files(shownFrom: context.io.currentFolder), opened)
    } catch {
      return .failed(EffectFailure(error))
    }
  }

  /// An edit of the session, and its name in the plan of its run.
  private struct Edit: Sendable {
    let draft: Draft.ID
    let name: String
  }

  private func begin(
    _ edit: Edit, _ beginning: RunExecutor.Beginning, sessions: [String: MarkedSession],
    _ settings: RunSettings, _ files: RunFiles, _ opened: ReplService.Opened
  ) async throws(CommandFailure) -> Answer {
    let reporter = RunReporter(settings, aside)
    let executor = RunExecutor(
      settings, context, reporter, connection: opened.connection, journal: opened.journal,
      files: files, report: { self.report($0, of: edit, reporter) })
    let start: RunExecutor.Start
    do throws(RunRefusal) {
      start = try await executor.begin(beginning, sessions: sessions)
    } catch {
      reporter.refuse(error, plan: beginning.record.plan)
      return .declined(error.kind)
    }
    switch start {
    case .approved(let run, let survey):
      self.start(edit, run, survey)
      return .submitted(run: run.id)
    case .declined:
      context.inform(
        settings.engine.fetchesOnly
          ? "'\(harmless(edit.name))' was not begun: 'kedit resume' goes on with it"
          : "nothing was sent")
      return .declined(.stopped)
    case .nobody(let failure): throw failure
    }
  }

  /// Tells of a run whose end is told of each edit by itself; what was made before is told no more.
  private nonisolated func report(_ event: RunEvent, of edit: Edit, _ reporter: RunReporter) {
    switch event {
    case .taskSubmitted(edit.name, let task, _, _):
      jobs.add { await self.hasTask(task.id, edit.draft) }
    case .editFinished(let outcome) where outcome.edit != edit.name && outcome.isReused: return
    default: break
    }
    reporter.reportInPassing(event)
  }

  private func start(_ edit: Edit, _ run: Run, _ survey: Survey) {
    let stop = Interruptions()
    underWay[edit.draft] = UnderWay(stop: stop)
    endings[edit.draft] = nil
    jobs.add {
      let outcome = await stop.cancelling { await run.carryOut(survey) }
      await self.ended(edit, outcome, stop)
    }
  }

  private func hasTask(_ task: String, _ id: Draft.ID) async {
    await handler(id, .task(task))
    underWay[id]?.hasTask = true
    wake(id) { $0 == .task }
  }

  private func ended(_ edit: Edit, _ run: RunOutcome, _ stop: Interruptions) async {
    if run.edits.contains(where: { $0.unitsCharged != nil }) {
      unitsCharged = (unitsCharged ?? DecimalNumber(0)) + run.unitsCharged
    }
    let outcome = run.edits.first { $0.edit == edit.name }
    switch outcome?.ending {
    case nil, .done: break
    case .failed(let failure): endings[edit.draft] = failure.kind
    case .skipped: endings[edit.draft] = .refused
    case .left: endings[edit.draft] = .stopped
    }
    if let outcome { await handler(edit.draft, .end(outcome)) }
    // It may have been submitted again as soon as the session heard of it.
    guard underWay[edit.draft]?.stop === stop else { return }
    // Only now: who waits goes on with what the session has heard.
    wake(edit.draft) { _ in true }
    underWay[edit.draft] = nil
  }

  // MARK: Waiting

  private func wake(_ id: Draft.ID, where isDue: (Event) -> Bool) {
    for (event, continuation) in underWay[id]?.waiting ?? [] where isDue(event) {
      continuation.finish()
    }
    underWay[id]?.waiting.removeAll { isDue($0.event) }
  }

  /// Returns when that has come of an edit, or when this is no longer waited for.
  private func come(_ event: Event, of id: Draft.ID) async {
    guard let run = underWay[id], event == .end || !run.hasTask else { return }
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    underWay[id]?.waiting.append((event, continuation))
    for await _ in stream {}
  }

  /// Waits for the end of one of them, or of all.
  func wait(for id: Draft.ID?) async -> Answer {
    let wanted = id.map { [$0] } ?? Array(underWay.keys)
    for id in wanted {
      await come(.end, of: id)
      if Task.isCancelled { return .declined(.stopped) }
    }
    return .waited(Failure.Kind.first(of: wanted.compactMap { endings[$0] }))
  }

  /// Waits until the service has a task of each that does not end before: it goes on there then, whoever
  /// leaves.
  func waitForTasks() async {
    for id in underWay.keys where !Task.isCancelled { await come(.task, of: id) }
  }

  /// Stops waiting for one of them, or for all; returns when each has stopped.
  func stop(_ id: Draft.ID?) async {
    let wanted = underWay.filter { id == nil || $0.key == id }
    for run in wanted.values { run.stop.request() }
    for id in wanted.keys { await come(.end, of: id) }
  }
}

extension CommandContext {
  /// The same context, in which a person is asked only when what was typed as an entry is out of the
  /// way.
  func asking(before entries: Entries) -> CommandContext {
    guard case .person(let reader, _) = entries else { return self }
    var io = io
    let asking = io.asking
    io.asking = { question in await reader.lend(.question) { await asking(question) } }
    return CommandContext(io: io, environment: environment, palette: palette, isQuiet: isQuiet)
  }

  /// The same context, for what is said while a person may be typing a line.
  func aside(of entries: Entries) -> CommandContext {
    guard case .person(let reader, _) = entries else { return self }
    let output = Output(
      isTerminal: false, size: { [io] in io.output.size },
      write: { bytes in
        reader.show(String(decoding: bytes, as: UTF8.self))
        return 0
      })
    var io = io
    io.output = output
    io.error = output
    return CommandContext(io: io, environment: environment, palette: palette, isQuiet: isQuiet)
  }
}
