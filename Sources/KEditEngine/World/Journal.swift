package import KEditPlan
package import KlingAPI

/// Why the journal could not be read or written; one line, and what a person can do about it.
package struct JournalFault: Error, Hashable, Sendable {
  package let message: String
  package let help: String?

  package init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }
}

/// The memory of runs: what must survive the process, so that nothing is paid for twice.
///
/// A journal is that of one account at one service; what other accounts did is not seen through it.
/// It assumes nothing of where the runs are: an adapter over a database that several machines share
/// gives leases instead of looking at processes, renews them while a `RunLog` lives, and lets
/// `RunLog.record` throw once one was lost.
package protocol Journal: Sendable {
  /// Opens a new run.
  func begin(_ run: RunRecord) async throws(JournalFault) -> any RunLog

  /// Opens a run again, whichever process began it.
  ///
  /// - Throws: `JournalFault` where there is no such run too.
  func reopen(_ run: Int) async throws(JournalFault) -> any RunLog

  /// What is known of the newest task that was meant to be made for an edit.
  ///
  /// `parentID` is the `external_task_id` of the edit whose result it needs; `nil` where it needs none.
  func newestAttempt(
    fingerprint: String, parentID: String?
  ) async throws(JournalFault) -> Attempt?

  /// What is known of the task of that id, where it was meant for the edit of that fingerprint.
  func attempt(
    externalTaskID: String, fingerprint: String
  ) async throws(JournalFault) -> Attempt?

  /// The files that were put, or about to be put, at that absolute path, the newest first.
  func results(at location: String) async throws(JournalFault) -> [PlacedFile]
}

/// The journal of one run that is under way.
package protocol RunLog: Sendable {
  /// The run's number, counted from 1 over all accounts of the journal.
  var id: Int { get }

  /// Takes edits for this run, all of them or none: one run at a time holds an edit.
  ///
  /// The claims end with `end`, or with the process.
  ///
  /// - Parameter fingerprints: of the edits.
  /// - Returns: who holds which of them; empty where all are this run's now.
  /// - Throws: `JournalFault`; then none is.
  func claim(_ fingerprints: [String]) async throws(JournalFault) -> [String: Holder]

  /// Notes that a person, or an option in their name, allowed the run to spend.
  func approve() async throws(JournalFault)

  /// Notes one step of one edit.
  ///
  /// The intent to create a task is recorded before the create call leaves. Returns only when what is
  /// recorded outlives the process and, where money is concerned, the machine.
  func record(_ transition: Transition) async throws(JournalFault)

  /// Notes how the run ended, and gives the edits free.
  func end(_ outcome: RunOutcome) async throws(JournalFault)

  /// Gives the edits free without an outcome: nothing was begun.
  func release() async throws(JournalFault)

  /// Forgets the run: none of its edits could be claimed.
  func discard() async throws(JournalFault)
}

/// Who has an edit under way.
package struct Holder: Hashable, Sendable {
  package let run: Int
  /// The number of the process.
  package let process: Int
  package let host: String
  /// Unix time in milliseconds.
  package let since: Int

  package init(run: Int, process: Int, host: String, since: Int) {
    self.run = run
    self.process = process
    self.host = host
    self.since = since
  }
}

/// What a run is, so that another process can go on with it.
package struct RunRecord: Hashable, Sendable {
  package var plan: Plan
  /// The folder that paths of the plan are relative to; absolute.
  package var sourceFolder: String
  /// Absolute.
  package var outputFolder: String
  /// Whether the masks of every edit are rendered.
  package var preview: Bool
  /// What makes the tasks other ones than those of earlier runs (`--fresh`).
  package var randomPart: String?
  /// What the run with its resumes may cost.
  package var maximumUnits: DecimalNumber?

  package init(
    plan: Plan, sourceFolder: String, outputFolder: String, preview: Bool = false,
    randomPart: String? = nil, maximumUnits: DecimalNumber? = nil
  ) {
    self.plan = plan
    self.sourceFolder = sourceFolder
    self.outputFolder = outputFolder
    self.preview = preview
    self.randomPart = randomPart
    self.maximumUnits = maximumUnits
  }
}

/// What the journal knows of one `external_task_id`.
package struct Attempt: Hashable, Sendable {
  package var identity: TaskIdentity
  package var fingerprint: String
  /// The run that first meant it.
  package var run: Int
  /// The name of the state that the edit was last in.
  package var state: String
  /// The session that was opened last, and when (Unix time in milliseconds).
  package var session: ParsedVideo?
  package var sessionOpenedAt: Int?
  package var task: KlingTask?
  /// When the links to the videos of the task die (Unix time in milliseconds).
  package var linksExpireAt: Int?
  /// What lies on the disk, the video first.
  package var files: [PlacedFile]

  package init(
    identity: TaskIdentity, fingerprint: String, run: Int, state: String,
    session: ParsedVideo? = nil, sessionOpenedAt: Int? = nil, task: KlingTask? = nil,
    linksExpireAt: Int? = nil, files: [PlacedFile] = []
  ) {
    self.identity = identity
    self.fingerprint = fingerprint
    self.run = run
    self.state = state
    self.session = session
    self.sessionOpenedAt = sessionOpenedAt
    self.task = task
    self.linksExpireAt = linksExpireAt
    self.files = files
  }
}

/// A file that a run put in its place.
package struct PlacedFile: Hashable, Sendable {
  /// An absolute path.
  package let location: String
  /// SHA-256 of the content, in lower-case hexadecimal.
  package let sha256: String
  /// In bytes.
  package let size: Int
  /// Of the edit whose file it is.
  package let fingerprint: String
  /// Of the task whose file it is.
  package let externalTaskID: String
  package let taskID: String?

  package init(
    location: String, sha256: String, size: Int, fingerprint: String, externalTaskID: String,
    taskID: String?
  ) {
    self.location = location
    self.sha256 = sha256
    self.size = size
    self.fingerprint = fingerprint
    self.externalTaskID = externalTaskID
    self.taskID = taskID
  }
}
