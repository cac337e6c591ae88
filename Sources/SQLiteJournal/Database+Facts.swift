import KEditEngine
import KlingAPI
import OrderedJSON
import SQLite

/// How long the link to a result lives (`api/multi-elements.md`: 30 days), in milliseconds.
let linkLifetime = 30 * 24 * 3600 * 1000

extension Database {
  /// The row of the attempt that a transition belongs to, made where it is missing.
  func upsertAttempt(_ transition: Transition, scope: Int, run: Int) throws -> Int {
    let identity = transition.identity
    try execute(
      """
      INSERT INTO attempts (scope, external_task_id, fingerprint, number, random_part, parent_id,
        is_derived, is_original, run, state)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
      ON CONFLICT DO UPDATE SET state = ?10, parent_id = coalesce(parent_id, ?6)
      """,
      scope, identity.id, transition.fingerprint, identity.number, identity.randomPart,
      identity.parentID, identity.isDerived, identity.isOriginal, run, transition.to)
    let row = try firstRow(
      "SELECT id FROM attempts WHERE scope = ? AND external_task_id = ? AND fingerprint = ?",
      scope, identity.id, transition.fingerprint)
    guard let row else { preconditionFailure("the row was just inserted") }
    return try row.get(0)
  }

  /// Keeps what became known.
  func note(_ fact: Transition.Fact, scope: Int, attempt: Int, at now: Int) throws {
    switch fact {
    case .nothing, .files, .failure, .cleared: break
    case .session(let video, let openedAt):
      try note(video, scope, attempt, openedAt: openedAt ?? now)
    case .marked(let request, let masks):
      try execute(
        "INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?)", attempt, request.sessionID,
        request.frameIndex, JSON.array(request.points.map(\.json)).text())
      try note(masks, of: request, attempt)
    case .intent(let request):
      try execute(
        "UPDATE attempts SET request = ? WHERE id = ?", request.readable.text(), attempt)
    case .task(let task): try note(task, scope, attempt, now)
    case .placing(let file):
      try execute(
        """
        INSERT INTO files (attempt, task, location, sha256, size, placed_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """, attempt, file.taskID, file.location, file.sha256, file.size, now)
    }
  }

  /// Those masks that have run lengths; what was known of the frame before went with its mark.
  private func note(
    _ masks: [SelectionAnswer.Mask], of request: SelectionRequest, _ attempt: Int
  ) throws {
    for (number, mask) in masks.enumerated() {
      guard let lengths = mask.runLengths, lengths.size.count == 2 else { continue }
      try execute(
        "INSERT INTO masks VALUES (?, ?, ?, ?, ?, ?, ?, ?)", attempt, request.sessionID,
        request.frameIndex, number, mask.objectID, lengths.size[0], lengths.size[1],
        lengths.counts)
    }
  }

  /// A session that is taken up again keeps its age, and its marks are made anew. It becomes the newest
  /// of its attempt.
  private func note(
    _ video: ParsedVideo, _ scope: Int, _ attempt: Int, openedAt: Int
  ) throws {
    let known = try firstRow(
      "SELECT min(opened_at) FROM sessions WHERE scope = ? AND id = ?", scope, video.sessionID
    )?.get(0, as: Int?.self)
    try execute("DELETE FROM marks WHERE attempt = ? AND session = ?", attempt, video.sessionID)
    try execute(
      "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      attempt, scope, video.sessionID, known ?? openedAt, video.framesPerSecond.text,
      video.durationMilliseconds.text, video.width, video.height, video.frameCount,
      video.normalizedVideo)
  }

  private func note(_ task: KlingTask, _ scope: Int, _ attempt: Int, _ now: Int) throws {
    try execute(
      """
      INSERT INTO tasks VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
      ON CONFLICT DO UPDATE SET attempt = ?3, external_id = coalesce(?4, external_id), status = ?5,
        status_message = ?6, watermark = coalesce(?7, watermark), units = coalesce(?8, units),
        created_at = coalesce(?9, created_at), updated_at = coalesce(?10, updated_at), seen_at = ?11
      """,
      scope, task.id, attempt, task.externalID, task.status.text, task.statusMessage,
      task.watermark, task.units, task.createdAt, task.updatedAt, now)
    for (number, video) in task.videos.enumerated() {
      try execute(
        "INSERT OR REPLACE INTO videos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        scope, task.id, number, video.id, video.sessionID, video.url, video.watermarkURL,
        video.duration, linksExpire(task, now))
    }
  }
}

