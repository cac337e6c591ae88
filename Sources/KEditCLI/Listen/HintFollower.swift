import KEditEngine
import KEditPlan
import KlingAPI
import PlainText
import SQLiteJournal

/// Asks the service about tasks that it was hinted at, and fetches what is finished, as `kedit resume`
/// does with the edits' run. It spends nothing: no task is made.
struct HintFollower: Sendable {
  let settings: RunSettings
  let context: CommandContext
  let reporter: RunReporter
  let connection: ServiceConnection
  let journal: SQLiteJournal

  /// Why it is left at that; has been said where it is worth saying.
  private struct Left: Error {}

  func follow(_ batch: HintBoard.Batch) async {
    do throws(Left) {
      let stored = try await read(batch.run)
      let plan = try attempt(batch) { () throws(CommandFailure) in try stored.readPlan() }
      let world = connection.world(
        journal: journal, files: stored.files(shownFrom: context.io.currentFolder), context)
      // Without the edits in hand: most hints say that a task goes on, and that is nobody's business.
      let asked = run(plan.restricted(to: batch.edits), stored, world)
      let ready = readyEdits(await asked.survey(), among: batch)
      guard !ready.isEmpty, !Task.isCancelled else { return }
      if try await carryOn(ready, plan, stored, world) { return }
      // Somebody has one of them under way: the others are nobody's yet.
      for edit in ready where ready.count > 1 {
        _ = try await carryOn([edit], plan, stored, world)
      }
    } catch {}
  }

  private func run(_ plan: Plan, _ stored: StoredRun, _ world: World) -> Run {
    Run(
      plan, options: options(of: stored), world: world, log: journal.log(ofRun: stored.id),
      emit: { [reporter] in reporter.reportInPassing($0) })
  }

  private func options(of stored: StoredRun) -> RunOptions {
    var options = settings.engine
    options.preview = stored.preview
    options.randomPart = stored.randomPart
    options.fetchesOnly = true
    // What is finished need not be waited for.
    options.awaitsTasks = false
    return options
  }

  private func read(_ run: Int) async throws(Left) -> StoredRun {
    do throws(JournalFault) {
      if let stored = try await journal.run(run) { return stored }
    } catch {
      reporter.complain(CommandFailure(error))
    }
    throw Left()
  }

  private func attempt<Value>(
    _ batch: HintBoard.Batch, _ work: () throws(CommandFailure) -> Value
  ) throws(Left) -> Value {
    do throws(CommandFailure) { return try work() } catch {
      reporter.complain(error)
      throw Left()
    }
  }

  /// The edits whose tasks have ended; says of the others what a person must know.
  private func readyEdits(_ survey: Survey, among batch: HintBoard.Batch) -> [String] {
    var ready: [String] = []
    for (edit, finding) in zip(survey.plan.edits, survey.findings)
    where batch.edits.contains(edit.name) {
      switch finding.standing {
      case .task(let task):
        if task.status == .succeed || task.status == .failed { ready.append(edit.name) }
      case .faulty(let failure):
        // Who stops it need not be told that it was stopped.
        if failure.kind != .stopped { complain(failure, edit.name, batch.run) }
      case .absent, .done: break
      }
    }
    return ready
  }

  /// Makes the edits this process's, and brings them to their end.
  ///
  /// - Returns: false where another process has some of them under way.
  private func carryOn(
    _ edits: [String], _ plan: Plan, _ stored: StoredRun, _ world: World
  ) async throws(Left) -> Bool {
    let run = run(plan.restricted(to: edits), stored, world)
    do throws(RunRefusal) {
      try await Run.preflight(run.plan, options: options(of: stored), world: world)
      try await run.claim()
    } catch {
      guard error.reasons.allSatisfy({ $0.cause.isHeld }) else {
        complain(error, stored.id)
        throw Left()
      }
      if edits.count == 1 {
        for message in error.reasons.flatMap(\.failure.messages) {
          reporter.note("\(label(edits[0])): left to another process: \(harmless(message))")
        }
      }
      return false
    }
    // Once more, for another process may have been at it until now.
    let survey = await run.survey()
    reporter.began(run: stored.id, stored.record(of: run.plan))
    _ = await run.carryOut(survey)
    return true
  }

  private func complain(_ refusal: RunRefusal, _ run: Int) {
    for reason in refusal.reasons { complain(reason.failure, reason.edit, run) }
  }

  private func complain(_ failure: Failure, _ edit: String?, _ run: Int) {
    for message in failure.messages {
      reporter.complain(
        CommandFailure(
          ExitCode(failure.kind), (edit.map { label($0) + ": " } ?? "") + harmless(message),
          help: "to go on with it by hand: \(reporter.resuming.command) \(run)"))
    }
  }
}

extension Plan {
  /// The plan with only the edits of those names and what they need.
  fileprivate func restricted(to names: [String]) -> Plan {
    let wanted = Set(names.flatMap { restricted(to: $0)?.edits.map(\.name) ?? [] })
    return Plan(source: source, edits: edits.filter { wanted.contains($0.name) })
  }
}

extension RunRefusal.Cause {
  fileprivate var isHeld: Bool {
    if case .held = self { true } else { false }
  }
}
