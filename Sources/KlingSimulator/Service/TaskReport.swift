import OrderedJSON

/// How a task stands when it is asked for, in the service's fields.
struct TaskReport {
  let task: TaskRecord
  let call: ServiceCall

  /// The answer to the create call.
  var creation: JSONObject {
    var object: JSONObject = [
      "task_id": .string(task.id), "task_status": .string(status.rawValue),
    ]
    object["task_info"] = info
    object["created_at"] = .int(task.createdAt)
    object["updated_at"] = .int(task.updatedAt(at: call.now))
    return object
  }

  /// The answer to a query.
  var whole: JSONObject {
    var object: JSONObject = [
      "task_id": .string(task.id), "task_status": .string(status.rawValue),
      "task_status_msg": .string(status == .failed ? task.failure ?? "" : ""),
    ]
    object["task_info"] = info
    object["task_result"] = ["videos": .array(task.hasResult(at: call.now) ? [video] : [])]
    object["watermark_info"] = ["enabled": .bool(task.watermark ?? false)]
    object["final_unit_deduction"] = units.map(JSON.string)
    object["created_at"] = .int(task.createdAt)
    object["updated_at"] = .int(task.updatedAt(at: call.now))
    return object
  }

  private var status: TaskRecord.Status { task.status(at: call.now) }

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
      "url": call.url(ofMedia: task.media),
    ]
    if task.watermark == true {
      object["watermark_url"] = call.url(ofMedia: MediaName.watermarkedResult(task.id))
    }
    object["duration"] = .string(SourceRules.seconds(task.resultMilliseconds))
    return .object(object)
  }
}
