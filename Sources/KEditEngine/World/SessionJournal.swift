/// What a person has under way step by step, so that another process can take it up.
package struct SessionRecord: Hashable, Sendable {
  /// The folder that paths in the document are relative to; absolute.
  package var folder: String
  /// What the document is called.
  package var name: String
  /// The text of the file as far as it is written.
  package var document: String
  /// What else is known, in a form that is nobody's business here.
  package var state: String

  package init(folder: String, name: String, document: String, state: String) {
    self.folder = folder
    self.name = name
    self.document = document
    self.state = state
  }
}

/// The memory of sessions that people edit in; like `Journal`, that of one account at one service.
package protocol SessionJournal: Sendable {
  /// Writes a session down, held by this process.
  func begin(_ record: SessionRecord) async throws(JournalFault) -> any SessionLog

  /// Takes up, for this process, the newest session that no living process holds, and that was written
  /// down at most `age` ago; `nil` where there is none.
  func takeNewestSession(within age: Duration) async throws(JournalFault) -> TakenSession?
}

/// One session in the journal. It stays open until `end`, also when the process ends without it.
package protocol SessionLog: Sendable {
  /// The session's number, counted from 1 over all accounts of the journal.
  var id: Int { get }

  /// Writes down how the session stands now.
  ///
  /// - Throws: `JournalFault` where another process has taken it up, among other things.
  func write(_ record: SessionRecord) async throws(JournalFault)

  /// Forgets the session: nobody is to take it up.
  func end() async throws(JournalFault)
}

/// A session that an earlier process left.
package struct TakenSession: Sendable {
  package let record: SessionRecord
  /// When it was written down last, as Unix time in milliseconds.
  package let updatedAt: Int
  package let log: any SessionLog

  package init(record: SessionRecord, updatedAt: Int, log: any SessionLog) {
    self.record = record
    self.updatedAt = updatedAt
    self.log = log
  }
}
