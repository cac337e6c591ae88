/// Text from outside, made safe to show: control characters and bidirectional controls become
/// visible escapes, `\u{1B}`, so that no file and no server can act on a terminal.
///
/// Line ends stay where `keepingLines` says so, and are escaped else.
func shown(_ text: String, keepingLines: Bool = false) -> String {
  guard text.unicodeScalars.contains(where: isHarmful) else { return text }
  var result = ""
  for scalar in text.unicodeScalars {
    if isHarmful(scalar), !(keepingLines && scalar == "\n") {
      result += scalar == "\n" ? "\\n" : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

/// Whether a terminal or a reader can be misled by the character itself.
func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069,
    0xFEFF:
    true
  default: false
  }
}
