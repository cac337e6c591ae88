import KEditSyntax

/// Collects findings about the texts of one compilation.
struct Report: Sendable {
  /// The row of a table that is being compiled.
  struct Row: Sendable {
    /// Counted from 1, the header left out.
    let number: Int
    let place: Place
    /// The cells that give values, each with its column's name.
    let cells: [(place: Place, column: String)]
  }

  private struct Finding: Sendable {
    let place: Place
    let diagnostic: Diagnostic
    /// The rows that it was found with, where no cell of theirs is wrong.
    var rows: TouchedRows?
  }

  /// How many rows show one mistake of the file.
  private struct TouchedRows: Sendable {
    let first: Row
    private var last: Int
    private var others = 0

    init(_ row: Row) {
      first = row
      last = row.number
    }

    mutating func add(_ row: Row) {
      if row.number > last { others += 1 }
      last = row.number
    }

    var words: String {
      "with row \(first.number)" + (others > 0 ? ", and in the same way with \(others) more" : "")
    }
  }

  private(set) var texts = TextSet()
  private var names: Set<[UInt8]> = []
  private var findings: [Finding] = []
  private(set) var errorCount = 0
  /// Errors that were counted and not kept.
  private(set) var omittedErrors = 0
  var row: Row?
  /// The findings that are kept, by what they say of which place: what two edits or a thousand rows
  /// show is said once.
  private var numbers: [Diagnostic: Int] = [:]

  /// Takes up a text. One that is called like another is given a name of its own, for it is by their
  /// names that findings tell them apart.
  mutating func add(_ source: SourceText, folder: String = "", isIncluded: Bool = false) -> Int {
    var name = source.name
    while !names.insert(Array(name.utf8)).inserted { name = "./" + name }
    let isNew = name.utf8.count == source.name.utf8.count
    return texts.add(
      isNew
        ? source : SourceText(name: name, bytes: source.bytes, isArgument: source.isArgument),
      folder: folder,
      isIncluded: isIncluded)
  }

  mutating func error(
    _ code: DiagnosticCode, _ message: @autoclosure () -> String, at place: Place,
    labels: [(Place, String)] = [],
    help: String? = nil, fixes: [Diagnostic.Fix] = []
  ) {
    if onlyCounts { return omit(1) }
    add(code, .error, message(), Site(place), labels, help, fixes)
  }

  mutating func error(
    _ code: DiagnosticCode, _ message: String, at site: Site, labels: [(Place, String)] = [],
    help: String? = nil, fixes: [Diagnostic.Fix] = []
  ) {
    if onlyCounts { return omit(1) }
    add(code, .error, message, site, labels, help, fixes)
  }

  mutating func warning(
    _ code: DiagnosticCode, _ message: String, at place: Place, labels: [(Place, String)] = [],
    help: String? = nil
  ) {
    add(code, .warning, message, Site(place), labels, help, [])
  }

  mutating func warning(
    _ code: DiagnosticCode, _ message: String, at site: Site, help: String? = nil
  ) {
    add(code, .warning, message, site, [], help, [])
  }

  /// Takes over what was found elsewhere about a text.
  mutating func add(_ diagnostic: Diagnostic, in text: Int) {
    let place = Place(text: text, span: diagnostic.place.span)
    keep(Finding(place: place, diagnostic: diagnostic))
  }

  /// Counts errors that were not kept where they were found.
  mutating func omit(_ count: Int) {
    errorCount += count
    omittedErrors += count
  }

  /// Whether so many findings are kept that an error need not be put into words any more.
  private var onlyCounts: Bool { findings.count >= SyntaxIssue.limit && row == nil }

  private mutating func keep(_ finding: Finding) {
    let isError = finding.diagnostic.severity == .error
    if isError { errorCount += 1 }
    if findings.count < SyntaxIssue.limit {
      findings.append(finding)
    } else if isError {
      omittedErrors += 1
    }
  }

  /// The text at a place.
  func text(at place: Place) -> String { texts[place.text].source.text(of: place.span) }

  private mutating func add(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, _ site: Site,
    _ labels: [(Place, String)], _ help: String?, _ fixes: [Diagnostic.Fix]
  ) {
    let bare = Diagnostic(code, severity: severity, message, at: shown(site.place))
    if let number = numbers[bare] {
      if let row { findings[number].rows?.add(row) }
      return
    }
    if findings.count < SyntaxIssue.limit { numbers[bare] = findings.count }
    var labels = labels
    if let usedAt = site.usedAt { labels.insert((usedAt, "used here"), at: 0) }
    let cell = row?.cells.first { $0.place == site.place }
    let diagnostic = Diagnostic(
      code, severity: severity, message, at: bare.place,
      note: row.flatMap { row in cell.map { "row \(row.number), column \(quoted($0.column))" } },
      labels: labels.map { Diagnostic.Label(place: shown($0.0), message: $0.1) }, help: help,
      // A fix is made for the text of the spec; what stands elsewhere is not the same text.
      fixes: site.usedAt == nil ? fixes : [])
    let rows = row.flatMap { $0.place.text == site.place.text ? nil : TouchedRows($0) }
    keep(Finding(place: site.place, diagnostic: diagnostic, rows: rows))
  }

  private func shown(_ place: Place) -> Diagnostic.Place {
    Diagnostic.Place(file: texts[place.text].source.name, span: place.span)
  }

  /// The finding as it is shown, with the rows that it was found with.
  private func finished(_ finding: Finding) -> Diagnostic {
    guard let rows = finding.rows else { return finding.diagnostic }
    let row = Diagnostic.Label(place: shown(rows.first.place), message: rows.words)
    let diagnostic = finding.diagnostic
    return Diagnostic(
      diagnostic.code, severity: diagnostic.severity, diagnostic.message, at: diagnostic.place,
      note: diagnostic.note, labels: diagnostic.labels + [row], help: diagnostic.help,
      fixes: diagnostic.fixes)
  }

  /// By position, the file itself first; what is said twice of one place once.
  var diagnostics: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return findings.enumerated()
      .sorted {
        let (left, right) = ($0.element.place, $1.element.place)
        return (left.text, left.span, $0.offset) < (right.text, right.span, $1.offset)
      }
      .map { finished($0.element) }
      .filter { seen.insert($0).inserted }
  }
}
