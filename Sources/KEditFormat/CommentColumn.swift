/// Comments behind code on lines next to each other: they begin in one column, if all of them have
/// room there; else each stands close behind its code.
///
/// They are written close behind their code at first, and moved when the last one is known.
struct CommentColumn {
  private struct Entry {
    /// Where the comment begins in the output.
    var offset = 0
    /// The column in which it begins now.
    let column: Int
    let width: Int
  }

  private var entries: [Entry] = []
  /// Where the line of the last comment begins, and, once it has ended, the line below it.
  private var lastLine = 0
  private var nextLine = -1

  /// Takes in a comment behind code that is so wide, before it is written.
  mutating func add(lineStart: Int, codeWidth: Int, width: Int) {
    entries.append(Entry(column: codeWidth + Layout.beforeComment, width: width))
    lastLine = lineStart
  }

  /// Takes in a comment that goes on with the last one, and says how far it stands in.
  mutating func addContinuation(lineStart: Int, width: Int) -> Int {
    let column = entries.last?.column ?? 0
    entries.append(Entry(column: column, width: width))
    lastLine = lineStart
    return column
  }

  /// Says where the last comment begins.
  mutating func textBegins(at offset: Int) {
    entries[entries.count - 1].offset = offset
  }

  mutating func lineEnded(begunAt start: Int, _ output: inout [UInt8], lineStart: inout Int) {
    guard !entries.isEmpty else { return }
    if start == lastLine {
      nextLine = lineStart
    } else {
      flush(&output, lineStart: &lineStart)
    }
  }

  /// Ends the run, unless the line that begins here is the next one of it.
  mutating func flushUnlessContinued(
    at start: Int, _ output: inout [UInt8], lineStart: inout Int
  ) {
    if !entries.isEmpty, nextLine != start { flush(&output, lineStart: &lineStart) }
  }

  /// Moves the comments of the run into their column, and `lineStart`, which lies behind them, with
  /// them.
  mutating func flush(_ output: inout [UInt8], lineStart: inout Int) {
    guard let first = entries.first else { return }
    defer { entries.removeAll(keepingCapacity: true) }
    let column = entries.reduce(0) { max($0, $1.column) }
    let hasRoom = entries.allSatisfy { column + $0.width <= Layout.width }
    guard hasRoom, entries.contains(where: { $0.column < column }) else { return }
    let tail = Array(output[first.offset...])
    output.removeSubrange(first.offset...)
    var position = 0
    for entry in entries {
      let offset = entry.offset - first.offset
      output.append(contentsOf: tail[position..<offset])
      let blanks = column - entry.column
      output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
      lineStart += blanks
      position = offset
    }
    output.append(contentsOf: tail[position...])
  }
}
