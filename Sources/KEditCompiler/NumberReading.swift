import KEditPlan
import KEditSyntax

/// Numbers of marks, from their bytes to what a plan holds; what does not fit is reported.
extension Report {
  // MARK: Coordinates

  /// A part of a point.
  mutating func coordinate(
    _ bytes: ArraySlice<UInt8>, _ shape: NumberShape, at site: Site
  ) -> Coordinate? {
    let digits = bytes.dropLast(shape.unitLength)
    switch shape {
    case .plain, .percent:
      if let value = Self.fraction(digits, percent: shape == .percent) { return .fraction(value) }
      reportOutside(String(decoding: digits, as: UTF8.self), shape, site)
      return nil
    case .pixels: return pixel(digits, site)
    case .seconds, .milliseconds:
      error(
        .badPoint, "\(shown(bytes)) is a time, not a coordinate", at: site,
        help: "write a fraction `0.5`, a percentage `50%` or a pixel `640px`")
      return nil
    default: return nil
    }
  }

  /// The nearest double, where it lies in [0, 1].
  static func fraction(_ digits: ArraySlice<UInt8>, percent: Bool) -> Double? {
    let decimal = DecimalNumber(utf8: digits.span)?.scaled(byPowerOfTen: percent ? -2 : 0)
    guard let decimal, !(DecimalNumber(1) < decimal) else { return nil }
    return decimal.nearestDouble
  }

  /// Whether a coordinate is a whole number beyond 1, so that pixels were meant.
  static func isBarePixel(_ bytes: ArraySlice<UInt8>, _ shape: NumberShape) -> Bool {
    shape == .plain && Int.small(bytes).map { $0 > 1 } ?? false
  }

  /// Reports two whole numbers beyond 1 as the pixels that were meant, in one finding.
  ///
  /// - Returns: whether it was reported.
  mutating func reportPixels(
    _ x: (bytes: ArraySlice<UInt8>, shape: NumberShape, span: Span),
    _ y: (bytes: ArraySlice<UInt8>, shape: NumberShape, span: Span), at site: Site,
    labels: [(Place, String)] = []
  ) -> Bool {
    guard Self.isBarePixel(x.bytes, x.shape), Self.isBarePixel(y.bytes, y.shape),
      let column = Int.small(x.bytes), let row = Int.small(y.bytes)
    else { return false }
    func written(_ unit: String) -> String { "`(\(column)\(unit), \(row)\(unit))`" }
    let maybePercent = column <= 100 && row <= 100
    error(
      .coordinateOutside,
      "\(written("")) lies outside the frame: a coordinate without a unit is between 0 and 1",
      at: site, labels: labels,
      help: "for pixels write \(written("px"))"
        + (maybePercent ? ", for percent \(written("%"))" : ""),
      fixes: [
        Diagnostic.Fix(
          message: "write pixels", isSafe: !maybePercent,
          edits: [x.span, y.span].map { .init(span: Span($0.end, $0.end), replacement: "px") })
      ])
    return true
  }

  /// Reports a coordinate as a pixel without its unit, where a parameter gives the other one.
  mutating func reportBarePixel(_ number: String, beside parameter: String, at site: Site) {
    let end = site.place.endPlace.span
    error(
      .coordinateOutside,
      "\(quoted(number)) lies outside the frame: a coordinate without a unit is between 0 and 1",
      at: site,
      help: "for a pixel write `\(number)px`, and give `\(parameter)` in `px` too",
      fixes: [
        Diagnostic.Fix(
          message: "write `\(number)px`", isSafe: false,
          edits: [.init(span: end, replacement: "px")])
      ])
  }

  private mutating func pixel(_ digits: ArraySlice<UInt8>, _ site: Site) -> Coordinate? {
    let written = String(decoding: digits, as: UTF8.self)
    guard let decimal = DecimalNumber(written), let pixel = decimal.roundedDown,
      pixel < Limits.videoSides.upperBound
    else {
      error(
        .coordinateOutside,
        "\(quoted(written + "px")) lies outside any frame that the service takes (at most "
          + "\(Limits.videoSides.upperBound) pixels a side)",
        at: site, help: "pixels count from 0 at the top left corner")
      return nil
    }
    guard DecimalNumber(pixel) == decimal else {
      error(
        .notWhole, "a pixel has a whole number, not \(quoted(written + "px"))", at: site,
        help: "write a fraction of the frame for a place between pixels: `0.7714`")
      return nil
    }
    return .pixel(pixel)
  }

