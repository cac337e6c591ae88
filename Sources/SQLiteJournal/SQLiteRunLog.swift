import KEditEngine
import KlingAPI
import OrderedJSON
import SQLite

/// The journal of one run.
struct SQLiteRunLog: RunLog {
  let journal: SQLiteJournal
  let id: Int

  private var scope: Int { journal.scope }

  func claim(_ fingerprints: [String]) async throws(JournalFault) -> [String: Holder] {
    let own = ProcessIdentity.current
    let now = journal.now()
    return try journal.file.write { database in
      let holders = try holders(of: fingerprints, but: own, database)
      guard holders.isEmpty else { return holders }
      let statement = try database.prepare(
        "INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)")
      for fingerprint in Set(fingerprints) {
        try statement.run(scope, fingerprint, id, own.host, own.process, own.start, now)
      }
      return [:]
    }
  }

  /// Other runs that hold the edits, and whose processes may be alive.
  private func holders(
    of fingerprints: [String], but own: ProcessIdentity, _ database: Database
  ) throws -> [String: Holder] {
    var holders: [String: Holder] = [:]
    var isAlive: [ProcessIdentity: Bool] = [:]
    let statement = try database.prepare(
      "SELECT * FROM claims WHERE scope = ? AND fingerprint = ?")
    for fingerprint in fingerprints {
      for row in try statement.rows(scope, fingerprint) {
        let holder = try Holder(row)
        let process = try ProcessIdentity(row)
        if holder.run == id, process == own { continue }
        if isAlive[process] == nil { isAlive[process] = process.mayBeAlive }
        if isAlive[process] == true { holders[fingerprint] = holder }
      }
    }
    return holders
  }

  /// Ends the claims of this process: another may hold other edits of the same run.
  private func giveFree(_ database: Database) throws {
    let own = ProcessIdentity.current
    try database.execute(
      "DELETE FROM claims WHERE run = ? AND host = ? AND process = ? AND process_start = ?",
      id, own.host, own.process, own.start)
  }

  func approve() async throws(JournalFault) {
    let now = journal.now()
    try journal.file.write(isPrecious: true) { database in
      try database.execute(
        "UPDATE runs SET approved_at = coalesce(approved_at, ?) WHERE id = ?", now, id)
    }
  }

  func record(_ transition: Transition) async throws(JournalFault) {
    let now = journal.now()
    try journal.file.write(isPrecious: transition.fact.isPrecious) { database in
      let attempt = try database.upsertAttempt(transition, scope: scope, run: id)
      try database.execute(
        """
        INSERT INTO history (run, edit, attempt, at, from_state, to_state, fact, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id, transition.edit, attempt, now, transition.from, transition.to, transition.fact.name,
        transition.fact.detail.text())
      try database.note(transition.fact, scope: scope, attempt: attempt, at: now)
      var failure: Failure?
      if case .failure(let found) = transition.fact { failure = found }
      try database.execute(
        """
        UPDATE edits SET state = ?, external_task_id = ?, failure_kind = ?, failure = ?
        WHERE run = ? AND name = ?
        """,
        transition.to, transition.externalTaskID, failure.map { Int($0.kind.rawValue) },
        failure?.messages.joined(separator: "\n"), id, transition.edit)
    }
  }

  func end() async throws(JournalFault) {
    let now = journal.now()
    try journal.file.write(isPrecious: true) { database in
      try database.execute("UPDATE runs SET ended_at = ? WHERE id = ?", now, id)
      try giveFree(database)
    }
  }

  func discard() async throws(JournalFault) {
    try journal.file.write { database in
      try giveFree(database)
      try database.execute("DELETE FROM edits WHERE run = ?", id)
      try database.execute("DELETE FROM runs WHERE id = ?", id)
    }
  }

  func release() async throws(JournalFault) {
    try journal.file.write { database in try giveFree(database) }
  }
}

extension Transition.Fact {
  /// Whether a loss of power may not undo it: what stands around the spending of money.
  fileprivate var isPrecious: Bool {
    switch self {
    case .intent, .task, .placing, .files, .failure: true
    case .nothing, .session, .marked, .cleared: false
    }
  }

  /// The fact's name in the history.
  fileprivate var name: String {
    switch self {
    case .nothing: ""
    case .session: "session"
    case .marked: "marked"
    case .cleared: "cleared"
    case .intent: "intent"
    case .task: "task"
    case .placing: "placing"
    case .files: "files"
    case .failure: "failure"
    }
  }

  /// What a person may want to know of it later.
  fileprivate var detail: JSON {
    switch self {
    case .nothing, .cleared: [:]
    case .session(let video, _): ["session_id": .string(video.sessionID)]
    case .marked(let request, _): request.json
    case .intent(let request): request.readable
    case .task(let task):
      [
        "task_id": .string(task.id), "task_status": .string(task.status.text),
        "message": task.statusMessage.map { .string($0) } ?? .null,
        "units": task.units.map { .string($0) } ?? .null,
      ]
    case .placing(let file): ["file": .string(file.location), "sha256": .string(file.sha256)]
    case .files(let files): ["files": .array(files.map { .string($0) })]
    case .failure(let failure):
      [
        "exit_code": .int(Int(failure.kind.rawValue)),
        "messages": .array(failure.messages.map { .string($0) }),
      ]
    }
  }
}

extension CreateTaskRequest {
  /// The body of the call, without the megabytes of pictures in it: the plan knows their files.
  var readable: JSON {
    var copy = self
    copy.images = images.map { $0.utf8.count > 4096 ? "base64, \($0.utf8.count) characters" : $0 }
    return copy.json
  }
}
