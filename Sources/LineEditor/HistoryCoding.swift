/// Entries as lines of a file: a line end stands as `\n`, a backslash as `\\`.
enum HistoryCoding {
  static func line(for entry: String) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(entry.utf8.count + 1)
    for byte in entry.utf8 {
      switch byte {
      case UInt8(ascii: "\n"): line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      default: line.append(byte)
      }
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  /// The entries of a file, oldest first; lines that no session has written are left out: those that
  /// are no UTF-8, have control characters, or nothing at all.
  static func entries(in bytes: some Collection<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { entry(in: $0) }
  }

  private static func entry(in line: some Sequence<UInt8>) -> String? {
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in line {
      if isEscaped {
        isEscaped = false
        switch byte {
        case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "\\"): bytes.append(byte)
        default: return nil
        }
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte < 0x20 || byte == 0x7F {
        return nil
      } else {
        bytes.append(byte)
      }
    }
    return isEscaped ? nil : String(validating: bytes, as: UTF8.self)
  }

  /// The newest of equal entries, at most so many of them, and of so many bytes in all.
  static func bounded(
    _ entries: some BidirectionalCollection<String>, count: Int, bytes: Int
  ) -> [String] {
    var seen: Set<String> = []
    var kept: [String] = []
    var size = 0
    for entry in entries.reversed() where kept.count < count && seen.insert(entry).inserted {
      size += entry.utf8.count + 1
      if size > bytes { break }
      kept.append(entry)
    }
    return kept.reversed()
  }
}
