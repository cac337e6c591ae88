extension Screen {
  /// ED: from the cursor to the end, up to it, all, or what has scrolled off.
  mutating func eraseDisplay(_ sequence: ControlSequence) {
    let (line, column) = (state.position.line, state.position.column)
    switch sequence.number(0, default: 0) {
    case 0:
      erase(line: line, column..<columns)
      for line in (line + 1)..<max(height, line + 1) { erase(line: line, 0..<columns) }
    case 1:
      for line in 0..<line { erase(line: line, 0..<columns) }
      erase(line: line, 0..<(column + 1))
    case 2: for line in 0..<height { erase(line: line, 0..<columns) }
    case 3: history = []
    default: reject(sequence)
    }
    state.isWrapPending = false
  }

  /// EL: from the cursor to the line's end, up to the cursor, or the whole line.
  mutating func eraseLine(_ sequence: ControlSequence) {
    let (line, column) = (state.position.line, state.position.column)
    switch sequence.number(0, default: 0) {
    case 0: erase(line: line, column..<columns)
    case 1: erase(line: line, 0..<(column + 1))
    case 2: erase(line: line, 0..<columns)
    default: reject(sequence)
    }
    state.isWrapPending = false
  }

  /// ECH: blanks over the next characters; nothing moves.
  mutating func eraseCharacters(_ count: Int) {
    let column = state.position.column
    erase(line: state.position.line, column..<min(column + count, columns))
    state.isWrapPending = false
  }

  /// ICH, and insert mode: the rest of the line moves to the right.
  mutating func insertBlanks(_ count: Int) {
    let (line, column) = (state.position.line, state.position.column)
    let count = min(count, columns - column)
    separate(line: line, at: column)
    separate(line: line, at: columns - count)
    rows[line].cells.removeLast(count)
    rows[line].cells.insert(contentsOf: blanks(count), at: column)
    state.isWrapPending = false
  }

  /// DCH: the rest of the line moves to the left.
  mutating func deleteCharacters(_ count: Int) {
    let (line, column) = (state.position.line, state.position.column)
    let count = min(count, columns - column)
    separate(line: line, at: column)
    separate(line: line, at: column + count)
    rows[line].cells.removeSubrange(column..<(column + count))
    rows[line].cells += blanks(count)
    rows[line].isContinued = false
    state.isWrapPending = false
  }

  /// IL, where the cursor stands in the scroll region.
  mutating func insertLines(_ count: Int) {
    guard scrollRegion.contains(state.position.line) else { return }
    scrollDown(count, in: state.position.line..<scrollRegion.upperBound)
    moveToLineStart()
  }

  /// DL, where the cursor stands in the scroll region.
  mutating func deleteLines(_ count: Int) {
    guard scrollRegion.contains(state.position.line) else { return }
    scrollUp(count, in: state.position.line..<scrollRegion.upperBound, keeps: false)
    moveToLineStart()
  }

  mutating func moveToLineStart() {
    state.position.column = 0
    state.isWrapPending = false
  }

  private mutating func erase(line: Int, _ range: Range<Int>) {
    separate(line: line, at: range.lowerBound)
    separate(line: line, at: range.upperBound)
    rows[line].cells.replaceSubrange(range, with: blanks(range.count))
    if range.upperBound == columns { rows[line].isContinued = false }
  }

  private func blanks(_ count: Int) -> [Cell] {
    Array(repeating: Cell(style: state.style.erased), count: count)
  }
}
