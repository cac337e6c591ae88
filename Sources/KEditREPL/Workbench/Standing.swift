package import KEditEngine
import KEditPlan
import KlingAPI

/// How far an edit is that was submitted.
///
/// It is no part of the text: undoing, another file, or a call that is under way while the end comes
/// leave it as it is.
package struct Standing: Hashable, Sendable {
  package enum Stage: Hashable, Sendable {
    /// It is with the service, or on the way there.
    case underWay
    case done(Product)
    /// Why, a line each.
    case failed([String])
    /// The edit of that name, whose result it needs, did not succeed.
    case skipped(because: String)
    /// Nobody waits for it any more.
    case left
  }

  /// What was made of an edit.
  package struct Product: Hashable, Sendable {
    /// The id that the service knows the result by, where it gave one.
    let videoID: String?
    /// What the service says it charged.
    let units: String?
    /// Whether the task was made by an earlier run.
    let isReused: Bool
    /// As a person is shown them.
    let files: [String]
  }

  /// What it was called when it was submitted: its name in the plan of the run.
  package let name: String
  /// What tells the edit that was submitted from what the text says of it by now.
  let fingerprint: String
  package internal(set) var stage = Stage.underWay
  /// The run of the journal that carries it out; `nil` as long as it is not begun.
  package internal(set) var run: Int?
  /// Its task at the service, once that is known.
  var taskID: String?

  init(name: String, fingerprint: String) {
    self.name = name
    self.fingerprint = fingerprint
  }

  /// Whether the edit can be changed, and submitted again.
  var isOpen: Bool {
    switch stage {
    case .underWay, .done: false
    case .failed, .skipped, .left: true
    }
  }

  /// The result; `nil` as long as there is none.
  var product: Product? { if case .done(let product) = stage { product } else { nil } }

  fileprivate mutating func end(_ outcome: EditOutcome) {
    switch outcome.ending {
    case .done(let result):
      taskID = result.task.id
      stage = .done(
        Product(
          videoID: result.task.videos.first?.id, units: result.task.units,
          isReused: outcome.isReused, files: result.files))
    case .failed(let failure): stage = .failed(failure.messages)
    case .skipped(let parent): stage = .skipped(because: parent)
    case .left(let leftover):
      taskID = leftover.taskID ?? taskID
      stage = .left
    }
  }
}

/// An edit that another process submitted, to be followed by this one: its run, as it stands in the
/// journal, and not what the text says of it by now.
package struct FollowUp: Hashable, Sendable {
  package let draft: Draft.ID
  /// The name of the edit in the plan of the run.
  package let name: String
  package let run: Int
}

extension Workbench {
  /// Whether an edit can be changed.
  package func isOpen(_ draft: Draft) -> Bool { standings[draft.id]?.isOpen ?? true }

  func isUnderWay(_ id: Draft.ID) -> Bool { standings[id]?.stage == .underWay }

  /// What was submitted and is not known to be at its end, be it in the text still or not.
  package var unfinished: [Draft.ID] {
    standings.filter { $0.value.stage == .underWay }.keys.sorted()
  }

  /// Takes in that the service has a task of an edit.
  package mutating func note(taskID: String, of id: Draft.ID) { standings[id]?.taskID = taskID }

  /// Takes in what became of an edit that was submitted.
  package mutating func finish(_ id: Draft.ID, _ outcome: EditOutcome) {
    standings[id]?.end(outcome)
    if case .done = outcome.ending { dropSessions(ofResult: outcome.edit) }
    // The run may have opened another session than ours, with the same marks.
    if let open = outcome.session, open.sessionID != sessions[id]?.video.sessionID {
      sessions[id] = nil
    }
  }

  /// What was opened of the result of that name was the one before.
  private mutating func dropSessions(ofResult name: String) {
    sessions = sessions.filter { $0.value.reference != .result(name) }
  }

  // MARK: What another process submitted

  /// What is under way by the word of another process.
  package var followUps: [FollowUp] {
    unfinished.compactMap { id in
      standings[id].flatMap { standing in
        standing.run.map { FollowUp(draft: id, name: standing.name, run: $0) }
      }
    }
  }

  /// What cannot be followed can be submitted again, which makes no other task of the same edit.
  package mutating func giveUp(_ followUp: FollowUp, because failure: EffectFailure?) {
    standings[followUp.draft]?.stage = .left
    if let failure { refuse(failure) }
  }
}
