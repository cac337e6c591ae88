extension Diagnostic.Fix {
  /// The fix with a blank wherever it would make one word, number or text of what it is about and
  /// of what stands beside that.
  func spaced(beside place: Span, in source: SourceText) -> Diagnostic.Fix {
    Diagnostic.Fix(
      message: message, isSafe: isSafe,
      edits: edits.map { edit in
        let bytes = source.bytes
        let before = edit.span.start > 0 ? bytes[edit.span.start - 1] : nil
        let behind = edit.span.end < bytes.count ? bytes[edit.span.end] : nil
        var replacement = edit.replacement
        if edit.span.end == place.end, sticks(replacement.utf8.last ?? before, behind) {
          replacement += " "
        }
        if edit.span.start == place.start, sticks(before, replacement.utf8.first ?? behind) {
          replacement = " " + replacement
        }
        return Edit(span: edit.span, replacement: replacement)
      })
  }
}

/// Whether two bytes side by side may belong to one token.
private func sticks(_ left: UInt8?, _ right: UInt8?) -> Bool {
  guard let left, let right else { return false }
  let quote = UInt8(ascii: "\"")
  if left == quote || right == quote { return left == right }
  return isGlue(left) && isGlue(right)
}

private func isGlue(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
    UInt8(ascii: "."), 0x80...:
    true
  default: false
  }
}
