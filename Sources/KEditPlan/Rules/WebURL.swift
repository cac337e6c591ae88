/// An `http` or `https` URL, looked at as far as its text tells (RFC 3986).
///
/// It is sent as it was written, so nothing is normalised. Letters beyond ASCII are let through
/// (RFC 3987), and so are `{ } | ^` and the back quote behind `?` or `#`, where signed links and
/// call-back templates carry them and every client sends them on.
package struct WebURL: Hashable, Sendable {
  package enum Scheme: String, Hashable, Sendable {
    case http
    case https
  }

  package enum Fault: Error, Hashable, Sendable {
    /// It has no `scheme:` at its beginning: a path, or a word.
    case noScheme
    /// A `data:` URL: the service wants raw base64, without such a prefix.
    case data
    /// Another scheme; as it was written.
    case scheme(String)
    /// No `//host` behind the scheme.
    case noHost
    /// White space, a control character or one that RFC 3986 gives no place; the offset in bytes.
    case character(Unicode.Scalar, utf8Offset: Int)
    /// A `%` without two hexadecimal digits; the offset in bytes.
    case percentEscape(utf8Offset: Int)
    /// Behind the host's colon stands no number up to 65535.
    case port
  }

  package let text: String
  package let scheme: Scheme
  /// As it was written, without user, brackets of an IPv6 address included, without port.
  package let host: String
  package let port: Int?
  /// From the `/` behind the host to before `?` or `#`; may be empty.
  package let path: String

  /// - Throws: the first fault of the text.
  package init(_ text: String) throws(Fault) {
    let bytes = Array(text.utf8)
    guard let colon = Self.endOfScheme(bytes) else { throw .noScheme }
    let name = Self.text(bytes[..<colon])
    guard let scheme = Scheme(rawValue: name.lowercased()) else {
      throw name.lowercased() == "data" ? .data : .scheme(name)
    }
    try Self.checkCharacters(text, bytes)
    let rest = bytes[(colon + 1)...]
    guard rest.starts(with: "//".utf8) else { throw .noHost }
    let tail = rest.dropFirst(2)
    let authority = tail.prefix { !"/?#".utf8.contains($0) }
    let path = tail[authority.endIndex...].prefix { !"?#".utf8.contains($0) }
    (self.host, self.port) = try Self.splitAuthority(authority)
    self.path = Self.text(path)
    self.text = text
    self.scheme = scheme
  }

  /// Whether the text has the shape `scheme:…` and so cannot be meant as a local path.
  package static func hasScheme(_ text: String) -> Bool {
    endOfScheme(Array(text.utf8)) != nil
  }

  /// The letters behind the last dot of the path's last segment, in lower case; `nil` without one.
  package var pathExtension: String? {
    let segment = path.utf8.suffix(while: { $0 != UInt8(ascii: "/") })
    let letters = segment.suffix(while: { $0 != UInt8(ascii: ".") })
    guard !letters.isEmpty, letters.count + 1 < segment.count else { return nil }
    return Self.text(letters).lowercased()
  }

  private static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  /// Where the colon behind the scheme is; a single letter is a drive of another system, no scheme.
  private static func endOfScheme(_ bytes: [UInt8]) -> Int? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 1, isLetter(bytes[0]),
      bytes[..<colon].allSatisfy({ isLetter($0) || isDigit($0) || "+-.".utf8.contains($0) })
    else { return nil }
    return colon
  }

  private static func splitAuthority(
    _ authority: ArraySlice<UInt8>
  ) throws(Fault) -> (
    String, Int?
  ) {
    let place = authority.suffix(while: { $0 != UInt8(ascii: "@") })
    let bracket = place.firstIndex(of: UInt8(ascii: "]"))
    let isLiteral = place.first == UInt8(ascii: "[")
    if isLiteral && bracket == nil { throw .noHost }
    let host =
      isLiteral
      ? place[...(bracket ?? place.startIndex)] : place.prefix { $0 != UInt8(ascii: ":") }
    guard !host.isEmpty, !host.elementsEqual("[]".utf8) else { throw .noHost }
    let behind = place[host.endIndex...]
    if behind.isEmpty { return (text(host), nil) }
    guard behind.first == UInt8(ascii: ":") else { throw .port }
    let digits = behind.dropFirst()
    if digits.isEmpty { return (text(host), nil) }
    guard digits.allSatisfy(isDigit), let port = Int(text(digits)), port <= 65_535 else {
      throw .port
    }
    return (text(host), port)
  }

  private static func checkCharacters(_ text: String, _ bytes: [UInt8]) throws(Fault) {
    var offset = 0
    var isBehindPath = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "?", "#": isBehindPath = true
      case "%":
        guard offset + 2 < bytes.count, isHexadecimal(bytes[offset + 1]),
          isHexadecimal(bytes[offset + 2])
        else { throw .percentEscape(utf8Offset: offset) }
      case "{", "}", "|", "^", "`":
        if !isBehindPath { throw .character(scalar, utf8Offset: offset) }
      case "\"", "<", ">", "\\": throw .character(scalar, utf8Offset: offset)
      default:
        if scalar.isInvisible { throw .character(scalar, utf8Offset: offset) }
      }
      offset += UTF8.width(scalar)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
  }
}

extension BidirectionalCollection {
  /// The longest end of which every element fulfils the condition.
  fileprivate func suffix(while condition: (Element) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !condition($0) }) else { return self[...] }
    return self[index(after: last)...]
  }
}
