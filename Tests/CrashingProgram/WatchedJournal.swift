import KEditEngine

/// The journal: before and after every commit.
struct WatchedJournal: Journal {
  let journal: any Journal
  let points: Points

  func begin(_ run: RunRecord) async throws(JournalFault) -> any RunLog {
    try await points.around("the beginning of the run") {
      () async throws(JournalFault) in
      WatchedLog(log: try await journal.begin(run), points: points)
    }
  }

  func reopen(_ run: Int) async throws(JournalFault) -> any RunLog {
    try await points.around("the reopening of the run") {
      () async throws(JournalFault) in
      WatchedLog(log: try await journal.reopen(run), points: points)
    }
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
}

private struct WatchedLog: RunLog {
  let log: any RunLog
  let points: Points

  var id: Int { log.id }

  func claim(_ fingerprints: [String]) async throws(JournalFault) -> [String: Holder] {
    try await points.around("the claim") { () async throws(JournalFault) in
      try await log.claim(fingerprints)
    }
  }

  func approve() async throws(JournalFault) {
    try await points.around("the approval") { () async throws(JournalFault) in
      try await log.approve()
    }
  }

  func record(_ transition: Transition) async throws(JournalFault) {
    let name = "record \(transition.edit) \(transition.from) to \(transition.to)"
    try await points.around(name) { () async throws(JournalFault) in
      try await log.record(transition)
    }
  }

  func end() async throws(JournalFault) {
    try await points.around("the end of the run") { () async throws(JournalFault) in
      try await log.end()
    }
  }

  func release() async throws(JournalFault) {
    try await points.around("the release") { () async throws(JournalFault) in
      try await log.release()
    }
  }

  func discard() async throws(JournalFault) {
    try await points.around("the discarding") { () async throws(JournalFault) in
      try await log.discard()
    }
  }
}
