/// What there is to say of a mask in numbers.
package struct MaskFacts: Hashable, Sendable {
  package let height: Int
  package let width: Int
  /// In pixels.
  package let area: Int
  /// In pixels; of size 0 where nothing is marked.
  package let box: PixelBox

  package init(_ mask: RunLengthMask) {
    height = mask.height
    width = mask.width
    area = mask.area
    box = mask.boundingBox
  }

  package var isEmpty: Bool { area == 0 }

  /// 95 % and more: the click has hit the background.
  package var isNearlyWhole: Bool { area >= height * width - height * width / 20 }

  /// Of the frame, from 0 to 100.
  package var percent: Double { Double(area) * 100 / Double(height * width) }

  /// The box's edges as fractions of the frame, right and bottom being where the pixels end.
  package var fractions: (left: Double, top: Double, right: Double, bottom: Double) {
    let width = Double(width)
    let height = Double(height)
    return (
      Double(box.x) / width, Double(box.y) / height, Double(box.x + box.width) / width,
      Double(box.y + box.height) / height
    )
  }

  /// `area 3.2 %, box (0.71, 0.22)–(0.83, 0.41)`; of an empty mask the area alone.
  ///
  /// Neither 0 nor 100 % is said of a mask that is not quite so.
  package var summary: String {
    guard !isEmpty else { return "area 0 %" }
    let box = fractions
    func point(_ x: Double, _ y: Double) -> String { "(\(hundredths(x)), \(hundredths(y)))" }
    return "area \(share), box \(point(box.left, box.top))–\(point(box.right, box.bottom))"
  }

  /// What is likely to be wrong with it, or `nil`.
  package var warning: String? {
    if isEmpty { return "the mask is empty" }
    return isNearlyWhole ? "the mask is nearly the whole frame" : nil
  }

  private var share: String {
    if area == height * width { return "100 %" }
    let tenths = Int((percent * 10).rounded())
    if tenths == 0 { return "below 0.1 %" }
    return "\(min(tenths, 999) / 10).\(min(tenths, 999) % 10) %"
  }

  private func hundredths(_ fraction: Double) -> String {
    let value = Int((fraction * 100).rounded())
    return "\(value / 100).\(value / 10 % 10)\(value % 10)"
  }
}
