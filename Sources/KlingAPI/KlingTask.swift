/// A task as the service tells of it: the answer to create, to get, and an element of list.
package struct KlingTask: Hashable, Sendable {
  package enum Status: Hashable, Sendable {
    case submitted
    case processing
    case succeed
    case failed
    /// What the documents do not name, as it came.
    case other(String)

    package init(_ text: String) {
      self =
        switch text {
        case "submitted": .submitted
        case "processing": .processing
        case "succeed": .succeed
        case "failed": .failed
        default: .other(text)
        }
    }

    /// As it came.
    package var text: String {
      switch self {
      case .submitted: "submitted"
      case .processing: "processing"
      case .succeed: "succeed"
      case .failed: "failed"
      case .other(let text): text
      }
    }
  }

  /// One generated video. Its URLs live 30 days and refuse an `Authorization` header.
  package struct Video: Hashable, Sendable {
    /// What a later init takes as `video_id`.
    package let id: String?
    package let sessionID: String?
    package let url: String?
    package let watermarkURL: String?
    /// In seconds, by its exact text; it may run a little over and is never judged.
    package let duration: String?

    package init(
      id: String?, sessionID: String?, url: String?, watermarkURL: String?, duration: String?
    ) {
      self.id = id
      self.sessionID = sessionID
      self.url = url
      self.watermarkURL = watermarkURL
      self.duration = duration
    }
  }

  package let id: String
  package let status: Status
  /// Why the task failed, in the service's words.
  package let statusMessage: String?
  package let externalID: String?
  package let videos: [Video]
  package let watermark: Bool?
  /// `final_unit_deduction`: a decimal, by its exact text.
  package let units: String?
  /// Unix time in milliseconds.
  package let createdAt: Int?
  /// Unix time in milliseconds.
  package let updatedAt: Int?

  /// A task as it was told of before, from a journal.
  package init(
    id: String, status: Status, statusMessage: String?, externalID: String?, videos: [Video],
    watermark: Bool?, units: String?, createdAt: Int?, updatedAt: Int?
  ) {
    self.id = id
    self.status = status
    self.statusMessage = statusMessage
    self.externalID = externalID
    self.videos = videos
    self.watermark = watermark
    self.units = units
    self.createdAt = createdAt
    self.updatedAt = updatedAt
  }

  init(_ data: FieldReader) throws(MalformedAnswer) {
    id = try data.id("task_id")
    status = Status(try data.text("task_status"))
    statusMessage = try data.optionalText("task_status_msg")
    externalID = try data.optionalObject("task_info")?.optionalText("external_task_id")
    var videos: [Video] = []
    for video in try data.optionalObject("task_result")?.objects("videos") ?? [] {
      videos.append(
        Video(
          id: try video.optionalText("id"), sessionID: try video.optionalText("session_id"),
          url: try video.optionalText("url"),
          watermarkURL: try video.optionalText("watermark_url"),
          duration: try video.optionalText("duration")))
    }
    self.videos = videos
    watermark = try data.optionalObject("watermark_info")?.optionalBool("enabled")
    units = try data.optionalText("final_unit_deduction")
    createdAt = try data.optionalInt("created_at")
    updatedAt = try data.optionalInt("updated_at")
  }
}
