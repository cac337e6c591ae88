import KEditEngine
import KEditPlan
import KlingAPI
import PlainText
import SQLiteJournal

/// What the journal alone knows of the edits of a plan: nobody else is asked, nothing is written, and
/// where no key says whose tasks are meant, nothing is known.
struct JournalNotes: Sendable {
  private let archive: ArchiveOptions
  private let service: ServiceOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.archive = try ArchiveOptions(arguments)
    if archive.simulates { try ServiceTarget.checkAlone(arguments) }
    self.service = try ServiceOptions(arguments)
  }

  /// Notes by the names of the edits. A journal that cannot be read is warned of, and no more.
  func notes(on plan: Plan, _ context: CommandContext) async -> [String: PlanText.Note] {
    guard let scope = scope(context) else { return [:] }
    do throws(CommandFailure) {
      guard let file = try archive.openFile(context) else { return [:] }
      do throws(JournalFault) {
        guard let journal = try SQLiteJournal(reading: file, scope: scope) else { return [:] }
        return try await notes(on: plan, journal, context)
      } catch {
        throw CommandFailure(error)
      }
    } catch {
      context.warn("what is done already is not known: \(error.message)", help: error.help)
      return [:]
    }
  }

  private func scope(_ context: CommandContext) -> JournalScope? {
    if archive.simulates { return .simulator }
    let credentials = try? service.provider.credentials { context.environment[$0] }
    return credentials.map { service.scope(of: $0) }
  }

  private func notes(
    on plan: Plan, _ journal: some Journal, _ context: CommandContext
  ) async throws(JournalFault) -> [String: PlanText.Note] {
    var notes: [String: PlanText.Note] = [:]
    // The tasks whose results stand, by the names of their edits.
    var standing: [String: String] = [:]
    for index in DependencyOrder(of: plan.edits).indices {
      let edit = plan.edits[index]
      let parent = edit.dependsOn.first.map { standing[$0] }
      // What needs a result that is still to be made is still to be made.
      if case .some(.none) = parent { continue }
      guard
        let attempt = try await journal.newestAttempt(
          fingerprint: edit.fingerprint, parentID: parent ?? nil),
        edit.task.externalTaskID.map({ $0 == attempt.identity.id }) ?? true,
        let note = note(on: attempt, context)
      else { continue }
      notes[edit.name] = note
      if !note.costs { standing[edit.name] = attempt.identity.id }
    }
    return notes
  }

  private func note(on attempt: Attempt, _ context: CommandContext) -> PlanText.Note? {
    guard let task = attempt.task else {
      // A create call that was refused is made again; one that was cut off may have made a task.
      return attempt.identity.isIntended && attempt.state != "failed"
        ? PlanText.Note(
          "a task may exist already: a run asks the service for it first", costs: true)
        : nil
    }
    let id = harmless(task.id, limit: 80)
    switch task.status {
    case .failed:
      return PlanText.Note("task \(id) failed, and is not repeated by itself", costs: false)
    case .submitted, .processing, .other:
      return PlanText.Note("task \(id) was under way when last asked for", costs: false)
    case .succeed: break
    }
    let results = attempt.files.filter { $0.taskID != nil && !$0.location.hasSuffix(".json") }
    let files = FileNow.look(at: results, context)
    if !files.isEmpty, files.allSatisfy({ $0.state == .unchanged }) {
      let paths = files.map { context.shown($0.file.location) }.joined(separator: ", ")
      return PlanText.Note("done already: \(paths)", costs: false)
    }
    if let expiresAt = attempt.linksExpireAt, expiresAt <= unixMilliseconds() {
      return PlanText.Note(
        "the result of task \(id) is not here, and its link has probably died: it is made again, "
          + "which costs again", costs: true)
    }
    return PlanText.Note("task \(id) is done: its result is only fetched", costs: false)
  }
}
