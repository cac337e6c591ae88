/// What the name of an edit looks like.
enum EditName {
  /// ASCII letters, digits, `_` and `-`, the last not first.
  static func isValid(_ text: String) -> Bool {
    let isName = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    return isName && !text.isEmpty && text.utf8.first != UInt8(ascii: "-")
  }
}
