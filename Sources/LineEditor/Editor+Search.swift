import CEdit

/// Searching through history while typing what is searched for.
///
/// libedit's own search takes what is typed for a regular expression, and keys for single bytes.
extension Editor {
  /// What is searched for, and where that has led.
  struct Search {
    var pattern = ""
    /// Of the entry shown, the newest being 0; -1 before there is one.
    var index = -1
    var isLost = false

    /// What stands below the line.
    var label: String { "search: \(pattern)" + (isLost ? "  (nothing older or newer)" : "") }

    /// Goes to the next entry that has the pattern in it.
    ///
    /// - Parameters:
    ///   - entries: newest first.
    ///   - start: the first one to look at.
    ///   - step: 1 for older ones, -1 for newer ones.
    mutating func go(through entries: [String], from start: Int, step: Int) {
      let shown = entries.indices.contains(index) ? entries[index] : nil
      var candidate = max(start, 0)
      while entries.indices.contains(candidate) {
        let entry = entries[candidate]
        if entry.contains(pattern), candidate == index || entry != shown {
          index = candidate
          isLost = false
          return
        }
        candidate += step
      }
      isLost = true
    }
  }

  /// Reads keys until one is no part of a search; that one is then done as ever.
  func searchHistory() -> UInt8 {
    let (text, cursor) = line
    let isVi = decoder.isVi
    // An escape ends the search, and must not wait for what it could be the beginning of.
    decoder.isVi = true
    search = Search()
    defer {
      decoder.isVi = isVi
      lastPattern = search?.pattern ?? lastPattern
      search = nil
    }
    while let key = nextKey() {
      switch key {
      case "\u{07}":
        replaceLine(with: text)
        moveCursor(to: cursor)
        return UInt8(CC_REFRESH)
      case "\u{12}": repeatSearch(step: 1)
      case "\u{13}": repeatSearch(step: -1)
      case "\u{08}", "\u{7F}":
        if search?.pattern.popLast() == nil { bell.pointee.rang = true }
        go(from: 0, step: 1)
      case Bindings.Key.escape.scalar: return UInt8(CC_REFRESH)
      case _ where key.value < 0x20 || 0x80..<0xA0 ~= key.value:
        let keys = wide(String(key))
        defer { keys.deallocate() }
        el_wpush(edit, keys)
        return UInt8(CC_REFRESH)
      default:
        search?.pattern.unicodeScalars.append(key)
        go(from: search?.index ?? 0, step: 1)
      }
    }
    return UInt8(CC_EOF)
  }

  private func repeatSearch(step: Int) {
    if search?.pattern.isEmpty == true { search?.pattern = lastPattern }
    go(from: (search?.index ?? -1) + step, step: step)
  }

  private func go(from start: Int, step: Int) {
    guard var search, !search.pattern.isEmpty else { return }
    search.go(through: recalled, from: start, step: step)
    self.search = search
    if search.isLost { bell.pointee.rang = true }
    guard recalled.indices.contains(search.index) else { return }
    recalledIndex = search.index
    let entry = recalled[search.index]
    replaceLine(with: entry)
    // Where it is lost, the entry shown may have only a part of the pattern.
    let place = entry.firstRange(of: search.pattern)?.lowerBound ?? entry.endIndex
    moveCursor(to: entry.unicodeScalars.distance(from: entry.startIndex, to: place))
  }
}
