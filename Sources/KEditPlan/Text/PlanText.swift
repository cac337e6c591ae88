import PlainText

/// A plan for a person who is about to pay for it.
package struct PlanText: Sendable {
  /// What is known of an edit beyond the plan.
  package struct Note: Hashable, Sendable {
    /// For example "done already: clean.mp4".
    package let text: String
    /// Whether carrying the plan out still costs what the edit is estimated at.
    package let costs: Bool

    package init(_ text: String, costs: Bool) {
      self.text = text
      self.costs = costs
    }
  }

  /// So many edits are shown; the others are summed up.
  package static let shownEdits = 20

  private let plan: Plan
  private let notes: [String: Note]

  /// - Parameters:
  ///   - plan: what is to be shown.
  ///   - notes: by the edits' names.
  package init(_ plan: Plan, notes: [String: Note] = [:]) {
    self.plan = plan
    self.notes = notes
  }

  /// Lines without colours, each ended; nothing in them acts on a terminal.
  package var text: String {
    var lines = [heading]
    for edit in plan.edits.prefix(Self.shownEdits) {
      lines.append("")
      lines += block(of: edit)
    }
    let rest = plan.edits.dropFirst(Self.shownEdits)
    if !rest.isEmpty {
      lines.append("")
      lines.append(summary(of: rest))
    }
    if !plan.edits.isEmpty {
      lines.append("")
      lines.append(total)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var heading: String {
    let count = plan.edits.count
    let edits = count == 0 ? "no edits" : count == 1 ? "1 edit" : "\(count) edits"
    return "\(harmless(plan.source.path)): \(edits)"
  }

  private func block(of edit: PlannedEdit) -> [String] {
    let place = edit.mode.title + ", " + edit.position.words
    var lines = ["\(edit.name): \(place)"]
    lines += row("video", [edit.video.description])
    lines += row("marks", edit.selections.aligned)
    lines += row("images", edit.task.images.map(\.description))
    lines += row("prompt", [harmless(edit.task.prompt, limit: 300)])
    if let negative = edit.task.negativePrompt, !negative.isEmpty {
      lines += row("negative", [harmless(negative, limit: 300)])
    }
    lines += row("options", [edit.options])
    if let callback = edit.task.callbackURL {
      lines += row("callback", [harmless(callback, limit: 300)])
    }
    if let id = edit.task.externalTaskID {
      lines += row("id", [harmless(id, limit: 300)])
    }
    lines += row("file", [harmless(edit.save)])
    if let note = notes[edit.name] { lines += row("note", [harmless(note.text)]) }
    lines += row("units", [units(of: edit)])
    return lines
  }

  private func units(of edit: PlannedEdit) -> String {
    costs(edit) ? edit.estimate.words + ", estimated" : "none"
  }

  private func costs(_ edit: PlannedEdit) -> Bool { notes[edit.name]?.costs ?? true }

  /// A label before the first line, as much white space before the others.
  private func row(_ label: String, _ values: [String]) -> [String] {
    let width = 10
    return values.enumerated().map { index, value in
      let head = index == 0 ? label : ""
      return "  " + head + String(repeating: " ", count: width - head.count) + value
    }
  }

  private func summary(of rest: ArraySlice<PlannedEdit>) -> String {
    let kinds = EditMode.allCases.compactMap { mode -> String? in
      let count = rest.count { $0.mode == mode }
      return count == 0 ? nil : "\(count) × \(mode.title)"
    }
    let units = rest.filter(costs).reduce(UnitRange.zero) { $0 + $1.estimate }
    return "and \(rest.count) more: \(kinds.joined(separator: ", ")); \(units.words)"
  }

  private var total: String {
    let open = plan.edits.filter(costs)
    if open.isEmpty { return "nothing left to pay for" }
    let units = open.reduce(UnitRange.zero) { $0 + $1.estimate }
    return "together \(units.words), estimated"
  }
}

extension UnitRange {
  /// For example "3 to 6 units".
  package var words: String {
    if min != max { return "\(min) to \(max) units" }
    return min == DecimalNumber(1) ? "1 unit" : "\(min) units"
  }
}

extension PlannedEdit.Position {
  /// For example "line 2, row 7".
  var words: String { "line \(line)" + (row.map { ", row \($0)" } ?? "") }
}

extension EditMode {
  /// The statement of the language that makes such an edit.
  package var title: String {
    switch self {
    case .addition: "add"
    case .swap: "swap"
    case .removal: "remove"
    }
  }
}

extension PlannedEdit {
  fileprivate var options: String {
    var words = [task.quality.rawValue]
    words.append(task.duration == .auto ? "duration auto" : "\(task.duration.rawValue) s")
    words.append("model " + (task.model.map { harmless($0, limit: 80) } ?? "none"))
    if let watermark = task.watermark { words.append("watermark \(watermark ? "on" : "off")") }
    if preview { words.append("preview on") }
    return words.joined(separator: ", ")
  }
}

extension VideoReference {
  fileprivate var description: String {
    switch self {
    case .url(let text): harmless(text, limit: 300)
    case .id(let id): "id " + harmless(id, limit: 300)
    case .result(let name): "the result of \(name)"
    case .local(let file): harmless(file.path, limit: 300) + " (local, to be uploaded)"
    }
  }
}

extension ImageReference {
  fileprivate var description: String {
    switch self {
    case .url(let text): harmless(text, limit: 300)
    case .local(let file): harmless(file.path, limit: 300) + " (local)"
    }
  }
}

extension [Selection] {
  /// A line a frame, the points below each other.
  package var aligned: [String] {
    let frames = map(\.frame.description)
    let width = frames.map(\.count).max() ?? 0
    return zip(frames, self).map { frame, selection in
      let blanks = String(repeating: " ", count: width - frame.count + 2)
      return frame + blanks + selection.points.map(\.description).joined(separator: " ")
    }
  }
}

extension FrameReference {
  fileprivate var description: String {
    switch self {
    case .index(let index): "frame \(index)"
    case .last: "frame last"
    case .time(let seconds): "\(seconds)s"
    }
  }
}

extension PointReference {
  fileprivate var description: String { "(\(x.description), \(y.description))" }
}

extension Coordinate {
  fileprivate var description: String {
    switch self {
    case .fraction(let value): value == value.rounded() ? "\(Int(value))" : "\(value)"
    case .pixel(let value): "\(value)px"
    }
  }
}
