/// Bytes as the 64 characters of RFC 4648, section 4, padded.
enum Base64Text {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let count = (bytes.count + 2) / 3 * 4
    return [UInt8](unsafeUninitializedCapacity: count) { text, initialized in
      var place = 0
      for start in stride(from: 0, to: bytes.count, by: 3) {
        let group = bytes[start..<min(start + 3, bytes.count)]
        var bits: UInt32 = 0
        for byte in group { bits = bits << 8 | UInt32(byte) }
        bits <<= 8 * UInt32(3 - group.count)
        for position in 0..<4 {
          let digit = digits[Int(bits >> (18 - 6 * UInt32(position)) & 63)]
          text[place + position] = position <= group.count ? digit : UInt8(ascii: "=")
        }
        place += 4
      }
      initialized = count
    }
  }
}
