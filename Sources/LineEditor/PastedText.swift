/// What was pasted, as it may stand in a line: its line ends as `\n`, tabs as two blanks, and no other
/// character that would act on a terminal.
///
/// The line ends behind the last line are left out: a person sees what was pasted and runs it with
/// Enter.
func pastedText(_ bytes: some Sequence<UInt8>) -> String {
  var text = String.UnicodeScalarView()
  var isAfterReturn = false
  for scalar in String(decoding: Array(bytes), as: UTF8.self).unicodeScalars {
    defer { isAfterReturn = scalar == "\r" }
    switch scalar.value {
    case 0x0A: if !isAfterReturn { text.append("\n") }
    case 0x0D: text.append("\n")
    case 0x09: text.append(contentsOf: "  ".unicodeScalars)
    case ..<0x20, 0x7F...0x9F: break
    default: text.append(scalar)
    }
  }
  while text.last == "\n" { text.removeLast() }
  return String(text)
}
