/// UTF-8, byte by byte; what is none becomes U+FFFD.
struct ScalarDecoder: Sendable {
  private var pending: [UInt8] = []

  /// Whether a character has begun and not ended.
  var isInside: Bool { !pending.isEmpty }

  /// The characters that end with a byte: none, one, or two where the byte also ends a damaged one.
  mutating func feed(_ byte: UInt8) -> [Unicode.Scalar] {
    guard let first = pending.first else {
      if byte < 0x80 { return [Unicode.Scalar(byte)] }
      guard 0xC2...0xF4 ~= byte else { return ["\u{FFFD}"] }
      pending = [byte]
      return []
    }
    guard byte & 0xC0 == 0x80 else {
      pending = []
      return ["\u{FFFD}"] + feed(byte)
    }
    pending.append(byte)
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard pending.count == length else { return [] }
    defer { pending = [] }
    guard let text = String(validating: pending, as: UTF8.self) else { return ["\u{FFFD}"] }
    return Array(text.unicodeScalars)
  }
}
