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

// MARK: Eight bytes at a time

extension Swift.Span where Element == UInt8 {
  /// The top bit of each of eight bytes.
  private var topBits: UInt64 { 0x8080_8080_8080_8080 }

  /// The eight bytes from an offset on.
  private func word(at index: Int) -> UInt64 {
    bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  /// How many Unicode scalars begin here; bytes that are no UTF-8 count by their looks.
  var scalarCount: Int {
    var continuing = 0
    var index = 0
    while index + 8 <= count {
      // Each byte of `sums` counts up to 31, so that all eight together stay below 256.
      var sums: UInt64 = 0
      let end = min(index + 31 * 8, index + (count - index) / 8 * 8)
      while index < end {
        let word = word(at: index)
        // A byte that goes on with a scalar has the top bit and not the next one.
        sums += (word & ~(word << 1) & topBits) >> 7
        index += 8
      }
      continuing += Int((sums &* 0x0101_0101_0101_0101) >> 56)
    }
    while index < count {
      if self[index] & 0xC0 == 0x80 { continuing += 1 }
      index += 1
    }
    return count - continuing
  }

  /// Whether the bytes are UTF-8. ASCII is passed over in long strides; what lies between can be
  /// judged by itself, for no scalar reaches over a byte of ASCII.
  var isUTF8: Bool {
    var index = 0
    while index < count {
      if index + 8 <= count, word(at: index) & topBits == 0 {
        index += 8
      } else if self[index] < 0x80 {
        index += 1
      } else {
        var end = index + 1
        while end < count, self[end] >= 0x80 { end += 1 }
        if (try? UTF8Span(validating: extracting(index..<end))) == nil { return false }
        index = end
      }
    }
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

  /// Always part of the loop that asks: the compiler makes a table of it there.
  @inline(__always)
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
