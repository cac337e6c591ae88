/// Lays the rim of a thing along the edges of a picture: what is known of its colours and of its
/// place is weighed for each pixel and smoothed, but not over edges.
struct Shaper {
  let frame: Frame
  let classes: [UInt16]

  /// A thing's shape in a part of the picture.
  struct Result {
    /// What belongs to it: above 0; how surely, up to 3 either way.
    let certainty: Grid<Float>

    var mask: Mask {
      Mask(certainty.area, values: certainty.values.map { $0 > 0 ? 1 : 0 })
    }
  }

  /// Finds the shape around where it is believed to be.
  ///
  /// `leash` says how far it may be from there, as a share of its size; `weight` how much the place
  /// counts against the colours.
  func shape(
    around mask: Mask, colors: (inside: ColorCounts, around: ColorCounts), leash: Float,
    weight: Float
  ) -> Result {
    shape(
      around: mask, evidence: colors.inside.evidence(against: colors.around), leash: leash,
      weight: weight)
  }

  func shape(around mask: Mask, evidence: [Float], leash: Float, weight: Float) -> Result {
    let whole = frame.layout.area
    let size = Float(mask.markedCount).squareRoot()
    let radius = max(2, min(6, Int(size / 14)))
    let slack = max(2, size * leash)
    let area = mask.markedArea.grown(by: Int(slack * 2.5) + radius * 2 + 1, within: whole)
    let local = mask.moved(onto: area)
    var certainty = local.signedDistances(limit: slack * 3)
    let guide = brightness(of: area)
    for row in 0..<area.height {
      let start = (area.y + row) * frame.width + area.x
      for column in 0..<area.width {
        let index = row * area.width + column
        let place = min(2.5, max(-2.5, certainty.values[index] / slack))
        certainty.values[index] = evidence[Int(classes[start + column])] + weight * place
      }
    }
    return Result(
      certainty: certainty.smoothed(along: guide, radius: radius, tolerance: 0.0008))
  }

  /// From 0 to 1.
  private func brightness(of area: Area) -> Grid<Float> {
    var result = Grid<Float>(area, repeating: 0)
    for row in 0..<area.height {
      let start = (area.y + row) * frame.width + area.x
      for column in 0..<area.width {
        result.values[row * area.width + column] = Float(frame.bytes[start + column]) / 255
      }
    }
    return result
  }
}
