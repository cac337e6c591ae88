/// The target of a request (RFC 9112, section 3.2), taken apart.
struct RequestTarget: Sendable {
  let raw: String

  /// The path before its escapes are decoded.
  var rawPath: String { String(raw.prefix { $0 != "?" }) }

  /// The names and values behind the `?`, decoded; a name without `=` has an empty value.
  var queryItems: [(name: String, value: String)] {
    guard let mark = raw.utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
    return raw[raw.index(after: mark)...].split(separator: "&").map { item in
      let name = item.prefix { $0 != "=" }
      let value = item.dropFirst(name.count + 1)
      return (Self.decode(name, plusIsSpace: true), Self.decode(value, plusIsSpace: true))
    }
  }

  /// Decodes `%41`; what is no escape stays as it is, what is no UTF-8 becomes U+FFFD.
  static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "%"):
        let digits = rest.prefix(2)
        if digits.count == 2, let high = digits.first?.hexadecimalValue,
          let low = digits.last?.hexadecimalValue
        {
          bytes.append(high << 4 | low)
          rest = rest.dropFirst(2)
        } else {
          bytes.append(byte)
        }
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
