import KEditSyntax

/// What can stand at the cursor, in columns below the line.
enum CandidateList {
  /// - Parameters:
  ///   - names: what a person sees of each.
  ///   - columns: those of the terminal.
  ///   - limit: how many rows there is room for; the last one says what was left out.
  /// - Returns: the rows, none wider than the terminal.
  static func rows(_ names: [String], columns: Int, limit: Int) -> [Row] {
    guard !names.isEmpty, limit > 0 else { return [] }
    let cells = names.map { [Cell](coloring: $0) }
    let widths = cells.map { $0.reduce(0) { $0 + $1.width } }
    let column = min((widths.max() ?? 0) + 2, max(columns, 1))
    let perRow = max(1, columns / column)
    let needed = (names.count + perRow - 1) / perRow
    let height = needed <= limit ? needed : max(1, limit - 1)
    var rows = (0..<height).map { index in
      var row = Row()
      for position in 0..<perRow {
        let candidate = needed <= limit ? position * height + index : index * perRow + position
        guard candidate < names.count else { continue }
        while row.width < position * column { row.append(Cell(" ")) }
        for cell in cells[candidate] where row.width + cell.width < columns { row.append(cell) }
      }
      return row
    }
    if needed > limit, limit > 1 {
      let note = [Cell](coloring: "… and \(names.count - height * perRow) more")
      var row = Row()
      for cell in note where row.width + cell.width < columns { row.append(cell) }
      rows.append(row)
    }
    return rows
  }

  /// What all of the texts begin with.
  static func commonPrefix(_ texts: [String]) -> String {
    guard var prefix = texts.first.map({ $0[...] }) else { return "" }
    for text in texts.dropFirst() {
      prefix = prefix.prefix(zip(prefix, text).prefix { $0 == $1 }.count)
    }
    return String(prefix)
  }
}
