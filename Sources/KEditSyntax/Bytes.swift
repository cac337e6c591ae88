/// The bytes of a file, looked at in place.
typealias Bytes = Swift.Span<UInt8>

extension Swift.Span where Element == UInt8 {
  /// The byte at an offset; 0 behind the end.
  func byte(at index: Int) -> UInt8 { index < count ? self[index] : 0 }

  /// Whether these bytes stand at an offset.
  func hasPrefix(_ prefix: [UInt8], at index: Int) -> Bool {
    guard prefix.count <= count - index else { return false }
    for offset in prefix.indices where self[index + offset] != prefix[offset] { return false }
    return true
  }
}

/// What a byte can begin.
enum ByteClass: UInt8 {
  case other
  case space
  case letter
  case digit
  case quote

  init(_ byte: UInt8) {
    self =
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): .space
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"):
        .letter
      case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
      case UInt8(ascii: "\""): .quote
      default: .other
      }
  }
}
