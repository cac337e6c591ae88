import KEditSyntax

/// Columns in UTF-16 code units: those in Unicode scalars, and one more for each scalar before them
/// on the line that takes two units.
struct UTF16Columns {
  /// How many such scalars stand before each stretch of a text, so that in a long line they are not
  /// counted from its beginning for every column; none where the text has none.
  private var before: [[UInt8]: [Int]] = [:]
  private static let stretchLength = 512

  init(_ sources: SourceSet) {
    for source in sources where source.bytes.contains(where: Self.beginsPair) {
      var counts: [Int] = []
      var count = 0
      for (offset, byte) in source.bytes.enumerated() {
        if offset % Self.stretchLength == 0 { counts.append(count) }
        if Self.beginsPair(byte) { count += 1 }
      }
      before[Array(source.name.utf8)] = counts
    }
  }

  /// Counted from 1.
  func column(of location: SourceLocation, in source: SourceText) -> Int {
    guard let counts = before[Array(source.name.utf8)] else { return location.column }
    func pairs(before offset: Int) -> Int {
      let stretch = min(offset / Self.stretchLength, counts.count - 1)
      let start = stretch * Self.stretchLength
      return source.bytes[start..<offset].reduce(counts[stretch]) {
        $0 + (Self.beginsPair($1) ? 1 : 0)
      }
    }
    let lineStart = source.lineStarts[location.line - 1]
    return location.column + pairs(before: location.offset) - pairs(before: lineStart)
  }

  /// Whether the byte begins a scalar beyond the basic plane: four bytes, two code units.
  private static func beginsPair(_ byte: UInt8) -> Bool { byte >= 0xF0 && byte <= 0xF4 }
}
