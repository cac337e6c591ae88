import KlingAPI

extension HTTPRequest {
  /// The headers in libcurl's notation, and what it would add by itself taken away.
  ///
  /// `Name: value` sends a header, `Name;` one without a value, `Name:` leaves one out.
  var headerLines: [String] {
    let unwanted = ["Accept", "Content-Type", "Expect", "Transfer-Encoding"].filter { name in
      !headers.contains { $0.name.lowercased() == name.lowercased() }
    }
    return unwanted.map { "\($0):" }
      + headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
  }

  /// Refuses what libcurl would take for something else.
  ///
  /// - Throws: `.unsendable`
  func validate() throws(TransportError) {
    let lowercased = url.prefix(8).lowercased()
    guard lowercased.hasPrefix("http://") || lowercased.hasPrefix("https://") else {
      throw .unsendable("not an http or https URL")
    }
    // Space and below, and DEL, are in no URL.
    guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) else {
      throw .unsendable("a space or control character in the URL")
    }
    for (name, value) in headers {
      guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else {
        throw .unsendable("a header's name is not a token: \(name.debugDescription)")
      }
      guard !value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) else {
        throw .unsendable("a control character in the value of the header \(name)")
      }
    }
    if method == .get, case .none = body { return }
    if method == .get { throw .unsendable("a GET with a body") }
  }

  /// The characters of a token (RFC 9110, 5.6.2).
  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default:
      "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
