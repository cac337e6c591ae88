/// Keeps the rows on the terminal what they are to be, writing only what has changed.
///
/// It gives the text to write, and never asks the terminal: it knows what it wrote.
struct Painter {
  /// What is on the terminal, and where its cursor stands in it.
  private var shown: [Row] = []
  private var place = Layout.Place(row: 0, column: 0)
  /// The last column was written, and the terminal goes on in the next row only with the next
  /// character.
  private var isWrapPending = false
  private(set) var columns: Int
  /// Whether the terminal breaks what it shows anew when it gets another width.
  let reflows: Bool

  init(columns: Int, reflows: Bool) {
    self.columns = columns
    self.reflows = reflows
  }

  /// Shows the rows in the place of those that are there.
  mutating func draw(_ layout: Layout) -> String {
    if shown == layout.rows, place == layout.cursor, !isWrapPending { return "" }
    var output = shown.isEmpty ? "\r\u{1B}[J" : ""
    for (index, row) in layout.rows.enumerated() {
      let old = index < shown.count ? shown[index] : nil
      if old == row { continue }
      let isContinuation = index > 0 && layout.rows[index - 1].isContinued
      write(row, over: old, at: index, isContinuation: isContinuation, to: &output)
      if index < shown.count { shown[index] = row } else { shown.append(row) }
    }
    if shown.count > layout.rows.count {
      move(to: Layout.Place(row: layout.rows.count, column: 0), to: &output)
      output += "\u{1B}[J"
      shown.removeSubrange(layout.rows.count...)
    }
    move(to: layout.cursor, to: &output)
    return output
  }

  /// Takes everything away, so that what is written next stands in its place.
  mutating func erase() -> String {
    guard !shown.isEmpty else { return "" }
    var output = ""
    move(to: Layout.Place(row: 0, column: 0), to: &output)
    forget()
    return output + "\r\u{1B}[J"
  }

  /// Leaves what is shown where it is, and goes below it.
  mutating func finish() -> String {
    guard !shown.isEmpty else { return "" }
    var output = ""
    let last = Layout.Place(row: shown.count - 1, column: 0)
    if place.row != last.row { move(to: last, to: &output) }
    forget()
    return output + "\r\n"
  }

  /// What was shown is lost, as when another program wrote to the terminal.
  mutating func forget() {
    shown = []
    place = Layout.Place(row: 0, column: 0)
    isWrapPending = false
  }

  /// The terminal has another size: takes away what was shown for the old one.
  mutating func resize(columns new: Int) -> String {
    defer { columns = new }
    guard !shown.isEmpty else { return "" }
    let above = reflows && new != columns ? rowsAbove(columns: new) : place.row
    forget()
    return "\r" + (above > 0 ? "\u{1B}[\(above)A" : "") + "\u{1B}[J"
  }

  /// How many rows stand above the cursor once the terminal has broken them anew.
  private func rowsAbove(columns: Int) -> Int {
    var count = 0
    var width = 0
    for row in shown[..<place.row] {
      width += row.width
      if row.isContinued { continue }
      count += max(1, (width + columns - 1) / columns)
      width = 0
    }
    return count + (width + place.column) / columns
  }

  private mutating func write(
    _ row: Row, over old: Row?, at index: Int, isContinuation: Bool, to output: inout String
  ) {
    let same = unchangedCells(of: row, and: old)
    let isClearedFirst = row.isUncertain || old?.isUncertain == true
    let isWrapping = isContinuation && isWrapPending && place.row == index - 1
    if isWrapping, same == 0 {
      // The terminal itself goes on in the next row, and so knows that the text is one.
      if row.cells.isEmpty || isClearedFirst { output += " \r" }
      place = Layout.Place(row: index, column: 0)
      isWrapPending = false
    } else {
      move(to: Layout.Place(row: index, column: row.cells[..<same].columns), to: &output)
    }
    // Behind the last column there would be nothing to clear but that one.
    let isShorter = old.map { row.room < $0.room } ?? true
    if isClearedFirst {
      output += "\u{1B}[K"
      output += row.cells[same...].rendered
    } else {
      output += row.cells[same...].rendered
      if isShorter, row.width < columns { output += "\u{1B}[K" }
    }
    place.column = row.width
    isWrapPending = row.width >= columns
  }

  /// How many cells at the start of a row stand there already.
  private func unchangedCells(of row: Row, and old: Row?) -> Int {
    guard let old, !row.isUncertain, !old.isUncertain else { return 0 }
    var count = 0
    for (cell, other) in zip(row.cells, old.cells) {
      guard cell == other else { break }
      count += 1
    }
    // What goes on in the next row must do so from its own last column.
    return row.isContinued ? min(count, max(0, row.cells.count - 1)) : count
  }

  private mutating func move(to target: Layout.Place, to output: inout String) {
    if target == place, !isWrapPending { return }
    if isWrapPending { output += "\r" }
    if target.row < place.row {
      output += "\u{1B}[\(place.row - target.row)A"
    } else {
      let existing = min(target.row, max(shown.count - 1, place.row))
      if existing > place.row { output += "\u{1B}[\(existing - place.row)B" }
      // Below the last row there may be the end of the screen.
      if target.row > existing {
        output += String(repeating: "\r\n", count: target.row - existing)
      }
    }
    output += horizontally(to: target)
    place = target
    isWrapPending = false
  }

  /// Goes to a column of the row that the cursor is in. Where terminals differ in how wide a cell before
  /// it is, they are shown it again: what is written next comes behind it on each of them.
  private func horizontally(to target: Layout.Place) -> String {
    guard target.column > 0 else { return "\r" }
    if target.row < shown.count {
      var width = 0
      let before = shown[target.row].cells.prefix { cell in
        width += cell.width
        return width <= target.column
      }
      if before.contains(where: \.isUncertain) { return "\r" + before.rendered }
    }
    return "\u{1B}[\(target.column + 1)G"
  }
}

extension Sequence<Cell> {
  fileprivate var columns: Int { reduce(0) { $0 + $1.width } }

  /// As it is written, in its colours and with none behind it.
  fileprivate var rendered: String {
    var output = ""
    var style = ""
    for cell in self {
      if cell.style != style {
        output += (style.isEmpty ? "" : "\u{1B}[0m") + cell.style
        style = cell.style
      }
      output += cell.text
    }
    return output + (style.isEmpty ? "" : "\u{1B}[0m")
  }
}
