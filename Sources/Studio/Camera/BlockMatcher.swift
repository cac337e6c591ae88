/// Looks for the blocks of one frame in others, and tells how the picture as a whole has moved.
struct BlockMatcher {
  private static let side = 16
  private static let reach = 10

  private let frame: Frame
  /// The top left pixels of blocks that have something to be recognised by.
  private let blocks: [(x: Int, y: Int)]

  struct Match {
    let motion: SimilarityTransform
    /// Whether only few of the blocks agree on it.
    let isWeak: Bool
  }

  init(_ frame: Frame) {
    self.frame = frame
    let side = BlockMatcher.side
    var blocks: [(x: Int, y: Int)] = []
    for y in stride(from: side / 2, through: frame.height - side * 3 / 2, by: side * 3 / 2) {
      for x in stride(from: side / 2, through: frame.width - side * 3 / 2, by: side * 3 / 2)
      where BlockMatcher.isDistinct(x, y, frame) { blocks.append((x, y)) }
    }
    self.blocks = blocks
  }

  /// Whether brightness changes both across and down, for a block along a line could slide on it.
  private static func isDistinct(_ x: Int, _ y: Int, _ frame: Frame) -> Bool {
    var (across, down) = (0, 0)
    for row in y..<y + side {
      for column in x..<x + side {
        let here = Int(frame.bytes[row * frame.width + column])
        across += abs(Int(frame.bytes[row * frame.width + column + 1]) - here)
        down += abs(Int(frame.bytes[(row + 1) * frame.width + column]) - here)
      }
    }
    return min(across, down) > side * side * 3 / 2
  }

  /// The motion from its frame to another of the same size that most of the blocks agree on; `nil`
  /// where they do not agree.
  func motion(to other: Frame, guess: SimilarityTransform) -> Match? {
    var pairs: [(from: SimilarityTransform.Point, to: SimilarityTransform.Point)] = []
    let half = Double(BlockMatcher.side) / 2
    for block in blocks {
      let from = SimilarityTransform.Point(x: Double(block.x) + half, y: Double(block.y) + half)
      let place = guess(from)
      let start = (x: Int((place.x - half).rounded()), y: Int((place.y - half).rounded()))
      guard let found = look(for: block, in: other, around: start) else { continue }
      pairs.append((from, .init(x: found.x + half, y: found.y + half)))
    }
    // Fewer could agree by chance.
    guard pairs.count >= 12, pairs.count * 4 > blocks.count else { return nil }
    var motion = middle(of: pairs, guess)
    for limit in [6, 3, 1.5, 0.8] as [Double] {
      let agreeing = pairs.filter { pair in
        let place = motion(pair.from)
        return max(abs(place.x - pair.to.x), abs(place.y - pair.to.y)) < limit
      }
      guard agreeing.count >= 8, agreeing.count * 4 > pairs.count,
        let next = SimilarityTransform(agreeing)
      else { return nil }
      motion = next
      if limit == 0.8 {
        return Match(motion: motion, isWeak: agreeing.count * 2 < blocks.count)
      }
    }
    return nil
  }

  /// The guess, moved by what half of the blocks are moved less by, and half more.
  private func middle(
    of pairs: [(from: SimilarityTransform.Point, to: SimilarityTransform.Point)],
    _ guess: SimilarityTransform
  ) -> SimilarityTransform {
    let xs = pairs.map { $0.to.x - guess($0.from).x }.sorted()
    let ys = pairs.map { $0.to.y - guess($0.from).y }.sorted()
    return SimilarityTransform(movingByX: xs[xs.count / 2], y: ys[ys.count / 2]).after(guess)
  }

  /// Where a block is found, to parts of a pixel; `nil` where it would be outside.
  private func look(
    for block: (x: Int, y: Int), in other: Frame, around start: (x: Int, y: Int)
  ) -> (x: Double, y: Double)? {
    let (side, reach) = (BlockMatcher.side, BlockMatcher.reach)
    guard start.x >= reach + 1, start.y >= reach + 1,
      start.x + side + reach < other.width, start.y + side + reach < other.height
    else { return nil }
    var best = (x: start.x, y: start.y, cost: Int.max)
    for step in [(reach: reach, by: 2), (reach: 1, by: 1)] {
      let center = best
      for y in stride(from: center.y - step.reach, through: center.y + step.reach, by: step.by) {
        for x in stride(from: center.x - step.reach, through: center.x + step.reach, by: step.by) {
          let cost = cost(block, other, x, y, every: 2)
          if cost < best.cost { best = (x, y, cost) }
        }
      }
    }
    guard best.x > 0, best.y > 0, best.x + side < other.width, best.y + side < other.height
    else { return nil }
    let here = cost(block, other, best.x, best.y, every: 1)
    func part(_ below: Int, _ above: Int) -> Double {
      // The lowest point of a parabola through three squared differences.
      let bend = below - 2 * here + above
      return bend > 0 ? min(0.5, max(-0.5, Double(below - above) / Double(2 * bend))) : 0
    }
    return (
      Double(best.x)
        + part(
          cost(block, other, best.x - 1, best.y, every: 1),
          cost(block, other, best.x + 1, best.y, every: 1)),
      Double(best.y)
        + part(
          cost(block, other, best.x, best.y - 1, every: 1),
          cost(block, other, best.x, best.y + 1, every: 1))
    )
  }

  /// The sum of squared differences of brightness.
  private func cost(
    _ block: (x: Int, y: Int), _ other: Frame, _ x: Int, _ y: Int, every step: Int
  ) -> Int {
    let width = frame.width
    return frame.bytes.withUnsafeBufferPointer { old in
      other.bytes.withUnsafeBufferPointer { new in
        var sum = 0
        for row in stride(from: 0, to: BlockMatcher.side, by: step) {
          let from = (block.y + row) * width + block.x
          let to = (y + row) * width + x
          for column in stride(from: 0, to: BlockMatcher.side, by: step) {
            let difference = Int(old[from + column]) - Int(new[to + column])
            sum += difference * difference
          }
        }
        return sum
      }
    }
  }
}
