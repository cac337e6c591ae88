import OrderedJSON

/// How a task stands when it is asked for, in the service's fields.
struct TaskReport {
  private let task: TaskRecord
  /// Unix time in milliseconds.
  private let now: Int
  /// Makes a link to a file of the media folder.
  private let link: (_ name: String) -> String

  /// In the answer to a call.
  init(task: TaskRecord, call: ServiceCall) {
    self.task = task
    now = call.now
    link = { call.url(ofMedia: $0) }
  }

  /// In a callback, as it stood when a status began; links lead to the host.
  init(task: TaskRecord, now: Int, links: LinkSigner, host: String) {
    self.task = task
    self.now = now
    link = { links.url(of: $0, host: host, now: now) }
  }

  /// The answer to the create call.
  var creation: JSONObject {
    var object: JSONObject = [
      "task_id": .string(task.id), "task_status": .string(status.rawValue),
    ]
    object["task_info"] = info
    object["created_at"] = .int(task.createdAt)
    object["updated_at"] = .int(task.updatedAt(at: now))
    return object
  }

  /// The answer to a query.
  var whole: JSONObject {
    var object: JSONObject = [
      "task_id": .string(task.id), "task_status": .string(status.rawValue),
      "task_status_msg": .string(status == .failed ? task.failure ?? "" : ""),
    ]
    object["task_info"] = info
    object["task_result"] = ["videos": .array(task.hasResult(at: now) ? [video] : [])]
    object["watermark_info"] = ["enabled": .bool(task.watermark ?? false)]
    object["final_unit_deduction"] = units.map(JSON.string)
    object["created_at"] = .int(task.createdAt)
    object["updated_at"] = .int(task.updatedAt(at: now))
    return object
  }

  /// The body of a callback, which has no envelope.
  var callback: JSONObject {
    var object = whole
    object["watermark_info"] = nil
    let videos = (object["task_result"]?["videos"]?.array ?? []).map { video -> JSON in
      var members = video.object ?? [:]
      members["session_id"] = nil
      return .object(members)
    }
    object["task_result"] = ["images": [], "videos": .array(videos)]
    return object
  }

  private var status: TaskRecord.Status { task.status(at: now) }

  /// Always there, as documented; empty where the task was given no id.
  private var info: JSON { ["external_task_id": .string(task.externalID ?? "")] }

  /// Nothing is charged before a task has ended, nor for one that failed.
  private var units: String? {
    switch status {
    case .submitted, .processing: nil
    case .succeed: task.units
    case .failed: "0"
    }
  }

  private var video: JSON {
    var object: JSONObject = [
      "id": .string(task.videoID), "session_id": .string(task.sessionID),
      "url": .string(link(task.media)),
    ]
    if task.watermark == true {
      object["watermark_url"] = .string(link(MediaName.watermarkedResult(task.id)))
    }
    object["duration"] = .string(SourceRules.seconds(task.resultMilliseconds))
    return .object(object)
  }
}
