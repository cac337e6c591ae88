/// Text as one word of a shell script.
package enum ShellQuoting {
  /// In single quotes, where nothing has a meaning. Text with characters that cannot be seen is put
  /// into `$'…'` with those written as bytes, so that the script is what it looks like.
  package static func quote(_ text: String) -> String {
    if text.unicodeScalars.contains(where: { $0 != " " && $0.isInvisible }) {
      return "$'" + text.unicodeScalars.map(escape).joined() + "'"
    }
    return "'" + text.replacing("'", with: "'\\''") + "'"
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    if scalar == "'" || scalar == "\\" { return "\\\(scalar)" }
    guard scalar != " " && scalar.isInvisible else { return String(scalar) }
    // Octal with three digits always: no digit behind it can be taken for its own.
    return UTF8.encode(scalar).map { bytes in
      bytes.map { byte in
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits
      }.joined()
    } ?? ""
  }
}
