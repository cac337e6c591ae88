import KlingAPI
import PlainText

/// What is told of tasks at the service.
enum TaskWords {
  /// A page of the account's tasks; those of the session with the names of their edits.
  static func lines(_ tasks: [KlingTask], page: Int, own: [String: String]) -> [String] {
    if tasks.isEmpty {
      return [page == 1 ? "the account has no tasks" : "there is no page \(page)"]
    }
    return tasks.map { task in
      let name = own[task.id].map { "  \(label($0))" } ?? ""
      return "\(harmless(task.id, limit: 80))  \(harmless(task.status.text, limit: 40))\(name)"
    }
  }

  static func page(_ task: KlingTask) -> [String] {
    var lines = ["\(harmless(task.id, limit: 80)): \(harmless(task.status.text, limit: 40))"]
    if let message = task.statusMessage, !message.isEmpty {
      lines.append(harmless(message, limit: 300))
    }
    if let id = task.externalID { lines.append("id \(harmless(id, limit: 80))") }
    if let units = task.units { lines.append("\(harmless(units, limit: 40)) units") }
    for video in task.videos {
      if let url = video.url { lines.append(harmless(url)) }
    }
    return lines
  }
}
