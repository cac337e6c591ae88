package import KlingAPI

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
