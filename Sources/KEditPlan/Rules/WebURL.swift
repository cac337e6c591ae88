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
  package let port: Int?
  /// Where host and path stand, in bytes of the text.
  private let hostRange: Range<Int>
  private let pathRange: Range<Int>

  /// - Throws: the first fault of the text.
  package init(_ text: String) throws(Fault) {
    var text = text
    // Where it is so already, as it is of every text that is read from a file, nothing is copied.
    text.makeContiguousUTF8()
    let bytes = text.utf8.span
    guard let colon = Self.endOfScheme(bytes) else { throw .noScheme }
    guard let scheme = Self.scheme(bytes.extracting(..<colon)) else {
      let name = Self.text(bytes, 0..<colon)
      throw name.lowercased() == "data" ? .data : .scheme(name)
    }
    try Self.checkCharacters(text)
    guard colon + 2 < bytes.count, bytes[colon + 1] == UInt8(ascii: "/"),
      bytes[colon + 2] == UInt8(ascii: "/")
    else { throw .noHost }
    let authority = colon + 3..<bytes.end(from: colon + 3) { !isOne($0, of: "/?#") }
    (hostRange, port) = try Self.splitAuthority(bytes, authority)
    pathRange =
      authority.upperBound..<bytes.end(from: authority.upperBound) { !isOne($0, of: "?#") }
    self.text = text
    self.scheme = scheme
  }

  /// As it was written, without user, brackets of an IPv6 address included, without port.
  package var host: String { Self.text(text.utf8.span, hostRange) }

  /// From the `/` behind the host to before `?` or `#`; may be empty.
  package var path: String { Self.text(text.utf8.span, pathRange) }

  /// The address without what may hold a secret: no user, no query, no fragment.
  package var plain: String {
    "\(scheme.rawValue)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
  }

  /// Whether the text has the shape `scheme:…` and so cannot be meant as a local path.
  package static func hasScheme(_ text: String) -> Bool {
    endOfScheme(text.utf8.span) != nil
  }

  /// The letters behind the last dot of the path's last segment, in lower case; `nil` without one.
  package var pathExtension: String? {
    let bytes = text.utf8.span
    var dot: Int?
    var segment = pathRange.lowerBound
    for index in pathRange {
      if bytes[index] == UInt8(ascii: "/") {
        segment = index + 1
        dot = nil
      } else if bytes[index] == UInt8(ascii: ".") {
        dot = index
      }
    }
    guard let dot, dot > segment, dot + 1 < pathRange.upperBound else { return nil }
    return Self.text(bytes, dot + 1..<pathRange.upperBound).lowercased()
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private static func scheme(_ name: Span<UInt8>) -> Scheme? {
    switch name.count {
    case 4 where name.isHTTP: .http
    case 5 where name.isHTTP && name[4] | 0x20 == UInt8(ascii: "s"): .https
    default: nil
    }
  }

  /// Where the colon behind the scheme is; a single letter is a drive of another system, no scheme.
  private static func endOfScheme(_ bytes: Span<UInt8>) -> Int? {
    let colon = bytes.end(from: 0) { isLetter($0) || isDigit($0) || isOne($0, of: "+-.") }
    guard colon > 1, colon < bytes.count, bytes[colon] == UInt8(ascii: ":"), isLetter(bytes[0])
    else { return nil }
    return colon
  }

  private static func splitAuthority(
    _ bytes: Span<UInt8>, _ authority: Range<Int>
  ) throws(Fault) -> (Range<Int>, Int?) {
    var start = authority.lowerBound
    for index in authority where bytes[index] == UInt8(ascii: "@") { start = index + 1 }
    let place = start..<authority.upperBound
    let host: Range<Int>
    if let first = place.first, bytes[first] == UInt8(ascii: "[") {
      guard let bracket = place.first(where: { bytes[$0] == UInt8(ascii: "]") }) else {
        throw .noHost
      }
      host = start..<bracket + 1
      if host.count == 2 { throw .noHost }
    } else {
      host = start..<(place.first { bytes[$0] == UInt8(ascii: ":") } ?? place.upperBound)
    }
    guard !host.isEmpty else { throw .noHost }
    guard host.upperBound < place.upperBound else { return (host, nil) }
    guard bytes[host.upperBound] == UInt8(ascii: ":") else { throw .port }
    let digits = host.upperBound + 1..<place.upperBound
    if digits.isEmpty { return (host, nil) }
    var port = 0
    for index in digits {
      guard isDigit(bytes[index]) else { throw .port }
      port = min(port * 10 + Int(bytes[index] - UInt8(ascii: "0")), 65_536)
    }
    guard port <= 65_535 else { throw .port }
    return (host, port)
  }

  private static func checkCharacters(_ text: String) throws(Fault) {
    let bytes = text.utf8.span
    var isBehindPath = false
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "-")...UInt8(ascii: ":"):
        continue
      case UInt8(ascii: "?"), UInt8(ascii: "#"): isBehindPath = true
      case UInt8(ascii: "%"):
        guard index + 2 < bytes.count, isHexadecimal(bytes[index + 1]),
          isHexadecimal(bytes[index + 2])
        else { throw .percentEscape(utf8Offset: index) }
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "|"), UInt8(ascii: "^"),
        UInt8(ascii: "`"):
        if !isBehindPath { throw .character(Unicode.Scalar(bytes[index]), utf8Offset: index) }
      case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"):
        throw .character(Unicode.Scalar(bytes[index]), utf8Offset: index)
      case 0x80...0xBF: continue
      case 0xC0...:
        let scalars = text.unicodeScalars
        let scalar = scalars[text.utf8.index(text.utf8.startIndex, offsetBy: index)]
        if scalar.isInvisible { throw .character(scalar, utf8Offset: index) }
      default:
        let scalar = Unicode.Scalar(bytes[index])
        if scalar.isInvisible { throw .character(scalar, utf8Offset: index) }
      }
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

extension Span<UInt8> {
  /// The first offset from `start` on whose byte does not fulfil the condition, or the end.
  fileprivate func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
    var index = start
    while index < count, condition(self[index]) { index += 1 }
    return index
  }

  /// Whether it begins with `http`, in whatever case.
  fileprivate var isHTTP: Bool {
    self[0] | 0x20 == UInt8(ascii: "h") && self[1] | 0x20 == UInt8(ascii: "t")
      && self[2] | 0x20 == UInt8(ascii: "t") && self[3] | 0x20 == UInt8(ascii: "p")
  }
}

private func isOne(_ byte: UInt8, of signs: StaticString) -> Bool {
  for index in 0..<signs.utf8CodeUnitCount where signs.utf8Start[index] == byte { return true }
  return false
}
