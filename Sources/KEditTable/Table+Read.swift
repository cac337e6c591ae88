package import KEditSyntax

extension Table {
  /// The most bytes a table may have: places are kept in 32 bits.
  static let maximumSize = Int(UInt32.max) - 1

  /// How many mistakes of one table are told one by one.
  static let maximumFaults = 1_000

  /// Reads a whole table: all its sound rows, and what is wrong with the others.
  ///
  /// The work is linear in the size of the text, whatever it holds.
  package static func read(_ source: SourceText, as format: Format) -> Table {
    read(source, as: format, maximumSize: maximumSize)
  }

  static func read(_ source: SourceText, as format: Format, maximumSize: Int) -> Table {
    var builder = TableBuilder(source: source, format: format)
    if source.bytes.count > maximumSize {
      builder.report(TableFault(.tooLarge(most: maximumSize), Span(0, 0)))
    } else if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
      builder.report(TableFault(.utf16, Span(0, 2)))
    } else {
      switch format {
      case .csv:
        var reader = CSVReader(builder: builder)
        builder = reader.read()
      case .jsonLines:
        var reader = JSONLinesReader(builder: builder)
        builder = reader.read()
      }
      if builder.hasNoRows {
        builder.report(
          TableFault(
            builder.columns.isEmpty ? .empty(format) : .withoutRows,
            Span(source.bytes.count, source.bytes.count)))
      }
    }
    return builder.table()
  }
}
