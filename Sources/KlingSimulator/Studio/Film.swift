import MediaFacts
import Studio

/// A video that the studio works on.
struct Film: Hashable, Sendable {
  let path: String
  let width: Int
  let height: Int
  /// Frames a second, of which the service takes only whole numbers.
  let rate: Int
  let frameCount: Int

  init(_ video: SessionVideo, path: String) {
    self.path = path
    width = video.width
    height = video.height
    rate = max(1, Int(video.framesPerSecond.rounded()))
    frameCount = max(1, video.frameCount)
  }

  /// H.264 halves the resolution of colour, which sides of odd length do not allow.
  var layout: FrameLayout {
    FrameLayout(width: width, height: height, halvesColor: width % 2 == 0 && height % 2 == 0)
  }

  private static let longestPreviewSide = 1_280

  /// The size of a preview: that of the film, but no larger than can be made while a call waits.
  var preview: FrameLayout {
    let longest = max(width, height)
    guard longest > Film.longestPreviewSide else { return layout }
    func scaled(_ side: Int) -> Int { max(2, side * Film.longestPreviewSide / longest & ~1) }
    return FrameLayout(width: scaled(width), height: scaled(height), halvesColor: true)
  }

  /// The most bytes that all the small pictures, in which things are followed, may take together.
  private static let smallBytes = 128 << 20
  private static let longestSmallSide = 640

  /// The size in which things are followed.
  var small: FrameLayout {
    let longest = Double(max(width, height))
    let bySide = Double(Film.longestSmallSide) / longest
    let pixels = Double(Film.smallBytes) / Double(frameCount * 3)
    let byBytes = (pixels / Double(width * height)).squareRoot()
    let scale = min(1, bySide, byBytes)
    return FrameLayout(
      width: max(16, Int(Double(width) * scale)), height: max(16, Int(Double(height) * scale)),
      halvesColor: false)
  }
}

extension Selection {
  /// What is marked, for the studio.
  var marks: [Tracker.Mark] {
    frames.map { frame in
      Tracker.Mark(
        frame: frame.index, points: frame.points.map { FramePoint(x: $0.x, y: $0.y) })
    }
  }
}
