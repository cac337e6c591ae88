import KEditEngine
import KEditSyntax
import PlainText
import PosixFiles
import SQLiteJournal

/// `kedit resume`: go on with a run that did not come to its end.
struct ResumeCommand: Command {
  static let description = CommandDescription(
    name: "resume",
    summary: "Go on with a run that did not come to its end.",
    discussion: """
      Goes on with the newest unfinished run, or with the one of that number ('kedit runs' lists them):
      its stored plan, its output folder. Tasks that exist are taken over, never made a second time.
      Nothing is asked, unless the run was never allowed to spend, or would spend again.

      A task that failed is not repeated by itself: --retry-failed makes another one.
      """,
    operands: .optional("RUN"),
    options: RunSettings.resumeOptions,
    examples: [
      ("kedit resume", "Go on with the newest run that is not finished."),
      ("kedit resume 12 --retry-failed", "Make the failed edits of run 12 again."),
    ])

  private let run: Int?
  private let settings: RunSettings

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.run = try arguments.operands.first.map { text throws(CommandFailure) in
      try RunNumber.read(text)
    }
    self.settings = try RunSettings(resuming: arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    var reporter = RunReporter(settings, context)
    do throws(CommandFailure) {
      let connection = try ServiceConnection.open(
        settings.target, settings.state, context, notice: reporter.notice)
      defer { connection.close() }
      let journal = try connection.openJournal(settings.target, settings.state, context)
      guard let stored = try await find(journal) else {
        context.inform("there is no run to go on with")
        reporter.endEarly(.done)
        return .done
      }
      let whole = try stored.readPlan()
      let record = stored.record(of: try settings.wanted(of: whole))
      let files = stored.files(shownFrom: context.io.currentFolder)
      let outputFolder = OutputFolder(
        path: files.outputFolder, shownPath: files.shownOutputFolder)
      try outputFolder.check(for: record.plan)
      if let events = try settings.openEvents(
        sparing: InputFiles(of: whole, in: record.sourceFolder, context.io),
        and: outputFolder, of: whole, preview: record.preview, context.io)
      {
        reporter.write(eventsTo: events)
      }
      let executor = RunExecutor(
        settings, context, reporter, connection: connection, journal: journal,
        files: files)
      return try await executor.execute(
        .resumed(id: stored.id, record, wasApproved: stored.approvedAt != nil))
    } catch {
      reporter.endEarly(error.code)
      throw error
    }
  }

  /// The run that is meant; `nil` where none is unfinished.
  private func find(_ journal: SQLiteJournal) async throws(CommandFailure) -> StoredRun? {
    let found: StoredRun?
    do throws(JournalFault) {
      found =
        if let run {
          try await journal.run(run)
        } else {
          try await journal.unfinishedRun(retryingFailed: settings.engine.retriesFailed)
        }
    } catch {
      throw CommandFailure(error)
    }
    if found == nil, let run {
      throw .usage(
        "there is no run \(run) of this account at this service",
        help: "'kedit runs' lists the runs")
    }
    return found
  }
}
