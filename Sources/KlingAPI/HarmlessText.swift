/// The text as it may stand in a message or on a terminal: on one line, without control characters
/// and direction overrides, and cut at `limit` characters.
///
/// What the service says is foreign text; an escape sequence in it must not act on a terminal.
package func harmless(_ text: some StringProtocol, limit: Int = 300) -> String {
  var shown = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == limit {
      shown.append("…")
      break
    }
    count += 1
    switch scalar {
    case "\n", "\r", "\t": shown.append(" ")
    case "\u{0}"..<"\u{20}", "\u{7F}"..."\u{9F}", "\u{200E}"..."\u{200F}",
      "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{61C}", "\u{FEFF}":
      shown.append("\u{FFFD}")
    default: shown.append(scalar)
    }
  }
  return String(shown)
}
