import KEditSyntax

/// What the readers of both formats fill: columns, rows, cells and faults.
struct TableBuilder {
  let source: SourceText
  let format: Table.Format
  private(set) var columns: [Table.Column] = []
  private(set) var cells: [CellRecord] = []
  /// The number of the row that is read, counted from 1; 0 is the header.
  private(set) var rowNumber = 0
  private var rowStart = 0
  var work = 0
  private var columnByName: [ArraySlice<UInt8>: Int] = [:]
  private var rows: [RowRecord] = []
  private var firstCell = 0
  private var isSorted = true
  private var faults: [TableFault] = []
  private var faultCount = 0
  private var firstFaultUntold: Span?
  /// The places that are no text, in order; those before `nextIssue` are behind the reader.
  private let encodingIssues: [SyntaxIssue]
  private var nextIssue = 0

  init(source: SourceText, format: Table.Format) {
    self.source = source
    self.format = format
    self.encodingIssues = source.encodingIssues().sorted { $0.span < $1.span }
  }

  /// Whether neither a row nor a mistake was found.
  var hasNoRows: Bool { rows.isEmpty && faultCount == 0 }

  /// The cells of the row that is read.
  var cellsOfRow: ArraySlice<CellRecord> { cells[firstCell...] }

  // MARK: Columns

  /// The column of this name, if there is one.
  mutating func column(named name: ArraySlice<UInt8>) -> Int? {
    work += name.count + 1
    return columnByName[name]
  }

  /// Adds a column and reports what is wrong with its name, given without quotes and escapes.
  mutating func addColumn(_ name: ArraySlice<UInt8>, span: Span) {
    work += name.count + 1
    if let first = columnByName[name] {
      report(
        TableFault(
          .columnTwice(String(decoding: name, as: UTF8.self)), span, also: columns[first].span))
    } else {
      columnByName[name] = columns.count
      // What is no text at all is told with its row.
      if let fault = ColumnName.fault(in: name, column: columns.count + 1), isText(span) {
        report(TableFault(fault, span))
      }
    }
    columns.append(Table.Column(name: String(decoding: name, as: UTF8.self), span: span))
  }

  /// Makes room for a table in which no row lacks a cell.
  mutating func reserve(rows count: Int) {
    let (cellCount, overflows) = count.multipliedReportingOverflow(by: columns.count)
    rows.reserveCapacity(count)
    cells.reserveCapacity(overflows ? 0 : min(cellCount, source.bytes.count))
  }

  // MARK: Rows

  mutating func beginRow(at offset: Int) {
    rowNumber += 1
    rowStart = offset
    firstCell = cells.count
    isSorted = true
    while nextIssue < encodingIssues.count, encodingIssues[nextIssue].span.end <= offset {
      nextIssue += 1
    }
  }

  mutating func addCell(column: Int, span: Span) {
    if let last = cells.last, cells.count > firstCell, last.column > column { isSorted = false }
    cells.append(CellRecord(column: column, span: span))
  }

  /// Keeps the row, unless it has a fault.
  mutating func endRow(span: Span, fault: TableFault?) {
    if let fault = encodingFault(in: span) ?? fault {
      report(fault)
      cells.removeSubrange(firstCell...)
      return
    }
    if !isSorted { cells[firstCell...].sort { $0.column < $1.column } }
    rows.append(
      RowRecord(
        start: UInt32(span.start), end: UInt32(span.end), number: UInt32(rowNumber),
        firstCell: UInt32(firstCell)))
  }

  /// The first place up to the end of the span that is no text, with the cell that it is in.
  mutating func encodingFault(in span: Span) -> TableFault? {
    guard nextIssue < encodingIssues.count, encodingIssues[nextIssue].span.start < span.end else {
      return nil
    }
    let issue = encodingIssues[nextIssue]
    while nextIssue < encodingIssues.count, encodingIssues[nextIssue].span.start < span.end {
      nextIssue += 1
    }
    work += cellsOfRow.count
    let cell = cellsOfRow.first { $0.start <= issue.span.start && issue.span.start < $0.end }
    return TableFault(
      issue.kind == .nul(count: 1) ? .nul : .notUTF8, issue.span, row: row,
      column: cell.flatMap { name(ofColumn: Int($0.column)) })
  }

  private func isText(_ span: Span) -> Bool {
    var low = 0
    var high = encodingIssues.count
    while low < high {
      let middle = (low + high) / 2
      if encodingIssues[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low == encodingIssues.count || encodingIssues[low].span.start >= span.end
  }

  // MARK: Faults

  /// The row that is read, as messages name it; `nil` for the header.
  var row: TableFault.Row? {
    rowNumber == 0
      ? nil : TableFault.Row(number: rowNumber, line: source.line(at: rowStart) + 1)
  }

  func name(ofColumn column: Int) -> String? {
    column < columns.count ? columns[column].name : nil
  }

  /// Keeps a fault; from the thousandth on they are only counted.
  mutating func report(_ fault: TableFault) {
    faultCount += 1
    if faults.count < Table.maximumFaults {
      faults.append(fault)
    } else if firstFaultUntold == nil {
      firstFaultUntold = fault.span
    }
  }

  func table() -> Table {
    // A column is found wrong before the rest of its row is read.
    var told = faults.sorted { $0.span.start < $1.span.start }
    if let firstFaultUntold {
      told.append(
        TableFault(
          .more(faultCount - faults.count, told: faults.count),
          Span(firstFaultUntold.start, firstFaultUntold.start)))
    }
    return Table(
      source: source, columns: columns, diagnostics: told.map { $0.diagnostic(in: source) },
      format: format, rows: rows, cells: cells, work: work)
  }
}