/// When the links of a task die at the latest that is known of: what the service says of a time to
/// come is not believed.
private func linksExpire(_ task: KlingTask, _ now: Int) -> Int {
  min(task.updatedAt ?? now, now) + linkLifetime
}

// MARK: Reading

extension Database {
  /// Everything that is known of an attempt, a row of `attempts`.
  func attempt(_ row: Row) throws -> Attempt {
    let id: Int = try row.get("id")
    let scope: Int = try row.get("scope")
    let session = try firstRow(
      "SELECT * FROM sessions WHERE attempt = ? ORDER BY rowid DESC LIMIT 1", id)
    let files = try rows(
      """
      SELECT files.*, attempts.fingerprint, attempts.external_task_id
      FROM files JOIN attempts ON attempts.id = files.attempt
      WHERE files.attempt = ? ORDER BY files.id
      """, id)
    let task = try task(ofAttempt: id, scope: scope)
    let number: Int = try row.get("number")
    let request: String? = try row.get("request")
    return Attempt(
      identity: TaskIdentity(
        id: try row.get("external_task_id"), isDerived: try row.get("is_derived"),
        isIntended: request != nil, number: number, randomPart: try row.get("random_part"),
        parentID: try row.get("parent_id"), isOriginal: try row.get("is_original")),
      fingerprint: try row.get("fingerprint"), run: try row.get("run"),
      state: try row.get("state"), session: try session.map { try ParsedVideo($0) },
      sessionOpenedAt: try session?.get("opened_at"),
      task: task, linksExpireAt: try task.flatMap { try linksExpireAt($0.id, scope: scope) },
      files: try files.map { try PlacedFile($0) })
  }

  /// What the service said last of the task of an attempt.
  func task(ofAttempt attempt: Int, scope: Int) throws -> KlingTask? {
    let row = try firstRow(
      "SELECT * FROM tasks WHERE attempt = ? ORDER BY seen_at DESC, rowid DESC LIMIT 1", attempt)
    guard let row else { return nil }
    let id: String = try row.get("id")
    let videos = try rows(
      "SELECT * FROM videos WHERE scope = ? AND task = ? ORDER BY number", scope, id)
    return KlingTask(
      id: id, status: KlingTask.Status(try row.get("status")),
      statusMessage: try row.get("status_message"), externalID: try row.get("external_id"),
      videos: try videos.map { video in
        KlingTask.Video(
          id: try video.get("id"), sessionID: try video.get("session"), url: try video.get("url"),
          watermarkURL: try video.get("watermark_url"), duration: try video.get("duration"))
      },
      watermark: try row.get("watermark"), units: try row.get("units"),
      createdAt: try row.get("created_at"), updatedAt: try row.get("updated_at"))
  }
}

extension Database {
  /// When the first of the links of a task dies.
  private func linksExpireAt(_ task: String, scope: Int) throws -> Int? {
    try firstRow(
      "SELECT min(expires_at) FROM videos WHERE scope = ? AND task = ?", scope, task)?.get(0)
  }
}

extension ParsedVideo {
  fileprivate init(_ row: Row) throws {
    self.init(
      sessionID: try row.get("id"), units: nil,
      framesPerSecond: try number(try row.get("frames_per_second")),
      durationMilliseconds: try number(try row.get("duration_milliseconds")),
      width: try row.get("width"), height: try row.get("height"),
      frameCount: try row.get("frame_count"), normalizedVideo: try row.get("normalized_video"))
  }
}

/// The number that was written down as its text.
private func number(_ text: String) throws -> JSONNumber {
  guard case .number(let number) = try JSON.parse(Array(text.utf8)) else {
    throw JournalFault("the journal is damaged: '\(text)' is no number")
  }
  return number
}

extension PlacedFile {
  init(_ row: Row) throws {
    self.init(
      location: try row.get("location"), sha256: try row.get("sha256"), size: try row.get("size"),
      fingerprint: try row.get("fingerprint"), externalTaskID: try row.get("external_task_id"),
      taskID: try row.get("task"))
  }
}

extension Holder {
  init(_ row: Row) throws {
    self.init(
      run: try row.get("run"), process: try row.get("process"), host: try row.get("host"),
      since: try row.get("since"))
  }
}
