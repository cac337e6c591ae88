extension Screen {
  /// The window gets another size: lines are cut or padded, not broken anew.
  ///
  /// A lower screen loses what is below the cursor first, then its top, which goes to the
  /// scrollback; a higher one gets blank lines at its end.
  package mutating func resize(columns: Int, height: Int) {
    precondition(columns > 0 && height > 0, "a screen has at least one cell")
    let line = state.position.line
    let excess = max(0, self.height - height)
    let below = min(excess, self.height - 1 - line)
    let above = excess - below
    if !isAlternate { history += rows.prefix(above) }
    rows = Self.fit(rows.dropLast(below).dropFirst(above), columns, height)
    if let main = hiddenRows { hiddenRows = Self.fit(main.prefix(height), columns, height) }
    self.columns = columns
    self.height = height
    scrollRegion = 0..<height
    move(to: line - above, state.position.column)
  }

  private static func fit(_ rows: ArraySlice<Row>, _ columns: Int, _ height: Int) -> [Row] {
    let fitted = rows.map { row in
      var cells = Array(row.cells.prefix(columns))
      if cells.last?.width == 2 {
        cells[cells.count - 1] = Cell(style: cells[cells.count - 1].style)
      }
      cells += Array(repeating: Cell(), count: columns - cells.count)
      return Row(cells: cells, isContinued: row.isContinued && row.cells.count == columns)
    }
    return fitted + Array(repeating: emptyRow(columns), count: height - fitted.count)
  }
}
