/// Text as one segment of a URL's path (RFC 3986: all but unreserved characters are encoded).
enum PercentEncoding {
  static func encode(_ text: String) -> String {
    var output: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        output.append(byte)
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        output += Array(((digits.utf8.count == 1 ? "%0" : "%") + digits).utf8)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
