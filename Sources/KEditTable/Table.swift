package import KEditSyntax

/// The rows of a table, each of which gives a file's parameters their values once.
///
/// Cells stay where they are in the text: what is kept is where each begins and ends, so that a
/// hundred thousand rows cost a few megabytes. What a cell means is made out when it is asked for.
///
/// Rows with a mistake are left out, so that what is said of them is said once, by `diagnostics`.
package struct Table: Sendable {
  /// A parameter that the table gives, by its place in the header or, in JSON Lines, by the first
  /// key of its name.
  package struct Column: Hashable, Sendable {
    package let name: String
    /// The header's cell, or the key: with its quotes, where it has any.
    package let span: Span
  }

  /// A value, taken literally.
  package struct Cell: Hashable, Sendable {
    /// The value without quotes and escapes.
    package let text: String
    /// The whole cell, with its quotes, where it has any.
    package let span: Span
  }

  package let source: SourceText
  package let columns: [Column]
  /// In order of position.
  package let diagnostics: [Diagnostic]
  let format: Format
  let rows: [RowRecord]
  let cells: [CellRecord]
  /// How many bytes and names were looked at: what tests hold against the size of the table.
  let work: Int

  /// The number of sound rows.
  package var rowCount: Int { rows.count }

  /// A cell of a row, both counted from 0.
  ///
  /// - Returns: `nil` where the row has no such cell: in JSON Lines, where the key is missing or
  ///   its value is `null`. A cell of CSV may be empty, but is never absent.
  package func cell(row: Int, column: Int) -> Cell? {
    guard let index = index(ofColumn: column, inRow: row) else { return nil }
    let span = cells[index].span
    return Cell(text: format.text(of: span, in: source.bytes), span: span)
  }

  /// Where a row stands, without its line end.
  package func span(ofRow row: Int) -> Span { rows[row].span }

  /// What a person counts: the header is no row, and a row that is left out is one.
  package func number(ofRow row: Int) -> Int { Int(rows[row].number) }

  /// The line that a row begins on, counted from 1.
  package func line(ofRow row: Int) -> Int { source.line(at: rows[row].span.start) + 1 }

  private func index(ofColumn column: Int, inRow row: Int) -> Int? {
    let first = Int(rows[row].firstCell)
    let end = row + 1 < rows.count ? Int(rows[row + 1].firstCell) : cells.count
    // Where the row lacks none of the cells before it, it is at its place.
    if column < end - first, cells[first + column].column == column { return first + column }
    var low = first
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < end && cells[low].column == column ? low : nil
  }
}

/// Where a row stands, what number it has, and where its cells begin.
struct RowRecord: Sendable {
  let start: UInt32
  let end: UInt32
  let number: UInt32
  let firstCell: UInt32

  var span: Span { Span(Int(start), Int(end)) }
}

/// Where a cell stands, and of which column it is; within a row by column.
struct CellRecord: Sendable {
  let column: UInt32
  let start: UInt32
  let end: UInt32

  init(column: Int, span: Span) {
    self.column = UInt32(column)
    self.start = UInt32(span.start)
    self.end = UInt32(span.end)
  }

  var span: Span { Span(Int(start), Int(end)) }
}
