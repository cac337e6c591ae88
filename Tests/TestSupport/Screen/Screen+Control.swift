extension Screen {
  /// A control character outside every sequence.
  mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x00: break
    case 0x07: bells += 1
    case 0x08: move(to: state.position.line, state.position.column - 1)
    case 0x09: tab(1)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: moveToLineStart()
    default: reject([byte])
    }
  }

  /// `ESC` and what follows it, where that is no longer sequence.
  mutating func escape(_ name: String) {
    switch name {
    case "7": saveCursor()
    case "8": restoreCursor()
    case "D": lineFeed()
    case "E":
      moveToLineStart()
      lineFeed()
    case "H": tabStops.insert(state.position.column)
    case "M": reverseLineFeed()
    case "c": self = Screen(resetting: self)
    case "=": modes.insert(66)
    case ">": modes.remove(66)
    case "(B", "%G": state.isInLineDrawing = false
    case "(0": state.isInLineDrawing = true
    case "\\": break  // The end of a string that was given up before.
    default: reject([0x1B] + Array(name.utf8))
    }
  }

  /// RIS: as switched on, but what was collected for the test is kept.
  private init(resetting old: Screen) {
    self.init(columns: old.columns, height: old.height, kind: old.kind)
    history = old.history
    images = old.images
    unknown = old.unknown
    replies = old.replies
    bells = old.bells
  }

  mutating func saveCursor() { saved[isAlternate] = state }

  mutating func restoreCursor() {
    state = saved[isAlternate] ?? Cursor()
    state.position.line = min(state.position.line, height - 1)
    state.position.column = min(state.position.column, columns - 1)
  }

  /// To a place, or the nearest that the screen has.
  mutating func move(to line: Int, _ column: Int) {
    state.position.line = min(max(line, 0), height - 1)
    state.position.column = min(max(column, 0), columns - 1)
    state.isWrapPending = false
  }

  /// Forwards or, where it is negative, back.
  mutating func tab(_ count: Int) {
    for _ in 0..<min(abs(count), columns) {
      let column = state.position.column
      let next =
        count > 0
        ? tabStops.filter { $0 > column }.min() ?? columns - 1
        : tabStops.filter { $0 < column }.max() ?? 0
      state.position.column = min(next, columns - 1)
    }
  }
}
