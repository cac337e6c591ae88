import KEditSyntax
import PlainText

/// The part of a line that fits into so many columns, and which bytes stand in which of them.
struct LineWindow: Sendable {
  /// What stands in one or more columns together: a character, or a byte that is none.
  private struct Cell {
    /// In bytes from the start of the line.
    let span: Span
    let text: String
    let width: Int
  }

  private let cells: [Cell]
  private let isCutBefore: Bool
  private let isCutAfter: Bool

  /// More bytes than this on one side of a mark are not even looked at.
  private static let reach = 4096
  private static let tabWidth = 4

  /// Cuts a line so that `mark` (bytes from the line's start) can be seen, with a third of the
  /// width before it.
  init(_ line: ArraySlice<UInt8>, around mark: Span, width: Int) {
    let near = LineWindow.near(mark, in: line)
    let all = LineWindow.cells(of: line, in: near)
    var first = 0
    var last = all.count
    if all.reduce(0, { $0 + $1.width }) > width {
      let anchor = all.firstIndex { $0.span.end > mark.start } ?? all.count
      // One column on either side is kept for the sign that something was cut.
      var before = 0
      first = anchor
      while first > 0, before + all[first - 1].width <= width / 3 {
        first -= 1
        before += all[first].width
      }
      var used = before
      last = anchor
      while last < all.count, used + all[last].width <= width - 2 {
        used += all[last].width
        last += 1
      }
      while first > 0, used + all[first - 1].width <= width - 2 {
        first -= 1
        used += all[first].width
      }
    }
    self.cells = Array(all[first..<last])
    self.isCutBefore = first > 0 || near.lowerBound > 0
    self.isCutAfter = last < all.count || near.upperBound < line.count
  }

  var text: String {
    (isCutBefore ? "…" : "") + cells.map(\.text).joined() + (isCutAfter ? "…" : "")
  }

  /// Whether the whole of a span (bytes from the line's start) is within.
  func shows(_ span: Span) -> Bool {
    guard let first = cells.first, let last = cells.last else { return span.isEmpty }
    return first.span.start <= span.start && span.end <= last.span.end
  }

  /// The columns under a span, at least one; what was cut off is left out.
  func columns(of span: Span) -> Range<Int> {
    var column = isCutBefore ? 1 : 0
    var start: Int?
    var end = column
    for cell in cells {
      if start == nil, cell.span.end > span.start { start = column }
      column += cell.width
      if cell.span.start < span.end { end = column }
    }
    let low = start ?? column
    return low..<max(low + 1, end)
  }

  /// The bytes that could matter, cut where a scalar begins.
  private static func near(_ mark: Span, in line: ArraySlice<UInt8>) -> Range<Int> {
    func aligned(_ offset: Int) -> Int {
      var offset = offset
      while offset > 0, offset < line.count, line[line.startIndex + offset] & 0xC0 == 0x80 {
        offset -= 1
      }
      return offset
    }
    return aligned(max(0, mark.start - reach))..<aligned(min(line.count, mark.start + reach))
  }

  private static func cells(of line: ArraySlice<UInt8>, in range: Range<Int>) -> [Cell] {
    let bytes = line[line.startIndex + range.lowerBound..<line.startIndex + range.upperBound]
    var cells: [Cell] = []
    var offset = range.lowerBound
    var column = 0
    func append(_ character: Character, byteCount: Int) {
      let (text, width) = look(of: character, at: column)
      cells.append(Cell(span: Span(offset, offset + byteCount), text: text, width: width))
      offset += byteCount
      column += width
    }
    if let text = String(validating: bytes, as: UTF8.self) {
      for character in text { append(character, byteCount: character.utf8.count) }
      return cells
    }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        append(Character(Unicode.UTF8.decode(encoded)), byteCount: encoded.count)
      case .error(let length): append("\u{FFFD}", byteCount: length)
      case .emptyInput: return cells
      }
    }
  }

  /// A character as it is shown: a tab up to its stop, a control character as its picture.
  private static func look(of character: Character, at column: Int) -> (String, width: Int) {
    if character == "\t" {
      let width = tabWidth - column % tabWidth
      return (String(repeating: " ", count: width), width)
    }
    guard character.unicodeScalars.contains(where: isHarmful) else {
      let width = character.displayWidth
      // A mark without a letter would hang on whatever stands before it.
      return width == 0 ? ("\u{FFFD}", 1) : (String(character), width)
    }
    let first = character.unicodeScalars.first?.value ?? 0
    let picture = first < 0x20 ? Unicode.Scalar(0x2400 + first) : Unicode.Scalar(0xFFFD as UInt32)
    return (picture.map { String($0) } ?? "\u{FFFD}", 1)
  }
}
