extension Screen {
  /// Private modes that change what a terminal sends, or how it looks, but not what is shown where:
  /// noted in `modes`, and that is all.
  private static let notedModes: Set = [
    1, 5, 7, 12, 25, 66, 1000, 1002, 1003, 1004, 1006, 1034, 2004, 2026,
  ]

  mutating func setModes(_ sequence: ControlSequence) {
    if sequence.name == "!p" {
      resetSoftly()
      return
    }
    let isOn = sequence.name.hasSuffix("h")
    for index in sequence.parameters.indices {
      let mode = sequence.number(index, default: 0)
      let isKnown =
        sequence.marker == "?" ? setPrivateMode(mode, isOn) : setStandardMode(mode, isOn)
      if !isKnown { reject(sequence) }
    }
  }

  private mutating func setStandardMode(_ mode: Int, _ isOn: Bool) -> Bool {
    if mode == 4 { insertsCharacters = isOn }
    return mode == 4
  }

  private mutating func setPrivateMode(_ mode: Int, _ isOn: Bool) -> Bool {
    switch mode {
    case 6: move(to: isOn ? scrollRegion.lowerBound : 0, 0)
    case 47, 1047: showAlternate(isOn)
    case 1048:
      if isOn { saveCursor() } else { restoreCursor() }
    case 1049:
      if isOn { saveCursor() }
      showAlternate(isOn)
      if !isOn { restoreCursor() }
    case let mode where Self.notedModes.contains(mode): break
    default: return false
    }
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
    if mode == 7, !isOn { state.isWrapPending = false }
    return true
  }

  /// The alternate screen begins empty, and what it showed is gone when it is left.
  private mutating func showAlternate(_ isOn: Bool) {
    guard isOn != isAlternate else { return }
    if let main = hiddenRows {
      rows = main
      hiddenRows = nil
    } else {
      hiddenRows = rows
      rows = Array(repeating: Self.emptyRow(columns, style: state.style.erased), count: height)
    }
    state.isWrapPending = false
  }

  /// DECSTR.
  private mutating func resetSoftly() {
    modes.formUnion([7, 25])
    modes.subtract([1, 6, 66])
    insertsCharacters = false
    scrollRegion = 0..<height
    state.style = Style()
    state.isInLineDrawing = false
    saved[isAlternate] = nil
  }
}
