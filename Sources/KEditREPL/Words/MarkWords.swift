import KlingMasks

/// What is told of marks and their mask.
enum MarkWords {
  static func line(frame: Int, points: Int, mask: RunLengthMask?) -> String {
    "frame \(frame): \(count(points, "point")), " + words(mask)
  }

  /// Of a frame on which something else is marked at the service.
  static func lineOfDifference(frame: Int, points: Int) -> String {
    "frame \(frame): \(points == 0 ? "no points" : count(points, "point")), "
      + "not so at the service yet"
  }

  static func words(_ mask: RunLengthMask?) -> String {
    guard let mask else { return "the service sent no mask" }
    return MaskFacts(mask).summary
  }

  /// What is wrong with a mask that covers nothing or nearly everything.
  static func warning(_ mask: RunLengthMask?) -> (message: String, help: String)? {
    guard let mask else { return nil }
    let facts = MaskFacts(mask)
    if facts.isEmpty {
      return ("the mask is empty", "'undo', and mark a point well inside the element")
    }
    if facts.isNearlyWhole {
      return (
        "the mask is nearly the whole frame", "'undo', and mark a point on the element itself"
      )
    }
    return nil
  }

  static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }
}
