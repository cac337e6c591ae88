/// Text from outside, made safe to show: no file and no server can act on a terminal through it, or
/// make a reader see another order than the one that is there.
///
/// Control characters, line ends, separators and bidirectional controls become visible escapes:
/// `\n`, `\t`, `\u{1B}`. What joins other characters, as in emoji, stays.
///
/// - Parameters:
///   - text: whatever it is.
///   - limit: behind so many Unicode scalars the rest is left out, and `…` says so.
///   - keepingLines: whether line feeds stay what they are.
/// - Returns: the text, on one line unless it keeps its lines.
package func harmless(
  _ text: some StringProtocol, limit: Int = .max, keepingLines: Bool = false
) -> String {
  var shown = String.UnicodeScalarView()
  var count = 0
  for scalar in text.unicodeScalars {
    if count == limit {
      shown.append("…")
      break
    }
    count += 1
    switch scalar {
    case "\n": shown.append(contentsOf: (keepingLines ? "\n" : "\\n").unicodeScalars)
    case "\t": shown.append(contentsOf: "\\t".unicodeScalars)
    case "\r": shown.append(contentsOf: "\\r".unicodeScalars)
    default:
      if isHarmful(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        shown.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
  }
  return String(shown)
}

/// Whether a terminal or a reader can be misled by the character itself.
package func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    0xFEFF:
    true
  default: false
  }
}
