extension PseudoTerminal {
  /// What a person presses or pastes at a terminal.
  package enum Key: Hashable, Sendable {
    case enter
    case tab
    case backTab
    case escape
    case backspace
    case delete
    case up
    case down
    case left
    case right
    case home
    case end
    case pageUp
    case pageDown
    case ctrl(Character)
    case alt(Character)
    /// From the clipboard: in one piece, line ends as Return, and between marks where the program has
    /// asked for them.
    case paste(String)

    /// The bytes that a terminal in that state sends.
    func bytes(on screen: Screen) -> [UInt8] {
      let cursorKeys = screen.modes.contains(1) ? "\u{1B}O" : "\u{1B}["
      return switch self {
      case .enter: [0x0D]
      case .tab: [0x09]
      case .backTab: Array("\u{1B}[Z".utf8)
      case .escape: [0x1B]
      case .backspace: [0x7F]
      case .delete: Array("\u{1B}[3~".utf8)
      case .up: Array("\(cursorKeys)A".utf8)
      case .down: Array("\(cursorKeys)B".utf8)
      case .right: Array("\(cursorKeys)C".utf8)
      case .left: Array("\(cursorKeys)D".utf8)
      case .home: Array("\(cursorKeys)H".utf8)
      case .end: Array("\(cursorKeys)F".utf8)
      case .pageUp: Array("\u{1B}[5~".utf8)
      case .pageDown: Array("\u{1B}[6~".utf8)
      case .ctrl(let character): [Self.control(character)]
      case .alt(let character): [0x1B] + Array(String(character).utf8)
      case .paste(let text): Self.paste(text, marked: screen.bracketsPastes)
      }
    }

    private static func control(_ character: Character) -> UInt8 {
      if character == "?" { return 0x7F }
      guard let code = character.uppercased().utf8.first, character == " " || 0x40..<0x60 ~= code
      else { preconditionFailure("Ctrl-\(character) is no control character") }
      return code & 0x1F
    }

    private static func paste(_ text: String, marked: Bool) -> [UInt8] {
      let ends = text.replacing("\r\n", with: "\r").replacing("\n", with: "\r")
      return Array((marked ? "\u{1B}[200~\(ends)\u{1B}[201~" : ends).utf8)
    }
  }
}
