import OrderedJSON

/// What makes two edits the same: a SHA-256 over everything that decides the result, and over
/// nothing else.
///
/// It is taken over the compact JSON text of this object, its members in this order:
///
/// ```
/// {"kedit-fingerprint": 1,
///  "video": {"url": …} | {"id": …} | {"sha256": …} | {"result": fingerprint of the other edit},
///  "edit_mode": "addition" | "swap" | "removal",
///  "marks": [{"frame": 12 | "last" | {"seconds": "1.5"}, "points": [[x, y], …]}, …],
///  "images": [{"url": …} | {"sha256": …}, …],
///  "prompt": …, "negative_prompt": … | null,
///  "mode": "std" | "pro", "duration": "5" | "10" | "auto",
///  "watermark": true | false | null, "model_name": … | null,
///  "id": the author's external_task_id | null,
///  "k": 1 for the first edit of a plan with all this, 2 for the second …}
/// ```
///
/// A coordinate is the shortest text of its double, or a string, `"988px"`. An empty negative prompt
/// is none. File names, `save`, `callback`, `preview` and addresses of uploads are not in it: they do
/// not change what is made. The 1 becomes 2 when anything of this changes, for a journal would
/// otherwise take one edit for another.
package enum Fingerprint {
  /// Sets the fingerprint of every edit, those first that others depend on.
  ///
  /// Identical edits are counted in the order of the list. An edit that depends on a name that is not
  /// there, or on itself in a circle, keeps the fingerprint it has.
  ///
  /// - Parameters:
  ///   - edits: all edits of a plan.
  ///   - sha256: SHA-256 of bytes in lower-case hexadecimal.
  package static func assign(to edits: inout [PlannedEdit], sha256: ([UInt8]) -> String) {
    var fingerprints: [String: String] = [:]
    // By the hash of what they are without k, which is short.
    var counts: [String: Int] = [:]
    for index in DependencyOrder(of: edits).indices {
      let edit = edits[index]
      var parent: String?
      if case .result(let name) = edit.video {
        guard let found = fingerprints[name] else { continue }
        parent = found
      }
      var content = content(of: edit, parent: parent)
      let key = sha256(JSON.object(content).bytes())
      let number = counts[key, default: 0] + 1
      counts[key] = number
      content["k"] = .int(number)
      edits[index].fingerprint = sha256(JSON.object(content).bytes())
      if fingerprints[edit.name] == nil { fingerprints[edit.name] = edits[index].fingerprint }
    }
  }

  /// kedit's own `external_task_id`: the same edit on the same account has the same id, even when
  /// the journal is lost.
  ///
  /// - Parameters:
  ///   - fingerprint: of the edit.
  ///   - attempt: counted from 1; a task that failed keeps its id, and the next one needs another.
  ///   - randomPart: what makes a task made anew (`--fresh`) another one; `nil` without that.
  ///   - parentID: the id of the task whose result is edited, where that task was made anew; `nil`
  ///     where it is the one that its edit alone decides.
  ///   - sha256: SHA-256 of bytes in lower-case hexadecimal.
  /// - Returns: `kedit-` and 32 hexadecimal digits.
  package static func externalTaskID(
    fingerprint: String, attempt: Int, randomPart: String? = nil, parentID: String? = nil,
    sha256: ([UInt8]) -> String
  ) -> String {
    var content: JSONObject = [
      "kedit-task": 1, "fingerprint": .string(fingerprint), "attempt": .int(attempt),
    ]
    content["random"] = randomPart.map { .string($0) }
    content["parent"] = parentID.map { .string($0) }
    return "kedit-" + sha256(JSON.object(content).bytes()).prefix(32)
  }

  /// Everything but k.
  private static func content(of edit: PlannedEdit, parent: String?) -> JSONObject {
    let task = edit.task
    let negativePrompt = task.negativePrompt.flatMap { $0.isEmpty ? nil : $0 }
    return [
      "kedit-fingerprint": 1,
      "video": video(edit.video, parent: parent),
      "edit_mode": .string(edit.mode.rawValue),
      "marks": .array(edit.selections.map(mark)),
      "images": .array(task.images.map(image)),
      "prompt": .string(task.prompt),
      "negative_prompt": negativePrompt.map { .string($0) } ?? .null,
      "mode": .string(task.quality.rawValue),
      "duration": .string(task.duration.rawValue),
      "watermark": task.watermark.map { .bool($0) } ?? .null,
      "model_name": task.model.map { .string($0) } ?? .null,
      "id": task.externalTaskID.map { .string($0) } ?? .null,
    ]
  }

  private static func video(_ video: VideoReference, parent: String?) -> JSON {
    switch video {
    case .url(let text): ["url": .string(text)]
    case .id(let id): ["id": .string(id)]
    case .local(let file): ["sha256": .string(file.sha256)]
    case .result: ["result": parent.map { .string($0) } ?? .null]
    }
  }

  private static func image(_ image: ImageReference) -> JSON {
    switch image {
    case .url(let text): ["url": .string(text)]
    case .local(let file): ["sha256": .string(file.sha256)]
    }
  }

  private static func mark(_ selection: Selection) -> JSON {
    let frame: JSON =
      switch selection.frame {
      case .index(let index): .int(index)
      case .last: "last"
      case .time(let seconds): ["seconds": .string(seconds.description)]
      }
    let points = selection.points.map { JSON.array([coordinate($0.x), coordinate($0.y)]) }
    return ["frame": frame, "points": .array(points)]
  }

  private static func coordinate(_ coordinate: Coordinate) -> JSON {
    switch coordinate {
    case .fraction(let value): .double(value)
    case .pixel(let value): .string("\(value)px")
    }
  }
}
