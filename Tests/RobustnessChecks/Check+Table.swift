import KEditSyntax
import KEditTable

/// Sound rows lie within the text and in order, and a table without rows says why.
func checkTable(_ bytes: [UInt8], as format: Table.Format) throws(CheckFailure) {
  let source = SourceText(name: "rows", bytes: bytes)
  let table = Table.read(source, as: format)
  for diagnostic in table.diagnostics { try checkDiagnostic(diagnostic, in: SourceSet(source)) }
  let starts = table.diagnostics.map(\.place.span.start)
  try require(starts == starts.sorted(), "the mistakes are out of order")
  try require(
    table.rowCount > 0 || !table.diagnostics.isEmpty, "there is neither a row nor a mistake")
  var end = 0
  var number = 0
  for row in 0..<table.rowCount {
    let span = table.span(ofRow: row)
    try require(end <= span.start && span.end <= bytes.count, "row \(row) is out of place")
    try require(number < table.number(ofRow: row), "row \(row) has a number too low")
    (end, number) = (span.end, table.number(ofRow: row))
    // What many rows have in common need not be looked at in each.
    for column in table.columns.indices.prefix(64) {
      try checkCell(table, row: row, column: column, as: format)
    }
  }
}

private func checkCell(
  _ table: Table, row: Int, column: Int, as format: Table.Format
) throws(CheckFailure) {
  guard let cell = table.cell(row: row, column: column) else {
    return try require(format == .jsonLines, "row \(row) lacks cell \(column)")
  }
  let span = table.span(ofRow: row)
  try require(
    span.start <= cell.span.start && cell.span.end <= span.end,
    "cell \(column) of row \(row) lies outside")
  try require(!cell.text.utf8.contains(0), "cell \(column) of row \(row) has a NUL in it")
  let written = table.source.bytes[cell.span.start..<cell.span.end]
  guard written.first != UInt8(ascii: "\"") else { return }
  try require(
    cell.text.utf8.elementsEqual(written), "cell \(column) of row \(row) is not as written")
}
