/// What one look at all bytes of a file tells: where lines begin, and whether anything in it needs
/// a closer look.
struct ByteSurvey {
  /// The offset of the first byte of each line; the first is 0.
  var lineStarts: [Int] = [0]
  /// Whether all bytes are below 0x80: then they are UTF-8, and each is a Unicode scalar.
  var isASCII = true
  var hasNUL = false

  private static let stretchLength = 4096

  init(_ bytes: [UInt8]) {
    lineStarts.reserveCapacity(bytes.count / 32 + 2)
    let bytes = bytes.span
    var start = 0
    while start < bytes.count {
      let end = min(start + Self.stretchLength, bytes.count)
      survey(bytes.extracting(start..<end), offset: start)
      start = end
    }
  }

  private mutating func survey(_ stretch: Swift.Span<UInt8>, offset: Int) {
    var union: UInt8 = 0
    var least: UInt8 = .max
    // A loop without a branch, of which the compiler makes one over sixteen bytes at a time.
    for index in stretch.indices {
      let byte = stretch[unchecked: index]
      union |= byte
      least = min(least, byte)
    }
    if union >= 0x80 { isASCII = false }
    if least == 0 { hasNUL = true }
    findLines(in: stretch, offset: offset)
  }

  /// Eight bytes at a time: most hold no line end.
  private mutating func findLines(in stretch: Swift.Span<UInt8>, offset: Int) {
    let raw = stretch.bytes
    var index = 0
    while index + 8 <= raw.byteCount {
      // A byte of `difference` is zero where a line ends; of `ends` exactly those have the top bit.
      let word = UInt64(
        littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let difference = word ^ 0x0A0A_0A0A_0A0A_0A0A
      let low7: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      var ends = ~((difference & low7 + low7) | difference | low7)
      while ends != 0 {
        lineStarts.append(offset + index + ends.trailingZeroBitCount / 8 + 1)
        ends &= ends - 1
      }
      index += 8
    }
    while index < stretch.count {
      if stretch[index] == UInt8(ascii: "\n") { lineStarts.append(offset + index + 1) }
      index += 1
    }
  }
}
