import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI
import PlainText

/// Tells of a run: a person at the terminal, and the programs that read its events.
struct RunReporter: Sendable {
  private let context: CommandContext
  private let view: ProgressView
  private var log = EventLog()
  /// Whether the paths of results are printed; otherwise events are.
  private let printsPaths: Bool
  private let isVerbose: Bool
  private let isSimulated: Bool
  /// How a person goes on with the run.
  let resuming: ResumeWords
  /// The file that events are written to.
  private var events: Output?
  private let clock = SystemClock()

  init(_ settings: RunSettings, _ context: CommandContext) {
    let clock = clock
    self.context = context
    self.view = ProgressView(context, uptime: { clock.uptime })
    self.printsPaths = settings.format == .text
    self.isVerbose = settings.isVerbose
    self.isSimulated = settings.target.simulates
    self.resuming = ResumeWords(settings, context.environment)
    if settings.format == .json { log.add(context.io.output) }
  }

  /// Writes the events to a file too, from here on.
  mutating func write(eventsTo file: Output) {
    events = file
    log.add(file)
  }

  /// Shows what is wrong with the file.
  func show(_ checked: CheckedFile) {
    DiagnosticPrinter(context).show(checked.findings)
    var report = DiagnosticReport()
    report.add(checked.findings)
    for diagnostic in report.diagnostics { log.write(diagnostic, in: report) }
  }

  /// Says why nothing was begun, and what to do.
  func refuse(_ refusal: RunRefusal, plan: Plan) {
    for reason in refusal.reasons {
      let place =
        reason.position.map { "\(harmless(plan.source.path)):\($0.line):\($0.column): " } ?? ""
      for message in reason.failure.messages {
        context.report(CommandFailure(ExitCode(reason.failure.kind), place + harmless(message)))
      }
    }
    var advice: [String] = []
    for reason in refusal.reasons {
      if let help = reason.cause.help, !advice.contains(help) { advice.append(help) }
    }
    for help in advice { context.advise(help) }
  }

  /// Tells the programs that nothing was sent, and the code that the process ends with.
  func endEarly(_ code: ExitCode) {
    log.write(summaryOfNothing: code)
  }

  /// What the file of events adds to the exit code: a failure where it could not be written.
  var eventsCode: ExitCode {
    guard let events, events.failure != 0 else { return .done }
    context.report(
      CommandFailure(
        .localFile,
        "the events could not all be written: \(systemWords(events.failure))"))
    return .localFile
  }

  /// Says what the simulator wants a person to know.
  func notice(_ text: String) {
    note("simulator: \(harmless(text))")
  }

  /// Says that callbacks are received, for the programs that must know where.
  func listens(at url: String) {
    log.write(listeningAt: url)
  }

  /// Reports an event of a run beside which others go on: its summary is for programs alone.
  func reportInPassing(_ event: RunEvent) {
    if case .summary = event { log.write(event) } else { report(event) }
  }

  /// Says why something failed, above what is redrawn.
  func complain(_ failure: CommandFailure) {
    view.message(context.words(of: failure))
  }

  /// Says that something may not be as it was meant, above what is redrawn.
  func warn(_ message: String, help: String) {
    if !context.isQuiet { view.message(context.warningWords(message, help: help)) }
  }

  /// Shows a line that is neither a result nor an error, unless quiet was asked for.
  func note(_ text: String) {
    if !context.isQuiet { view.message(text) }
  }

  /// Follows the work, with times that go on where they are seen.
  func following<Value: Sendable, Fault: Error>(
    _ work: @escaping @Sendable () async throws(Fault) -> Value
  ) async throws(Fault) -> Value {
    defer { view.close() }
    let (view, clock) = (view, clock)
    let result = await withTaskGroup(of: Result<Value, Fault>?.self) { group in
      group.addTask {
        do throws(Fault) { return .success(try await work()) } catch { return .failure(error) }
      }
      group.addTask {
        while (try? await clock.sleep(for: .seconds(1))) != nil { view.tick() }
        return nil
      }
      var result: Result<Value, Fault>?
      while result == nil, let next = await group.next() { result = next }
      group.cancelAll()
      return result
    }
    guard let result else { preconditionFailure("the work always gives a result") }
    return try result.get()
  }

  /// Tells the programs which run of the journal it is.
  func began(run: Int, _ record: RunRecord) {
    log.write(run: run, outputFolder: record.outputFolder)
  }

