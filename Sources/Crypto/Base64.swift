/// Base64 with padding (RFC 4648, section 4), in which the service takes images.
package enum Base64 {
  /// The text of bytes, on one line.
  package static func encode(_ bytes: [UInt8]) -> String {
    Base64Coding.standard.encode(bytes)
  }

  /// The bytes of a text, or `nil` where it is not exactly what `encode` writes.
  ///
  /// White space, missing padding, characters behind the padding and unused bits that are not zero
  /// are all refused: two texts never stand for the same bytes.
  package static func decode(_ text: String) -> [UInt8]? {
    Base64Coding.standard.decode(text)
  }
}

/// Base64 with the alphabet that is safe in URLs and without padding (RFC 4648, section 5), as
/// JSON Web Tokens use it.
package enum Base64URL {
  /// The text of bytes.
  package static func encode(_ bytes: [UInt8]) -> String {
    Base64Coding.url.encode(bytes)
  }

  /// The bytes of a text, or `nil` where it is not exactly what `encode` writes.
  package static func decode(_ text: String) -> [UInt8]? {
    Base64Coding.url.decode(text)
  }
}
