import KEditSyntax

/// What the parameters stand for at the moment: defaults, what the command line gives, and a row of
/// a table, each over the one before.
struct Values: Sendable {
  private var given: [String: GivenValue] = [:]
  /// The number of the text that is a table; what a cell brings is shown there.
  var table: Int32?
  /// The parameters whose value from the command line is reported: it cannot be read, or it is given
  /// to a name that does not exist and is near theirs.
  private(set) var reported: Set<String> = []

  subscript(name: String) -> GivenValue? {
    get { given[name] }
    set { given[name] = newValue }
  }

  /// A text with its parameters filled in; `nil` where a value is not known, or the text is faulty.
  func resolve(_ text: SpecText) -> ResolvedText? {
    switch text.content {
    case .plain(let plain):
      return ResolvedText(text: plain, site: Site(text.place), from: text.place.text)
    case .faulty: return nil
    case .composed(let segments):
      if segments.count == 1, case .placeholder(let name, _) = segments[0] {
        guard let value = given[name] else { return nil }
        return ResolvedText(
          text: value.value.words, site: Site(value.place, usedAt: text.place),
          from: value.place.text)
      }
      return compose(segments, text.place)
    }
  }

  /// Nothing of the language may be so long: what is refused need not be made up to its end.
  private static let longest = 1 << 16

  private func compose(_ segments: [TextLiteral.Segment], _ place: Place) -> ResolvedText? {
    var filled = ""
    var cell: Place?
    for segment in segments {
      switch segment {
      case .characters(let characters): filled += characters
      case .placeholder(let name, _):
        guard let value = given[name] else { return nil }
        if filled.utf8.count < Self.longest { filled += value.value.words }
        if cell == nil, value.place.text == table { cell = value.place }
      }
    }
    guard let cell else { return ResolvedText(text: filled, site: Site(place), from: place.text) }
    return ResolvedText(
      text: filled, site: Site(cell, usedAt: place), from: place.text, segments: segments)
  }

  /// Where a fault of a text is to be mended: in the cell that brought it, or in the text itself
  /// where it is there whatever the cells hold.
  func site(of text: ResolvedText, where isFaulty: (String) -> Bool) -> Site {
    guard let place = text.site.usedAt, !text.segments.isEmpty else { return text.site }
    if isFaulty(fill(text.segments, keeping: nil)) { return Site(place) }
    for case .placeholder(let name, _) in text.segments {
      guard let value = given[name], value.place.text == table else { continue }
      if isFaulty(fill(text.segments, keeping: name)) { return Site(value.place, usedAt: place) }
    }
    return text.site
  }

  /// The text with something harmless in the place of every cell but one.
  private func fill(_ segments: [TextLiteral.Segment], keeping kept: String?) -> String {
    var filled = ""
    for segment in segments {
      switch segment {
      case .characters(let characters): filled += characters
      case .placeholder(let name, _):
        guard filled.utf8.count < Self.longest, let value = given[name] else { continue }
        // Two digits are sound wherever a text has rules: in names, URLs, ports and escapes.
        let isKept = name == kept || value.place.text != table
        filled += isKept ? value.value.words : "11"
      }
    }
    return filled
  }

  /// Whether a value of the row of a table is in the text.
  func isOfRow(_ text: SpecText) -> Bool {
    guard let table, case .composed(let segments) = text.content else { return false }
    return segments.contains {
      if case .placeholder(let name, _) = $0 { given[name]?.place.text == table } else { false }
    }
  }

  /// An option with its parameter filled in, as if its value had been written there.
  func resolve(_ setting: OptionSetting) -> (value: OptionSetting.Value, site: Site) {
    guard case .parameter(let name) = setting.value else {
      return (setting.value, Site(setting.valuePlace))
    }
    guard let value = given[name] else { return (.unknown, Site(setting.valuePlace)) }
    let site = Site(value.place, usedAt: setting.valuePlace)
    switch value.value {
    case .number(let number): return (.number(number.written), site)
    case let other: return (.word(other.words), site)
    }
  }
}

/// A text as it goes into the plan.
struct ResolvedText: Sendable {
  let text: String
  let site: Site
  /// The number of the text that a path in it is relative to.
  let from: Int32
  /// What it is made of, where cells of a table are among it with something beside them.
  var segments: [TextLiteral.Segment] = []
}

extension ParameterValue {
  /// What it reads inside a text.
  var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): number.written
    case .point(let x, let y): "(\(x.written), \(y.written))"
    case .frame(let number): "frame \(number.written)"
    case .firstFrame: "frame first"
    case .lastFrame: "frame last"
    case .time(let number): number.written
    }
  }
}

extension Values {
  /// The defaults alone.
  init(defaultsOf parameters: Parameters) {
    for entry in parameters.entries { self[entry.name.text] = entry.standard }
  }

  /// Puts what the command line gives over the defaults.
  mutating func take(
    _ arguments: [ParameterArgument], for parameters: Parameters, _ report: inout Report
  ) {
    var nearest = NearestNames()
    for argument in arguments {
      let text = report.add(argument.source, folder: argument.folder)
      guard let parameter = parameters[argument.name] else {
        let names = parameters.entries.map(\.name.text)
        var help =
          names.isEmpty
          ? "it declares none; one is declared by `param \(argument.name)`"
          : "it has " + names.prefix(10).map { "`\($0)`" }.joined(separator: ", ")
        switch parameters.stranger(argument.name, &nearest, lacksValue: { self[$0] == nil }) {
        case .mayBeDeclared: continue
        case .unknown: break
        case .nearest(let meant):
          reported.insert(meant)
          help = "did you mean `\(meant)`?"
        }
        report.error(
          .unknownParameter, "the file has no parameter \(quoted(argument.name))",
          at: Place(text: text, span: argument.nameSpan), help: help)
        continue
      }
      let place = Place(text: text, span: argument.valueSpan)
      let written = argument.source.text(of: argument.valueSpan)
      guard let value = ParameterValue(written, as: parameter.kind) else {
        if parameter.hasSureKind {
          report.reportUnreadable(written, for: argument.name, parameter.kind, at: place)
        }
        self[argument.name] = nil
        reported.insert(argument.name)
        continue
      }
      self[argument.name] = GivenValue(value: value, place: place)
    }
  }
}
