/// Going back and forth through history by what the line begins with.
struct HistoryWalk {
  /// Newest first.
  private let entries: [String]
  /// What was typed, which the walk comes back to.
  private let typed: String
  private let prefix: String
  private var index: Int
  /// What the walk has put into the line; another text there ends it.
  private(set) var line: String

  /// - Parameters:
  ///   - entries: newest first.
  ///   - line: the line at the start.
  ///   - prefix: what of it stands before the cursor.
  ///   - found: the line was recalled some other way: the walk begins from where that is.
  init(_ entries: [String], line: String, prefix: String, found: Bool) {
    self.entries = entries
    self.line = line
    typed = line
    let start = found ? entries.firstIndex(of: line) : nil
    index = start ?? -1
    self.prefix = start == nil ? prefix : ""
  }

  /// The next older entry that begins as the line did; `nil` where there is none.
  mutating func back() -> String? {
    var candidate = index + 1
    while candidate < entries.count {
      let entry = entries[candidate]
      if entry != line, entry.hasPrefix(prefix) {
        index = candidate
        line = entry
        return entry
      }
      candidate += 1
    }
    return nil
  }

  /// The next newer entry, at last what was typed.
  mutating func forth() -> String? {
    guard index >= 0 else { return nil }
    while index > 0 {
      index -= 1
      if entries[index] != line, entries[index].hasPrefix(prefix) {
        line = entries[index]
        return line
      }
    }
    index = -1
    line = typed
    return typed
  }
}
