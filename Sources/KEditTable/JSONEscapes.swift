/// The escapes of JSON strings: `\"`, `\n`, `\u00e9`, two `\u` for what lies beyond U+FFFF.
enum JSONEscapes {
  /// The escape that bytes begin with; `nil` where they begin none, or half of a surrogate pair.
  static func escape(in bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar, length: Int)? {
    guard bytes.count >= 2 else { return nil }
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "\""): return ("\"", 2)
    case UInt8(ascii: "\\"): return ("\\", 2)
    case UInt8(ascii: "/"): return ("/", 2)
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"):
      guard let unit = codeUnit(in: bytes) else { return nil }
      if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
      guard UTF16.isLeadSurrogate(unit), let second = codeUnit(in: bytes.dropFirst(6)),
        UTF16.isTrailSurrogate(second)
      else { return nil }
      return (UTF16.decode(UTF16.EncodedScalar([unit, second])), 12)
    default: return nil
    }
  }

  /// The text of a string whose escapes are all sound.
  static func unescaped(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let backslash = UInt8(ascii: "\\")
    guard content.contains(backslash) else { return content }
    var text: [UInt8] = []
    text.reserveCapacity(content.count)
    var rest = content
    while let byte = rest.first {
      if byte == backslash, let escape = escape(in: rest) {
        text.append(contentsOf: UTF8.encode(escape.scalar) ?? UTF8.encodedReplacementCharacter)
        rest = rest.dropFirst(escape.length)
      } else {
        text.append(byte)
        rest = rest.dropFirst()
      }
    }
    return text[...]
  }

  /// The number in `\u` and four hexadecimal digits.
  private static func codeUnit(in bytes: ArraySlice<UInt8>) -> UInt16? {
    guard bytes.count >= 6, bytes.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      return nil
    }
    var unit: UInt16 = 0
    for byte in bytes.dropFirst(2).prefix(4) {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }
}
