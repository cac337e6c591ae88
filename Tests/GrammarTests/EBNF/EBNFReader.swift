/// Reads ISO/IEC 14977 as far as `grammar/kedit.ebnf` uses it.
struct EBNFReader {
  private var rest: Substring.UnicodeScalarView
  private var isInTokens = false

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
  }

  /// Hands over each rule: its name, its right side, and whether it makes tokens.
  mutating func readRules(_ take: (String, Expression, Bool) throws -> Void) throws {
    skipTrivia()
    while !rest.isEmpty {
      let name = try identifier()
      try expect("=")
      let expression = try choice()
      try expect(";")
      try take(name, expression, isInTokens)
    }
  }

  private mutating func choice() throws -> Expression {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws -> Expression {
    var parts = [try term()]
    while take(",") { parts.append(try term()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func term() throws -> Expression {
    let first = try factor()
    return take("-") ? .difference(first, try factor()) : first
  }

  private mutating func factor() throws -> Expression {
    if let count = takeNumber() {
      try expect("*")
      return .sequence(Array(repeating: try factor(), count: count))
    }
    if take("[") { return .optional(try enclosed("]")) }
    if take("{") { return .repetition(try enclosed("}")) }
    if take("(") { return try enclosed(")") }
    switch rest.first {
    case "\"", "'": return .terminal(try quoted())
    case "?":
      rest.removeFirst()
      let text = try upTo("?")
      skipTrivia()
      var reader = CharacterSetReader(text)
      guard let set = reader.read() else { throw error("? \(text) ? names no characters") }
      return .characters(set)
    default: return .reference(try identifier())
    }
  }

  private mutating func enclosed(_ end: Unicode.Scalar) throws -> Expression {
    let body = try choice()
    try expect(end)
    return body
  }

  private mutating func quoted() throws -> String {
    let quote = rest.removeFirst()
    let text = try upTo(quote)
    skipTrivia()
    return text
  }

  /// The characters up to a mark, which is passed over.
  private mutating func upTo(_ end: Unicode.Scalar) throws -> String {
    guard let index = rest.firstIndex(of: end) else { throw error("\(end) is missing") }
    defer { rest = rest[rest.index(after: index)...] }
    return String(rest[..<index])
  }

  private mutating func identifier() throws -> String {
    let name = rest.prefix { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" }
    guard !name.isEmpty else { throw error("a name is missing") }
    rest = rest[name.endIndex...]
    skipTrivia()
    return String(name)
  }

  private mutating func takeNumber() -> Int? {
    guard let digit = rest.first.flatMap({ Int(String($0)) }) else { return nil }
    rest.removeFirst()
    skipTrivia()
    return digit
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard rest.first == sign else { return false }
    rest.removeFirst()
    skipTrivia()
    return true
  }

  private mutating func expect(_ sign: Unicode.Scalar) throws {
    guard take(sign) else { throw error("\(sign) is missing") }
  }

  /// White space and comments; the heading of the lexical part is one of these.
  private mutating func skipTrivia() {
    while let first = rest.first {
      if first.properties.isWhitespace {
        rest.removeFirst()
      } else if rest.starts(with: "(*".unicodeScalars),
        let end = Substring(rest).firstRange(of: "*)")
      {
        let comment = Substring(rest[..<end.lowerBound])
        if comment.hasPrefix("(* ---") { isInTokens = comment.contains(" Tokens ") }
        rest = rest[end.upperBound...]
      } else {
        return
      }
    }
  }

  private func error(_ text: String) -> EBNFError {
    EBNFError(description: "\(text) before: \(String(rest.prefix(40)))")
  }
}

/// Reads which characters `? … ?` means: `U+0009, "A" to "Z" or "_"`, `a character but U+0000`.
private struct CharacterSetReader {
  private var words: [String]

  init(_ text: String) {
    words = text.replacing("\n", with: " ").split(separator: " ").map(String.init)
  }

  /// `nil` where the words are no list of characters.
  mutating func read() -> CharacterSet? {
    var set = CharacterSet()
    if words.starts(with: ["a", "character", "but"]) {
      set.isComplement = true
      words.removeFirst(3)
    }
    while !words.isEmpty {
      guard let first = takeCharacter() else { return nil }
      var last = first
      if words.first == "to" {
        words.removeFirst()
        guard let end = takeCharacter() else { return nil }
        last = end
      }
      set.ranges.append(first...last)
      if words.first == "or" { words.removeFirst() }
    }
    return set.ranges.isEmpty ? nil : set
  }

  private mutating func takeCharacter() -> Unicode.Scalar? {
    guard var word = words.first else { return nil }
    words.removeFirst()
    if word.last == ",", word.count > 1 { word.removeLast() }
    if word.hasPrefix("U+") {
      return UInt32(word.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    }
    let scalars = Array(word.unicodeScalars)
    guard scalars.count == 3, scalars[0] == scalars[2], scalars[0] == "\"" || scalars[0] == "'"
    else { return nil }
    return scalars[1]
  }
}
