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

  /// Notes that the run goes no further for now, and gives the edits free. How each ended is on record.
  func end() async throws(JournalFault)

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
