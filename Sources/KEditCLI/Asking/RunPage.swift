import KEditEngine
import KEditPlan
import OrderedJSON
import PlainText

/// All that is known of a run, for a person or a program.
struct RunPage: Sendable {
  let summary: RunSummary
  let edits: [EditPage]
  private let history: [HistoryStep]
  private let shownFolder: String
  private let now = Moment.now

  /// Looks at the files as well, to say what has become of them.
  init(_ report: RunReport, history: [HistoryStep], _ context: CommandContext) {
    summary = report.summary
    self.history = history
    shownFolder = context.shown(report.summary.outputFolder)
    let plan = Self.plan(report.plan)
    let now = now
    edits = report.edits.map { edit in
      EditPage(edit, of: report.summary, planned: plan[edit.name], at: now, context)
    }
  }

  /// The planned edits by their names; empty where the plan cannot be read.
  private static func plan(_ bytes: [UInt8]) -> [String: PlannedEdit] {
    do throws(PlanFaults) {
      let plan = try Plan.read(bytes, sha256: hexadecimalSHA256)
      return Dictionary(plan.edits.map { ($0.name, $0) }) { first, _ in first }
    } catch {
      return [:]
    }
  }

  // MARK: For a person

  /// What a run is called in one line.
  var title: String {
    "run \(summary.id): \(harmless(summary.source)), \(summary.stateWords)"
  }

  var facts: [FactRows.Fact] {
    [
      ("begun", [with(summary.begunAt)]),
      ("allowed", summary.approvedAt.map { [with($0)] } ?? ["no: nothing may be spent yet"]),
      ("ended", summary.endedAt.map { [with($0)] } ?? []),
      ("account", [harmless(summary.scope.words)]),
      ("folder", [harmless(shownFolder)]),
      ("edits", [summary.edits.words]),
      ("units", [units]),
    ]
  }

  var text: String {
    var lines = [title] + FactRows.lines(facts)
    for edit in edits {
      lines.append("")
      lines += edit.lines
    }
    if !history.isEmpty {
      lines.append("")
      lines.append("steps")
      lines += history.map { "  " + line(of: $0) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func with(_ milliseconds: Int) -> String {
    let moment = Moment(milliseconds)
    return "\(moment.text) (\(moment.distance(from: now)))"
  }

  private var units: String {
    let open = summary.charges.openTasks
    let unknown =
      open == 0
      ? ""
      : open == 1 ? ", of 1 task it is not known yet" : ", of \(open) tasks it is not known yet"
    let limit = summary.maximumUnits.map { "; at most \($0) allowed" } ?? ""
    return "\(summary.charges.units) charged\(unknown)\(limit)"
  }

  private func line(of step: HistoryStep) -> String {
    let change = step.from == step.to ? step.to : "\(step.from) → \(step.to)"
    let detail =
      step.fact.isEmpty ? "" : ": \(step.fact) \(harmless(step.detail.text(.line), limit: 300))"
    return "\(Moment(step.at).exactText)  \(label(step.edit))  \(harmless(change))\(detail)"
  }

  // MARK: For a program

  func json(withHistory: Bool) -> JSON {
    var object: JSONObject = ["format": "kedit-run/1"]
    for member in summary.json.object?.members ?? [] { object[member.key] = member.value }
    object["edits"] = .array(edits.map(\.json))
    if withHistory {
      object["history"] = .array(
        history.map { step in
          [
            "at": .time(step.at), "edit": .string(step.edit), "from": .string(step.from),
            "to": .string(step.to), "fact": .string(step.fact), "detail": step.detail,
          ]
        })
    }
    return .object(object)
  }
}

/// Facts with their labels, set like those of a plan.
enum FactRows {
  typealias Fact = (label: String, lines: [String])

  private static let width = 10

  /// A label before the first line of each fact, as much white space before the others; a fact without
  /// lines is left out.
  static func lines(_ facts: [Fact]) -> [String] {
    facts.flatMap { fact in
      fact.lines.enumerated().map { index, line in
        let head = index == 0 ? fact.label : ""
        return "  " + head + String(repeating: " ", count: width - head.count) + line
      }
    }
  }
}
