import PlainText

/// Text as HTML takes it: nothing in it is markup, and nothing acts on whoever reads it.
package func html(_ text: some StringProtocol, limit: Int = .max) -> String {
  var escaped = ""
  for character in harmless(text, limit: limit, keepingLines: true) {
    switch character {
    case "&": escaped += "&amp;"
    case "<": escaped += "&lt;"
    case ">": escaped += "&gt;"
    case "\"": escaped += "&quot;"
    case "'": escaped += "&#39;"
    default: escaped.append(character)
    }
  }
  return escaped
}

/// A path as a URL: relative (RFC 3986, section 4.2), or of the scheme `file` where it is absolute.
package func relativeURL(ofPath path: String) -> String {
  var url = path.hasPrefix("/") ? "file://" : "./"
  for byte in path.utf8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      url.unicodeScalars.append(Unicode.Scalar(byte))
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
      UInt8(ascii: "/"):
      url.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      url += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }
  return url
}
