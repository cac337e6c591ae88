import SQLite

/// What rules count and do, and how often which call has come.
extension StoreTransaction {
  /// Counts a call for a rule.
  ///
  /// - Returns: the number of the call.
  func countCall(ofRule rule: Int, of script: FaultScript, scope: String) throws -> Int {
    try database.firstRow(
      """
      INSERT INTO rule_calls VALUES (?, ?, ?, 1)
      ON CONFLICT DO UPDATE SET calls = calls + 1 RETURNING calls
      """, script.id, rule, scope)?.get(0) ?? 1
  }

  func countCall(about subject: CallSubject) throws {
    try database.execute(
      "INSERT INTO calls VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET received = received + 1",
      subject.point.rawValue, subject.externalTaskID ?? "")
  }

  /// How many calls have come, by their point and the external id that they were about.
  func callCounts() throws -> [(point: String, externalID: String, received: Int)] {
    try database.rows("SELECT point, external_id, received FROM calls").map { row in
      (try row.get(0), try row.get(1), try row.get(2))
    }
  }

  /// Lets a session be as old as none may be.
  func endSession(_ id: String, at now: Int) throws {
    try database.execute(
      "UPDATE sessions SET created_at = min(created_at, ?) WHERE id = ?",
      now - SessionRecord.lifetimeMilliseconds, id)
  }

  func expireResult(ofTask id: String) throws {
    try database.execute("UPDATE tasks SET expired = 1 WHERE id = ?", id)
  }

  // MARK: Links

  /// The key with which all links of the folder are signed.
  func linkKey() throws -> String {
    guard let row = try database.firstRow("SELECT key FROM link_keys") else {
      throw StoreDamage(what: "the key of the links")
    }
    return try row.get(0)
  }

  func killLink(_ id: String, status: Int) throws {
    try database.execute("INSERT OR IGNORE INTO dead_links VALUES (?, ?)", id, status)
  }

  /// What a dead link answers; nothing for one that is not dead.
  func statusOfDeadLink(_ id: String) throws -> Int? {
    try database.firstRow("SELECT status FROM dead_links WHERE id = ?", id)?.get(0)
  }
}
