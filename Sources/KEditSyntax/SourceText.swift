/// The bytes of one `.kedit` file, and where its lines begin.
///
/// Places are offsets in bytes (UTF-8) everywhere; lines and columns are made here, at the last
/// moment, for a person.
package struct SourceText: Sendable {
  /// What the file is called in messages: its path as the user gave it, or `<stdin>`.
  package let name: String
  package let bytes: [UInt8]
  /// Whether it is an argument of the command line, so that no file is called so.
  package let isArgument: Bool
  /// The offset of the first byte of each line; the first is 0.
  package let lineStarts: [Int]
  /// Whether every byte is below 0x80.
  let isASCII: Bool
  let hasNUL: Bool
  /// The Unicode scalars before each stretch of `stretchLength` bytes, so that a column of a long
  /// line is not counted from its beginning each time; empty where each byte is one.
  private let scalarsBefore: [Int]
  private static let stretchLength = 512

  package init(name: String, bytes: [UInt8], isArgument: Bool = false) {
    self.name = name
    self.bytes = bytes
    self.isArgument = isArgument
    let survey = ByteSurvey(bytes)
    self.lineStarts = survey.lineStarts
    self.isASCII = survey.isASCII
    self.hasNUL = survey.hasNUL
    self.scalarsBefore = survey.isASCII ? [] : SourceText.scalarCounts(in: bytes)
  }

  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The text of a span; bytes that are no UTF-8 show as U+FFFD.
  package func text(of span: Span) -> String {
    String(decoding: bytes[span.start..<span.end], as: UTF8.self)
  }

  /// The number of lines, at least one.
  package var lineCount: Int { lineStarts.count }

  /// The bytes of a line (counted from 0) without its line end.
  package func span(ofLine line: Int) -> Span {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
    if line + 1 < lineStarts.count, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Span(start, end)
  }

  /// The line (counted from 0) that holds the byte at `offset`; the end of the file is in the last.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The line and column of an offset, both counted from 1, the column in Unicode scalars.
  ///
  /// A byte-order mark at the start of the file is not counted.
  package func location(at offset: Int) -> SourceLocation {
    let line = line(at: offset)
    var start = lineStarts[line]
    if line == 0, bytes.starts(with: byteOrderMark), offset >= byteOrderMark.count {
      start = byteOrderMark.count
    }
    let scalars = scalarCount(before: max(start, offset)) - scalarCount(before: start)
    return SourceLocation(line: line + 1, column: scalars + 1, offset: offset)
  }

  /// How many Unicode scalars begin before an offset; bytes that are no UTF-8 count as continuing
  /// or beginning one by their looks.
  private func scalarCount(before offset: Int) -> Int {
    if isASCII { return offset }
    let stretch = min(offset / SourceText.stretchLength, scalarsBefore.count - 1)
    let start = stretch * SourceText.stretchLength
    return scalarsBefore[stretch]
      + bytes.span.extracting(start..<offset).scalarCount
  }

  private static func scalarCounts(in bytes: [UInt8]) -> [Int] {
    var counts: [Int] = []
    var count = 0
    for start in stride(from: 0, to: bytes.count, by: stretchLength) {
      counts.append(count)
      let end = min(start + stretchLength, bytes.count)
      count += bytes.span.extracting(start..<end).scalarCount
    }
    return counts.isEmpty ? [0] : counts
  }
}

/// U+FEFF in UTF-8: passed over at the start of a file.
package let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// A place for a person: line and column from 1 (columns in Unicode scalars), offset in bytes.
package struct SourceLocation: Hashable, Sendable {
  package let line: Int
  package let column: Int
  package let offset: Int

  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// A range of bytes of a source text, end exclusive.
package struct Span: Hashable, Sendable, Comparable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    precondition(start <= end, "a span does not run backwards")
    self.start = start
    self.end = end
  }

  package var count: Int { end - start }
  package var isEmpty: Bool { start == end }

  /// From the start of this to the end of the other, which stands behind.
  package func joined(_ other: Span) -> Span {
    Span(min(start, other.start), max(end, other.end))
  }

  package static func < (left: Span, right: Span) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}
