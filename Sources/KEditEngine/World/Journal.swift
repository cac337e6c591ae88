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

  /// Notes that a preview is about to be put at that absolute path by a person's own session: what has
  /// this content there may be replaced by another preview.
  func notePreview(at location: String, sha256: String) async throws(JournalFault)

  /// Whether such a preview was noted.
  func hasPreview(at location: String, sha256: String) async throws(JournalFault) -> Bool
}
