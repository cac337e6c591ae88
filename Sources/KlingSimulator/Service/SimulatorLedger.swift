/// What has come to the simulators over a state folder, and what was made of it: for whoever wants to
/// know that nothing was paid for twice.
package struct SimulatorLedger: Hashable, Sendable {
  package struct Task: Hashable, Sendable {
    package let id: String
    package let externalID: String?
    /// `submitted`, `processing`, `succeed` or `failed`.
    package let status: String
    /// What it has cost so far: nothing before its end, nothing where it failed.
    package let units: Int
    /// Unix times in milliseconds.
    package let createdAt: Int
    package let endsAt: Int
  }

  /// How many calls have come, by the name that a fault script has for them; answered or not.
  package let calls: [String: Int]
  /// How many create calls have come, by their external id; empty for those without one.
  package let creates: [String: Int]
  /// The oldest first. Every task is a create call that was acted upon.
  package let tasks: [Task]

  /// How many tasks there are of an external id.
  package func taskCount(of externalID: String) -> Int {
    tasks.count { $0.externalID.map { $0.utf8.elementsEqual(externalID.utf8) } == true }
  }

  package var unitsCharged: Int { tasks.reduce(0) { $0 + $1.units } }

  /// The most tasks that were under way at one time.
  package var mostTasksAtOnce: Int {
    // Who ends makes room before who begins at the same time.
    let changes = tasks.flatMap { [($0.createdAt, 1), ($0.endsAt, -1)] }.sorted { $0 < $1 }
    var (count, most) = (0, 0)
    for change in changes {
      count += change.1
      most = max(most, count)
    }
    return most
  }
}

extension SimulatedService {
  /// How it stands now.
  package func ledger() throws(SimulatorError) -> SimulatorLedger {
    let now = surroundings.now()
    do {
      return try store.read { transaction in
        let counts = try transaction.callCounts()
        let creates = counts.filter { $0.point == FaultPoint.create.rawValue }
        return SimulatorLedger(
          calls: Dictionary(counts.map { ($0.point, $0.received) }, uniquingKeysWith: +),
          creates: Dictionary(creates.map { ($0.externalID, $0.received) }, uniquingKeysWith: +),
          tasks: try transaction.allTasks().map { SimulatorLedger.Task($0, now: now) })
      }
    } catch {
      throw SimulatorError(cause: .state, description: "\(error)")
    }
  }
}

extension SimulatorLedger {
  /// That of a folder over which simulators of other processes may be at work, at a Unix time in
  /// milliseconds.
  package static func read(stateFolder: String, now: Int) throws(SimulatorError) -> SimulatorLedger
  {
    let world = SimulatorSurroundings(
      now: { now }, probe: { _ in .unavailable }, drawClip: { _, _ in false }, notice: { _ in })
    return try SimulatedService(
      stateFolder: stateFolder, configuration: SimulatorConfiguration(accounts: []),
      surroundings: world
    ).ledger()
  }
}

extension SimulatorLedger.Task {
  fileprivate init(_ task: TaskRecord, now: Int) {
    self.init(
      id: task.id, externalID: task.externalID, status: task.status(at: now).rawValue,
      units: task.status(at: now) == .succeed ? Int(task.units) ?? 0 : 0,
      createdAt: task.createdAt, endsAt: task.endsAt)
  }
}
