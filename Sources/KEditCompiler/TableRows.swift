import KEditSyntax
import KEditTable

/// A table as values for the parameters of a file.
struct TableRows: Sendable {
  private let table: Table
  /// The number of its text in the report.
  let text: Int32
  /// How many mistakes it has by itself; the rows that have none are good all the same.
  let errorCount: Int
  /// The columns that give values, with the parameter of each.
  private let columns: [Column]

  private struct Column: Sendable {
    let index: Int
    let name: String
    let kind: ParameterKind
    /// Whether a cell can be held against the kind.
    let hasSureKind: Bool
  }

  /// The parameters whose columns have a name that is misspelt, which is reported.
  private var misspelt: Set<String> = []

  /// Takes up a table and says what is wrong with it.
  init(
    _ table: Table, folder: String, _ parameters: Parameters, _ values: Values,
    _ report: inout Report
  ) {
    self.table = table
    let number = report.add(table.source, folder: folder)
    text = Int32(number)
    for diagnostic in table.diagnostics { report.add(diagnostic, in: number) }
    errorCount = table.diagnostics.count { $0.severity == .error }
    let faulty = Set(table.diagnostics.lazy.filter { $0.code == .tableColumn }.map(\.place.span))
    var columns: [Column] = []
    var strangers: [Table.Column] = []
    for (index, column) in table.columns.enumerated() where !faulty.contains(column.span) {
      if let parameter = parameters[column.name] {
        columns.append(
          Column(
            index: index, name: column.name, kind: parameter.kind,
            hasSureKind: parameter.hasSureKind))
      } else {
        strangers.append(column)
      }
    }
    self.columns = columns
    judge(strangers, parameters, values, &report)
  }

  /// Columns that give no parameter its value: a mistake where one is without, else a note of the
  /// table's author, which is passed over.
  private mutating func judge(
    _ strangers: [Table.Column], _ parameters: Parameters, _ values: Values,
    _ report: inout Report
  ) {
    var nearest = NearestNames()
    for column in strangers {
      let place = Place(text: Int(text), span: column.span)
      let message = "the file has no parameter \(quoted(column.name)) for this column"
      let found = parameters.stranger(column.name, &nearest) {
        values[$0] == nil && !gives($0) && !misspells($0)
      }
      switch found {
      case .mayBeDeclared: continue
      case .nearest(let meant) where values[meant] == nil && !gives(meant):
        // A value that was given and is reported is not given again.
        if values.reported.contains(meant) { continue }
        misspelt.insert(meant)
        report.error(.tableColumn, message, at: place, help: "did you mean `\(meant)`?")
      case .nearest(let meant) where !gives(meant):
        report.warning(
          .tableColumn, message, at: place,
          help: "the column is passed over; did you mean `\(meant)`?")
      case .nearest, .unknown:
        report.warning(.tableColumn, message, at: place, help: "the column is passed over")
      }
    }
  }

  var count: Int { table.rowCount }

  /// What a person counts: the header is no row, and one that cannot be read is one.
  func number(ofRow row: Int) -> Int { table.number(ofRow: row) }

  /// Whether a mistake of its own may be why it has no column for a parameter.
  var mayHideColumns: Bool { errorCount > 0 }

  /// Whether it has a column for the parameter.
  func gives(_ parameter: String) -> Bool { columns.contains { $0.name == parameter } }

  /// Whether a column was probably meant to give the parameter, under a name like its.
  func misspells(_ parameter: String) -> Bool { misspelt.contains(parameter) }

  func gives(toTextOf text: SpecText) -> Bool {
    guard case .composed(let segments) = text.content else { return false }
    return segments.contains {
      if case .placeholder(let name, _) = $0 { gives(name) } else { false }
    }
  }

  /// Puts the values of a row in place; a cell that is not there leaves what held before.
  ///
  /// - Returns: the row, for findings about it.
  func fill(
    _ values: inout Values, fromRow row: Int, over base: Values, _ report: inout Report
  ) -> Report.Row {
    var cells: [(place: Place, column: String)] = []
    var faults: [(Column, String, Place)] = []
    for column in columns {
      values[column.name] = base[column.name]
      // A cell of CSV with nothing in it, not even quotes, was left open.
      guard let cell = table.cell(row: row, column: column.index), !cell.span.isEmpty else {
        continue
      }
      let place = Place(text: Int(text), span: cell.span)
      cells.append((place, column.name))
      if let value = ParameterValue(cell.text, as: column.kind) {
        values[column.name] = GivenValue(value: value, place: place)
      } else {
        values[column.name] = nil
        faults.append((column, cell.text, place))
      }
    }
    let place = Place(text: Int(text), span: table.span(ofRow: row))
    let described = Report.Row(number: number(ofRow: row), place: place, cells: cells)
    report.row = described
    for (column, text, place) in faults where column.hasSureKind {
      report.reportUnreadable(text, for: column.name, column.kind, at: place)
    }
    for column in columns where column.hasSureKind && values[column.name] == nil {
      if faults.contains(where: { $0.0.index == column.index }) { continue }
      report.error(
        .parameterMissing,
        "row \(described.number) gives the parameter \(quoted(column.name)) no value, and it has no default",
        at: place, help: "fill in the column, or declare a default: `param \(column.name) = …`")
    }
    return described
  }
}
