import CEdit

/// The commands that keys are bound to; each gives what libedit is to do then.
extension Editor {
  private static let refresh = UInt8(CC_REFRESH)
  private static let error = UInt8(CC_ERROR)
  private static let norm = UInt8(CC_NORM)
  private static let endOfFile = UInt8(CC_EOF)

  func insertPaste() -> UInt8 {
    guard !pasted.isEmpty else { return Self.error }
    insert(pasted)
    pasted = ""
    return Self.refresh
  }

  func deleteBack() -> UInt8 {
    let (text, cursor) = line
    guard let span = clusters(of: text).last(where: { $0.lowerBound < cursor }) else {
      return Self.error
    }
    delete(span.lowerBound..<cursor)
    return Self.refresh
  }

  /// At the cursor; with nothing to delete on an empty line it is the end of input.
  func deleteForth() -> UInt8 {
    let (text, cursor) = line
    if text.isEmpty { return Self.endOfFile }
    guard let span = clusters(of: text).first(where: { $0.upperBound > cursor }) else {
      return Self.error
    }
    delete(cursor..<span.upperBound)
    return Self.refresh
  }

  /// Unlike libedit's command, with vi keys too behind the last character and not on it.
  func moveToEnd() -> UInt8 {
    moveCursor(to: .max)
    return Self.refresh
  }

  func clearScreen() -> UInt8 {
    terminal.write("\u{1B}[H\u{1B}[2J")
    painter.forget()
    return Self.refresh
  }

  // MARK: History

  func walkBack() -> UInt8 {
    let (text, cursor) = line
    if walk?.line != text {
      if moveUp(text, cursor) { return Self.refresh }
      let prefix = String(String.UnicodeScalarView(text.unicodeScalars.prefix(cursor)))
      let found = recalled.indices.contains(recalledIndex) && recalled[recalledIndex] == text
      walk = HistoryWalk(recalled, line: text, prefix: prefix, found: found)
    }
    guard let entry = walk?.back() else { return Self.error }
    replaceLine(with: entry)
    return Self.refresh
  }

  func walkForth() -> UInt8 {
    let (text, cursor) = line
    if walk?.line != text {
      return moveDown(text, cursor) ? Self.refresh : Self.error
    }
    guard let entry = walk?.forth() else { return Self.error }
    replaceLine(with: entry)
    return Self.refresh
  }

  /// Within a line that has several, the arrows move between those first.
  private func moveUp(_ text: String, _ cursor: Int) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let end = scalars[..<cursor].lastIndex(of: "\n") else { return false }
    let start = scalars[..<end].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    moveCursor(to: min(start + cursor - end - 1, end))
    return true
  }

  private func moveDown(_ text: String, _ cursor: Int) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let end = scalars[cursor...].firstIndex(of: "\n") else { return false }
    let start = scalars[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
    let nextEnd = scalars[(end + 1)...].firstIndex(of: "\n") ?? scalars.count
    moveCursor(to: min(end + 1 + cursor - start, nextEnd))
    return true
  }

  // MARK: Completion

  func complete() -> UInt8 {
    let (text, cursor) = line
    let before = String.UnicodeScalarView(text.unicodeScalars.prefix(cursor))
    let completions = settings.complete(text, String(before).utf8.count)
    let utf8 = Array(text.utf8)
    guard !completions.candidates.isEmpty, completions.replacing.lowerBound >= 0,
      completions.replacing.upperBound <= utf8.count,
      let head = String(validating: utf8[..<completions.replacing.lowerBound], as: UTF8.self),
      let part = String(validating: utf8[completions.replacing], as: UTF8.self)
    else { return Self.error }
    let insertion = CandidateList.commonPrefix(completions.candidates.map(\.insert))
    let isUnique = completions.candidates.count == 1
    if insertion != part,
      isUnique || insertion.utf8.count > part.utf8.count
        || !insertion.isEmpty && insertion.lowercased().hasPrefix(part.lowercased())
    {
      let start = head.unicodeScalars.count
      delete(start..<start + part.unicodeScalars.count)
      moveCursor(to: start)
      insert(insertion)
    } else {
      moveCursor(to: head.unicodeScalars.count + part.unicodeScalars.count)
    }
    if !isUnique { candidates = completions.candidates.map(\.shown) }
    return Self.refresh
  }

  // MARK: Characters

  /// The characters of a text, each as the range of its Unicode scalars.
  func clusters(of text: String) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for character in text {
      let end = start + character.unicodeScalars.count
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  /// libedit moves by Unicode scalars: a cursor that came to stand within a character goes on the way
  /// it went.
  func leaveCharacter() {
    defer { lastCursor = cursorOffset }
    guard let info = el_wline(edit)?.pointee, info.cursor < info.lastchar,
      info.cursor > info.buffer
      // Below U+0300 nothing joins what stands before it, and to look at a long line takes time.
    else { return }
    guard info.cursor.pointee >= 0x300 else { return }
    let (text, cursor) = line
    guard let span = clusters(of: text).first(where: { $0.upperBound > cursor }),
      span.lowerBound < cursor
    else { return }
    moveCursor(to: cursor < lastCursor ? span.lowerBound : span.upperBound)
  }
}
