import KEditPlan
import KEditSyntax

/// Reads moments and points.
extension SpecReader {
  mutating func mark(_ clause: SyntaxNode) -> Mark {
    var frame: FrameReference?
    var frameSpan = clause.firstTokenSpan
    var points: [Mark.Point] = []
    var sawMoment = false
    for child in clause.children {
      switch child.kind {
      case .frameMoment:
        frame = frameNumber(child)
        frameSpan = child.span
      case .timeMoment:
        frame = time(child)
        frameSpan = child.span
      case .placeholder:
        reportPlaceholder(child)
        if !sawMoment {
          frameSpan = child.span
        } else {
          points.append(Mark.Point(value: nil, span: child.span))
        }
      case .point: points.append(Mark.Point(value: point(child), span: child.span))
      default: continue
      }
      sawMoment = true
    }
    return Mark(frame: frame, frameSpan: frameSpan, points: points)
  }

  private mutating func frameNumber(_ node: SyntaxNode) -> FrameReference? {
    for child in node.children {
      switch child.kind {
      case .word:
        switch child.text {
        case "first": return .index(0)
        case "last": return .last
        default:
          let nearest = child.text.nearest(among: ["first", "last"])
          report(
            .badMoment, "\(quoted(child.text)) is no frame", child.span,
            help: nearest.map { "did you mean `frame \($0)`?" }
              ?? "write `frame 12` (counted from 0), `frame first` or `frame last`")
          return nil
        }
      case .number: return wholeFrame(child)
      case .placeholder: reportPlaceholder(child)
      default: continue
      }
    }
    return nil
  }

  private mutating func wholeFrame(_ node: SyntaxNode) -> FrameReference? {
    guard let shape = node.firstToken?.numberShape, shape.isSound else { return nil }
    guard shape == .plain else {
      let isTime = shape == .seconds || shape == .milliseconds
      report(
        .badMoment, "\(quoted(node.text)) is no frame number", node.span,
        help: isTime ? "write the time alone: `at \(node.text)`" : "write `frame 12`")
      return nil
    }
    guard let number = DecimalNumber(node.text) else {
      report(
        .numberTooLarge, "\(quoted(node.text)) is larger than any frame", node.span,
        help: "frames count from 0; `frame last` is the last")
      return nil
    }
    guard let frame = number.roundedDown else {
      reportBeyondEnd(node)
      return nil
    }
    guard DecimalNumber(frame) == number else {
      report(
        .notWhole, "a frame has a whole number, not \(quoted(node.text))", node.span,
        help: "for a time write `at \(node.text)s`")
      return nil
    }
    guard frame < Self.mostFrames else {
      reportBeyondEnd(node)
      return nil
    }
    return .index(frame)
  }

  /// 10.5 seconds at 60 frames a second: no video that the service takes has more.
  private static let mostFrames = 630
  private static let longestVideo = DecimalNumber(105).scaled(byPowerOfTen: -1)

  private mutating func reportBeyondEnd(_ node: SyntaxNode) {
    report(
      .frameBeyondEnd,
      "no video that the service takes has a frame \(quoted(node.text)); the longest has "
        + "\(Self.mostFrames), counted from 0",
      node.span, help: "10 seconds at 60 frames a second are the most; `frame last` is the last")
  }

  private mutating func time(_ node: SyntaxNode) -> FrameReference? {
    guard let shape = node.firstToken?.numberShape, shape.isSound, shape != .plain else {
      return nil
    }
    let letters = node.text.prefix { !"sm%p".contains($0) }
    guard shape == .seconds || shape == .milliseconds else {
      report(
        .badMoment, "\(quoted(node.text)) is no time", node.span,
        help: "write a time as `1.5s` or `1500ms`, a frame as `frame 12`")
      return nil
    }
    let seconds = DecimalNumber(letters)?.scaled(byPowerOfTen: shape == .seconds ? 0 : -3)
    guard let seconds, seconds < Self.longestVideo else {
      report(
        .frameBeyondEnd,
        "\(quoted(node.text)) lies beyond the end of any video that the service takes", node.span,
        help: "the longest lasts 10 seconds; `frame last` is the last frame")
      return nil
    }
    return .time(seconds)
  }

  private mutating func point(_ node: SyntaxNode) -> PointReference? {
    var parts: [(coordinate: Coordinate?, shape: NumberShape?, span: Span)] = []
    for child in node.children {
      switch child.kind {
      case .number:
        parts.append((coordinate(child), child.firstToken?.numberShape, child.span))
      case .placeholder:
        reportPlaceholder(child)
        parts.append((nil, nil, child.span))
      default: continue
      }
    }
    guard parts.count == 2, let x = parts[0].coordinate, let y = parts[1].coordinate else {
      return nil
    }
    if let first = parts[0].shape, let second = parts[1].shape, first != second {
      report(
        .mixedUnits, "both parts of a point have the same unit", node.span,
        help: "write both as fractions, both in `%`, or both in `px`")
      return nil
    }
    return PointReference(x: x, y: y)
  }

  private mutating func coordinate(_ node: SyntaxNode) -> Coordinate? {
    guard let shape = node.firstToken?.numberShape, shape.isSound else { return nil }
    let digits = String(node.text.prefix { !"%ps".contains($0) && $0 != "m" })
    switch shape {
    case .plain, .percent:
      let decimal = DecimalNumber(digits)?.scaled(byPowerOfTen: shape == .percent ? -2 : 0)
      guard let decimal, decimal <= DecimalNumber(1), let value = Double(decimal.description)
      else {
        reportOutside(node, digits, shape)
        return nil
      }
      return .fraction(value)
    case .pixels:
      guard let decimal = DecimalNumber(digits), let pixel = decimal.roundedDown,
        pixel < Limits.videoSides.upperBound
      else {
        report(
          .coordinateOutside,
          "\(quoted(node.text)) lies outside any frame that the service takes (at most "
            + "\(Limits.videoSides.upperBound) pixels a side)",
          node.span, help: "pixels count from 0 at the top left corner")
        return nil
      }
      guard DecimalNumber(pixel) == decimal else {
        report(
          .notWhole, "a pixel has a whole number, not \(quoted(node.text))", node.span,
          help: "write a fraction of the frame for a place between pixels: `0.7714`")
        return nil
      }
      return .pixel(pixel)
    default:
      report(
        .badPoint, "\(quoted(node.text)) is a time, not a coordinate", node.span,
        help: "write a fraction `0.5`, a percentage `50%` or a pixel `640px`")
      return nil
    }
  }

  private mutating func reportOutside(_ node: SyntaxNode, _ digits: String, _ shape: NumberShape) {
    let isPixel =
      shape == .plain && DecimalNumber(digits).map { DecimalNumber(1) < $0 } ?? false
      && !digits.contains(".")
    report(
      .coordinateOutside,
      "\(quoted(node.text)) lies outside the frame: a coordinate is between "
        + (shape == .percent ? "0% and 100%" : "0 and 1"),
      node.span,
      help: isPixel
        ? "for a pixel write `\(digits)px`"
        : "(0, 0) is the top left corner, (1, 1) the bottom right",
      fixes: isPixel
        ? [
          Diagnostic.Fix(
            message: "write `\(digits)px`", isSafe: false,
            edits: [.init(span: Span(node.span.end, node.span.end), replacement: "px")])
        ] : [])
  }
}
