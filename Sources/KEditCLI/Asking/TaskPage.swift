import KlingAPI
import PlainText

/// A task as the service tells of it, for a person.
struct TaskPage: Sendable {
  private let task: KlingTask
  private let now: Moment

  init(_ task: KlingTask, at now: Moment) {
    self.task = task
    self.now = now
  }

  /// Lines, each ended.
  var text: String {
    let heading = "task \(harmless(task.id, limit: 80)): \(harmless(task.status.text, limit: 40))"
    let rows = FactRows.lines([
      ("id", line(task.externalID, limit: 80)),
      ("created", time(task.createdAt)),
      ("changed", time(task.updatedAt)),
      ("units", task.units.map { ["\(harmless($0, limit: 40)) charged"] } ?? []),
      ("videos", task.videos.map { words(of: $0) }),
      ("links", task.videos.flatMap { line($0.url) + line($0.watermarkURL) }),
      ("message", line(task.statusMessage)),
    ])
    return ([heading] + rows).map { $0 + "\n" }.joined()
  }

  private func line(_ text: String?, limit: Int = 300) -> [String] {
    text.map { $0.isEmpty ? [] : [harmless($0, limit: limit)] } ?? []
  }

  private func time(_ milliseconds: Int?) -> [String] {
    milliseconds.map { ["\(Moment($0).text) (\(Moment($0).distance(from: now)))"] } ?? []
  }

  private func words(of video: KlingTask.Video) -> String {
    let id = video.id.map { harmless($0, limit: 80) } ?? "without an id"
    return id + (video.duration.map { ", \(harmless($0, limit: 40)) s" } ?? "")
  }
}
