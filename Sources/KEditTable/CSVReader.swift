import KEditSyntax

/// Reads CSV by RFC 4180, line ends being CRLF or LF.
///
/// Strict, because what is guessed wrongly is paid for: a comma alone separates, blanks belong to
/// the cell, and a quote stands only around a cell or doubled within. Blank lines at the end are
/// passed over. Above a row, a blank line is a row itself where the table has one column: nothing
/// else could be an empty cell.
struct CSVReader {
  private let bytes: [UInt8]
  private var builder: TableBuilder
  private var position = 0
  private var fault: TableFault?
  /// The blank lines above the row that is read.
  private var blankLines: Span?

  private enum CellEnd {
    case comma
    case row
    /// A quote is never closed: nothing behind it can be told apart.
    case unclosed
  }

  init(builder: TableBuilder) {
    self.builder = builder
    self.bytes = builder.source.bytes
  }

  mutating func read() -> TableBuilder {
    if bytes.starts(with: byteOrderMark) { position = byteOrderMark.count }
    guard bytes[position...].contains(where: { $0 != lineFeed && $0 != carriageReturn }) else {
      return builder
    }
    guard readHeader() else { return builder }
    builder.reserve(rows: builder.source.lineCount)
    let isBlankFrom = startOfLastLineEnds
    while position < bytes.count {
      if isAtLineEnd, builder.columns.count > 1 || position >= isBlankFrom {
        passBlankLine()
      } else if !readRow() {
        break
      }
    }
    return builder
  }

  /// - Returns: whether rows can be read by it.
  private mutating func readHeader() -> Bool {
    let start = position
    var cells: [Span] = []
    var end: CellEnd
    repeat {
      let cell = position
      end = scanCell(column: cells.count)
      cells.append(Span(cell, position))
      builder.work += position - cell + 1
      if end == .comma { position += 1 }
    } while end == .comma
    if let fault = builder.encodingFault(in: Span(start, position)) ?? fault {
      builder.report(fault)
      return false
    }
    if position == start {
      builder.report(TableFault(.blankHeader, Span(start, start)))
      return false
    }
    takeLineEnd()
    for span in cells {
      let name = builder.format.text(of: span, in: bytes)
      builder.addColumn(Array(name.utf8)[...], span: span)
      if ColumnName.isOtherwiseSeparated(name), cells.count == 1 { return false }
    }
    return true
  }

  /// - Returns: whether another row can follow.
  private mutating func readRow() -> Bool {
    builder.beginRow(at: position)
    reportBlankLines()
    fault = nil
    let start = position
    let expected = builder.columns.count
    var count = 0
    var surplus: Span?
    var end: CellEnd
    repeat {
      let cell = position
      end = scanCell(column: count)
      let span = Span(cell, position)
      builder.work += span.count + 1
      if count < expected { builder.addCell(column: count, span: span) }
      if count == expected { surplus = span }
      count += 1
      if end == .comma { position += 1 }
    } while end == .comma
    let span = Span(start, position)
    if count != expected, fault == nil {
      fault = TableFault(
        .cellCount(found: count, expected: expected), surplus ?? Span(position, position),
        row: builder.row, also: header)
    }
    builder.endRow(span: span, fault: fault)
    takeLineEnd()
    return end != .unclosed
  }

  private var header: Span? {
    guard let first = builder.columns.first, let last = builder.columns.last else { return nil }
    return first.span.joined(last.span)
  }
}

// MARK: Cells

extension CSVReader {
  /// Goes to the end of the cell, keeping the row's first fault.
  private mutating func scanCell(column: Int) -> CellEnd {
    let start = position
    var hasQuote = false
    if position < bytes.count, bytes[position] == quote { return scanQuotedCell(column: column) }
    while position < bytes.count {
      let byte = bytes[position]
      // None of the signs that matter stands behind the comma in ASCII.
      if byte > comma {
        position += 1
        continue
      }
      switch byte {
      case comma: return .comma
      case lineFeed: return .row
      case carriageReturn where isAtLineEnd: return .row
      case carriageReturn:
        keep(.loneCarriageReturn, Span(position, position + 1), column: column)
      case quote:
        let isBehindBlanks = !hasQuote && isBlank(Span(start, position))
        hasQuote = true
        keep(
          isBehindBlanks ? .blankBeforeQuote : .quoteInside, Span(position, position + 1),
          column: column)
        if isBehindBlanks { return scanQuotedCell(column: column) }
      default: break
      }
      position += 1
    }
    return .row
  }

  private mutating func isBlank(_ span: Span) -> Bool {
    builder.work += span.count
    return bytes[span.start..<span.end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private mutating func scanQuotedCell(column: Int) -> CellEnd {
    let opening = position
    position += 1
    while position < bytes.count {
      guard bytes[position] == quote else {
        position += 1
        continue
      }
      position += 1
      if position < bytes.count, bytes[position] == quote {
        position += 1
      } else {
        return scanBehindQuote(column: column)
      }
    }
    fault = nil
    keep(.quoteNotClosed, Span(opening, opening + 1), column: column)
    return .unclosed
  }

  private mutating func scanBehindQuote(column: Int) -> CellEnd {
    let start = position
    while position < bytes.count, bytes[position] != comma, !isAtLineEnd { position += 1 }
    if position > start { keep(.behindQuote, Span(start, position), column: column) }
    return position < bytes.count && bytes[position] == comma ? .comma : .row
  }

  private mutating func keep(_ kind: TableFault.Kind, _ span: Span, column: Int) {
    guard fault == nil else { return }
    fault = TableFault(
      kind, span, row: builder.row, column: builder.name(ofColumn: column))
  }
}

// MARK: Lines

extension CSVReader {
  private var isAtLineEnd: Bool {
    switch position < bytes.count ? bytes[position] : 0 {
    case lineFeed: true
    case carriageReturn: position + 1 < bytes.count && bytes[position + 1] == lineFeed
    default: false
    }
  }

  private mutating func takeLineEnd() {
    guard isAtLineEnd else { return }
    position += bytes[position] == carriageReturn ? 2 : 1
  }

  /// Where the line ends begin that nothing but the end of the table follows.
  private var startOfLastLineEnds: Int {
    var start = bytes.count
    while start > 0, bytes[start - 1] == lineFeed {
      start -= start > 1 && bytes[start - 2] == carriageReturn ? 2 : 1
    }
    return start
  }

  private mutating func passBlankLine() {
    let start = blankLines?.start ?? position
    blankLines = Span(start, position)
    builder.work += 1
    takeLineEnd()
  }

  /// Reports the blank lines above the row that begins here.
  private mutating func reportBlankLines() {
    guard let blankLines else { return }
    builder.report(TableFault(.blankLine, blankLines, row: builder.row))
    self.blankLines = nil
  }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
