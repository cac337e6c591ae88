import KEditSyntax

/// Reads JSON Lines: an object a line, blank lines passed over.
///
/// A line is checked whole, as strictly as RFC 8259 has it, and only then are its members cells.
/// Strings stand for their text, numbers for the text they are written as, `true` and `false` for
/// these words; `null` is the same as no member.
struct JSONLinesReader {
  private var builder: TableBuilder
  private var scanner: JSONLineScanner
  /// The row in which a column was last seen, by column: two in one row are a mistake.
  private var lastRow: [Int] = []
  /// The number of columns that a row before gave: where the next key is looked for first.
  private var expectedColumn = 0
  /// Whether an object is not closed on its line, so that what follows may belong to it.
  private var isWithinBrokenObject = false

  init(builder: TableBuilder) {
    self.builder = builder
    self.scanner = JSONLineScanner(bytes: builder.source.bytes)
  }

  mutating func read() -> TableBuilder {
    let source = builder.source
    for line in 0..<source.lineCount {
      var span = source.span(ofLine: line)
      if line == 0, source.bytes.starts(with: byteOrderMark) { span.start = byteOrderMark.count }
      builder.work += span.count + 1
      scanner.start(span)
      guard let first = scanner.next else { continue }
      if isWithinBrokenObject, first != UInt8(ascii: "{") { continue }
      let start = scanner.position
      builder.beginRow(at: start)
      var fault: TableFault?
      do throws(TableFault) { try readObject() } catch { fault = error }
      isWithinBrokenObject = fault?.kind.isUnclosedObject == true
      let isArray = first == UInt8(ascii: "[") && builder.rowNumber == 1
      builder.work += scanner.position - start
      let end = fault == nil ? scanner.position : span.end
      builder.endRow(span: Span(start, end), fault: fault)
      // The elements of an array are no rows: one mistake, not one a line.
      if isArray { break }
    }
    return builder
  }

  private mutating func readObject() throws(TableFault) {
    guard scanner.take(UInt8(ascii: "{")) else {
      throw fault(
        scanner.next == UInt8(ascii: "[") ? .arrayOfRows : .noObject, scanner.rest)
    }
    expectedColumn = 0
    if !scanner.take(UInt8(ascii: "}")) {
      repeat { try readMember() } while scanner.take(UInt8(ascii: ","))
      guard scanner.take(UInt8(ascii: "}")) else {
        throw scanner.next == nil
          ? fault(.objectNotClosed, scanner.here)
          : fault(.unexpected(expected: "`,` or `}`"), scanner.here)
      }
    }
    guard scanner.next == nil else { throw fault(.behindObject, scanner.rest) }
    scanner.stepBackOverBlanks()
  }

  private mutating func readMember() throws(TableFault) {
    guard let next = scanner.next else { throw fault(.objectNotClosed, scanner.here) }
    guard next == UInt8(ascii: "\"") else {
      throw fault(.unexpected(expected: "a key in double quotes"), scanner.here)
    }
    let key: Span
    do throws(JSONLineScanner.Failure) { key = try scanner.scanString() } catch {
      throw fault(error.kind, error.span)
    }
    let column = try column(ofKey: key)
    guard scanner.take(UInt8(ascii: ":")) else {
      throw scanner.next == nil
        ? fault(.objectNotClosed, scanner.here)
        : fault(.unexpected(expected: "`:`"), scanner.here)
    }
    do throws(JSONLineScanner.Failure) {
      if let value = try scanner.scanValue() { builder.addCell(column: column, span: value) }
    } catch {
      throw fault(error.kind, error.span, column: builder.name(ofColumn: column))
    }
  }

  /// The column that a key names; the first key of a name makes one.
  private mutating func column(ofKey key: Span) throws(TableFault) -> Int {
    let column: Int
    if isExpected(key) {
      column = expectedColumn
    } else {
      let bytes = builder.source.bytes
      let name = JSONEscapes.unescaped(bytes[key.start + 1..<key.end - 1])
      if let known = builder.column(named: name) {
        column = known
      } else {
        column = builder.columns.count
        builder.addColumn(name, span: key)
        lastRow.append(0)
      }
    }
    guard lastRow[column] != builder.rowNumber else {
      throw fault(.keyTwice, key, column: builder.name(ofColumn: column))
    }
    lastRow[column] = builder.rowNumber
    expectedColumn = column + 1
    return column
  }

  /// Whether the key is written as that of the column behind the last one: in most tables it is.
  private mutating func isExpected(_ key: Span) -> Bool {
    guard expectedColumn < builder.columns.count else { return false }
    let first = builder.columns[expectedColumn].span
    guard first.count == key.count else { return false }
    builder.work += key.count
    let bytes = builder.source.bytes
    for index in 0..<key.count where bytes[first.start + index] != bytes[key.start + index] {
      return false
    }
    return true
  }

  private func fault(_ kind: TableFault.Kind, _ span: Span, column: String? = nil) -> TableFault {
    TableFault(kind, span, row: builder.row, column: column)
  }
}
