/// What the name of an edit looks like.
enum EditName {
  /// ASCII letters, digits, `_` and `-`, the last not first; for an edit of a table's row a point and
  /// the row's number behind that.
  static func isValid(_ text: String) -> Bool {
    let parts = text.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, let first = name.first, first != UInt8(ascii: "-"),
      name.allSatisfy({ isNameByte($0) })
    else { return false }
    return parts.count == 1 || !parts[1].isEmpty && parts[1].allSatisfy { isDigit($0) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: isDigit(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
