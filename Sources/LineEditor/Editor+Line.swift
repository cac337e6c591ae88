import CEdit

/// The line that libedit holds, and the history that it asks for.
extension Editor {
  /// The line, and how many Unicode scalars stand before the cursor.
  var line: (text: String, cursor: Int) {
    guard let info = el_wline(edit)?.pointee, let start = info.buffer else { return ("", 0) }
    var text = String.UnicodeScalarView()
    for scalar in UnsafeBufferPointer(start: start, count: info.lastchar - start) {
      // libedit has what it was given, and that were Unicode scalars.
      text.append(Unicode.Scalar(UInt32(bitPattern: scalar)) ?? "\u{FFFD}")
    }
    return (String(text), info.cursor - start)
  }

  func insert(_ text: String) {
    let characters = wide(text)
    defer { characters.deallocate() }
    // It fails for want of memory, and for no text.
    _ = el_winsertstr(edit, characters)
  }

  func delete(_ range: Range<Int>) {
    kedit_edit_delete(edit, range.lowerBound, range.upperBound)
  }

  func replaceLine(with text: String) {
    delete(0..<line.text.unicodeScalars.count)
    insert(text)
  }

  /// How many Unicode scalars stand before the cursor.
  var cursorOffset: Int { Int(el_cursor(edit, 0)) }

  /// Moves the cursor; beyond the end, to the end.
  func moveCursor(to offset: Int) {
    guard let info = el_wline(edit)?.pointee, let start = info.buffer else { return }
    let target = min(max(offset, 0), info.lastchar - start)
    _ = el_cursor(edit, Int32(clamping: target - cursorOffset))
  }

  // MARK: History, as libedit asks for it

  func recall(
    _ operation: Int32, _ number: Int32, _ found: inout Int32
  ) -> UnsafeMutablePointer<wchar_t>? {
    let index =
      switch operation {
      case H_FIRST: 0
      case H_LAST: recalled.count - 1
      case H_NEXT: recalledIndex + 1
      case H_PREV: recalledIndex - 1
      case H_CURR: recalledIndex
      case H_SET: recalled.count - Int(number)
      default: -1
      }
    guard recalled.indices.contains(index) else { return nil }
    recalledIndex = index
    recalledText?.deallocate()
    recalledText = wide(recalled[index])
    found = Int32(clamping: recalled.count - index)
    return recalledText
  }
}
