import OrderedJSON

/// How far an edit is, as it is written down for another process.
enum StandingRecord {
  /// `nil` as long as it has no run: then nothing was sent.
  static func json(_ standing: Standing) -> JSON? {
    guard let run = standing.run else { return nil }
    var object = JSONObject()
    object["name"] = .string(standing.name)
    object["fingerprint"] = .string(standing.fingerprint)
    object["run"] = .int(run)
    object["task"] = JSON(optional: standing.taskID)
    switch standing.stage {
    case .underWay: object["stage"] = "under_way"
    case .done(let product):
      object["stage"] = "done"
      object["video_id"] = JSON(optional: product.videoID)
      object["units"] = JSON(optional: product.units)
      object["is_reused"] = .bool(product.isReused)
      object["files"] = .array(product.files.map { .string($0) })
    case .failed(let messages):
      object["stage"] = "failed"
      object["messages"] = .array(messages.map { .string($0) })
    case .skipped(let parent):
      object["stage"] = "skipped"
      object["because"] = .string(parent)
    case .left: object["stage"] = "left"
    }
    return .object(object)
  }

  /// - Parameters:
  ///   - json: what was written down.
  ///   - place: makes of a path what it is for this process.
  /// - Returns: `nil` where it is not understood.
  static func standing(_ json: JSON, _ place: (String) -> String) -> Standing? {
    guard let name = json["name"]?.string, let fingerprint = json["fingerprint"]?.string,
      let run = json["run"]?.int
    else { return nil }
    var standing = Standing(name: name, fingerprint: fingerprint)
    standing.run = run
    standing.taskID = json["task"]?.string
    switch json["stage"]?.string {
    case "under_way": break
    case "done":
      standing.stage = .done(
        Standing.Product(
          videoID: json["video_id"]?.string, units: json["units"]?.string,
          isReused: json["is_reused"] == true,
          files: (json["files"]?.array ?? []).compactMap(\.string).map(place)))
    case "failed":
      standing.stage = .failed((json["messages"]?.array ?? []).compactMap(\.string))
    case "skipped": standing.stage = .skipped(because: json["because"]?.string ?? "")
    case "left": standing.stage = .left
    default: return nil
    }
    return standing
  }
}
