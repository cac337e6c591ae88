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
    marked.removeAll()
    for mark in file.marks[edit.marks] {
      let (frame, site) = moment(of: mark)
      guard let frame else {
        // The points are judged by themselves; which frame they are on is not known.
        for index in mark.points { _ = point(file.points[index]) }
        continue
      }
      let (number, isNew) = marked.number(of: frame)
      if isNew { checkFrame(frame, site, number: number, edit: edit, facts: facts) }
      for index in mark.points {
        let point = file.points[index]
        guard let value = self.point(point) else { continue }
        if let facts { checkPoint(point, value, facts: facts) }
        add(value, at: point.place, toFrame: number)
      }
    }
    return makesEdits ? marked.selections : []
  }

  private mutating func add(_ value: PointReference, at place: Place, toFrame number: Int) {
    switch marked.add(value, at: place, toFrame: number) {
    case .added: break
    case .isThere(let first):
      report.error(
        .pointTwice, "this point of the frame is marked already", at: place,
        labels: [(first, "marked here")], help: "remove one of the two")
    case .isOneTooMany(let first):
      report.error(
        .tooManyPoints,
        "a frame takes at most \(Limits.pointsPerFrame) points, and this is one too many",
        at: place, labels: [(first, "the first of them")],
        help: "remove points; a few well inside the element are enough")
    }
  }

  private mutating func checkMarksNeeded(_ edit: EditStatement) {
    if isComplete, edit.marks.isEmpty, edit.mode.needsSelection, !edit.hasFault {
      report.error(
        .marksMissing,
        "`\(edit.verb.spelling)` needs a mark on what is to be "
          + (edit.verb == .swap ? "replaced" : "removed"),
        at: edit.verbPlace,
        help: "add a clause such as `at frame 0 point (0.5, 0.5)`: the place of the element in the "
          + "first frame, as fractions of width and height")
    }
    if !edit.marks.isEmpty, !edit.mode.needsSelection {
      report.warning(
        .needlessMarks, "`add` needs no marks", at: file.marks[edit.marks.lowerBound].momentPlace,
        help: "remove them; say where the element goes with `onto \"…\"`")
    }
  }

  private mutating func checkFrame(
    _ frame: FrameReference, _ site: Site, number: Int, edit: EditStatement, facts: VideoFacts?
  ) {
    if number == Limits.frames {
      report.error(
        .tooManyFrames,
        "an edit marks at most \(Limits.frames) frames, and this is one too many",
        at: site, labels: [(file.marks[edit.marks.lowerBound].momentPlace, "the first of them")],
        help: "remove frames; the service follows the element between them")
    }
    guard let facts else { return }
    switch frame {
    case .index(let frame) where frame >= facts.frameCount:
      report.error(
        .frameBeyondEnd,
        "the video has \(facts.frameCount) frames, counted from 0; there is no frame \(frame)",
        at: site, help: "write `frame last` for the last one")
    case .time(let time)
    where time >= DecimalNumber(facts.durationMilliseconds).scaled(byPowerOfTen: -3):
      let seconds = DecimalNumber(facts.durationMilliseconds).scaled(byPowerOfTen: -3)
      report.error(
        .frameBeyondEnd, "the video lasts \(seconds) s; no frame is shown at \(time) s",
        at: site, help: "write `frame last` for the last one")
    default: break
    }
  }

  private mutating func checkPoint(
    _ point: Mark.Point, _ value: PointReference, facts: VideoFacts
  ) {
    let parts = [(value.x, facts.width, "wide"), (value.y, facts.height, "high")]
    for (coordinate, side, word) in parts {
      if case .pixel(let pixel) = coordinate, pixel >= side {
        report.error(
          .coordinateOutside,
          "the video is \(side) pixels \(word), counted from 0; \(pixel) lies outside",
          at: point.place, help: "the last pixel is \(side - 1)")
      }
    }
  }

  private mutating func checkDuration(_ options: Options, _ facts: VideoFacts) {
    guard let site = options.durationSite, let chosen = options.duration, chosen != .auto,
      let fitting = VideoRules.duration(forLocalMilliseconds: facts.durationMilliseconds),
      fitting != chosen
    else { return }
    let seconds = DecimalNumber(facts.durationMilliseconds).scaled(byPowerOfTen: -3)
    report.error(
      .durationMismatch,
      "`duration \(chosen.rawValue)` does not fit a video of \(seconds) s", at: site,
      help: "write `duration \(fitting.rawValue)`, or leave it out: kedit takes what fits")
  }
}

