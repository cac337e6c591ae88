import KEditEngine
import KEditPlan
import KEditREPL
import LineEditor
import PlainText
import PosixFiles

/// The edits that were submitted, each a run of its own beside what is typed.
actor SubmittedRuns {
  typealias Handler = @Sendable (Draft.ID, EditOutcome) async -> Void

  private struct UnderWay {
    /// Says that nobody waits for it any more.
    let stop: Interruptions
    /// Those who wait for the end of the run; each has its own stream, for one that is no longer
    /// waited for is at its end, whatever becomes of the run.
    var waiting: [AsyncStream<Never>.Continuation] = []
  }

  private let settings: RunSettings
  private let service: ReplService
  private let context: CommandContext
  /// The same, for what is said while a line is typed.
  private let aside: CommandContext
  private let jobs: JobQueue
  private var handler: Handler = { _, _ in }
  private var underWay: [Draft.ID: UnderWay] = [:]
  private var endings: [Draft.ID: Failure.Kind] = [:]

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
    var settings = settings
    settings.engine.fetchesOnly = submission.isFollowUp
    var reporter = RunReporter(settings, aside)
    reporter.saysHowToGoOn = false
    do throws(CommandFailure) {
      try folder.check(for: submission.plan)
      let opened = try await service.open()
      let executor = RunExecutor(
        settings, context, reporter, connection: opened.connection, journal: opened.journal,
        files: settings.files(sourceFolder: sourceFolder, context))
      return try await begin(submission, executor, record, reporter)
    } catch {
      return .failed(EffectFailure(error))
    }
  }

  private func begin(
    _ submission: Submission, _ executor: RunExecutor, _ record: RunRecord,
    _ reporter: RunReporter
  ) async throws(CommandFailure) -> Answer {
    let start: RunExecutor.Start
    do throws(RunRefusal) {
      start = try await executor.begin(.new(record), sessions: submission.sessions)
    } catch {
      reporter.refuse(error, plan: submission.plan)
      return .declined(error.kind)
    }
    switch start {
    case .approved(let run, let survey):
      self.start(submission, run, survey)
      return .submitted
    case .declined:
      context.inform(
        submission.isFollowUp
          ? "'\(harmless(submission.name))' was not begun: 'kedit resume' goes on with it"
          : "nothing was sent")
      return .declined(.stopped)
    case .nobody(let failure): throw failure
    }
  }

  private func start(_ submission: Submission, _ run: Run, _ survey: Survey) {
    let stop = Interruptions()
    let id = submission.draft
    underWay[id] = UnderWay(stop: stop)
    endings[id] = nil
    jobs.add {
      let outcome = await stop.cancelling { await run.carryOut(survey) }
      await self.finished(id, outcome.edits.first { $0.edit == submission.name }, stop)
    }
  }

  private func finished(_ id: Draft.ID, _ outcome: EditOutcome?, _ stop: Interruptions) async {
    switch outcome?.ending {
    case nil: break
    case .done: break
    case .failed(let failure): endings[id] = failure.kind
    case .skipped: endings[id] = .refused
    case .left: endings[id] = .stopped
    }
    if let outcome { await handler(id, outcome) }
    // It may have been submitted again as soon as the session heard of it.
    guard underWay[id]?.stop === stop else { return }
    // Only now: who waits goes on with what the session has heard.
    let ended = underWay.removeValue(forKey: id)
    for continuation in ended?.waiting ?? [] { continuation.finish() }
  }

  /// Returns when the run of an edit is at its end, or when this is no longer waited for.
  private func end(of id: Draft.ID) async {
    guard underWay[id] != nil else { return }
    let (end, continuation) = AsyncStream.makeStream(of: Never.self)
    underWay[id]?.waiting.append(continuation)
    for await _ in end {}
  }

  /// Waits for the end of one of them, or of all.
  func wait(for id: Draft.ID?) async -> Answer {
    let wanted = id.map { [$0] } ?? Array(underWay.keys)
    for id in wanted {
      await end(of: id)
      if Task.isCancelled { return .declined(.stopped) }
    }
    return .waited(Failure.Kind.first(of: wanted.compactMap { endings[$0] }))
  }

  /// Stops waiting for one of them, or for all; returns when each has stopped.
  func stop(_ id: Draft.ID?) async {
    let wanted = underWay.filter { id == nil || $0.key == id }
    for run in wanted.values { run.stop.request() }
    for id in wanted.keys { await end(of: id) }
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
