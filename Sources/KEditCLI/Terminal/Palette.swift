/// The few styles that output uses, or none of them.
struct Palette: Sendable {
  enum Style: String, Sendable {
    case bold = "1"
    case faint = "2"
    case error = "1;31"
    case warning = "1;33"
    case help = "36"
    case success = "32"
    case removed = "31"
    case frame = "1;34"
  }

  let isColored: Bool

  func apply(_ style: Style, to text: String) -> String {
    guard isColored, !text.isEmpty else { return text }
    return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
  }
}

/// When output is coloured.
enum ColorChoice: String, CaseIterable, Sendable {
  case auto
  case always
  case never

  /// The palette for a stream: with `auto`, colour for a terminal that has it, unless `NO_COLOR` is
  /// set.
  func palette(isTerminal: Bool, environment: Environment) -> Palette {
    switch self {
    case .always: Palette(isColored: true)
    case .never: Palette(isColored: false)
    case .auto:
      Palette(
        isColored: isTerminal && environment["NO_COLOR"] == nil && environment["TERM"] != "dumb")
    }
  }
}
