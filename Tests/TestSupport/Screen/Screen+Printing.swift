extension Screen {
  /// Shows a character at the cursor, after a wrap where the line is full.
  mutating func print(_ scalar: Unicode.Scalar) {
    let scalar = state.isInLineDrawing ? Self.lineDrawing(scalar) : scalar
    let width = CharacterWidth.columns(of: scalar)
    if width == nil { unknown.append("U+" + String(scalar.value, radix: 16, uppercase: true)) }
    switch width ?? 1 {
    case 0: join(scalar)
    case let width where width <= columns: put(scalar, width: width)
    default: break
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar, width: Int) {
    if state.isWrapPending || state.position.column + width > columns {
      if wrapsLines {
        rows[state.position.line].isContinued = true
        rows[state.position.line].isPadded = !state.isWrapPending
        state.position.column = 0
        lineFeed()
      } else {
        state.position.column = columns - width
      }
      state.isWrapPending = false
    }
    if insertsCharacters { insertBlanks(width) }
    let (line, column) = (state.position.line, state.position.column)
    separate(line: line, at: column)
    separate(line: line, at: column + width)
    rows[line].cells[column] = Cell(text: String(scalar), width: width, style: state.style)
    if width == 2 {
      rows[line].cells[column + 1] = Cell(text: "", width: 0, style: state.style)
    }
    lastPrinted = scalar
    state.position.column = min(column + width, columns - 1)
    state.isWrapPending = column + width == columns && wrapsLines
  }

  /// Adds a combining character to the one before the cursor; at a line's start there is none.
  private mutating func join(_ scalar: Unicode.Scalar) {
    let line = state.position.line
    var column = state.position.column - (state.isWrapPending ? 0 : 1)
    if column > 0, rows[line].cells[column].width == 0 { column -= 1 }
    guard column >= 0 else { return }
    rows[line].cells[column].text.unicodeScalars.append(scalar)
  }

  /// Prepares a border between cells: a wide character that it would cut in two becomes blank.
  mutating func separate(line: Int, at column: Int) {
    guard column > 0, column < columns, rows[line].cells[column].width == 0 else { return }
    for half in [column - 1, column] {
      rows[line].cells[half].text = " "
      rows[line].cells[half].width = 1
    }
  }

  /// REP: the last character again.
  mutating func repeatLast(_ count: Int) {
    guard let lastPrinted, let width = CharacterWidth.columns(of: lastPrinted) else { return }
    for _ in 0..<count { put(lastPrinted, width: width) }
  }

  /// To the next line; on the last one of the scroll region everything moves up.
  mutating func lineFeed() {
    state.isWrapPending = false
    if state.position.line == scrollRegion.upperBound - 1 {
      scrollUp(1, in: scrollRegion)
    } else {
      state.position.line = min(state.position.line + 1, height - 1)
    }
  }

  mutating func reverseLineFeed() {
    state.isWrapPending = false
    if state.position.line == scrollRegion.lowerBound {
      scrollDown(1, in: scrollRegion)
    } else {
      state.position.line = max(state.position.line - 1, 0)
    }
  }

  /// Lines that leave at the top of the main screen are kept.
  mutating func scrollUp(_ count: Int, in region: Range<Int>, keeps: Bool = true) {
    let count = min(count, region.count)
    let leaving = region.prefix(count)
    if keeps, region.lowerBound == 0, !isAlternate { history += rows[leaving] }
    rows.removeSubrange(leaving)
    rows.insert(contentsOf: blankRows(count), at: region.upperBound - count)
  }

  mutating func scrollDown(_ count: Int, in region: Range<Int>) {
    let count = min(count, region.count)
    rows.removeSubrange(region.suffix(count))
    rows.insert(contentsOf: blankRows(count), at: region.lowerBound)
  }

  private func blankRows(_ count: Int) -> [Row] {
    Array(repeating: Self.emptyRow(columns, style: state.style.erased), count: count)
  }

  private var wrapsLines: Bool { modes.contains(7) }

  /// The DEC set in which letters are lines of tables.
  private static func lineDrawing(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let drawn = Array("◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars)
    guard 0x60..<0x7F ~= scalar.value else { return scalar }
    return drawn[Int(scalar.value - 0x60)]
  }
}
