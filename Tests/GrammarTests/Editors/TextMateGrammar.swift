import OrderedJSON

/// A TextMate grammar, carried out line by line as editors do, as far as `kedit.tmLanguage.json`
/// needs it.
///
/// Its patterns are tried with the standard library's regular expressions, so they keep to what
/// these and Oniguruma both have and mean the same by.
struct TextMateGrammar {
  /// A rule: a single match, a region between two, or a list of rules.
  private final class Rule {
    var name: String?
    var match: Regex<AnyRegexOutput>?
    var begin: Regex<AnyRegexOutput>?
    var end: Regex<AnyRegexOutput>?
    /// The scopes of `match` or `begin`, and of `end`, by the number of the group.
    var captures: [Int: String] = [:]
    var endCaptures: [Int: String] = [:]
    var patterns: [Rule] = []
  }

  private let root: Rule

  init(_ bytes: [UInt8]) throws {
    let json = try JSON.parse(bytes)
    var repository: [String: Rule] = [:]
    let members = json["repository"]?.object?.members ?? []
    for member in members { repository[member.key] = Rule() }
    for member in members {
      try repository[member.key].map { try Self.fill($0, member.value, repository) }
    }
    root = Rule()
    try Self.fill(root, json, repository)
    root.name = nil
  }

  private static func fill(
    _ rule: Rule, _ json: JSON, _ repository: [String: Rule]
  ) throws {
    rule.name = json["name"]?.string
    func pattern(_ key: String) throws -> Regex<AnyRegexOutput>? {
      try json[key]?.string.map {
        try Regex($0).asciiOnlyDigits().matchingSemantics(.unicodeScalar)
      }
    }
    (rule.match, rule.begin, rule.end) = (
      try pattern("match"), try pattern("begin"), try pattern("end")
    )
    rule.captures = captures(json["captures"] ?? json["beginCaptures"])
    rule.endCaptures = captures(json["endCaptures"])
    rule.patterns = try (json["patterns"]?.array ?? []).map { part in
      guard let name = part["include"]?.string else {
        let rule = Rule()
        try fill(rule, part, repository)
        return rule
      }
      guard let rule = repository[String(name.dropFirst())] else {
        throw EBNFError(description: "\(name) is not in the repository")
      }
      return rule
    }
  }

  private static func captures(_ json: JSON?) -> [Int: String] {
    var names: [Int: String] = [:]
    for member in json?.object?.members ?? [] {
      names[Int(member.key) ?? -1] = member.value["name"]?.string
    }
    return names
  }

  /// The scopes of each byte of a text, from the outside to the inside, that of the file left out.
  func scopes(of text: String) -> [[String]] {
    var painter = Painter(count: text.utf8.count)
    var stack: [Rule] = [root]
    var start = text.startIndex
    var offset = 0
    while start < text.endIndex {
      let newline = text.unicodeScalars[start...].firstIndex(of: "\n")
      let end = newline.map { text.unicodeScalars.index(after: $0) } ?? text.endIndex
      scan(text[start..<end], at: offset, &stack, &painter)
      start = end
      offset = text.utf8.distance(from: text.startIndex, to: start)
    }
    return painter.scopes
  }

  private func scan(
    _ line: Substring, at base: Int, _ stack: inout [Rule], _ painter: inout Painter
  ) {
    var place = line.startIndex
    func offset(_ index: Substring.Index) -> Int {
      base + line.utf8.distance(from: line.startIndex, to: index)
    }
    while let region = stack.last {
      let outer = stack.compactMap(\.name)
      let rest = line[place...]
      let end = region.end.flatMap { rest.firstMatch(of: $0) }
      let found = next(in: region, rest)
      if let end, end.range.lowerBound <= (found?.match.range.lowerBound ?? line.endIndex) {
        painter.paint(offset(place)..<offset(end.range.upperBound), outer)
        paintCaptures(of: end, region.endCaptures, outer, offset, &painter)
        place = end.range.upperBound
        stack.removeLast()
      } else if let (rule, match) = found {
        painter.paint(offset(place)..<offset(match.range.lowerBound), outer)
        let inner = outer + [rule.name].compactMap(\.self)
        painter.paint(offset(match.range.lowerBound)..<offset(match.range.upperBound), inner)
        paintCaptures(of: match, rule.captures, inner, offset, &painter)
        place = match.range.upperBound
        if rule.begin != nil { stack.append(rule) }
      } else {
        painter.paint(offset(place)..<offset(line.endIndex), outer)
        return
      }
    }
  }

  /// The rule that matches first, the earlier one where two begin at the same place.
  private func next(
    in region: Rule, _ rest: Substring
  ) -> (rule: Rule, match: Regex<AnyRegexOutput>.Match)? {
    var best: (rule: Rule, match: Regex<AnyRegexOutput>.Match)?
    var open = Array(region.patterns.reversed())
    while let rule = open.popLast() {
      guard let pattern = rule.match ?? rule.begin else {
        open += rule.patterns.reversed()
        continue
      }
      guard let match = rest.firstMatch(of: pattern) else { continue }
      if best.map({ match.range.lowerBound < $0.match.range.lowerBound }) ?? true {
        best = (rule, match)
      }
      if match.range.lowerBound == rest.startIndex { break }
    }
    return best
  }

  private func paintCaptures(
    of match: Regex<AnyRegexOutput>.Match, _ names: [Int: String], _ outer: [String],
    _ offset: (Substring.Index) -> Int, _ painter: inout Painter
  ) {
    for (group, capture) in match.output.enumerated() {
      guard let name = names[group], let range = capture.range else { continue }
      painter.paint(offset(range.lowerBound)..<offset(range.upperBound), outer + [name])
    }
  }
}

/// Scopes of bytes, later ones over earlier ones.
private struct Painter {
  var scopes: [[String]]

  init(count: Int) {
    scopes = Array(repeating: [], count: count)
  }

  mutating func paint(_ range: Range<Int>, _ names: [String]) {
    for offset in range { scopes[offset] = names }
  }
}
