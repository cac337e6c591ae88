// Coordinates as other places write them. What stands between the parentheses is told at a glance,
// before it is read, for read part by part it would look like several mistakes.

extension Parser {
  /// Takes the two parts of a point where they are written in a way of elsewhere, with one issue.
  mutating func parseForeignCoordinates() -> Bool {
    if isPlainPoint { return false }
    let parts = partsOfPoint()
    guard let last = parts.last else { return false }
    let whole = span(ofToken: parts[0]).joined(span(ofToken: last))
    guard let (kind, edits) = foreignCoordinates(parts) else { return false }
    report(kind, whole, edits)
    node(.unexpected) { parser in
      while parser.position <= last { parser.takeSilently() }
    }
    return true
  }

  /// Whether two numbers with a comma between them stand here, and the closing parenthesis: what
  /// nearly every point looks like.
  private var isPlainPoint: Bool {
    let start = position
    return tokens.withUnsafeBufferPointer { tokens in
      var index = start
      // The parenthesis is last, and a file's last token is its end: no step goes beyond it.
      for step in 0..<4 {
        while tokens[index].kind == .whitespace { index += 1 }
        let token = tokens[index]
        switch step {
        case 0, 2: guard token.kind == .number, token.isSoundNumber else { return false }
        case 1: guard token.kind == .comma else { return false }
        default: guard token.kind == .rightParenthesis else { return false }
        }
        index += 1
      }
      return true
    }
  }

  /// The tokens up to the closing parenthesis that could be two coordinates; none where it is far.
  private func partsOfPoint() -> [Int] {
    var parts: [Int] = []
    var index = position
    while parts.count < 8 {
      let token = tokens[index]
      switch token.kind {
      case .number, .comma, .word, .equals: parts.append(index)
      case .unknown where !token.isPassedOver: parts.append(index)
      case .rightParenthesis: return parts
      case .whitespace: break
      default:
        return token.kind == .unknown && source.text(of: span(ofToken: index)) == "]" ? parts : []
      }
      index += 1
    }
    return tokens[index].kind == .rightParenthesis ? parts : []
  }

  private typealias Finding = (SyntaxIssue.Kind, [Diagnostic.Fix.Edit])

  private func foreignCoordinates(_ parts: [Int]) -> Finding? {
    let texts = parts.map { source.text(of: span(ofToken: $0)) }
    let isNumber = parts.map { tokens[$0].kind == .number }
    return decimalCommas(parts, texts, isNumber) ?? unitsApart(parts, texts, isNumber)
      ?? namedParts(parts, texts, isNumber) ?? quotients(parts, texts, isNumber)
      ?? pixelsByPixels(parts, texts)
  }

  /// `(0,77, 0,30)`: two of the commas stand for points.
  private func decimalCommas(
    _ parts: [Int], _ texts: [String], _ isNumber: [Bool]
  ) -> Finding? {
    func isDecimal(_ index: Int) -> Bool {
      index + 2 < parts.count && isNumber[index] && texts[index + 1] == "," && isNumber[index + 2]
        && parts[index + 2] == parts[index] + 2 && (texts[index] == "0" || texts[index] == "1")
        && tokens[parts[index + 2]].numberShape?.isSound == true && !texts[index + 2].contains(".")
    }
    func comma(_ index: Int) -> Diagnostic.Fix.Edit { edit(span(ofToken: parts[index]), ".") }
    func isSeparator(_ index: Int) -> Bool { texts[index] == "," || texts[index] == ";" }
    func separator(_ index: Int) -> [Diagnostic.Fix.Edit] {
      texts[index] == "," ? [] : [edit(span(ofToken: parts[index]), ",")]
    }
    switch parts.count {
    case 7 where isDecimal(0) && isSeparator(3) && isDecimal(4):
      return (.decimalComma, [comma(1)] + separator(3) + [comma(5)])
    case 5 where isDecimal(0) && isSeparator(3) && isNumber[4] && !(isDecimal(2) && isDecimal(0)):
      return (.decimalComma, [comma(1)] + separator(3))
    case 5 where isNumber[0] && isSeparator(1) && isDecimal(2):
      return (.decimalComma, separator(1) + [comma(3)])
    default: return nil
    }
  }

  /// `(77 %, 30 %)`, `(988 px, 214 px)`
  private func unitsApart(_ parts: [Int], _ texts: [String], _ isNumber: [Bool]) -> Finding? {
    var units: [Int: String] = [:]
    var edits: [Diagnostic.Fix.Edit] = []
    var rest: [Int] = []
    for index in parts.indices {
      let word = texts[index].lowercased()
      if index > 0, isNumber[index - 1], ["%", "％", "px", "percent", "pixels"].contains(word) {
        let unit = word.hasPrefix("p") && word != "percent" ? "px" : "%"
        units[index - 1] = unit
        let start = span(ofToken: parts[index - 1]).end
        edits.append(edit(Span(start, span(ofToken: parts[index]).end), unit))
      } else {
        rest.append(index)
      }
    }
    guard rest.count == 3, isNumber[rest[0]], texts[rest[1]] == ",", isNumber[rest[2]],
      let unit = units[rest[0]] ?? units[rest[2]]
    else { return nil }
    for index in [rest[0], rest[2]] {
      let isWhole = texts[index].utf8.allSatisfy(Self.isASCIIDigit)
      switch tokens[parts[index]].numberShape {
      case _ where units[index] == unit && (isWhole || unit == "%"): continue
      case .pixels where unit == "px", .percent where unit == "%": continue
      case .plain where units[index] == nil && isWhole && !["0", "1"].contains(texts[index]):
        // It can be no fraction, so the unit of the other part is meant.
        let end = span(ofToken: parts[index]).end
        edits.append(edit(Span(end, end), unit))
      // Without the blank it would still be wrong.
      default: return (.blankBeforeUnit(unit), [])
      }
    }
    return (.blankBeforeUnit(unit), edits.sorted { $0.span.start < $1.span.start })
  }

  /// `(x: 0.77, y: 0.30)`
  private func namedParts(_ parts: [Int], _ texts: [String], _ isNumber: [Bool]) -> Finding? {
    guard parts.count == 7, isNumber[2], texts[3] == ",", isNumber[6] else { return nil }
    for (index, name) in [(0, "x"), (4, "y")] {
      guard texts[index].lowercased() == name, [":", "=", "："].contains(texts[index + 1]) else {
        return nil
      }
    }
    func removal(_ from: Int, _ to: Int) -> Diagnostic.Fix.Edit {
      edit(Span(tokens[parts[from]].start, tokens[parts[to]].start), "")
    }
    return (.namedCoordinates, [removal(0, 2), removal(4, 6)])
  }

  /// `(1/2, 1/3)`
  private func quotients(_ parts: [Int], _ texts: [String], _ isNumber: [Bool]) -> Finding? {
    guard texts.contains("/"), texts.contains(","), isNumber.count(where: { $0 }) > 2 else {
      return nil
    }
    return (.quotient, [])
  }

  /// `(988x214)`
  private func pixelsByPixels(_ parts: [Int], _ texts: [String]) -> Finding? {
    guard texts.count == 1, tokens[parts[0]].numberShape == .unknownUnit else { return nil }
    let sides = texts[0].lowercased().split(separator: "x", omittingEmptySubsequences: false)
    guard sides.count == 2,
      sides.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isASCIIDigit) })
    else { return nil }
    return (.pixelsByPixels, [edit(span(ofToken: parts[0]), "\(sides[0])px, \(sides[1])px")])
  }

  private static func isASCIIDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
