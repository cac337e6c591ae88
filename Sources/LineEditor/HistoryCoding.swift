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
  static func entries(in bytes: ArraySlice<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { entry(in: $0) }
  }

  private static func entry(in line: ArraySlice<UInt8>) -> String? {
    var hasEscapes = false
    for byte in line {
      if byte < 0x20 || byte == 0x7F { return nil }
      if byte == UInt8(ascii: "\\") { hasEscapes = true }
    }
    guard hasEscapes else { return String(validating: line, as: UTF8.self) }
    var bytes: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      default: return nil
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The newest of equal entries, at most so many of them, and of so many bytes in all.
  static func bounded(
    _ entries: some BidirectionalCollection<String>, count: Int, bytes: Int
  ) -> [String] {
    var seen: Set<String> = []
    seen.reserveCapacity(min(entries.count, count))
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