// MARK: Filling in parameters

extension Lowering {
  /// The frame of a mark; `nil` where it is reported or not known.
  private mutating func moment(of mark: Mark) -> (FrameReference?, Site) {
    switch mark.moment {
    case .frame(let frame): return (frame, Site(mark.momentPlace))
    case .unknown: return (nil, Site(mark.momentPlace))
    case .parameter(let name), .frameParameter(let name):
      guard let given = values[name] else { return (nil, Site(mark.momentPlace)) }
      let site = Site(given.place, usedAt: mark.momentPlace)
      return (frame(given.value, site), site)
    }
  }

  private mutating func frame(_ value: ParameterValue, _ site: Site) -> FrameReference? {
    switch value {
    case .firstFrame: .index(0)
    case .lastFrame: .last
    case .frame(let number), .number(let number):
      report.frame(Array(number.written.utf8)[...], number.shape, at: site)
    case .time(let number):
      report.time(Array(number.written.utf8)[...], number.shape, at: site)
    // Another kind is reported where the parameter is declared.
    case .text, .point: nil
    }
  }

  private mutating func point(_ point: Mark.Point) -> PointReference? {
    switch point.value {
    case .parts(let x, let y):
      if isOfBarePixels(point, x, y) { return nil }
      let first = part(x, point.parts.x)
      let second = part(y, point.parts.y)
      guard let first, let second else { return nil }
      // Of what stands in the file and what a cell brings, the cell is the one that differs by row.
      let cells = [given(x), given(y)].compactMap { $0?.0 }.filter { $0.text == values.table }
      return joined(
        first, second, cells.first.map { Site($0, usedAt: point.place) } ?? Site(point.place),
        labels: cells.dropFirst().map { ($0, "the other coordinate") })
    case .parameter(let name):
      guard let given = values[name], case .point(let x, let y) = given.value else { return nil }
      let site = Site(given.place, usedAt: point.place)
      let span = given.place.span
      let isReported = report.reportPixels(
        (Array(x.written.utf8)[...], x.shape, span), (Array(y.written.utf8)[...], y.shape, span),
        at: site)
      if isReported { return nil }
      let first = report.coordinate(Array(x.written.utf8)[...], x.shape, at: site)
      let second = report.coordinate(Array(y.written.utf8)[...], y.shape, at: site)
      guard let first, let second else { return nil }
      return joined((first, x.shape), (second, y.shape), site)
    }
  }

  /// Whether both parts of a point are pixels without their unit, at least one of them given by a
  /// parameter: one mistake, which is reported.
  private mutating func isOfBarePixels(
    _ point: Mark.Point, _ x: Mark.Part, _ y: Mark.Part
  ) -> Bool {
    switch (x, y) {
    case (.barePixels, let other), (let other, .barePixels):
      guard let (_, number) = given(other) else { return false }
      return Report.isBarePixel(Array(number.written.utf8)[...], number.shape)
    default:
      guard let (one, x) = given(x), let (other, y) = given(y) else { return false }
      let (first, second) = (Array(x.written.utf8)[...], Array(y.written.utf8)[...])
      return report.reportPixels(
        (first, x.shape, one.span), (second, y.shape, other.span),
        at: Site(one, usedAt: point.place),
        labels: one == other ? [] : [(other, "the other coordinate")])
    }
  }

  /// The number that a parameter gives for a coordinate, with its place.
  private func given(_ part: Mark.Part) -> (Place, NumberText)? {
    guard case .parameter(let name) = part, let given = values[name],
      case .number(let number) = given.value
    else { return nil }
    return (given.place, number)
  }

  private mutating func part(_ part: Mark.Part, _ place: Place) -> (Coordinate, NumberShape)? {
    switch part {
    case .coordinate(let coordinate, let shape): return (coordinate, shape)
    case .unknown, .barePixels: return nil
    case .parameter:
      guard let (given, number) = given(part) else { return nil }
      return report.coordinate(
        Array(number.written.utf8)[...], number.shape, at: Site(given, usedAt: place)
      ).map { ($0, number.shape) }
    }
  }

  private mutating func joined(
    _ x: (Coordinate, NumberShape), _ y: (Coordinate, NumberShape), _ site: Site,
    labels: [(Place, String)] = []
  ) -> PointReference? {
    guard x.1 == y.1 else {
      report.reportMixedUnits(at: site, labels: labels)
      return nil
    }
    return PointReference(x: x.0, y: y.0)
  }
}
