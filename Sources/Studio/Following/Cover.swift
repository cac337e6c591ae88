/// How much of each pixel of a small picture belongs to the followed thing: 0 for nothing, 255 for
/// all of it; nothing outside of its area.
package typealias Cover = Grid<UInt8>

extension Grid where Value == UInt8 {
  /// Nothing at all.
  package static var nothing: Cover { Cover(Area(x: 0, y: 0, width: 0, height: 0), repeating: 0) }

  /// From how surely pixels belong to it; only pieces of `mask`, and all of what it holds.
  init(_ certainty: Grid<Float>, mask: Mask) {
    var values = [UInt8](repeating: 0, count: certainty.values.count)
    let near = mask.dilated(by: 1.5)
    for index in values.indices where near.values[index] != 0 {
      let level = min(1, max(0, 0.5 + certainty.values[index] * 0.5))
      let whole = mask.values[index] != 0 ? max(0.51, level) : min(0.49, level)
      values[index] = UInt8(whole * 255)
    }
    self.init(certainty.area, values: values)
  }

  var mask: Mask { Mask(area, values: values.map { $0 > 127 ? 1 : 0 }) }
}
