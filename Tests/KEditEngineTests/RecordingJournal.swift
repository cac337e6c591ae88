import KEditEngine
import SQLiteJournal
import Synchronization
import TestSupport

/// A journal on the disk, which also keeps what passed through it for a test to look at.
final class RecordingJournal: Journal {
  private let folder: TemporaryFolder
  private let journal: SQLiteJournal
  private let recorded = Mutex<[Transition]>([])
  /// Refuses what must not be recorded.
  private let refuse: @Sendable (Transition) -> JournalFault?

  init(refuse: @escaping @Sendable (Transition) -> JournalFault? = { _ in nil }) {
    self.refuse = refuse
    do {
      folder = try TemporaryFolder(isFleeting: true)
      journal = try SQLiteJournal(
        JournalFile(folder("journal.sqlite")),
        scope: JournalScope(provider: "fake", baseURL: "http://127.0.0.1:9", account: "0"),
        now: { 1_700_000_000_000 })
    } catch {
      fatalError("no journal for a test: \(error)")
    }
  }

  /// Everything that was recorded, in order.
  var transitions: [Transition] { recorded.withLock { $0 } }

  func begin(_ run: RunRecord) async throws(JournalFault) -> any RunLog {
    Log(journal: self, log: try await journal.begin(run))
  }

  func reopen(_ run: Int) async throws(JournalFault) -> any RunLog {
    Log(journal: self, log: try await journal.reopen(run))
  }

  func newestAttempt(
    fingerprint: String, parentID: String?
  ) async throws(JournalFault) -> Attempt? {
    try await journal.newestAttempt(fingerprint: fingerprint, parentID: parentID)
  }

  func attempt(
    externalTaskID: String, fingerprint: String
  ) async throws(JournalFault) -> Attempt? {
    try await journal.attempt(externalTaskID: externalTaskID, fingerprint: fingerprint)
  }

  func results(at location: String) async throws(JournalFault) -> [PlacedFile] {
    try await journal.results(at: location)
  }

  func notePreview(at location: String, sha256: String) async throws(JournalFault) {
    try await journal.notePreview(at: location, sha256: sha256)
  }

  func hasPreview(at location: String, sha256: String) async throws(JournalFault) -> Bool {
    try await journal.hasPreview(at: location, sha256: sha256)
  }

  private struct Log: RunLog {
    let journal: RecordingJournal
    let log: any RunLog

    var id: Int { log.id }

    func claim(_ fingerprints: [String]) async throws(JournalFault) -> [String: Holder] {
      try await log.claim(fingerprints)
    }

    func approve() async throws(JournalFault) { try await log.approve() }

    func record(_ transition: Transition) async throws(JournalFault) {
      if let fault = journal.refuse(transition) { throw fault }
      try await log.record(transition)
      journal.recorded.withLock { $0.append(transition) }
    }

    func end() async throws(JournalFault) { try await log.end() }

    func release() async throws(JournalFault) { try await log.release() }

    func discard() async throws(JournalFault) { try await log.discard() }
  }
}
