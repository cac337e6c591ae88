/// `at MOMENT`, and what people write in its place.
extension Parser {
  mutating func parseAt() {
    node(.atClause) { parser in
      parser.take()
      parser.passOverSign()
      parser.parseMoment()
      parser.parsePoints()
    }
  }

  mutating func parseMoment() {
    switch current.kind {
    case .keyword where keyword == .frame: parseFrame { $0.take() }
    case .number: parseNumberAsMoment()
    case .placeholder: takeAs(.placeholder)
    case .word where !isOnNewLine: parseWordAsMoment()
    default: reportMissing(.momentExpected)
    }
    passOverSign(takesEquals: false)
    passOverMoreFrames()
    if current.kind == .comma, following.keyword == .point || following.keyword == .points {
      report(.strayComma, currentSpan, [edit(currentSpan, "")])
      takeSilently(as: .unexpected)
    }
  }

  private mutating func parseFrame(_ takeWord: (inout Parser) -> Void) {
    node(.frameMoment) { parser in
      takeWord(&parser)
      parser.passOverSign()
      switch parser.current.kind {
      case .number: parser.takeFrameNumber()
      case .word where !parser.isOnNewLine || parser.isAtFirstOrLast: parser.takeAs(.word)
      case .placeholder: parser.takeAs(.placeholder)
      case .leftParenthesis where parser.following.kind == .number:
        parser.parseFrameInParentheses()
      default: parser.reportFrameNumberMissing()
      }
    }
  }

  private mutating func takeFrameNumber() {
    guard let unit = timeUnitBehind else { return takeAs(.number) }
    // `frame 1.5 s`
    let whole = currentSpan.joined(span(ofToken: indexOfFollowing))
    report(.timeBehindFrame(source.text(of: currentSpan) + unit), whole)
    takeSilently(count: 2)
  }

  private var isAtFirstOrLast: Bool {
    let word = source.text(of: currentSpan)
    return word == "first" || word == "last"
  }

  /// `frame(12)`
  private mutating func parseFrameInParentheses() {
    let opening = currentSpan
    takeSilently(as: .unexpected)
    takeAs(.number)
    var edits = [edit(opening, " ")]
    if current.kind == .rightParenthesis {
      edits.append(edit(currentSpan, ""))
      takeSilently(as: .unexpected)
    }
    report(.needlessBrackets("the number of a frame stands"), opening, edits)
  }

  /// `frame #12`: the number is in a comment, with all that stands behind it.
  private mutating func reportFrameNumberMissing() {
    for index in endOfLast..<position where tokens[index].kind == .comment {
      let comment = span(ofToken: index)
      guard comment.count > 1, Self.isDigit(source.bytes[comment.start + 1]) else { break }
      guard placeOfLastIssue != position else { return }
      placeOfLastIssue = position
      let sign = Span(comment.start, comment.start + 1)
      report(.hashBeforeNumber, sign, [edit(sign, "")])
      return
    }
    reportMissing(.frameNumberExpected)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  /// A word where `frame` belongs: that word misspelt, or what belongs behind it.
  private mutating func parseWordAsMoment() {
    let span = currentSpan
    let word = source.text(of: span).lowercased()
    let next = following.kind
    if let end = Self.ends[word] {
      let isBeforeFrame = following.keyword == .frame
      let whole = isBeforeFrame ? span.joined(self.span(ofToken: indexOfFollowing)) : span
      report(.frameWordAlone(end), whole, [edit(whole, "frame \(end)")])
      takeEnd(word, count: isBeforeFrame ? 2 : 1)
    } else if word == "the", next == .word,
      let end = Self.ends[source.text(of: self.span(ofToken: indexOfFollowing)).lowercased()]
    {
      // `at the end`, `at the last frame`
      let behind = significant(after: indexOfFollowing)
      let isBeforeFrame = tokens[behind].keyword == .frame
      let whole = span.joined(self.span(ofToken: isBeforeFrame ? behind : indexOfFollowing))
      report(.frameWordAlone(end), whole, [edit(whole, "frame \(end)")])
      takeEnd(word, count: isBeforeFrame ? 3 : 2)
    } else if next == .number || next == .word || next == .placeholder,
      takeMisspeltFrame()
    {
      parseFrame { _ in }
    } else {
      reportMissing(.momentExpected)
      takeSilently(as: .unexpected)
      placeOfLastIssue = position
    }
  }

  /// The words for the ends of a video, and which frame each of them means.
  private static let ends = [
    "first": "first", "start": "first", "beginning": "first", "last": "last", "end": "last",
  ]

  /// Takes so many words that mean the first or the last frame, which is reported. The word itself is
  /// read on where it is the one of the language.
  private mutating func takeEnd(_ word: String, count: Int) {
    node(word == "first" || word == "last" ? .frameMoment : .unexpected) { parser in
      parser.takeSilently(as: .word)
      if count > 1 { parser.takeSilently(count: count - 1) }
    }
  }

  private mutating func takeMisspeltFrame() -> Bool {
    takeMisspelt(.frame, or: ["frames", "image", "picture", "index", "帧"])
  }

  private mutating func parseNumberAsMoment() {
    let number = currentSpan
    guard current.numberShape == .plain else {
      takeAs(.timeMoment)
      return
    }
    let text = source.text(of: number)
    if following.keyword == .frame {
      // `at 0 frame`
      let whole = number.joined(span(ofToken: indexOfFollowing))
      report(.numberBeforeFrame, whole, [edit(whole, "frame \(text)")])
      node(.frameMoment) { parser in
        parser.takeSilently(as: .number)
        parser.takeSilently(as: .unexpected)
      }
    } else if let unit = timeUnitBehind {
      // `at 1.5 s`
      let end = span(ofToken: indexOfFollowing).end
      report(
        .blankBeforeUnit(unit), Span(number.start, end),
        [edit(Span(number.end, end), unit)])
      takeSilently(count: 2)
    } else if following.kind == .unknown, source.text(of: span(ofToken: position + 1)) == ":" {
      // `at 0:01.5`
      var end = number
      node(.unexpected) { parser in
        repeat {
          end = parser.currentSpan
          parser.takeSilently()
        } while parser.isGlued
          && (parser.current.kind == .number || parser.current.kind == .unknown)
      }
      report(.timeWithColons, number.joined(end))
    } else {
      report(.numberWithoutFrame, number)
      takeAs(.timeMoment)
    }
  }

  /// The unit that stands behind a number with a blank between them, as the language writes it.
  var timeUnitBehind: String? {
    guard current.numberShape == .plain, following.kind == .word else { return nil }
    return switch source.text(of: span(ofToken: indexOfFollowing)).lowercased() {
    case "s", "sec", "secs", "second", "seconds": "s"
    case "ms", "msec", "milliseconds": "ms"
    default: nil
    }
  }

  /// `frame 0, 12` and `frame 0..12`: one `at` marks one frame.
  private mutating func passOverMoreFrames() {
    guard !isOnNewLine, placeOfLastIssue != position else { return }
    let isNumber = current.kind == .number
    let isBetween =
      [.comma, .unknown].contains(current.kind) || keyword == .and || current.kind == .word
    guard isNumber || isBetween && following.kind == .number else { return }
    let start = currentSpan
    var end = start
    node(.unexpected) { parser in
      repeat {
        end = parser.currentSpan
        parser.takeSilently()
      } while [.comma, .unknown, .number].contains(parser.current.kind)
    }
    report(.severalFrames, start.joined(end))
  }
}
