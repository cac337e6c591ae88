package import KEditSyntax

/// A value for a parameter that comes from outside the file, as text.
package struct ParameterArgument: Sendable {
  package let name: String
  /// Named for messages (`--param NAME`); its bytes are what was written, `NAME=VALUE`.
  package let source: SourceText
  /// The name and the value in it.
  package let nameSpan: Span
  package let valueSpan: Span
  /// What a relative path in the value starts from, as seen from the file's folder; empty for that.
  package let folder: String

  package init(
    name: String, source: SourceText, nameSpan: Span, valueSpan: Span, folder: String
  ) {
    self.name = name
    self.source = source
    self.nameSpan = nameSpan
    self.valueSpan = valueSpan
    self.folder = folder
  }
}

/// The parameters of a file: what each can stand for, and what it stands for.
struct Parameters: Sendable {
  struct Entry: Sendable {
    let name: SpecName
    var kind: ParameterKind
    let standard: GivenValue?
    /// Whether something about it is reported, so that no more is concluded from it.
    var isFaulty: Bool
    var isUsed = false
    /// Whether its default is of another kind than a use of it, which is reported: which of the two
    /// kinds is meant cannot be told.
    var isMisfit = false

    /// Whether a value can be held against its kind.
    var hasSureKind: Bool { !isFaulty && !isMisfit }
  }

  private(set) var entries: [Entry] = []
  /// Whether a name that is not known is used, which is reported: any of them may have been meant.
  private var hasUnknownUse = false
  /// Whether some may be declared where it could not be read, which is reported.
  private let mayHaveMore: Bool
  private var numbers: [String: Int] = [:]

  /// Finds out what every parameter is from its default and its uses.
  init(of file: SpecFile, _ report: inout Report) {
    mayHaveMore = file.isIncomplete || file.hasUnreadStatement
    for declaration in file.parameters { declare(declaration, &report) }
    resolve(file.parameterUses, isIncomplete: file.isIncomplete, &report)
  }

  subscript(name: String) -> Entry? { numbers[name].map { entries[$0] } }

  /// What is meant by the name of a value for none of them.
  enum Stranger {
    /// One of them, whose name it is like.
    case nearest(String)
    /// It may be declared in a part of the file that could not be read.
    case mayBeDeclared
    case unknown
  }

  /// Judges the name of a value for none of them; the one that was meant is rather one that lacks a
  /// value.
  func stranger(
    _ name: String, _ nearest: inout NearestNames, lacksValue: (String) -> Bool
  ) -> Stranger {
    let names = entries.map(\.name.text)
    if let found = nearest.find(name, among: names.filter(lacksValue))
      ?? nearest.find(name, among: names)
    {
      return .nearest(found)
    }
    return mayHaveMore ? .mayBeDeclared : .unknown
  }

  private mutating func declare(_ declaration: ParameterDeclaration, _ report: inout Report) {
    let name = declaration.name
    let isSlot = PromptBuilder.isSlot(name.text)
    if isSlot {
      report.error(
        .parameterName,
        "`{\(name.text)}` is a slot of prompts, so no parameter can have that name",
        at: name.place, help: "choose another, for example `my_\(name.text)`")
    }
    if let first = numbers[name.text] {
      report.error(
        .nameTwice, "the parameter \(quoted(name.text)) is declared twice", at: name.place,
        labels: [(entries[first].name.place, "first declared here")],
        help: "choose another name for one of them")
      return
    }
    numbers[name.text] = entries.count
    entries.append(
      Entry(
        name: name, kind: declaration.standard?.value.kind ?? .text,
        standard: declaration.isFaulty || isSlot ? nil : declaration.standard,
        isFaulty: declaration.isFaulty || isSlot))
  }

