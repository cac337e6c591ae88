extension Character {
  /// How many columns of a terminal the character takes: 0, 1 or 2.
  ///
  /// A cluster takes the columns of its widest part; an emoji sequence and a pair of regional
  /// indicators take two.
  package var displayWidth: Int {
    var widest = 0
    var count = 0
    for scalar in unicodeScalars {
      if scalar.value == 0xFE0F, count > 0 { return 2 }
      widest = max(widest, scalar.displayWidth)
      count += 1
      if count == 2, 0x1F1E6...0x1F1FF ~= scalar.value { return 2 }
    }
    return widest
  }
}

extension StringProtocol {
  /// How many columns of a terminal the text takes.
  package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Unicode.Scalar {
  /// The columns of the scalar on its own, after the East Asian Width property (UAX #11).
  fileprivate var displayWidth: Int {
    if value < 0x300 { return value < 0x20 || 0x7F...0x9F ~= value || value == 0xAD ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if 0x1160...0x11FF ~= value { return 0 }
    return isWide || properties.isEmojiPresentation ? 2 : 1
  }

  /// Whether the East Asian Width is W or F.
  private var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF,
      0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
      0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
      0x1F200...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      true
    default: false
    }
  }
}

extension SourceText {
  /// How many columns of a terminal bytes take that stand at the start of a line: a tab goes to the
  /// next stop of eight.
  package static func displayWidth(of bytes: ArraySlice<UInt8>) -> Int {
    var width = 0
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case 0x20..<0x7F: width += 1
      case UInt8(ascii: "\t"): width += 8 - width % 8
      case ..<0x80: break
      default:
        let start = index
        while index < bytes.endIndex, bytes[index] >= 0x80 { index += 1 }
        width += wideWidth(of: bytes[start..<index])
        continue
      }
      index += 1
    }
    return width
  }

  /// The columns of bytes that are all above 0x7F. U+4000 to U+9FFF, three bytes each that begin
  /// with E4 to E9, are what most of such text is made of, and each takes two.
  private static func wideWidth(of bytes: ArraySlice<UInt8>) -> Int {
    var index = bytes.startIndex
    while index + 2 < bytes.endIndex, 0xE4...0xE9 ~= bytes[index] { index += 3 }
    let rest = bytes[index...]
    return (index - bytes.startIndex) / 3 * 2
      + (rest.isEmpty ? 0 : String(decoding: rest, as: UTF8.self).displayWidth)
  }
}
