/// By how many pixels something has moved from one small picture to another.
struct MotionSearch {
  let from: Frame
  let to: Frame

  struct Motion: Hashable {
    var x: Int
    var y: Int
  }

  /// Finds what moves the marked pixels to where they look most alike, `guess` being likely.
  func motion(of mask: Mask, guess: Motion, reach: Int) -> Motion {
    let samples = samples(of: mask)
    guard !samples.isEmpty else { return guess }
    var best = (motion: guess, cost: cost(guess, samples, guess, reach))
    func look(around center: Motion, reach: Int, step: Int) {
      for dy in stride(from: -reach, through: reach, by: step) {
        for dx in stride(from: -reach, through: reach, by: step) {
          let motion = Motion(x: center.x + dx, y: center.y + dy)
          let cost = cost(motion, samples, guess, max(1, reach))
          if cost < best.cost { best = (motion, cost) }
        }
      }
    }
    look(around: guess, reach: reach, step: 2)
    look(around: best.motion, reach: 1, step: 1)
    return best.motion
  }

  /// At most a few hundred of the marked pixels, spread evenly.
  private func samples(of mask: Mask) -> [(x: Int, y: Int)] {
    let step = max(1, Int((Float(mask.markedCount) / 500).squareRoot()))
    var result: [(x: Int, y: Int)] = []
    for row in stride(from: 0, to: mask.height, by: step) {
      for column in stride(from: 0, to: mask.width, by: step)
      where mask.values[row * mask.width + column] != 0 {
        result.append((mask.area.x + column, mask.area.y + row))
      }
    }
    return result
  }

  private func cost(
    _ motion: Motion, _ samples: [(x: Int, y: Int)], _ guess: Motion, _ reach: Int
  ) -> Int {
    let (width, height) = (from.width, from.height)
    let count = width * height
    var sum = 0
    from.bytes.withUnsafeBufferPointer { from in
      to.bytes.withUnsafeBufferPointer { to in
        for (x, y) in samples {
          let newX = x + motion.x
          let newY = y + motion.y
          guard newX >= 0, newX < width, newY >= 0, newY < height else {
            sum += 40
            continue
          }
          let old = y * width + x
          let new = newY * width + newX
          let change =
            abs(Int(from[old]) - Int(to[new]))
            + abs(Int(from[count + old]) - Int(to[count + new]))
            + abs(Int(from[2 * count + old]) - Int(to[2 * count + new]))
          sum += min(90, change)
        }
      }
    }
    // What moves on as before is likelier than a leap, where both look alike.
    let leap = abs(motion.x - guess.x) + abs(motion.y - guess.y)
    return sum * 8 + leap * samples.count
  }
}
