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
  }

  private(set) var texts = TextSet()
  private var names: Set<[UInt8]> = []
  private var findings: [Finding] = []
  private(set) var errorCount = 0
  /// Errors that were counted and not kept.
  private(set) var omittedErrors = 0
  var row: Row?
  /// What was found without a row in hand: it is not said once more for every row.
  private var known: Set<Diagnostic> = []

  /// Takes up a text. One that is called like another is given a name of its own, for it is by their
  /// names that findings tell them apart.
  mutating func add(_ source: SourceText, folder: String = "", isIncluded: Bool = false) -> Int {
    var name = source.name
    while !names.insert(Array(name.utf8)).inserted { name = "./" + name }
    let isNew = name.utf8.count == source.name.utf8.count
    return texts.add(
      isNew ? source : SourceText(name: name, bytes: source.bytes), folder: folder,
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
    var labels = labels
    var note: String?
    if let usedAt = site.usedAt { labels.insert((usedAt, "used here"), at: 0) }
    if let row {
      if let cell = row.cells.first(where: { $0.place == site.place }) {
        note = "row \(row.number), column \(quoted(cell.column))"
      } else if site.place.text != row.place.text {
        labels.append((row.place, "with row \(row.number)"))
      }
    }
    let diagnostic = Diagnostic(
      code, severity: severity, message, at: shown(site.place), note: note,
      labels: labels.map { Diagnostic.Label(place: shown($0.0), message: $0.1) }, help: help,
      // A fix is made for the text of the spec; what stands elsewhere is not the same text.
      fixes: site.usedAt == nil ? fixes : [])
    if row != nil, isKnown(diagnostic) { return }
    keep(Finding(place: site.place, diagnostic: diagnostic))
  }

  private func shown(_ place: Place) -> Diagnostic.Place {
    Diagnostic.Place(file: texts[place.text].source.name, span: place.span)
  }

  /// Turns to the rows of a table: what was found so far is not said again.
  mutating func beginRows() {
    for finding in findings { known.insert(finding.diagnostic.withoutLabels) }
  }

  private func isKnown(_ diagnostic: Diagnostic) -> Bool {
    !known.isEmpty && known.contains(diagnostic.withoutLabels)
  }

  /// By position, the file itself first; what is said twice of one place once.
  var diagnostics: [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return findings.enumerated()
      .sorted {
        let (left, right) = ($0.element.place, $1.element.place)
        return (left.text, left.span, $0.offset) < (right.text, right.span, $1.offset)
      }
      .map(\.element.diagnostic)
      .filter { seen.insert($0).inserted }
  }
}

extension Diagnostic {
  fileprivate var withoutLabels: Diagnostic {
    Diagnostic(code, severity: severity, message, at: place)
  }
}
