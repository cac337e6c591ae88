import OrderedJSON
import SQLite

/// What can be read and written while the store is held.
struct StoreTransaction {
  let database: Database

  /// The first session of a new folder has the id of the documents' samples, so that those can be
  /// sent as they stand.
  static let firstID = 847_570_360_458_960_960

  /// An id that no session, task or video of this folder has had.
  ///
  /// Made of the time, 22 bits below the milliseconds, like the service's; so a task of a folder
  /// that was deleted and made anew is not mistaken for one of its past.
  func nextID(at now: Int) throws -> String {
    let epoch = 1_490_000_000_000
    let last = try database.firstRow("SELECT last FROM ids")?.get(0, as: Int.self)
    let next = last.map { max($0 + 1, (now - epoch) << 22) } ?? StoreTransaction.firstID
    if last == nil {
      try database.execute("INSERT INTO ids (last) VALUES (?)", next)
    } else {
      try database.execute("UPDATE ids SET last = ?", next)
    }
    return String(next)
  }
}

// MARK: Sessions

extension StoreTransaction {
  func insert(_ session: SessionRecord) throws {
    let video = session.video
    try database.execute(
      "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      session.id, session.account, session.createdAt, video.width, video.height,
      video.framesPerSecond, video.durationMilliseconds, video.frameCount, video.media,
      session.selection.json.text())
  }

  func session(_ id: String, account: String) throws -> SessionRecord? {
    let row = try database.firstRow(
      "SELECT * FROM sessions WHERE id = ? AND account = ?", id, account)
    guard let row else { return nil }
    let text: String = try row.get("selection")
    guard let selection = Selection(json: try JSON.parse(Array(text.utf8))) else {
      throw StoreDamage(what: "the selection of session \(id)")
    }
    return SessionRecord(
      id: try row.get("id"), account: try row.get("account"),
      createdAt: try row.get("created_at"),
      video: SessionVideo(
        width: try row.get("width"), height: try row.get("height"),
        framesPerSecond: try row.get("frames_per_second"),
        durationMilliseconds: try row.get("duration_milliseconds"),
        frameCount: try row.get("frame_count"), media: try row.get("media")),
      selection: selection)
  }

  func update(_ selection: Selection, ofSession id: String) throws {
    try database.execute(
      "UPDATE sessions SET selection = ? WHERE id = ?", selection.json.text(), id)
  }
}

// MARK: Tasks

extension StoreTransaction {
  func insert(_ task: TaskRecord) throws {
    try database.execute(
      "INSERT INTO tasks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      task.id, task.account, task.externalID, task.sessionID, task.videoID, task.createdAt,
      task.processingAt, task.endsAt, task.failure, task.watermark, task.units,
      task.resultMilliseconds, task.media, task.isExpired, task.callbackURL, task.callbacksSent)
  }

  /// By the task's id, else by the external one.
  func task(_ id: String, account: String) throws -> TaskRecord? {
    try database.firstRow(
      """
      SELECT * FROM tasks WHERE account = ?2 AND (id = ?1 OR external_id = ?1)
      ORDER BY id = ?1 DESC LIMIT 1
      """, id, account
    ).map(record)
  }

  func task(videoID: String, account: String) throws -> TaskRecord? {
    try database.firstRow(
      "SELECT * FROM tasks WHERE video_id = ? AND account = ?", videoID, account
    ).map(record)
  }

  /// Whosever it is: a link to a file asks for no account.
  func task(ofAnyAccount id: String) throws -> TaskRecord? {
    try database.firstRow("SELECT * FROM tasks WHERE id = ?", id).map(record)
  }

  /// By the task's id, else by an external one, whosever it is.
  func task(named id: String) throws -> TaskRecord? {
    try database.firstRow(
      "SELECT * FROM tasks WHERE id = ?1 OR external_id = ?1 ORDER BY id = ?1 DESC LIMIT 1", id
    ).map(record)
  }

  /// Those of which changes are still to be told to a callback URL.
  func tasksWithCallbacks() throws -> [TaskRecord] {
    try database.rows(
      "SELECT * FROM tasks WHERE callback_url IS NOT NULL AND callbacks_sent < 3 ORDER BY created_at"
    ).map(record).filter { $0.callbacksSent < $0.changes.count }
  }

  func update(callbacksSent: Int, ofTask id: String) throws {
    try database.execute("UPDATE tasks SET callbacks_sent = ? WHERE id = ?", callbacksSent, id)
  }

  /// Of all accounts, the oldest first.
  func allTasks() throws -> [TaskRecord] {
    try database.rows("SELECT * FROM tasks ORDER BY created_at, CAST(id AS INTEGER)").map(record)
  }

  /// Whether the account has a task that is found by that id: as the external one or, since either
  /// can be asked for, as its own.
  func hasTask(externalID: String, account: String) throws -> Bool {
    try task(externalID, account: account) != nil
  }

  /// The newest first.
  func tasks(account: String, limit: Int, offset: Int) throws -> [TaskRecord] {
    try database.rows(
      """
      SELECT * FROM tasks WHERE account = ?
      ORDER BY created_at DESC, CAST(id AS INTEGER) DESC LIMIT ? OFFSET ?
      """, account, limit, offset
    ).map(record)
  }

  /// How many tasks of the account have not ended.
  func runningTasks(account: String, at now: Int) throws -> Int {
    try database.firstRow(
      "SELECT count(*) FROM tasks WHERE account = ? AND ends_at > ?", account, now)?.get(0) ?? 0
  }

  private func record(_ row: Row) throws -> TaskRecord {
    TaskRecord(
      id: try row.get("id"), account: try row.get("account"),
      externalID: try row.get("external_id"), sessionID: try row.get("session_id"),
      videoID: try row.get("video_id"), createdAt: try row.get("created_at"),
      processingAt: try row.get("processing_at"), endsAt: try row.get("ends_at"),
      failure: try row.get("failure"), watermark: try row.get("watermark"),
      units: try row.get("units"), resultMilliseconds: try row.get("result_milliseconds"),
      media: try row.get("media"), isExpired: try row.get("expired"),
      callbackURL: try row.get("callback_url"), callbacksSent: try row.get("callbacks_sent"))
  }
}

/// The state folder holds what this program has not written.
struct StoreDamage: Error, CustomStringConvertible {
  let what: String

  var description: String { "\(what) cannot be read" }
}
