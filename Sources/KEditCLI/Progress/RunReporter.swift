import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI

/// Tells of a run: a person at the terminal, and the programs that read its events.
struct RunReporter: Sendable {
  private let context: CommandContext
  private let view: ProgressView
  private let log: EventLog
  /// Whether the paths of results are printed; otherwise events are.
  private let printsPaths: Bool
  private let isVerbose: Bool
  private let isFresh: Bool
  private let clock = SystemClock()

  init(_ settings: RunSettings, _ context: CommandContext) throws(CommandFailure) {
    var streams: [Output] = []
    if settings.format == .json { streams.append(context.io.output) }
    if let file = settings.eventsFile { streams.append(try .file(file, context.io)) }
    let clock = clock
    self.context = context
    self.view = ProgressView(context, uptime: { clock.uptime })
    self.log = EventLog(streams: streams)
    self.printsPaths = settings.format == .text
    self.isVerbose = settings.isVerbose
    self.isFresh = settings.isFresh
  }

  /// Shows what is wrong with the file.
  func show(_ checked: CheckedFile) {
    DiagnosticPrinter(context).show(checked.diagnostics, in: checked.source)
    var report = DiagnosticReport()
    report.add(checked.diagnostics, in: checked.source)
    for diagnostic in report.diagnostics { log.write(diagnostic, in: report) }
  }

  /// Says why nothing was begun, and what to do.
  func refuse(_ refusal: RunRefusal, source: Plan.Source, helps: [Failure.Kind: String]) {
    for reason in refusal.reasons {
      let place = reason.position.map { "\(shown(source.path)):\($0.line):\($0.column): " } ?? ""
      for message in reason.failure.messages {
        context.report(CommandFailure(ExitCode(reason.failure.kind), place + shown(message)))
      }
    }
    for kind in Set(refusal.reasons.map(\.failure.kind)).sorted(by: { $0.rawValue < $1.rawValue }) {
      if let help = helps[kind] { context.advise(help) }
    }
  }

  /// Says what the simulator wants a person to know.
  func notice(_ text: String) {
    if !context.isQuiet { view.message("simulator: \(shown(text))") }
  }

  /// Follows the work, with times that go on where they are seen.
  func following<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    defer { view.close() }
    let (view, clock) = (view, clock)
    let result = await withTaskGroup(of: Result<Value, Failure>?.self) { group in
      group.addTask {
        do throws(Failure) { return .success(try await work()) } catch { return .failure(error) }
      }
      group.addTask {
        while (try? await clock.sleep(for: .seconds(1))) != nil { view.tick() }
        return nil
      }
      var result: Result<Value, Failure>?
      while result == nil, let next = await group.next() { result = next }
      group.cancelAll()
      return result
    }
    guard let result else { preconditionFailure("the work always gives a result") }
    return try result.get()
  }

  func report(_ event: RunEvent) {
    log.write(event)
    switch event {
    case .editStarted: break
    case .call(let edit, let call): if isVerbose { show(call, edit) }
    case .taskSubmitted(let edit, let task, _, let isAdopted):
      if isAdopted { view.message("\(label(edit)): goes on with task \(shown(task.id))") }
    case .progress(let edit, let state, let taskStatus):
      if let text = words(ofState: state, taskStatus) { view.update(edit, text) }
    case .downloaded(let edit, _, let bytes, let total):
      if let total, total > 0 {
        view.refine(edit, "downloading \(min(20, bytes * 20 / total) * 5) %")
      }
    case .retry(let edit, _, _, let pause, let error):
      view.message("\(label(edit)): \(shown(error)); again in \(pause.inSeconds) s")
    case .editFinished(let outcome): show(outcome)
    case .summary(let outcome):
      view.close()
      summarize(outcome)
    }
  }

  private func words(ofState state: String, _ taskStatus: String?) -> String? {
    switch state {
    case "lookingUp": "looking for an earlier task"
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
      "\(label(edit)): \(call.method) \(shown(call.path)): \(shown(facts.joined(separator: ", ")))"
    ]
    if !call.requestBody.isEmpty { lines.append("  > \(shown(call.requestBody))") }
    if !call.responseBody.isEmpty { lines.append("  < \(shown(call.responseBody))") }
    view.message(lines.joined(separator: "\n"))
  }

  private func show(_ outcome: EditOutcome) {
    switch outcome.ending {
    case .done(let result):
      let units = result.task.units.map { "\(shown($0)) units" } ?? ""
      view.finish(outcome.edit, .done, units)
      if printsPaths { for file in result.files { view.result(shown(file)) } }
    case .failed(let failure):
      view.finish(outcome.edit, .failed, "")
      for message in failure.messages { view.message("  \(shown(message))") }
    case .skipped(let parent):
      view.finish(outcome.edit, .stopped, "it needs the result of \(label(parent))")
    case .left(let leftover):
      let task =
        leftover.taskID.map { "its task \($0) goes on" }
        ?? (leftover.mayHaveTask
          ? "it may have a task, \(leftover.externalTaskID)" : "no task was created")
      view.finish(outcome.edit, .stopped, task)
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
    context.inform("\(text); \(outcome.unitsCharged) units charged")
    guard count.left > 0, !isFresh else { return }
    context.inform(
      count.done > 0
        ? "To go on, run the same command with --only and the name of an edit that is left."
        : "To go on, run the same command again: tasks that exist are taken over.")
  }
}
