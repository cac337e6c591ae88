package import KEditPlan
package import KEditSyntax
package import KEditTable
package import MediaFacts

/// Compiles one `.kedit` file with what it includes: the trees once, then the plan or what stands in
/// its way.
///
/// Pure: what it must know of the world is handed in as values, and the same values give the same
/// result.
package struct Compiler: Sendable {
  private let file: SpecFile
  private let specName: String
  private let report: Report
  private let parameters: Parameters
  /// What is known without a row of the table.
  private let values: Values
  private let table: TableRows?

  /// Parses the file and reads its statements.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - identity: what tells the file from all others, as `include` gives it of other files.
  ///   - arguments: values for its parameters, each parameter at most once.
  ///   - table: rows of values for its parameters, each row making all its edits once.
  ///   - tableFolder: what relative paths in the table start from, as seen from the file's folder;
  ///     empty for that folder.
  ///   - include: reads a file by its path, as seen from the folder of `source`.
  package init(
    _ source: SourceText, identity: String = "", arguments: [ParameterArgument] = [],
    table: Table? = nil, tableFolder: String = "",
    include: @escaping (String) -> IncludedFile = { _ in .unreadable("no such file") }
  ) {
    var empty = Report()
    _ = empty.add(source)
    let loader = SpecLoader(source, identity: identity, report: empty, read: include)
    file = loader.file
    var found = loader.report
    specName = source.specName
    parameters = Parameters(of: file, &found)
    var values = Values(defaultsOf: parameters)
    values.take(arguments, for: parameters, &found)
    let rows = table.map { [parameters, values] in
      TableRows($0, folder: tableFolder, parameters, values, &found)
    }
    values.table = rows?.text
    self.table = rows
    self.values = values
    report = found
  }

  private var sources: [SourceText] { report.texts.entries.map(\.source) }

  /// The names of the parameters, in order of declaration.
  package var parameterNames: [String] { parameters.entries.map(\.name.text) }

  /// The names of the results, in order of the edits.
  package var resultNames: [String] { file.edits.compactMap { $0.name?.text } }

  /// The local files that the spec names, each once, in order: what `compile` wants to know of.
  package var referencedFiles: [ReferencedFile] {
    var seen: Set<ReferencedFile> = []
    var files: [ReferencedFile] = []
    func take(_ text: SpecText, _ kind: ReferencedFile.Kind, _ values: Values) {
      guard let path = values.resolve(text), !path.text.isBlank, !WebURL.hasScheme(path.text)
      else { return }
      let file = ReferencedFile(path: report.texts.path(path.text, from: path.from), kind: kind)
      if seen.insert(file).inserted { files.append(file) }
    }
    var rowTexts: [(SpecText, ReferencedFile.Kind)] = []
    let base = baseValues
    file.forEachMediaText { text, kind in
      take(text, kind, base)
      if let table, table.gives(toTextOf: text) { rowTexts.append((text, kind)) }
    }
    guard let table, !rowTexts.isEmpty else { return files }
    var rowValues = values
    var unreported = report
    for row in 0..<table.count {
      _ = table.fill(&rowValues, fromRow: row, over: values, &unreported)
      for (text, kind) in rowTexts { take(text, kind, rowValues) }
    }
    return files
  }

  /// Checks the file and lowers it.
  ///
  /// - Parameters:
  ///   - files: what became of looking at each of `referencedFiles`.
  ///   - purpose: with `.check` a parameter may be without a value, and no plan is made; with
  ///     `.draft` what the file may yet come to hold is not missed.
  /// - Returns: all findings, and what a plan is made of if none of them is an error.
  package func compile(
    files: [ReferencedFile: FileReport], for purpose: Purpose = .plan
  ) -> Compilation {
    var report = report
    if purpose.makesEdits { parameters.reportMissing(values, table, &report) }
    if purpose != .draft, !file.edits.isEmpty, !file.hasUnreadStatement, !file.isIncomplete {
      parameters.warnOfUnused(besides: file.doubtfulNames, &report)
    }
    var lowering = Lowering(
      file, specName: specName, purpose: purpose, media: MediaChecker(files: files),
      values: baseValues, report: report)
    lowering.lowerFile()
    if let table, table.count > 0 { lower(table, &lowering) }
    lowering.checkResults()
    lowering.checkTaskIDs()
    let isSound = lowering.report.errorCount == 0
    return Compilation(
      diagnostics: lowering.report.diagnostics, omittedErrors: lowering.report.omittedErrors,
      sources: sources,
      edits: isSound && purpose.makesEdits ? lowering.edits : nil)
  }

  /// What holds for every row: what a column gives is not known yet, even where there is a default,
  /// for a default counts only in a row without that cell.
  private var baseValues: Values {
    var base = values
    for parameter in parameters.entries where table?.gives(parameter.name.text) == true {
      base[parameter.name.text] = nil
    }
    return base
  }

  private func lower(_ table: TableRows, _ lowering: inout Lowering) {
    lowering.beginRows()
    for row in 0..<table.count {
      lowering.row = table.number(ofRow: row)
      lowering.report.row = table.fill(
        &lowering.values, fromRow: row, over: values, &lowering.report)
      lowering.lowerRow()
    }
    lowering.row = nil
    lowering.report.row = nil
  }
}

