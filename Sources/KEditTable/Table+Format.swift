import KEditSyntax

extension Table {
  /// How a table is written.
  package enum Format: Hashable, Sendable {
    /// RFC 4180: a header, then a row a line; commas between cells, double quotes around those that
    /// hold commas, quotes or line ends.
    case csv
    /// An object a line.
    case jsonLines

    /// The format that a file's name tells: `.csv`, `.jsonl` or `.ndjson`, in any case.
    package init?(path: String) {
      guard let name = path.utf8.split(separator: UInt8(ascii: "/")).last,
        let dot = name.lastIndex(of: UInt8(ascii: "."))
      else { return nil }
      switch String(decoding: name[dot...], as: UTF8.self).lowercased() {
      case ".csv": self = .csv
      case ".jsonl", ".ndjson": self = .jsonLines
      default: return nil
      }
    }

    /// What a sound cell means.
    func text(of span: Span, in bytes: [UInt8]) -> String {
      guard !span.isEmpty, bytes[span.start] == UInt8(ascii: "\"") else {
        return String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      }
      let content = bytes[span.start + 1..<span.end - 1]
      let text =
        switch self {
        case .csv: CSVQuoting.unquoted(content)
        case .jsonLines: JSONEscapes.unescaped(content)
        }
      return String(decoding: text, as: UTF8.self)
    }
  }
}

/// Quotes within a quoted cell of CSV stand twice.
enum CSVQuoting {
  static func unquoted(_ content: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    guard content.contains(quote) else { return content }
    var text: [UInt8] = []
    text.reserveCapacity(content.count)
    var index = content.startIndex
    while index < content.endIndex {
      text.append(content[index])
      index += content[index] == quote ? 2 : 1
    }
    return text[...]
  }
}
