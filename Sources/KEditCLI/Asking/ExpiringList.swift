import KEditEngine
import OrderedJSON
import PlainText

/// Results that were never fetched and whose links die soon, or may have died already.
struct ExpiringList: Sendable {
  /// What dies later is not worth a line yet: a week leaves time to act.
  private static let soon = 7 * 24 * 3600 * 1000

  private let results: [UnfetchedResult]
  /// How many more were never fetched.
  private let laterCount: Int
  private let archive: ArchiveOptions
  private let now: Moment

  /// - Parameters:
  ///   - all: whatever was never fetched.
  ///   - archive: the journal, for the commands to type.
  ///   - now: what "soon" counts from.
  init(_ all: [UnfetchedResult], _ archive: ArchiveOptions, at now: Moment) {
    results = all.filter { $0.expiresAt - Self.soon <= now.milliseconds }
    laterCount = all.count - results.count
    self.archive = archive
    self.now = now
  }

  /// A block a result, each line ended.
  var text: String {
    results.map { result in
      """
      \(label(result.edit)) of run \(result.run): \(words(of: result))
        task   \(harmless(result.taskID, limit: 80))
        fetch  \(command(result))

      """
    }.joined()
  }

  private func words(of result: UnfetchedResult) -> String {
    let moment = Moment(result.expiresAt)
    let place = "\(moment.text) (\(moment.distance(from: now)))"
    let isOver = result.expiresAt <= now.milliseconds
    if !result.isMade {
      return "not looked at since its task was made; its link may die from \(place) on"
    }
    return isOver ? "its link has probably died, \(place)" : "its link dies \(place)"
  }

  /// What a person is told behind the list.
  var conclusion: String {
    let later = laterCount == 1 ? "1 result" : "\(laterCount) results"
    switch (results.isEmpty, laterCount) {
    case (true, 0): return "nothing is left to fetch"
    case (true, _): return "\(later) not fetched yet, with links that live for more than a week"
    case (false, 0):
      return "a link that has died may be given anew, as long as the service keeps the video"
    case (false, _):
      return "\(later) more not fetched yet, with links that live for more than a week"
    }
  }

  var json: JSON {
    [
      "format": "kedit-expiring/1",
      "results": .array(
        results.map { result in
          [
            "run": .int(result.run), "edit": .string(result.edit),
            "task_id": .string(result.taskID),
            "external_task_id": .string(result.externalTaskID),
            "expires_at": .time(result.expiresAt),
            "expired": .bool(result.isMade && result.expiresAt <= now.milliseconds),
            "made": .bool(result.isMade),
            "provider": .string(result.scope.provider),
            "base_url": .string(result.scope.baseURL), "account": .string(result.scope.account),
            "command": .string(command(result)),
          ]
        }),
      "later": .int(laterCount),
    ]
  }

  private func command(_ result: UnfetchedResult) -> String {
    archive.command("resume", run: result.run, of: result.scope)
  }
}