/// What became of looking at a file that the spec names.
package enum FileReport: Hashable, Sendable {
  case facts(FileFacts)
  /// It cannot be read; why, in the system's words.
  case unreadable(String)
}

/// A file that a spec names and that must be looked at before compiling.
package struct ReferencedFile: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case image
    case video
  }

  /// Relative to the spec's folder, or absolute.
  package let path: String
  package let kind: Kind

  package init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// By bytes, as the file system compares: to Swift, composed and decomposed letters are the same,
  /// and one file would be judged by what another holds.
  package static func == (left: ReferencedFile, right: ReferencedFile) -> Bool {
    left.kind == right.kind && left.path.utf8.elementsEqual(right.path.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    for byte in path.utf8 { hasher.combine(byte) }
  }
}

/// What came of compiling a file.
package struct Compilation: Sendable {
  /// In order of position, each once.
  package let diagnostics: [Diagnostic]
  /// How many errors there are beyond those: of a file that is all errors, not every one is kept.
  package let omittedErrors: Int
  /// The texts that they are about: the file first, then its includes, arguments and the table.
  package let sources: [SourceText]
  /// Without fingerprints; `nil` where the file has an error, or no plan was asked for.
  fileprivate let edits: [PlannedEdit]?

  /// The plan; `nil` where the file has an error, or no plan was asked for.
  ///
  /// Made when it is asked for: to check a file, nothing of it need be hashed.
  ///
  /// - Parameter sha256: SHA-256 of bytes, in lower-case hexadecimal.
  /// - Returns: the same plan for the same file, wherever it is made.
  package func plan(sha256: ([UInt8]) -> String) -> Plan? {
    guard var edits, let source = sources.first else { return nil }
    Fingerprint.assign(to: &edits, sha256: sha256)
    return Plan(
      source: Plan.Source(path: source.baseName, sha256: sha256(source.bytes)), edits: edits)
  }
}

extension SourceText {
  /// The file's name without its folder: a plan does not depend on where it is made.
  var baseName: String {
    String(name.split(separator: "/").last ?? "spec.kedit")
  }

  /// The file's name without folder and extension: what results without a name are called after.
  var specName: String {
    if name.hasPrefix("<") { return "stdin" }
    let parts = baseName.split(separator: ".")
    return parts.count > 1 ? parts.dropLast().joined(separator: ".") : baseName
  }
}

extension String {
  /// Whether it is empty or all white space.
  var isBlank: Bool {
    // Most texts begin with a letter, and no white space has a byte like that.
    if let first = utf8.first, first > 0x20, first < 0x80 { return false }
    return allSatisfy(\.isWhitespace)
  }
}
