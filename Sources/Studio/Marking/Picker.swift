/// Finds the thing that somebody clicked at in a small picture.
struct Picker {
  let frame: Frame
  /// The class of colour of each pixel.
  let classes: [UInt16]

  init(_ frame: Frame) {
    self.frame = frame
    classes = ColorCounts.classes(of: frame)
  }

  private var whole: Area { frame.layout.area }

  /// What was clicked at, on the area of the picture: what all points mark together, and what each
  /// marks alone, such as the comb of a hen, if it lies about the points.
  func pick(_ points: [FramePoint]) -> Mask {
    let seeds = points.map { $0.y(in: frame.height) * frame.width + $0.x(in: frame.width) }
    guard !seeds.isEmpty else { return Mask(whole, repeating: 0) }
    let clicks = clicked(seeds)
    let together =
      region(around: seeds)?.moved(onto: whole) ?? clicks.dilated(by: Float(frame.width) / 24)
    let box = clicks.markedArea
    let near = box.grown(by: max(box.width, box.height), within: whole)
    let parts = seeds.count > 1 ? seeds.compactMap { region(around: [$0]) } : []
    // What goes far beyond the points is what is behind them.
    return parts.filter { $0.moved(onto: near).markedCount * 4 > $0.markedCount * 3 }
      .reduce(together.united(with: clicks)) { $0.united(with: $1) }
  }

  /// What holds the seeds: regions of every height are compared, and the one is taken whose rim is
  /// strongest and whose colours are least like those around it; then its rim is laid along the
  /// edges of the picture. `nil` where none stands out.
  private func region(around seeds: [Int]) -> Mask? {
    let clicks = clicked(seeds)
    guard var mask = bestRegion(of: Flood(frame, from: seeds), clicks) else { return nil }
    for _ in 0..<2 {
      let refined = Shaper(frame: frame, classes: classes)
        .shape(around: mask, colors: colors(of: mask), leash: 0.12, weight: 1.5)
      let next = refined.mask.piecesTouching(clicks, share: 0).withoutHoles()
      guard next.markedCount * 4 > mask.markedCount, next.markedCount < mask.markedCount * 4
      else { break }
      mask = next
    }
    return mask
  }

  /// The clicked pixels and those right beside them.
  private func clicked(_ seeds: [Int]) -> Mask {
    var mask = Mask(whole, repeating: 0)
    for seed in seeds { mask.values[seed] = 1 }
    return mask.dilated(by: 1.5)
  }

  /// The colours within, against those around.
  func colors(of mask: Mask) -> (inside: ColorCounts, around: ColorCounts) {
    var inside = ColorCounts()
    var around = ColorCounts()
    let box = mask.markedArea
    guard !box.isEmpty else { return (inside, around) }
    let reach = Picker.reach(of: mask.markedCount)
    let area = box.grown(by: Int(reach) + 1, within: whole)
    let local = mask.moved(onto: area)
    let far = local.distances(toMarked: true, limit: reach + 1)
    for row in 0..<area.height {
      for column in 0..<area.width {
        let index = row * area.width + column
        let color = classes[(area.y + row) * frame.width + area.x + column]
        if local.values[index] != 0 {
          inside.add(color)
        } else if far.values[index] > 2, far.values[index] <= reach {
          around.add(color)
        }
      }
    }
    return (inside, around)
  }

  /// How far around a thing its surroundings reach, in pixels.
  static func reach(of count: Int) -> Float {
    min(60, max(5, Float(count).squareRoot() * 0.5 + 3))
  }

  private func bestRegion(of flood: Flood, _ clicks: Mask) -> Mask? {
    let total = whole.pixelCount
    var sums = flood.counts
    for level in 1..<sums.count { sums[level] += sums[level - 1] }
    // Regions that are about to grow by much: before that they stand still, which things do.
    let candidates = (0..<255)
      .filter { sums[$0] >= max(12, total / 8_000) && sums[$0] <= total * 45 / 100 }
      .map { (level: $0, growth: Float(sums[$0 + 1]) / Float(sums[$0])) }
      .filter { $0.growth > 1.02 }
      .sorted { $0.growth > $1.growth }
      .prefix(20)
    var best: (score: Float, mask: Mask)?
    for candidate in candidates {
      let mask = flood.region(upTo: candidate.level, area: whole)
      // What hangs on by a thin bridge only, like a fence behind a hen, may be another thing.
      for bridge in [0, 2.5, 5] as [Float] {
        let part = bridge > 0 ? mask.opened(by: bridge, from: clicks) : mask
        guard part.markedCount * 8_000 >= total else { continue }
        let score = score(part, flood)
        if score > (best?.score ?? 0) * (bridge > 0 ? 1.05 : 1) { best = (score, part) }
      }
    }
    return best?.mask.moved(onto: whole).united(with: clicks).withoutHoles()
  }

  /// How much a region looks like a thing.
  private func score(_ mask: Mask, _ flood: Flood) -> Float {
    let (width, height) = (frame.width, frame.height)
    var rim = 0
    var strength = 0
    var onBorder = 0
    for y in 0..<height {
      for x in 0..<width {
        let index = y * width + x
        guard mask.values[index] != 0 else { continue }
        if x == 0 || y == 0 || x == width - 1 || y == height - 1 {
          onBorder += 1
          continue
        }
        for next in [index - 1, index + 1, index - width, index + width]
        where mask.values[next] == 0 {
          rim += 1
          strength += min(160, Int(flood.edges[next]))
        }
      }
    }
    guard rim > 0 else { return 0 }
    let (inside, around) = colors(of: mask)
    let contrast = 1 - inside.smoothed().similarity(to: around.smoothed())
    let edge = Float(strength) / Float(rim) / 160
    let open = Float(onBorder) / Float(2 * (width + height))
    let size = Logarithm.natural(1 + inside.total) / 10
    // 1 for a disc, far less for a net or a fence.
    let roundness = min(1, 12.6 * inside.total / Float(rim * rim)).squareRoot().squareRoot()
    return contrast * edge * max(0, 1 - 3 * open) * (0.5 + size) * roundness
  }
}

/// A clicked point, as fractions of the sides of a frame.
package struct FramePoint: Hashable, Sendable {
  package let x: Double
  package let y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  func x(in width: Int) -> Int { min(width - 1, max(0, Int(x * Double(width)))) }
  func y(in height: Int) -> Int { min(height - 1, max(0, Int(y * Double(height)))) }
}

extension Grid where Value == UInt8 {
  /// What is marked in either of two masks, on the area of the first; what the second marks outside of
  /// that is left out.
  func united(with other: Mask) -> Mask {
    let other = other.area == area ? other : other.moved(onto: area)
    return Mask(area, values: zip(values, other.values).map { $0 | $1 })
  }
}
