import OrderedJSON

/// A session as it is kept: who opened it, when, for which video, and what is marked.
struct SessionRecord: Hashable, Sendable {
  /// How long a session can be used.
  static let lifetimeMilliseconds = 24 * 3_600_000

  let id: String
  let account: String
  /// Unix time in milliseconds.
  let createdAt: Int
  let video: SessionVideo
  var selection: Selection

  func isAlive(at now: Int) -> Bool { now - createdAt < SessionRecord.lifetimeMilliseconds }
}

/// The video of a session, as the service parsed it.
struct SessionVideo: Hashable, Sendable {
  let width: Int
  let height: Int
  let framesPerSecond: Double
  let durationMilliseconds: Int
  let frameCount: Int
  /// The name of its file in the media folder.
  var media: String
}

extension Selection {
  /// Doubles are written in their shortest text that reads back the same, so nothing is lost.
  var json: JSON {
    .array(
      frames.map { frame in
        [
          "frame": .int(frame.index),
          "points": .array(frame.points.map { [.double($0.x), .double($0.y)] }),
        ]
      })
  }

  /// Reads what `json` wrote; nothing where it is something else.
  init?(json: JSON) {
    self.init()
    for frame in json.array ?? [] {
      guard let index = frame["frame"]?.int, let pairs = frame["points"]?.array else { return nil }
      let points = pairs.compactMap { pair -> Point? in
        guard let numbers = pair.array?.compactMap(\.double), numbers.count == 2 else {
          return nil
        }
        return Point(x: numbers[0], y: numbers[1])
      }
      guard (try? add(points, toFrame: index)) != nil else { return nil }
    }
  }
}
