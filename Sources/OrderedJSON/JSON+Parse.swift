/// Why bytes are not JSON, and where.
package struct JSONError: Error, Hashable, Sendable {
  /// What was found and what was expected, in one line.
  package let message: String
  /// The place, in bytes from the start.
  package let offset: Int
}

extension JSON {
  /// Reads one JSON text (RFC 8259).
  ///
  /// Stricter than the RFC where that protects: a key that stands twice in an object is refused,
  /// and so is a text nested deeper than `maximumDepth`. A byte-order mark is refused, as the RFC
  /// allows.
  ///
  /// - Throws: `JSONError` at the first byte that does not fit.
  package static func parse(_ bytes: [UInt8], maximumDepth: Int = 256) throws(JSONError) -> JSON {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    return try parser.parseText()
  }

  /// Reads one JSON text as `parse` does, and remembers where each value stands.
  ///
  /// - Throws: `JSONError` at the first byte that does not fit.
  package static func parseWithPlaces(
    _ bytes: [UInt8], maximumDepth: Int = 256
  ) throws(JSONError) -> (value: JSON, places: JSONPlaces) {
    var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
    parser.places = JSONPlaces()
    let value = try parser.parseText()
    return (value, parser.places ?? JSONPlaces())
  }
}

private struct JSONParser {
  let bytes: [UInt8]
  let maximumDepth: Int
  var position = 0
  /// Filled where places are asked for.
  var places: JSONPlaces?

  init(bytes: [UInt8], maximumDepth: Int) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
  }

  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  func failure(_ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(message: message, offset: offset ?? position)
  }

  mutating func parseText() throws(JSONError) -> JSON {
    let value = try parseValue(depth: 0)
    skipWhitespace()
    guard position == bytes.count else {
      throw failure("the JSON text ends here, but more follows")
    }
    return value
  }

  func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  mutating func skipWhitespace() {
    while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  mutating func parseValue(depth: Int) throws(JSONError) -> JSON {
    guard depth <= maximumDepth else {
      throw failure("nested deeper than \(maximumDepth) levels")
    }
    skipWhitespace()
    let node = places?.begin(at: position)
    defer { if let node { places?.end(node) } }
    switch current {
    case UInt8(ascii: "{"): return try parseObject(depth: depth)
    case UInt8(ascii: "["): return try parseArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try parseString())
    case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
    case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
    case UInt8(ascii: "n"): return try parseWord("null", .null)
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte): return try parseNumber()
    case nil: throw failure("a value is expected, but the text ends")
    default: throw failure("a value is expected")
    }
  }

  mutating func parseWord(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
    let length = word.utf8CodeUnitCount
    let matches =
      position + length <= bytes.count
      && word.withUTF8Buffer { $0.elementsEqual(bytes[position..<position + length]) }
    guard matches else { throw failure("a value is expected") }
    position += length
    return value
  }

  mutating func parseNumber() throws(JSONError) -> JSON {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    let firstDigit = position
    try skipDigits()
    if bytes[firstDigit] == UInt8(ascii: "0"), position > firstDigit + 1 {
      throw failure("a number has no leading zeros", at: firstDigit)
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try skipDigits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try skipDigits()
    }
    return .number(
      JSONNumber(unchecked: String(decoding: bytes[start..<position], as: UTF8.self)))
  }

  mutating func skipDigits() throws(JSONError) {
    let start = position
    while let byte = current, isDigit(byte) { position += 1 }
    guard position > start else { throw failure("a digit is expected") }
  }

  mutating func parseArray(depth: Int) throws(JSONError) -> JSON {
    position += 1
    var elements: [JSON] = []
    skipWhitespace()
    if current == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      elements.append(try parseValue(depth: depth + 1))
      skipWhitespace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "]"):
        position += 1
        return .array(elements)
      default: throw failure("a comma or a closing bracket is expected")
      }
    }
  }

  mutating func parseObject(depth: Int) throws(JSONError) -> JSON {
    position += 1
    var members: [JSONObject.Member] = []
    var keys: Set<String> = []
    skipWhitespace()
    if current == UInt8(ascii: "}") {
      position += 1
      return .object(JSONObject())
    }
    while true {
      skipWhitespace()
      let place = position
      guard current == UInt8(ascii: "\"") else { throw failure("a key in quotes is expected") }
      let key = try parseString()
      guard keys.insert(key).inserted else {
        throw failure("the key stands twice in this object", at: place)
      }
      skipWhitespace()
      guard current == UInt8(ascii: ":") else { throw failure("a colon is expected") }
      position += 1
      members.append(JSONObject.Member(key: key, value: try parseValue(depth: depth + 1)))
      skipWhitespace()
      switch current {
      case UInt8(ascii: ","): position += 1
      case UInt8(ascii: "}"):
        position += 1
        return .object(JSONObject(members))
      default: throw failure("a comma or a closing brace is expected")
      }
    }
  }

  mutating func parseString() throws(JSONError) -> String {
    let opening = position
    position += 1
    var content: [UInt8] = []
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        guard let text = String(validating: content, as: UTF8.self) else {
          throw failure("the string is not valid UTF-8", at: opening)
        }
        return text
      case UInt8(ascii: "\\"):
        position += 1
        try parseEscape(into: &content)
      case 0..<0x20:
        throw failure("a control character in a string must be escaped")
      default:
        content.append(byte)
        position += 1
      }
    }
    throw failure("the string is not closed", at: opening)
  }

  mutating func parseEscape(into content: inout [UInt8]) throws(JSONError) {
    let place = position - 1
    guard let byte = current else { throw failure("the string is not closed", at: place) }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      let scalar = try parseUnicodeEscape(at: place)
      content.append(contentsOf: Array(String(scalar).utf8))
    default: throw failure("no such escape", at: place)
    }
  }

  mutating func parseUnicodeEscape(at place: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try parseHexadecimal(at: place)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), current == UInt8(ascii: "\\"),
      position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "u")
    else { throw failure("half of a surrogate pair", at: place) }
    position += 2
    let second = try parseHexadecimal(at: place)
    guard UTF16.isTrailSurrogate(second) else {
      throw failure("half of a surrogate pair", at: place)
    }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  mutating func parseHexadecimal(at place: Int) throws(JSONError) -> UInt16 {
    guard position + 4 <= bytes.count else { throw failure("four digits are expected", at: place) }
    var value: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      let digit: UInt8? =
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
      guard let digit else { throw failure("four hexadecimal digits are expected", at: place) }
      value = value << 4 | UInt16(digit)
    }
    position += 4
    return value
  }
}