  func report(_ event: RunEvent) {
    log.write(event)
    switch event {
    case .editStarted: break
    case .call(let edit, let call): if isVerbose { show(call, edit) }
    case .taskSubmitted(let edit, let task, _, let isAdopted):
      if isAdopted { note("\(label(edit)): goes on with task \(harmless(task.id))") }
    case .progress(let edit, let state, let taskStatus):
      if let text = words(ofState: state, taskStatus) { view.update(edit, text) }
    case .downloaded(let edit, _, let bytes, let total):
      if let total, total > 0 {
        view.refine(edit, "downloading \(min(20, bytes * 20 / total) * 5) %")
      }
    case .retry(let edit, _, _, let pause, let error):
      note("\(label(edit)): \(harmless(error)); again in \(pause.inSeconds) s")
    case .editFinished(let outcome): show(outcome)
    case .summary(let outcome):
      view.close()
      summarize(outcome)
    }
  }

  private func words(ofState state: String, _ taskStatus: String?) -> String? {
    switch state {
    case "clearing": "clearing the session of an earlier run"
    case "initializing": "opening the video"
    case "marking": "marking"
    case "previewing": "rendering the preview"
    case "creating": "creating the task"
    case "awaiting": taskStatus.map { "task \($0)" } ?? "waiting for the task"
    case "downloading": "downloading"
    default: nil
    }
  }

  private func show(_ call: CallEvent, _ edit: String) {
    var facts: [String] = []
    if let status = call.status { facts.append("HTTP \(status)") }
    if let code = call.code { facts.append("code \(code)") }
    if let error = call.error { facts.append(error) }
    facts.append("\(call.elapsed.inSeconds) s")
    var lines = [
      "\(label(edit)): \(call.method) \(harmless(call.path)): \(harmless(facts.joined(separator: ", ")))"
    ]
    if !call.requestBody.isEmpty { lines.append("  > \(harmless(call.requestBody))") }
    if !call.responseBody.isEmpty { lines.append("  < \(harmless(call.responseBody))") }
    view.message(lines.joined(separator: "\n"))
  }

  private func show(_ outcome: EditOutcome) {
    switch outcome.ending {
    case .done(let result):
      let units =
        outcome.isReused
        ? "paid for earlier" : result.task.units.map { "\(harmless($0)) units" } ?? ""
      view.finish(outcome.edit, .done, units)
      if printsPaths { for file in result.files { view.result(harmless(file)) } }
    case .failed(let failure):
      view.finish(outcome.edit, .failed, "")
      for message in failure.messages { view.message("  \(harmless(message))") }
    case .skipped(let parent):
      view.finish(outcome.edit, .stopped, "it needs the result of \(label(parent))")
    case .left(let leftover):
      view.finish(outcome.edit, .stopped, words(leftover))
    }
  }

  private func words(_ leftover: Leftover) -> String {
    if let task = leftover.taskID { return "its task \(task) goes on" }
    if leftover.mayHaveTask { return "it may have a task, \(leftover.externalTaskID)" }
    switch leftover.reason {
    case .maximumUnits: return "it may cost more than is left of --max-units"
    case .personMustAct: return "not begun: another edit met what only a person can mend"
    case .interrupted, .timeout, .noWait: return "no task was created"
    }
  }

  private func summarize(_ outcome: RunOutcome) {
    let count = outcome.count
    var parts = [
      (count.done, "done"), (count.failed, "failed"), (count.skipped, "skipped"),
      (count.left, "left"),
    ]
    parts.removeAll { $0.0 == 0 }
    let text = parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let charged = "\(outcome.unitsCharged) units charged\(isSimulated ? " in the simulation" : "")"
    context.inform("\(text); \(charged)")
    guard outcome.canGoOn else { return }
    context.inform("To go on: \(resuming.command)")
  }
}

extension RunRefusal.Cause {
  /// What to do about it.
  fileprivate var help: String? {
    switch self {
    case .fileInTheWay:
      "--overwrite replaces what is in the way, --output-dir takes another folder"
    case .noUploader:
      "local videos need KEDIT_UPLOAD_URL or KEDIT_UPLOAD_COMMAND: see 'kedit help run'"
    case .overBudget: "a higher --max-units allows it, --only chooses among the edits"
    case .held: "wait for it, or stop it: what it has made is taken over then"
    case .journal(let help): help
    case .other: nil
    }
  }
}
