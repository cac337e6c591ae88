import Crypto
import KEditCompiler
import KEditEngine
import KEditPlan
import PosixFiles

/// `kedit run`: do it.
struct RunCommand: Command {
  static let description = CommandDescription(
    name: "run",
    summary: "Carry a file out: send it, wait, and download the results.",
    discussion: """
      Shows the plan and asks before anything is spent. The paths of the results go to standard
      output, one a line, everything else to standard error. FILE is a .kedit file or a plan as JSON.

      Keys come from the environment: KLING_API_KEY, else KLING_ACCESS_KEY with KLING_SECRET_KEY; for
      the provider comet COMETAPI_KEY. Local videos reach a public URL through KEDIT_UPLOAD_URL (the
      file is PUT below it) or KEDIT_UPLOAD_COMMAND (run with the path, prints the URL).

      Exit codes: 0 done; 1 the file has errors; 2 wrong use; 3 the service could not be reached; 4 it
      refused or failed an edit; 5 stopped before the end; 6 credentials, permission or balance; 7 a
      local file is in the way or cannot be read or written.
      """,
    operands: .one("FILE"),
    options: RunSettings.options,
    examples: [
      ("kedit run spec.kedit --simulate", "Try it on this machine, for nothing."),
      ("kedit run spec.kedit --yes --output-dir out", "Do not ask; put the results into out."),
    ])

  private let file: String
  private let settings: RunSettings

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.file = arguments.operands[0]
    self.settings = try RunSettings(arguments)
  }

  /// How a run ended.
  private enum Ending: Sendable {
    /// It went its way; the outcome has been told.
    case complete(RunOutcome)
    /// Nothing was sent; why has been said.
    case early(ExitCode)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let input = try InputFile.read(file, context.io)
    var reporter = RunReporter(settings, context)
    do throws(CommandFailure) {
      let checked = try await FileChecker(context, settings.parameters).check(input, for: .plan)
      guard let plan = checked.makePlan() else {
        reporter.show(checked)
        reporter.endEarly(.faultyFile)
        return .faultyFile
      }
      let inputs = InputFiles(input, checked, plan, table: settings.parameters.tableFile)
      // Only now, so that neither a mistake in the file nor a slip of the hand costs what it held.
      if let events = try settings.openEvents(sparing: inputs, context.io) {
        reporter.write(eventsTo: events)
      }
      reporter.show(checked)
      switch try await carryOut(plan, input, inputs, reporter, context) {
      case .complete(let outcome):
        let code = outcome.failure.map { ExitCode($0) } ?? .done
        return ExitCode.summary(of: [code, reporter.eventsCode])
      case .early(let code):
        reporter.endEarly(code)
        return ExitCode.summary(of: [code, reporter.eventsCode])
      }
    } catch {
      reporter.endEarly(error.code)
      throw error
    }
  }

  private func carryOut(
    _ whole: Plan, _ input: InputFile, _ inputs: InputFiles, _ reporter: RunReporter,
    _ context: CommandContext
  ) async throws(CommandFailure) -> Ending {
    let plan = try settings.wanted(of: whole)
    guard !plan.edits.isEmpty else {
      context.inform("the file has no edits: there is nothing to do")
      return .early(.done)
    }
    let outputFolder = OutputFolder(
      path: Path.join(context.io.currentFolder, settings.outputFolder),
      shownPath: settings.outputFolder)
    try outputFolder.check(for: plan)
    try outputFolder.check(for: plan, sparing: inputs, preview: settings.engine.preview)
    let connection = try ServiceConnection.open(settings, context, notice: reporter.notice)
    defer { connection.close() }
    let run = Run(
      plan, options: settings.engine, world: world(connection, input, outputFolder, context),
      emit: { reporter.report($0) })
    context.inform(PlanText(plan).text)
    let result = await context.io.interruptions.cancelling {
      await askAndCarryOut(run, reporter, context)
    }
    return try result.get()
  }

  /// Everything from the first check against the world to the last result.
  private func askAndCarryOut(
    _ run: Run, _ reporter: RunReporter, _ context: CommandContext
  ) async -> Result<Ending, CommandFailure> {
    do throws(RunRefusal) {
      try await run.preflight()
      if !settings.isApproved {
        let question = Question(run.plan.estimate, isSimulated: settings.simulates)
        guard context.io.canAsk else {
          return .failure(question.cannotBeAsked)
        }
        guard await question.ask(context) else {
          context.inform("nothing was sent")
          return .success(.early(.stopped))
        }
      }
      let outcome = try await reporter.following { () async throws(RunRefusal) in
        try await run.carryOut()
      }
      return .success(.complete(outcome))
    } catch {
      reporter.refuse(error, plan: run.plan)
      return .success(.early(ExitCode(error.kind)))
    }
  }

  private func world(
    _ connection: ServiceConnection, _ input: InputFile, _ outputFolder: OutputFolder,
    _ context: CommandContext
  ) -> World {
    World(
      client: connection.client, transport: connection.transport, journal: MemoryJournal(),
      clock: SystemClock(),
      files: RunFiles(
        sourceFolder: input.folder, outputFolder: outputFolder.path,
        shownOutputFolder: outputFolder.shownPath),
      uploader: connection.upload.uploader(
        folder: input.folder, transport: connection.transport, environment: context.environment),
      sha256: hexadecimalSHA256, base64: { Base64.encode($0) },
      programVersion: programVersion)
  }
}

extension ExitCode {
  init(_ kind: Failure.Kind) {
    self = ExitCode(rawValue: kind.exitCode) ?? .internalFault
  }
}
