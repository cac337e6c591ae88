extension Screen {
  /// OSC, DCS and the like.
  mutating func string(_ introducer: UInt8, _ bytes: [UInt8]) {
    switch introducer {
    case UInt8(ascii: "]") where command(String(decoding: bytes, as: UTF8.self)): break
    case UInt8(ascii: "_") where bytes.first == UInt8(ascii: "G"): graphics(bytes.dropFirst())
    default: reject([0x1B, introducer] + bytes)
    }
  }

  /// OSC: whether its number means something.
  private mutating func command(_ text: String) -> Bool {
    let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count > 1 ? String(parts[1]) : ""
    switch parts[0] {
    case "0", "2": title = value
    case "1", "7", "8", "133": break  // Icon name, folder, links, marks of a shell.
    case "10" where value == "?": reply("\u{1B}]10;rgb:ffff/ffff/ffff\u{1B}\\")
    case "11" where value == "?": reply("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\")
    default: return false
    }
    return true
  }
}
