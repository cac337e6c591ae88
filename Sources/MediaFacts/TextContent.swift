/// Text, and the kinds of it that turn up where a picture is expected.
enum TextContent {
  /// Names the text that begins with these bytes; `nil` where they are none.
  static func recognize(_ prefix: [UInt8], isWhole: Bool) -> ContentType? {
    var bytes = prefix[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if !isWhole { bytes = droppingCutScalar(bytes) }
    guard !bytes.contains(where: isControl),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let lowered = text.drop { $0.isWhitespace }.lowercased()
    if lowered.hasPrefix("<svg") || (lowered.hasPrefix("<") && lowered.contains("<svg ")) {
      return .other(lowered.contains("<html") ? "an HTML page" : "an SVG drawing")
    }
    let pageBeginnings = ["<!doctype html", "<html", "<head", "<body", "<script"]
    if pageBeginnings.contains(where: { lowered.hasPrefix($0) }) { return .other("an HTML page") }
    if lowered.hasPrefix("<?xml") { return .other("an XML file") }
    return .other("a text file")
  }

  /// Controls that no text has; tabs, line ends, form feeds and escapes are let pass.
  private static func isControl(_ byte: UInt8) -> Bool {
    byte < 0x09 || (0x0E..<0x1B).contains(byte) || (0x1C..<0x20).contains(byte) || byte == 0x7F
  }

  /// Without the first bytes of a scalar whose rest lies behind the prefix.
  private static func droppingCutScalar(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let lead = bytes.suffix(4).lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return bytes }
    let length = max(1, (~bytes[lead]).leadingZeroBitCount)
    return bytes.endIndex - lead < length ? bytes[..<lead] : bytes
  }
}