  private mutating func resolve(
    _ uses: [ParameterUse], isIncomplete: Bool, _ report: inout Report
  ) {
    if uses.isEmpty { return }
    // What every use so far leaves open, and the use that narrowed it last.
    var open = [ParameterKinds](repeating: .all, count: entries.count)
    var decisive = [ParameterUse?](repeating: nil, count: entries.count)
    var misfits: [Int: ParameterKinds] = [:]
    var nearest = NearestNames()
    for use in uses {
      guard let number = numbers[use.name.text] else {
        hasUnknownUse = hasUnknownUse || !PromptBuilder.isSlot(use.name.text)
        if !isIncomplete { reportUnknown(use, &nearest, &report) }
        continue
      }
      entries[number].isUsed = true
      let entry = entries[number]
      if entry.isFaulty { continue }
      if let standard = entry.standard {
        // A default of the wrong kind misfits many places in one way: that is said once.
        if !use.fitting.contains(ParameterKinds(entry.kind)), misfits[number] != use.fitting {
          misfits[number] = use.fitting
          entries[number].isMisfit = true
          reportMisfit(
            use, entry.kind, standard.place, "its default is \(entry.kind.words)", &report)
        }
        continue
      }
      let left = open[number].intersection(use.fitting)
      if left.isEmpty, let first = decisive[number] {
        reportMisfit(
          use, open[number].first ?? .text, first.name.place, "used as \(open[number].words) here",
          &report)
        entries[number].isFaulty = true
      } else if left != open[number] {
        open[number] = left
        decisive[number] = use
        entries[number].kind = left.first ?? .text
      }
    }
  }

  private func reportMisfit(
    _ use: ParameterUse, _ kind: ParameterKind, _ other: Place, _ label: String,
    _ report: inout Report
  ) {
    report.error(
      .parameterKind,
      "\(quoted("{\(use.name.text)}")) stands for \(kind.words), and here \(use.fitting.words) is "
        + "needed",
      at: use.name.place, labels: [(other, label)],
      help: "a parameter has one kind of value everywhere: declare another for this place")
  }

  private func reportUnknown(
    _ use: ParameterUse, _ nearest: inout NearestNames, _ report: inout Report
  ) {
    let isSlot = PromptBuilder.isSlot(use.name.text)
    let meant =
      isSlot
      ? nil
      : nearest.find(
        use.name.text,
        among: entries.map(\.name.text) + (use.isInPrompt ? PromptBuilder.names : []))
    let help =
      if isSlot {
        "slots stand only in `prompt` and `template`; for braces themselves write `\\{` and `\\}`"
      } else if let meant {
        "did you mean `{\(meant)}`?"
      } else {
        "declare it: `param \(use.name.text) = …`; for braces themselves write `\\{` and `\\}`"
      }
    report.error(
      .unknownPlaceholder,
      use.isInPrompt
        ? "there is no slot and no parameter \(quoted("{\(use.name.text)}"))"
        : "there is no parameter \(quoted(use.name.text))", at: use.name.place, help: help,
      fixes: meant.map {
        [
          Diagnostic.Fix(
            message: "write `{\($0)}`", isSafe: false,
            edits: [.init(span: use.name.place.span, replacement: "{\($0)}")])
        ]
      } ?? [])
  }

  /// Reports the parameters that have no value, which a plan cannot be made without.
  ///
  /// Where another mistake may be why, that one is enough: its value is there, under a name that is
  /// misspelt, here or in the table, or in a table that cannot be read.
  func reportMissing(_ values: Values, _ table: TableRows?, _ report: inout Report) {
    if table?.mayHideColumns == true { return }
    for entry in entries where values[entry.name.text] == nil && !entry.isFaulty {
      if values.reported.contains(entry.name.text) { continue }
      if table?.gives(entry.name.text) == true || table?.misspells(entry.name.text) == true {
        continue
      }
      let name = entry.name.text
      report.error(
        .parameterMissing, "the parameter \(quoted(name)) has no value", at: entry.name.place,
        help: "give it one: `--param \(name)=VALUE`, a column of the `--each` table, or a default: "
          + "`param \(name) = \(entry.kind.example)`")
    }
  }

  /// Warns of parameters that nothing uses, but for those of included files and those that a faulty
  /// statement may have been meant to use.
  func warnOfUnused(besides doubtful: Set<String>, _ report: inout Report) {
    if hasUnknownUse { return }
    for entry in entries
    where !entry.isUsed && !entry.isFaulty && !doubtful.contains(entry.name.text)
      && !report.texts[entry.name.place.text].isIncluded
    {
      report.warning(
        .neverUsed, "the parameter \(quoted(entry.name.text)) is never used", at: entry.name.place,
        help: "remove it, or write `{\(entry.name.text)}` where its value is wanted")
    }
  }
}

/// Looks for the name that was meant, as long as that does not take long.
///
/// A file with thousands of unknown names is no file of typing errors, and comparing each with every
/// known one would take minutes.
struct NearestNames {
  private var comparisonsLeft = 50_000

  mutating func find(_ name: String, among names: @autoclosure () -> [String]) -> String? {
    guard comparisonsLeft > 0 else { return nil }
    let names = names()
    comparisonsLeft -= names.count
    return name.nearest(among: names)
  }
}
