/// One row of the terminal.
struct Row: Hashable {
  var cells: [Cell] = []
  /// In columns.
  var width = 0
  /// In columns, on any terminal.
  var room = 0
  /// Whether the terminal itself goes on in the next row, this one being full.
  var isContinued = false

  mutating func append(_ cell: Cell) {
    cells.append(cell)
    width += cell.width
    room += cell.room
  }

  /// Whether terminals differ in where its cells stand.
  var isUncertain: Bool { room != width }
}

/// A text broken into the rows of a terminal, and where the cursor stands in it.
struct Layout: Hashable {
  struct Place: Hashable {
    var row: Int
    var column: Int
  }

  private(set) var rows: [Row] = [Row()]
  private(set) var cursor = Place(row: 0, column: 0)

  /// - Parameters:
  ///   - cells: the text; a `\n` begins a new row.
  ///   - cursorIndex: the cell that the cursor stands on; their number for the end.
  ///   - columns: those of the terminal.
  init(_ cells: [Cell], cursorIndex: Int, columns: Int) {
    var row = Row()
    rows.removeAll()
    for (index, cell) in cells.enumerated() {
      let needed = max(cell.room, cell.isLineEnd && index == cursorIndex ? 1 : 0)
      if row.room + needed > columns, !row.cells.isEmpty {
        // A wide character that did not fit leaves a column.
        if row.room < columns { row.append(Cell(" ")) }
        row.isContinued = !row.isUncertain
        rows.append(row)
        row = Row()
      }
      if index == cursorIndex { cursor = Place(row: rows.count, column: row.width) }
      if cell.isLineEnd {
        rows.append(row)
        row = Row()
      } else {
        row.append(cell)
      }
    }
    if cursorIndex >= cells.count {
      if row.room >= columns {
        row.isContinued = !row.isUncertain
        rows.append(row)
        row = Row()
      }
      cursor = Place(row: rows.count, column: row.width)
    }
    rows.append(row)
  }

  /// Rows below the text, which the cursor never reaches.
  mutating func append(_ more: [Row]) { rows += more }

  /// Cuts to the rows that fit on the terminal, moving the window no farther than the cursor needs.
  ///
  /// - Parameters:
  ///   - limit: how many rows.
  ///   - first: the first row of the window before, and after.
  /// - Returns: those rows, the cursor among them.
  func window(_ limit: Int, first: inout Int) -> Layout {
    first = max(0, min(first, rows.count - limit))
    if cursor.row < first { first = cursor.row }
    if cursor.row >= first + limit { first = cursor.row - limit + 1 }
    guard first > 0 || rows.count > limit else { return self }
    var part = self
    part.rows = Array(rows[first...].prefix(limit))
    part.cursor.row -= first
    return part
  }
}
