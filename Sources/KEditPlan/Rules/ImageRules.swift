/// What a reference image must be (`api/multi-elements.md`, "Limits of the input").
package enum ImageRules {
  package enum Fault: Hashable, Sendable {
    /// More bytes than `Limits.imageBytes`.
    case tooLarge(bytes: Int)
    /// A side below `Limits.imageSide`.
    case tooSmall(width: Int, height: Int)
    /// Longer than 2.5 times its width, or wider than 2.5 times its height.
    case aspect(width: Int, height: Int)
  }

  /// Every fault of an image of that size; the format is judged where the content is read.
  package static func faults(byteCount: Int, width: Int, height: Int) -> [Fault] {
    var faults: [Fault] = []
    if byteCount > Limits.imageBytes { faults.append(.tooLarge(bytes: byteCount)) }
    if min(width, height) < Limits.imageSide {
      faults.append(.tooSmall(width: width, height: height))
    }
    let twiceLong = max(width, height).multipliedFullWidth(by: 2)
    let fiveShort = min(width, height).multipliedFullWidth(by: 5)
    if twiceLong > fiveShort {
      faults.append(.aspect(width: width, height: height))
    }
    return faults
  }
}
