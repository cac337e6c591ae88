/// What the two kinds of Base64 share: six bits a character, three bytes a group of four.
struct Base64Coding: Sendable {
  static let standard = Base64Coding(
    alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", isPadded: true)
  static let url = Base64Coding(
    alphabet: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", isPadded: false)

  private let characters: [UInt8]
  /// The value of each character, or `foreign`.
  private let values: [UInt8]
  private let isPadded: Bool

  private static let foreign: UInt8 = 0xFF
  private static let padding = UInt8(ascii: "=")

  private init(alphabet: String, isPadded: Bool) {
    characters = Array(alphabet.utf8)
    var values = [UInt8](repeating: Self.foreign, count: 256)
    for (value, character) in characters.enumerated() { values[Int(character)] = UInt8(value) }
    self.values = values
    self.isPadded = isPadded
  }

  func encode(_ bytes: [UInt8]) -> String {
    let (groups, rest) = bytes.count.quotientAndRemainder(dividingBy: 3)
    let tail = rest == 0 ? 0 : isPadded ? 4 : rest + 1
    return characters.withUnsafeBufferPointer { characters in
      bytes.withUnsafeBufferPointer { bytes in
        String(unsafeUninitializedCapacity: groups * 4 + tail) { output in
          var end = 0
          func write(_ bits: UInt32, _ count: Int) {
            for place in 0..<count {
              output[end + place] = characters[Int(bits >> (18 - 6 * place) & 0x3F)]
            }
            end += count
          }
          for group in 0..<groups {
            let first = group * 3
            write(
              UInt32(bytes[first]) << 16 | UInt32(bytes[first + 1]) << 8 | UInt32(bytes[first + 2]),
              4)
          }
          if rest > 0 {
            var bits = UInt32(bytes[groups * 3]) << 16
            if rest == 2 { bits |= UInt32(bytes[groups * 3 + 1]) << 8 }
            write(bits, rest + 1)
          }
          while end < groups * 4 + tail {
            output[end] = Self.padding
            end += 1
          }
          return end
        }
      }
    }
  }

  func decode(_ text: String) -> [UInt8]? {
    var text = text
    return text.withUTF8 { decode($0) }
  }

  private func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var length = text.count
    if isPadded {
      guard length.isMultiple(of: 4) else { return nil }
      for _ in 0..<2 where length > 0 && text[length - 1] == Self.padding { length -= 1 }
    }
    let (groups, rest) = length.quotientAndRemainder(dividingBy: 4)
    guard rest != 1 else { return nil }
    let tail = rest == 0 ? 0 : rest - 1

    var isSound = true
    let bytes = values.withUnsafeBufferPointer { values in
      [UInt8](unsafeUninitializedCapacity: groups * 3 + tail) { output, count in
        // A foreign character sets the two high bits of `seen`, which no value has.
        var seen: UInt8 = 0
        func bits(_ start: Int, _ count: Int) -> UInt32 {
          var bits: UInt32 = 0
          for place in 0..<count {
            let value = values[Int(text[start + place])]
            seen |= value
            bits |= UInt32(value & 0x3F) << (18 - 6 * place)
          }
          return bits
        }
        for group in 0..<groups {
          let bits = bits(group * 4, 4)
          output[group * 3] = UInt8(truncatingIfNeeded: bits >> 16)
          output[group * 3 + 1] = UInt8(truncatingIfNeeded: bits >> 8)
          output[group * 3 + 2] = UInt8(truncatingIfNeeded: bits)
        }
        if rest > 0 {
          let bits = bits(groups * 4, rest)
          for place in 0..<tail {
            output[groups * 3 + place] = UInt8(truncatingIfNeeded: bits >> (16 - 8 * place))
          }
          isSound = bits & (0xFF_FFFF >> (8 * tail)) == 0
        }
        isSound = isSound && seen & 0xC0 == 0
        count = groups * 3 + tail
      }
    }
    return isSound ? bytes : nil
  }
}
