import KEditPlan
import KEditSyntax
import MediaFacts

/// The marks of an edit: merged by frame, counted, and held against the video where it is known.
extension Lowering {
  mutating func lowerMarks(
    of edit: EditStatement, video: VideoReference?, options: Options
  ) -> [Selection] {
    checkMarksNeeded(edit)
    let facts: VideoFacts? =
      if case .local(let file) = video { media.facts(ofVideo: file.path) } else { nil }
    if let facts { checkDuration(options, facts) }
    var selections: [Selection] = []
    var indices: [FrameReference: Int] = [:]
    var places: [[PointReference: Span]] = []
    for mark in edit.marks {
      guard let frame = mark.frame else { continue }
      let index: Int
      if let known = indices[frame] {
        index = known
      } else {
        index = selections.count
        indices[frame] = index
        selections.append(Selection(frame: frame, points: []))
        places.append([:])
        checkFrame(mark, number: index, edit: edit, facts: facts)
      }
      for point in mark.points {
        guard let value = point.value else { continue }
        checkPoint(point, value, facts: facts)
        add(point, value, to: &selections[index].points, places: &places[index])
      }
    }
    return selections
  }

  private mutating func add(
    _ point: Mark.Point, _ value: PointReference, to points: inout [PointReference],
    places: inout [PointReference: Span]
  ) {
    if let first = places[value] {
      report.error(
        .pointTwice, "this point of the frame is marked already", at: point.span,
        labels: [(first, "marked here")], help: "remove one of the two")
      return
    }
    places[value] = point.span
    points.append(value)
    if points.count == Limits.pointsPerFrame + 1 {
      report.error(
        .tooManyPoints,
        "a frame takes at most \(Limits.pointsPerFrame) points, and this is one too many",
        at: point.span, labels: places[points[0]].map { [($0, "the first of them")] } ?? [],
        help: "remove points; a few well inside the element are enough")
    }
  }

  private mutating func checkMarksNeeded(_ edit: EditStatement) {
    if edit.marks.isEmpty, edit.mode.needsSelection, !edit.hasFault {
      report.error(
        .marksMissing,
        "`\(edit.verb.spelling)` needs a mark on what is to be "
          + (edit.verb == .swap ? "replaced" : "removed"),
        at: edit.verbSpan,
        help: "add a clause such as `at frame 0 point (0.5, 0.5)`: the place of the element in the "
          + "first frame, as fractions of width and height")
    }
    if let mark = edit.marks.first, !edit.mode.needsSelection {
      report.warning(
        .needlessMarks, "`add` needs no marks", at: mark.frameSpan,
        help: "remove them; say where the element goes with `onto \"…\"`")
    }
  }

  private mutating func checkFrame(
    _ mark: Mark, number: Int, edit: EditStatement, facts: VideoFacts?
  ) {
    if number == Limits.frames {
      report.error(
        .tooManyFrames,
        "an edit marks at most \(Limits.frames) frames, and this is one too many",
        at: mark.frameSpan,
        labels: edit.marks.first.map { [($0.frameSpan, "the first of them")] } ?? [],
        help: "remove frames; the service follows the element between them")
    }
    guard let facts else { return }
    switch mark.frame {
    case .index(let frame) where frame >= facts.frameCount:
      report.error(
        .frameBeyondEnd,
        "the video has \(facts.frameCount) frames, counted from 0; there is no frame \(frame)",
        at: mark.frameSpan, help: "write `frame last` for the last one")
    case .time(let time)
    where time >= DecimalNumber(facts.durationMilliseconds).scaled(byPowerOfTen: -3):
      let seconds = DecimalNumber(facts.durationMilliseconds).scaled(byPowerOfTen: -3)
      report.error(
        .frameBeyondEnd, "the video lasts \(seconds) s; no frame is shown at \(time) s",
        at: mark.frameSpan, help: "write `frame last` for the last one")
    default: break
    }
  }

  private mutating func checkPoint(
    _ point: Mark.Point, _ value: PointReference, facts: VideoFacts?
  ) {
    guard let facts else { return }
    let parts = [(value.x, facts.width, "wide"), (value.y, facts.height, "high")]
    for (coordinate, side, word) in parts {
      if case .pixel(let pixel) = coordinate, pixel >= side {
        report.error(
          .coordinateOutside,
          "the video is \(side) pixels \(word), counted from 0; \(pixel) lies outside",
          at: point.span, help: "the last pixel is \(side - 1)")
      }
    }
  }

  private mutating func checkDuration(_ options: Options, _ facts: VideoFacts) {
    guard let span = options.durationSpan, let chosen = options.duration, chosen != .auto,
      let fitting = VideoRules.duration(forLocalMilliseconds: facts.durationMilliseconds),
      fitting != chosen
    else { return }
    let seconds = DecimalNumber(facts.durationMilliseconds).scaled(byPowerOfTen: -3)
    report.error(
      .durationMismatch,
      "`duration \(chosen.rawValue)` does not fit a video of \(seconds) s", at: span,
      help: "write `duration \(fitting.rawValue)`, or leave it out: kedit takes what fits")
  }
}
