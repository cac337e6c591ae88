import KEditEngine
import PlainText

/// Runs for a person, a line each.
struct RunTable: Sendable {
  let text: String

  init(_ runs: [RunSummary]) {
    // Who has one account is not told which.
    let showsAccount = Set(runs.map(\.scope)).count > 1
    var table = TextTable(
      ["run", "begun", "file", "edits", "units", "state"] + (showsAccount ? ["account"] : []),
      numbers: [0, 4])
    for run in runs {
      table.add(
        [
          "\(run.id)", Moment(run.begunAt).text, harmless(run.source, limit: 60),
          run.edits.words, run.charges.words, run.stateWords,
        ] + (showsAccount ? [harmless(run.scope.words)] : []))
    }
    text = table.text
  }
}

/// What runs cost, a line each, and together.
struct CostTable: Sendable {
  let text: String

  init(_ runs: [RunSummary], together: Charges) {
    let showsAccount = Set(runs.map(\.scope)).count > 1
    var table = TextTable(
      ["run", "begun", "file", "units"] + (showsAccount ? ["account"] : []), numbers: [0, 3])
    for run in runs {
      table.add(
        [
          "\(run.id)", Moment(run.begunAt).text, harmless(run.source, limit: 60),
          run.charges.words,
        ] + (showsAccount ? [harmless(run.scope.words)] : []))
    }
    table.add(["", "", "together", together.words])
    text = table.text
  }
}

extension EditCount {
  /// For example "2 done, 1 failed".
  var words: String {
    let parts = [(done, "done"), (failed, "failed"), (skipped, "skipped"), (left, "left")]
    return parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension Charges {
  /// What is known of them; `+` says that more will be.
  var words: String { "\(units)" + (openTasks > 0 ? "+" : "") }
}

extension RunSummary {
  /// The state for a person.
  var stateWords: String {
    switch state {
    case .underWay:
      holder.map { "under way, process \($0.process) on \(harmless($0.host, limit: 60))" }
        ?? "under way"
    case .notAllowed: "never allowed to spend"
    case .stopped: "stopped"
    case .failed: "failed"
    case .done: "done"
    }
  }
}
