extension SyntaxIssue {
  /// Code K115.
  func momentWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .momentExpected:
      Wording(
        .badMoment, "a frame or a time is expected behind `at`, but found \(found)",
        help: "write `at frame 12`, `at frame first`, `at frame last` or `at 1.5s`")
    case .frameNumberExpected:
      Wording(
        .badMoment, "the number of the frame is expected, but found \(found)",
        help: "write `frame 12` (counted from 0), `frame first` or `frame last`")
    case .hashBeforeNumber:
      Wording(
        .badMoment, "`#` begins a comment, so the number of the frame is not read",
        help: "remove the `#`")
    case .numberWithoutFrame:
      Wording(
        .badMoment, "\(found) alone is neither a frame nor a time",
        help: context.text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
          ? "write `frame \(context.text)` for the frame, `\(context.text)s` for the time"
          : "write `\(context.text)s` for the time; a frame has a whole number: `frame 12`")
    case .frameWordAlone(let end):
      Wording(
        .badMoment, "the \(end) frame is written `frame \(end)`, not \(found)",
        help: "write \(context.mended)")
    case .numberBeforeFrame:
      Wording(
        .badMoment, "a frame is written with `frame` before its number, not \(found)",
        help: "write \(context.mended)")
    case .severalFrames:
      Wording(
        .badMoment, "one `at` marks one frame, and more follow",
        help: "write `at frame … point …` for each frame; the object is followed between them")
    case .timeBehindFrame(let time):
      Wording(
        .badMoment, "\(found) is no frame number", help: "write the time alone: `at \(time)`")
    case .timeWithColons:
      Wording(
        .badMoment, "a time is written in seconds, not as \(found)",
        help: "write \(context.text.secondsOfColons.map { "`\($0)s`" } ?? "`1.5s` or `1500ms`")")
    default:
      Wording(
        .wordExpected, "`at` is missing before `frame`", help: "put `at` there")
    }
  }

  /// Codes K114 and K116.
  func pointWording(_ context: Context) -> Wording {
    let found = context.found
    return switch kind {
    case .pointBeforeMoment:
      Wording(
        .badPoint, "the frame stands before its points", help: "write `at frame 0 point (0.5, 0.5)`"
      )
    case .pointExpected:
      Wording(
        .badPoint, "a point is expected, but found \(found)",
        help: "write `point (0.5, 0.5)`: fractions of width and height from the top left corner")
    case .pointKeywordMissing:
      Wording(
        .badPoint, "`point` or `points` is expected behind the moment, but found \(found)",
        help: "write `at frame 0 point (0.5, 0.5)`",
        fix: "put `\(context.edits.first?.replacement.dropLast() ?? "point")` there")
    case .severalPointsAfterPoint:
      Wording(
        .badPoint, "`point` takes one point, and several follow", help: "write `points`")
    case .signBetweenPoints:
      Wording(
        .badPoint, "points stand one behind the other, without \(found) between them",
        help: "remove it, or put a comma there", fix: "put a comma there")
    case .pointNotOpened:
      Wording(
        .badPoint, "a point stands in parentheses",
        help: context.edits.isEmpty ? "write `(0.5, 0.5)`" : "write `(\(context.text))`")
    case .bracketsForParentheses:
      Wording(
        .badPoint, "a point stands in parentheses, not in brackets",
        help: "write `(` and `)`")
    case .pointNotClosed:
      Wording(
        .badPoint, "the point is not closed: `)` is expected, but found \(found)",
        help: context.edits.isEmpty ? "a point has two parts: `(0.5, 0.5)`" : "put `)` there")
    case .pointHasMoreParts:
      Wording(
        .badPoint, "a point has two parts, and a third one follows",
        help: "write `(x, y)`; decimals are written with a point: `(0.5, 0.5)`")
    case .coordinateExpected(let part):
      Wording(
        .badPoint, "the \(part) of the point is expected, but found \(found)",
        help: "write a fraction `0.5`, a percentage `50%` or a pixel `640px`")
    case .commaMissingInPoint:
      Wording(
        .badPoint, "a comma is missing between the parts of the point", help: "write `(x, y)`",
        fix: "put a comma there")
    case .commaWithoutPoint:
      Wording(
        .badPoint, "a comma stands here, but no point follows it",
        help: "remove the comma, or write the point", fix: "remove the comma")
    case .decimalComma:
      Wording(
        .badPoint, "decimals are written with a point; the comma separates x from y",
        help: "write `(\(context.mended.dropFirst().dropLast()))`")
    case .blankBeforeUnit(let unit):
      Wording(
        .badNumber,
        context.edits.isEmpty
          ? "no blank stands before a unit, and both parts of a point have the same one"
          : "no blank stands between a number and its unit `\(unit)`",
        help: context.edits.isEmpty
          ? "write both as fractions, both in `%`, or both in whole `px`"
          : "write \(context.mended)")
    case .unitOfDuration:
      Wording(
        .badNumber, "`duration` takes a number without a unit", help: "write \(context.mended)")
    case .namedCoordinates:
      Wording(
        .badPoint, "the parts of a point have no names: x comes first, then y",
        help: "write `(\(context.mended.dropFirst().dropLast()))`")
    case .quotient:
      Wording(
        .badPoint, "a fraction is written as a decimal, not as a quotient",
        help: "write `0.5` for 1/2, or `50%`")
    default:
      Wording(
        .badPoint, "a comma stands between the parts of a point, and pixels have the unit `px`",
        help: "write `(\(context.mended.dropFirst().dropLast()))`")
    }
  }
}

extension String {
  /// How many seconds `1:30` or `0:01:02.5` are; `nil` where that is not said.
  fileprivate var secondsOfColons: String? {
    let parts = split(separator: ":", omittingEmptySubsequences: false)
    let seconds = parts.last?.split(separator: ".", omittingEmptySubsequences: false) ?? []
    guard 2...3 ~= parts.count, 1...2 ~= seconds.count else { return nil }
    var whole = 0
    for part in parts.dropLast() + [seconds[0]] {
      guard let number = Int(part), 0..<1000 ~= number else { return nil }
      whole = whole * 60 + number
    }
    return seconds.count == 1 ? String(whole) : "\(whole).\(seconds[1])"
  }
}
