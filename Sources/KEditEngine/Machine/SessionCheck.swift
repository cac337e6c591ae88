package import KEditPlan
package import KlingAPI
import OrderedJSON

/// What a plan leaves open until init has answered, filled in.
package struct ResolvedEdit: Hashable, Sendable {
  /// The marks of one frame.
  package struct Mark: Hashable, Sendable {
    package let frameIndex: Int
    package let points: [Point]
  }

  /// One a frame, in order of first mention.
  package let marks: [Mark]
  package let duration: CreateTaskRequest.Length
}

/// The checks that only init allows (`language.md`, last paragraph): what an edit says of its video,
/// held against what init said of it.
package struct SessionCheck {
  private let video: ParsedVideo
  private var faults: [String] = []

  private init(_ video: ParsedVideo) {
    self.video = video
  }

  /// Turns moments into frames and pixels into fractions, and holds the limits against the result.
  ///
  /// An edit may be without marks, also one that needs some: they may yet be made.
  ///
  /// - Throws: `Failure` of kind `faultyFile` with every fault that was found.
  package static func resolve(
    _ edit: PlannedEdit, in video: ParsedVideo
  ) throws(Failure) -> ResolvedEdit {
    var check = SessionCheck(video)
    let duration = check.duration(edit.task.duration)
    let marks = check.marks(edit.selections)
    guard check.faults.isEmpty, let duration else { throw Failure(.faultyFile, check.faults) }
    return ResolvedEdit(marks: marks, duration: duration)
  }

  /// The frame that a moment means, counted from 0.
  ///
  /// - Throws: `Failure` of kind `faultyFile` where the video has no such frame.
  package static func frame(
    _ reference: FrameReference, in video: ParsedVideo
  ) throws(Failure) -> Int {
    var check = SessionCheck(video)
    guard let frame = check.frame(reference) else { throw Failure(.faultyFile, check.faults) }
    return frame
  }

  /// The point that is sent, exactly as `resolve` gives it: only so can it be taken back. `frame` is the
  /// one that it is on, for the words.
  ///
  /// - Throws: `Failure` of kind `faultyFile` with a fault for each part that lies outside.
  package static func point(
    _ reference: PointReference, onFrame frame: Int, in video: ParsedVideo
  ) throws(Failure) -> Point {
    var check = SessionCheck(video)
    guard let point = check.point(reference, frame: frame) else {
      throw Failure(.faultyFile, check.faults)
    }
    return point
  }

  private mutating func duration(_ chosen: TaskDuration) -> CreateTaskRequest.Length? {
    let milliseconds = video.durationMilliseconds.double.flatMap { Int(exactly: $0.rounded(.down)) }
    for fault in VideoRules.faults(
      milliseconds: milliseconds ?? .max, width: video.width, height: video.height,
      framesPerSecond: video.framesPerSecond.double ?? 0, chosen: chosen)
    {
      faults.append(words(fault))
    }
    switch chosen {
    case .five: return .five
    case .ten: return .ten
    case .auto:
      let fitting = milliseconds.flatMap { VideoRules.duration(forMilliseconds: $0) }
      return fitting == .ten ? .ten : fitting == .five ? .five : nil
    }
  }

  private func words(_ fault: VideoRules.Fault) -> String {
    switch fault {
    case .length:
      "the video is \(seconds) s long; it must be 2 to 5 s (a result of 5 s) or 7 to 10 s (of 10 s)"
    case .duration(let chosen, let fitting):
      "duration \(chosen.rawValue) does not fit a video of \(seconds) s; "
        + "its length asks for duration \(fitting.rawValue)"
    case .size(let width, let height):
      "the video is \(width) × \(height) pixels; width and height must each be "
        + "\(Limits.videoSides.lowerBound) to \(Limits.videoSides.upperBound)"
    case .frameRate:
      "the video has \(video.framesPerSecond.text) frames per second; it must have "
        + "24, 30 or 60"
    }
  }

  /// The length for a message, exact.
  private var seconds: String {
    DecimalNumber(video.durationMilliseconds.text)?.scaled(byPowerOfTen: -3).description
      ?? "\(video.durationMilliseconds.text) ÷ 1000"
  }

  private mutating func marks(_ selections: [Selection]) -> [ResolvedEdit.Mark] {
    var frames: [Int] = []
    var points: [Int: [Point]] = [:]
    for selection in selections {
      guard let frame = frame(selection.frame) else { continue }
      if points[frame] == nil { frames.append(frame) }
      for reference in selection.points {
        guard let point = point(reference, frame: frame) else { continue }
        if points[frame, default: []].contains(point) {
          faults.append(
            "frame \(frame) has the point (\(point.x), \(point.y)) twice, once moments and pixels "
              + "are worked out")
        }
        points[frame, default: []].append(point)
      }
    }
    if frames.count > Limits.frames {
      faults.append("\(frames.count) frames are marked; at most \(Limits.frames) may be")
    }
    for frame in frames where points[frame, default: []].count > Limits.pointsPerFrame {
      faults.append(
        "frame \(frame) has \(points[frame, default: []].count) points, counting all moments that "
          + "fall on it; at most \(Limits.pointsPerFrame) may be")
    }
    return frames.map { ResolvedEdit.Mark(frameIndex: $0, points: points[$0, default: []]) }
  }

  /// Below 0 where init says that there are none, or fewer than none.
  private var lastFrame: Int { max(video.frameCount, 0) - 1 }

  private mutating func frame(_ reference: FrameReference) -> Int? {
    let (index, words): (Int?, String) =
      switch reference {
      case .index(let index): (index, "frame \(index)")
      case .last: (lastFrame, "frame last")
      case .time(let seconds): (frame(at: seconds), "\(seconds)s")
      }
    if let index, index >= 0, index < video.frameCount { return index }
    faults.append(
      "\(words) lies outside the video, which is \(seconds) s long and has frames 0 to "
        + "\(lastFrame)")
    return nil
  }

  /// floor(seconds × fps) in exact decimals; `nil` at or beyond the end.
  private func frame(at seconds: DecimalNumber) -> Int? {
    guard let rate = DecimalNumber(video.framesPerSecond.text),
      let milliseconds = DecimalNumber(video.durationMilliseconds.text),
      seconds.scaled(byPowerOfTen: 3) < milliseconds
    else { return nil }
    return (seconds * rate).roundedDown
  }

  private mutating func point(_ reference: PointReference, frame: Int) -> Point? {
    let x = fraction(reference.x, of: video.width, axis: "x", frame: frame)
    let y = fraction(reference.y, of: video.height, axis: "y", frame: frame)
    guard let x, let y else { return nil }
    return Point(x: x, y: y)
  }

  private mutating func fraction(
    _ coordinate: Coordinate, of size: Int, axis: String, frame: Int
  ) -> Double? {
    switch coordinate {
    case .fraction(let value):
      if 0...1 ~= value { return value }
      faults.append("\(axis) = \(value) on frame \(frame) does not lie in 0 to 1")
    case .pixel(let pixel):
      if pixel >= 0, pixel < size { return (Double(pixel) + 0.5) / Double(size) }
      faults.append(
        "\(axis) = \(pixel)px on frame \(frame) lies outside the video, whose pixels are "
          + "0 to \(size - 1)")
    }
    return nil
  }
}
