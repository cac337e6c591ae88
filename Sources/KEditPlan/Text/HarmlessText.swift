/// Text of a file made fit for a terminal.
enum HarmlessText {
  /// The text on one line: control characters, line ends and invisible characters as `\n` or
  /// `\u{1B}`; cut off behind `limit` scalars with `…`.
  static func line(_ text: String, limit: Int = .max) -> String {
    var output = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        output.append("…")
        break
      }
      count += 1
      switch scalar {
      case "\n": output.append(contentsOf: "\\n".unicodeScalars)
      case "\t": output.append(contentsOf: "\\t".unicodeScalars)
      case "\r": output.append(contentsOf: "\\r".unicodeScalars)
      case " ", "\u{3000}": output.append(scalar)
      default:
        if scalar.isInvisible {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          output.append(contentsOf: "\\u{\(digits)}".unicodeScalars)
        } else {
          output.append(scalar)
        }
      }
    }
    return String(output)
  }
}
