/// How a terminal is given pictures.
package enum PictureMode: Hashable, Sendable {
  case off
  /// Two pixels a character, the halves of a block.
  case blocks(BlockColors)
  /// The terminal draws a PNG itself (kitty's graphics protocol).
  case kitty

  /// Which colours blocks may have.
  package enum BlockColors: Hashable, Sendable {
    /// 8 bits each of red, green and blue.
    case trueColor
    /// The 6 × 6 × 6 colours and 24 greys of xterm's palette.
    case palette256
  }

  /// What a person asks for.
  package enum Preference: String, Hashable, Sendable, CaseIterable {
    case auto
    case off
    case blocks
  }

  /// Chooses for a terminal; that there is one is the caller's to know.
  ///
  /// A terminal that can do nothing but text gets nothing else, whatever is asked for. `NO_COLOR`
  /// turns pictures off unless they are asked for by name.
  ///
  /// - Parameters:
  ///   - preference: what the person asks for.
  ///   - environment: all variables.
  ///   - kittyAnswered: whether the terminal said yes to `KittyQuery`.
  /// - Returns: what to draw with.
  package static func choose(
    preference: Preference, environment: [String: String], kittyAnswered: Bool
  ) -> PictureMode {
    guard preference != .off else { return .off }
    guard let colors = blockColors(environment) else { return .off }
    if preference == .blocks { return .blocks(colors) }
    if let noColor = environment["NO_COLOR"], !noColor.isEmpty { return .off }
    if kittyAnswered { return .kitty }
    return isUnicode(environment) ? .blocks(colors) : .off
  }

  /// Whether it is worth asking the terminal.
  package static func asksForKitty(
    preference: Preference, environment: [String: String]
  ) -> Bool {
    // With the answer yes, nothing but what rules pictures out altogether is left to decide.
    choose(preference: preference, environment: environment, kittyAnswered: true) == .kitty
  }

  /// `nil` for a terminal that is not known to understand more than text.
  private static func blockColors(_ environment: [String: String]) -> BlockColors? {
    guard let terminal = environment["TERM"]?.lowercased(), !terminal.isEmpty else { return nil }
    let family = terminal.prefix { $0 != "-" && $0 != "." && $0 != "+" }
    guard !["dumb", "unknown", "emacs"].contains(family) else { return nil }
    // GNU screen before version 5 takes the parts of a true colour for other attributes, and hands
    // down the variables of the terminal outside.
    if family == "screen", environment["TMUX"] == nil { return .palette256 }
    let declared = environment["COLORTERM"]?.lowercased()
    if declared == "truecolor" || declared == "24bit" || environment["WT_SESSION"] != nil
      || terminal.hasSuffix("-direct") || terminal.hasSuffix("-truecolor")
      || trueColorTerminals.contains(where: terminal.hasPrefix)
    {
      return .trueColor
    }
    return terminal.contains("256color") || paletteFamilies.contains(String(family))
      ? .palette256 : nil
  }

  private static let trueColorTerminals = [
    "xterm-kitty", "xterm-ghostty", "ghostty", "alacritty", "foot", "wezterm", "contour",
  ]
  private static let paletteFamilies: Set = [
    "xterm", "screen", "tmux", "linux", "rxvt", "konsole", "gnome", "vte", "st", "putty",
    "mintty", "mlterm", "kitty", "iterm", "iterm2", "eterm", "fbterm", "cygwin",
  ]

  /// Whether the terminal's characters are UTF-8; only a locale that names another set says no.
  private static func isUnicode(_ environment: [String: String]) -> Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    guard let parts = locale?.split(separator: "."), parts.count > 1 else { return true }
    let set = parts[1].lowercased()
    return set.hasPrefix("utf-8") || set.hasPrefix("utf8")
  }
}
