import KlingMasks
import OrderedJSON

/// What there is to say of the masks of a frame.
struct MaskPage: Sendable {
  let frame: Int?
  private let whole: MaskFacts?
  private let objects: [(id: Int, facts: MaskFacts)]
  /// How much it agrees with another mask, from 0 to 1.
  var agreement: Double?

  init(_ masks: FrameMasks) {
    frame = masks.frame
    whole = masks.whole.map { MaskFacts($0) }
    objects = masks.objects.map { ($0.id, MaskFacts($0.mask)) }
  }

  // MARK: For a person

  var lines: [String] {
    let head = frame.map { "frame \($0)" } ?? "mask"
    guard let whole else { return ["\(head): nothing is marked"] }
    var lines = ["\(head), \(whole.width) × \(whole.height): \(whole.summary)"]
    if !whole.isEmpty { lines.append("  \(pixels(whole))") }
    if objects.count > 1 {
      lines += objects.map { "  object \($0.id): \($0.facts.summary)" }
    }
    if let agreement { lines.append("  agreement with the other mask (IoU): \(agreement)") }
    return lines
  }

  /// What is likely to be wrong, or `nil`.
  var warning: String? { whole?.warning }

  private func pixels(_ facts: MaskFacts) -> String {
    let box = facts.box
    return
      "\(facts.area) of \(facts.height * facts.width) pixels, box of \(box.width) × \(box.height) "
      + "at (\(box.x)px, \(box.y)px)"
  }

  // MARK: For a program

  var json: JSON {
    var object: JSONObject = ["frame_index": frame.map { .int($0) } ?? .null]
    if let whole {
      object["width"] = .int(whole.width)
      object["height"] = .int(whole.height)
    }
    for (key, value) in whole.map(Self.members) ?? [("area", 0)] { object[key] = value }
    object["objects"] = .array(
      objects.map { entry in
        var object: JSONObject = ["object_id": .int(entry.id)]
        for (key, value) in Self.members(entry.facts) { object[key] = value }
        return .object(object)
      })
    if let agreement { object["iou"] = .float(agreement) }
    return .object(object)
  }

  private static func members(_ facts: MaskFacts) -> [(String, JSON)] {
    let box = facts.box
    return [
      ("area", .int(facts.area)), ("percent", .float(facts.percent)),
      (
        "box",
        [
          "x": .int(box.x), "y": .int(box.y), "width": .int(box.width),
          "height": .int(box.height),
        ]
      ),
    ]
  }
}
