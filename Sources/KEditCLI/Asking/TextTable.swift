import KEditSyntax

/// Rows of texts in columns that line up.
struct TextTable: Sendable {
  private var rows: [[String]]
  /// The columns that are set flush right, as numbers are.
  private let numbers: Set<Int>

  init(_ heading: [String], numbers: Set<Int>) {
    self.rows = [heading]
    self.numbers = numbers
  }

  mutating func add(_ row: [String]) {
    rows.append(row)
  }

  /// The lines, each ended; the last column is not filled up.
  var text: String {
    let widths = rows.reduce(into: [Int]()) { widths, row in
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.displayWidth)
      }
    }
    return rows.map { line($0, widths) + "\n" }.joined()
  }

  private func line(_ row: [String], _ widths: [Int]) -> String {
    let cells = row.enumerated().map { column, cell in
      let blanks = String(repeating: " ", count: widths[column] - cell.displayWidth)
      return numbers.contains(column) ? blanks + cell : cell + blanks
    }
    let line = cells.joined(separator: "  ")
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
