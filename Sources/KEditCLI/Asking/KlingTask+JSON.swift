import KlingAPI
import OrderedJSON

extension KlingTask {
  /// The task for a program, in the service's own words.
  var json: JSON {
    [
      "task_id": .string(id), "external_task_id": .text(externalID),
      "task_status": .string(status.text), "task_status_msg": .text(statusMessage),
      "units": .text(units), "created_at": .time(createdAt), "updated_at": .time(updatedAt),
      "videos": .array(
        videos.map { video in
          [
            "id": .text(video.id), "url": .text(video.url),
            "watermark_url": .text(video.watermarkURL), "duration": .text(video.duration),
          ]
        }),
    ]
  }
}
