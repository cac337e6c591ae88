import KEditEngine
import KEditPlan
import KlingAPI

extension Survey {
  /// What a person reads beside each edit of the plan, by its name: what is done already, and what
  /// will be paid for a second time.
  var notes: [String: PlanText.Note] {
    var notes: [String: PlanText.Note] = [:]
    for (edit, finding) in zip(plan.edits, findings) {
      if let text = finding.note { notes[edit.name] = PlanText.Note(text, costs: finding.costs) }
    }
    return notes
  }
}

extension Survey.Finding {
  fileprivate var note: String? {
    switch standing {
    case .done(let result): "done already: \(result.files.joined(separator: ", "))"
    case .task(let task):
      switch task.status {
      case .succeed: "task \(task.id) is done: its result is fetched"
      case .failed: "task \(task.id) failed, and is not repeated by itself"
      case .submitted, .processing, .other: "task \(task.id) is under way"
      }
    case .faulty(let failure): failure.messages.first
    case .absent:
      if let failed {
        "task \(failed.id) failed; another is made, which costs again"
      } else if let expired {
        "the result of task \(expired.id) has expired; it is made again, which costs again"
      } else {
        nil
      }
    }
  }
}
