import SQLiteJournal

/// Which edits are still to be asked about, and which are being asked about: a bounded list, without a
/// clock or a thread of its own.
///
/// Edits of one run are asked about together and never twice at a time, for what is carried on of a run
/// ends as a whole. Between two questions about an edit there is a pause, whatever comes in.
struct HintBoard: Sendable {
  struct Limits: Sendable {
    /// How many edits may wait.
    var waiting = 1000
    /// How many runs are looked at side by side.
    var parallel = 4
    /// The time between two questions about an edit.
    var pause = Duration.seconds(1)
  }

  /// Edits of one run.
  struct Batch: Hashable, Sendable {
    let run: Int
    let edits: [String]
  }

  private let limits: Limits
  /// In the order in which they came.
  private var waiting: [HintedEdit] = []
  private var active: Set<Int> = []
  /// When an edit that was asked about may be asked about again.
  private var rests: [HintedEdit: Duration] = [:]

  init(_ limits: Limits = Limits()) {
    self.limits = limits
  }

  /// Takes a hint.
  ///
  /// - Returns: false where there is no room: it may be sent again later.
  mutating func post(_ edit: HintedEdit) -> Bool {
    if waiting.contains(edit) { return true }
    guard waiting.count < limits.waiting else { return false }
    waiting.append(edit)
    return true
  }

  /// What is to be asked about now; `nil` where there is nothing, or enough is under way.
  mutating func take(at now: Duration) -> Batch? {
    guard active.count < limits.parallel,
      let run = waiting.first(where: { isDue($0, at: now) })?.run
    else { return nil }
    let due = waiting.filter { $0.run == run && isDue($0, at: now) }
    waiting.removeAll { due.contains($0) }
    active.insert(run)
    return Batch(run: run, edits: due.map(\.edit))
  }

  /// Notes that the edits have been asked about, and what came of it was done.
  mutating func finish(_ batch: Batch, at now: Duration) {
    active.remove(batch.run)
    rests = rests.filter { $0.value > now }
    for edit in batch.edits { rests[HintedEdit(run: batch.run, edit: edit)] = now + limits.pause }
  }

  /// How long until something that waits may be asked about; `nil` where only a new hint, or the end
  /// of what is under way, makes a difference.
  func pause(at now: Duration) -> Duration? {
    guard active.count < limits.parallel else { return nil }
    return waiting.filter { !active.contains($0.run) }.map { (rests[$0] ?? now) - now }.min()
  }

  private func isDue(_ edit: HintedEdit, at now: Duration) -> Bool {
    !active.contains(edit.run) && (rests[edit] ?? now) <= now
  }
}
