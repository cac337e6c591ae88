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
  private let parameters: ParameterOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.file = arguments.operands[0]
    self.settings = try RunSettings(arguments)
    self.parameters = try ParameterOptions(arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let input = try InputFile.read(file, context.io)
    var reporter = RunReporter(settings, context)
    do throws(CommandFailure) {
      let checked = try await FileChecker(context, parameters).check(input, for: .plan)
      guard let plan = checked.makePlan() else {
        reporter.show(checked)
        reporter.endEarly(.faultyFile)
        return .faultyFile
      }
      let inputs = InputFiles(input, checked, plan, table: parameters.tableFile)
      let outputFolder = settings.outputFolder(seenFrom: context.io.currentFolder)
      // Only now, so that neither a mistake in the file nor a slip of the hand costs what it held.
      if let events = try settings.openEvents(
        sparing: inputs, and: outputFolder, of: plan, preview: settings.engine.preview, context.io)
      {
        reporter.write(eventsTo: events)
      }
      reporter.show(checked)
      let wanted = try settings.wanted(of: plan)
      guard !wanted.edits.isEmpty else {
        context.inform("the file has no edits: there is nothing to do")
        reporter.endEarly(.done)
        return .done
      }
      return try await carryOut(wanted, input, inputs, outputFolder, reporter, context)
    } catch {
      reporter.endEarly(error.code)
      throw error
    }
  }

  private func carryOut(
    _ plan: Plan, _ input: InputFile, _ inputs: InputFiles, _ outputFolder: OutputFolder,
    _ reporter: RunReporter, _ context: CommandContext
  ) async throws(CommandFailure) -> ExitCode {
    try outputFolder.check(for: plan)
    try outputFolder.check(for: plan, sparing: inputs, preview: settings.engine.preview)
    let connection = try ServiceConnection.open(
      settings.target, settings.state, context, notice: reporter.notice)
    defer { connection.close() }
    let executor = RunExecutor(
      settings, context, reporter, connection: connection,
      journal: try connection.openJournal(settings.target, settings.state, context),
      files: RunFiles(
        sourceFolder: input.folder, outputFolder: outputFolder.path,
        shownOutputFolder: outputFolder.shownPath))
    return try await executor.execute(
      .new(
        RunRecord(
          plan: plan, sourceFolder: FileSystem.canonicalPath(input.folder),
          outputFolder: FileSystem.canonicalPath(outputFolder.path),
          preview: settings.engine.preview, randomPart: settings.engine.randomPart,
          maximumUnits: settings.engine.maximumUnits)))
  }
}
