/// How the camera moved while it took a video.
///
/// Blocks of one frame are looked for in another, and the one motion is taken that most of them
/// agree on; things that move by themselves are outvoted. Each frame is compared with a key frame,
/// not with the one before it, so that small errors do not add up.
struct CameraPath {
  /// For each frame, what brings its places to where they are in the first frame.
  private(set) var views: [SimilarityTransform] = []

  init(_ frames: [Frame], isStopped: () -> Bool) {
    guard let first = frames.first else { return }
    let whole = first.layout.area
    var key = BlockMatcher(first)
    var keyView = SimilarityTransform.identity
    var last = SimilarityTransform.identity
    var before = Thumbnail(first)
    views = [.identity]
    for frame in frames.dropFirst() {
      if isStopped() { break }
      let thumbnail = Thumbnail(frame)
      let guess = thumbnail.motion(since: before).after(last)
      before = thumbnail
      if let match = key.motion(to: frame, guess: guess) {
        // What is below the precision of the search is a camera that stands.
        last = match.motion.reach(over: whole) < 0.3 ? .identity : match.motion
        views.append(keyView.after(last.inverse))
        if match.isWeak || last.reach(over: whole) > Double(whole.width) / 4 {
          key = BlockMatcher(frame)
          keyView = views[views.count - 1]
          last = .identity
        }
      } else {
        // Another scene, or nothing to go by: the camera is taken to stand.
        keyView = views[views.count - 1]
        views.append(keyView)
        key = BlockMatcher(frame)
        last = .identity
      }
    }
    while views.count < frames.count { views.append(views[views.count - 1]) }
  }
}

/// A picture in an eighth of the size, for the first guess.
private struct Thumbnail {
  private static let factor = 8
  private let width: Int
  private let height: Int
  private let values: [UInt8]

  init(_ frame: Frame) {
    let factor = Thumbnail.factor
    let (width, height) = (frame.width / factor, frame.height / factor)
    var values: [UInt8] = []
    values.reserveCapacity(width * height)
    frame.bytes.withUnsafeBufferPointer { bytes in
      for y in 0..<height {
        for x in 0..<width {
          var sum = 0
          for row in 0..<factor {
            let start = (y * factor + row) * frame.width + x * factor
            for column in 0..<factor { sum += Int(bytes[start + column]) }
          }
          values.append(UInt8(sum / (factor * factor)))
        }
      }
    }
    (self.width, self.height, self.values) = (width, height, values)
  }

  /// By how much all of it has moved, roughly.
  func motion(since before: Thumbnail) -> SimilarityTransform {
    let reach = min(8, width / 4, height / 4)
    guard reach > 0 else { return .identity }
    var best = (x: 0, y: 0, cost: cost(since: before, x: 0, y: 0, reach))
    for y in -reach...reach {
      for x in -reach...reach {
        let cost = cost(since: before, x: x, y: y, reach)
        if cost < best.cost { best = (x, y, cost) }
      }
    }
    let factor = Double(Thumbnail.factor)
    return SimilarityTransform(
      movingByX: Double(best.x) * factor, y: Double(best.y) * factor)
  }

  private func cost(since before: Thumbnail, x dx: Int, y dy: Int, _ margin: Int) -> Int {
    var sum = 0
    values.withUnsafeBufferPointer { new in
      before.values.withUnsafeBufferPointer { old in
        for y in margin..<height - margin {
          for x in margin..<width - margin {
            sum += min(40, abs(Int(old[y * width + x]) - Int(new[(y + dy) * width + x + dx])))
          }
        }
      }
    }
    return sum
  }
}
