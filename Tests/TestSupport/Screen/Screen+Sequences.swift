extension Screen {
  /// Carries a control sequence out.
  mutating func perform(_ sequence: ControlSequence) {
    let (line, column, count) = (state.position.line, state.position.column, sequence.count)
    switch sequence.name {
    case "A": moveUp(count)
    case "B", "e": moveDown(count)
    case "C", "a": move(to: line, column + count)
    case "D": move(to: line, column - count)
    case "E":
      moveDown(count)
      moveToLineStart()
    case "F":
      moveUp(count)
      moveToLineStart()
    case "G", "`": move(to: line, sequence.count - 1)
    case "d": place(line: count - 1, column: column)
    case "H", "f": place(line: count - 1, column: max(1, sequence.number(1, default: 1)) - 1)
    case "I": tab(count)
    case "Z": tab(-count)
    case "J": eraseDisplay(sequence)
    case "K": eraseLine(sequence)
    case "X": eraseCharacters(count)
    case "@": insertBlanks(count)
    case "P": deleteCharacters(count)
    case "L": insertLines(count)
    case "M": deleteLines(count)
    case "S": scrollUp(count, in: scrollRegion)
    case "T": scrollDown(count, in: scrollRegion)
    case "b": repeatLast(count)
    case "g": clearTabStops(sequence)
    case "m": selectStyle(sequence)
    case "r": setScrollRegion(sequence)
    case "s": saveCursor()
    case "u": restoreCursor()
    case "h", "l", "?h", "?l", "!p": setModes(sequence)
    case " q": break  // The cursor's shape.
    default: query(sequence)
    }
  }

  mutating func reject(_ sequence: ControlSequence) {
    unknown.append(sequence.description.replacing("CSI ", with: "ESC[", maxReplacements: 1))
  }

  /// Up, but from inside the scroll region not out of it.
  private mutating func moveUp(_ count: Int) {
    let line = state.position.line
    let top = line >= scrollRegion.lowerBound ? scrollRegion.lowerBound : 0
    move(to: max(line - count, top), state.position.column)
  }

  private mutating func moveDown(_ count: Int) {
    let line = state.position.line
    let bottom = line < scrollRegion.upperBound ? scrollRegion.upperBound : height
    move(to: min(line + count, bottom - 1), state.position.column)
  }

  /// To a place given by the program, which in origin mode counts from the scroll region.
  private mutating func place(line: Int, column: Int) {
    if modes.contains(6) {
      move(to: min(scrollRegion.lowerBound + line, scrollRegion.upperBound - 1), column)
    } else {
      move(to: line, column)
    }
  }

  private mutating func setScrollRegion(_ sequence: ControlSequence) {
    let top = max(1, sequence.number(0, default: 1)) - 1
    let bottom = sequence.number(1, default: height)
    let end = bottom == 0 ? height : min(bottom, height)
    guard top + 1 < end else {
      reject(sequence)
      return
    }
    scrollRegion = top..<end
    place(line: 0, column: 0)
  }

  private mutating func clearTabStops(_ sequence: ControlSequence) {
    switch sequence.number(0, default: 0) {
    case 0: tabStops.remove(state.position.column)
    case 3: tabStops = []
    default: reject(sequence)
    }
  }

  /// What a program asks the terminal.
  private mutating func query(_ sequence: ControlSequence) {
    let pixels = kind.cellPixels
    switch (sequence.name, sequence.number(0, default: 0)) {
    case ("c", 0): reply("\u{1B}[?62;c")
    case (">c", 0): reply("\u{1B}[>1;380;0c")
    case (">q", 0): reply("\u{1B}P>|\(kind.showsKittyGraphics ? "kitty" : "xterm")\u{1B}\\")
    case ("n", 5): reply("\u{1B}[0n")
    case ("n", 6): reply("\u{1B}[\(state.position.line + 1);\(state.position.column + 1)R")
    case ("t", 14):
      if let pixels { reply("\u{1B}[4;\(pixels.height * height);\(pixels.width * columns)t") }
    case ("t", 16):
      if let pixels { reply("\u{1B}[6;\(pixels.height);\(pixels.width)t") }
    case ("t", 18): reply("\u{1B}[8;\(height);\(columns)t")
    case ("t", 22), ("t", 23): break  // Keeps the title, gives it back.
    default: reject(sequence)
    }
  }

  mutating func reply(_ text: String) {
    if kind.answersQueries { replies += Array(text.utf8) }
  }
}