  private mutating func reportOutside(_ digits: String, _ shape: NumberShape, _ site: Site) {
    let isPixel =
      shape == .plain && DecimalNumber(digits).map { DecimalNumber(1) < $0 } ?? false
      && !digits.contains(".")
    let end = site.place.endPlace.span
    error(
      .coordinateOutside,
      "\(quoted(digits + (shape == .percent ? "%" : ""))) lies outside the frame: a coordinate is "
        + "between " + (shape == .percent ? "0% and 100%" : "0 and 1"),
      at: site,
      help: isPixel
        ? "for a pixel write `\(digits)px`"
        : "(0, 0) is the top left corner, (1, 1) the bottom right",
      fixes: isPixel
        ? [
          Diagnostic.Fix(
            message: "write `\(digits)px`", isSafe: false,
            edits: [.init(span: end, replacement: "px")])
        ] : [])
  }

  mutating func reportMixedUnits(at site: Site, labels: [(Place, String)]) {
    error(
      .mixedUnits, "both parts of a point have the same unit", at: site, labels: labels,
      help: "write both as fractions, both in `%`, or both in `px`")
  }

  // MARK: Frames and times

  /// The number behind `frame`.
  mutating func frame(
    _ bytes: ArraySlice<UInt8>, _ shape: NumberShape, at site: Site
  ) -> FrameReference? {
    if shape == .plain, let frame = Int.small(bytes), frame < Self.mostFrames {
      return .index(frame)
    }
    let written = String(decoding: bytes, as: UTF8.self)
    guard shape == .plain else {
      let isTime = shape == .seconds || shape == .milliseconds
      error(
        .badMoment, "\(quoted(written)) is no frame number", at: site,
        help: isTime ? "write the time alone: `at \(written)`" : "write `frame 12`")
      return nil
    }
    guard let number = DecimalNumber(written) else {
      error(
        .numberTooLarge, "\(quoted(written)) is larger than any frame", at: site,
        help: "frames count from 0; `frame last` is the last")
      return nil
    }
    if let frame = number.roundedDown {
      guard DecimalNumber(frame) == number else {
        error(
          .notWhole, "a frame has a whole number, not \(quoted(written))", at: site,
          help: "for a time write `at \(written)s`")
        return nil
      }
      if frame < Self.mostFrames { return .index(frame) }
    }
    error(
      .frameBeyondEnd,
      "no video that the service takes has a frame \(quoted(written)): the last of the longest is "
        + "\(Self.mostFrames - 1)",
      at: site, help: "10.5 seconds at 60 frames a second are the most; `frame last` is the last")
    return nil
  }

  /// 10.5 seconds at 60 frames a second: no video that the service takes has more.
  private static let mostFrames = 630

  /// A time with its unit.
  mutating func time(
    _ bytes: ArraySlice<UInt8>, _ shape: NumberShape, at site: Site
  ) -> FrameReference? {
    let digits = String(decoding: bytes.dropLast(shape.unitLength), as: UTF8.self)
    guard shape == .seconds || shape == .milliseconds else {
      error(
        .badMoment, "\(shown(bytes)) is no time", at: site,
        help: "write a time as `1.5s` or `1500ms`, a frame as `frame 12`")
      return nil
    }
    let seconds = DecimalNumber(digits)?.scaled(byPowerOfTen: shape == .seconds ? 0 : -3)
    let longest = DecimalNumber(105).scaled(byPowerOfTen: -1)
    guard let seconds, seconds < longest else {
      error(
        .frameBeyondEnd,
        "\(shown(bytes)) lies beyond the end of any video that the service takes", at: site,
        help: "the longest lasts 10.5 seconds; `frame last` is the last frame")
      return nil
    }
    return .time(seconds)
  }

  private func shown(_ bytes: ArraySlice<UInt8>) -> String {
    quoted(String(decoding: bytes, as: UTF8.self))
  }
}

extension Int {
  /// A whole number of at most nine digits.
  fileprivate static func small(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard 1...9 ~= bytes.count else { return nil }
    var value = 0
    for byte in bytes {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}

extension NumberShape {
  /// How many bytes the unit has.
  fileprivate var unitLength: Int {
    switch self {
    case .percent, .seconds: 1
    case .pixels, .milliseconds: 2
    default: 0
    }
  }
}
