extension Screen {
  package enum Color: Hashable, Sendable {
    /// The terminal's own.
    case standard
    /// 0 to 7 the basic colours, 8 to 15 the bright ones, then xterm's cube and greys.
    case palette(UInt8)
    case rgb(UInt8, UInt8, UInt8)
  }

  /// How a cell is shown (SGR).
  package struct Style: Hashable, Sendable {
    package var isBold = false
    package var isFaint = false
    package var isItalic = false
    package var isUnderlined = false
    package var isBlinking = false
    package var isInverse = false
    package var isHidden = false
    package var isStruck = false
    package var foreground = Color.standard
    package var background = Color.standard

    package init() {}

    /// What an erased cell keeps.
    var erased: Style {
      var style = Style()
      style.background = background
      return style
    }
  }

  /// SGR: selects how the next characters are shown.
  mutating func selectStyle(_ sequence: ControlSequence) {
    var rest = sequence.parameters[...]
    while let parameter = rest.popFirst() {
      let code = (parameter.first ?? nil) ?? 0
      switch code {
      case 38, 48, 58:
        guard let color = Self.color(parameter, &rest) else {
          reject(sequence)
          return
        }
        if code == 38 { state.style.foreground = color }
        if code == 48 { state.style.background = color }
      case 4 where parameter.count > 1: state.style.isUnderlined = parameter[1] != 0
      default:
        if parameter.count > 1 || !state.style.apply(code) { reject(sequence) }
      }
    }
  }

  /// Both ways to write it: `38;5;N` and `38:5:N`, `38;2;R;G;B` and `38:2:[ID]:R:G:B`.
  private static func color(
    _ parameter: [Int?], _ rest: inout ArraySlice<[Int?]>
  ) -> Color? {
    var numbers = parameter.dropFirst().map { $0 ?? 0 }
    if numbers.isEmpty {
      let kind = (rest.first?.first ?? nil) ?? 0
      let count = kind == 5 ? 2 : 4
      numbers = rest.prefix(count).map { ($0.first ?? nil) ?? 0 }
      rest = rest.dropFirst(count)
    } else if numbers.count == 5 {
      numbers.remove(at: 1)
    }
    let bytes = numbers.dropFirst().compactMap { UInt8(exactly: $0) }
    switch (numbers.first, bytes.count) {
    case (5, 1): return .palette(bytes[0])
    case (2, 3): return .rgb(bytes[0], bytes[1], bytes[2])
    default: return nil
    }
  }
}

extension Screen.Style {
  /// Whether that code of SGR means something.
  fileprivate mutating func apply(_ code: Int) -> Bool {
    switch code {
    case 0: self = Self()
    case 1: isBold = true
    case 2: isFaint = true
    case 3: isItalic = true
    case 4, 21: isUnderlined = true
    case 5, 6: isBlinking = true
    case 7: isInverse = true
    case 8: isHidden = true
    case 9: isStruck = true
    case 22: (isBold, isFaint) = (false, false)
    case 23: isItalic = false
    case 24: isUnderlined = false
    case 25: isBlinking = false
    case 27: isInverse = false
    case 28: isHidden = false
    case 29: isStruck = false
    case 30...37: foreground = .palette(UInt8(code - 30))
    case 39: foreground = .standard
    case 40...47: background = .palette(UInt8(code - 40))
    case 49: background = .standard
    case 59: break
    case 90...97: foreground = .palette(UInt8(code - 90 + 8))
    case 100...107: background = .palette(UInt8(code - 100 + 8))
    default: return false
    }
    return true
  }
}

extension Screen.Style: CustomStringConvertible, CustomReflectable {
  /// What differs from a plain cell.
  package var description: String {
    let flags = [
      (isBold, "bold"), (isFaint, "faint"), (isItalic, "italic"), (isUnderlined, "underlined"),
      (isBlinking, "blinking"), (isInverse, "inverse"), (isHidden, "hidden"), (isStruck, "struck"),
      (foreground != .standard, "foreground \(foreground)"),
      (background != .standard, "background \(background)"),
    ]
    let words = flags.filter(\.0).map(\.1)
    return words.isEmpty ? "plain" : words.joined(separator: ", ")
  }

  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Screen.Color: CustomStringConvertible {
  package var description: String {
    switch self {
    case .standard: "standard"
    case .palette(let number): "\(number)"
    case .rgb(let red, let green, let blue): "rgb(\(red), \(green), \(blue))"
    }
  }
}
