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
    case submitted
    /// Its result is there; the id that the service knows it by, where it gave one.
    case done(videoID: String?)
  }

  package internal(set) var stage: Stage
  /// What tells the edit that was submitted from what the text says of it by now.
  let fingerprint: String
}

extension Workbench {
  /// Whether an edit can be changed.
  package func isOpen(_ draft: Draft) -> Bool { standings[draft.id] == nil }

  func isUnderWay(_ id: Draft.ID) -> Bool { standings[id]?.stage == .submitted }

  /// What was submitted and is not known to be at its end, be it in the text still or not.
  package var unfinished: [Draft.ID] {
    standings.filter { $0.value.stage == .submitted }.keys.sorted()
  }

  /// Takes in what became of an edit that was submitted.
  package mutating func finish(_ id: Draft.ID, _ outcome: EditOutcome) {
    outcomes[id] = outcome
    switch outcome.ending {
    case .done(let result):
      standings[id]?.stage = .done(videoID: result.task.videos.first?.id)
      dropSessions(ofResult: outcome.edit)
    // It can be changed and submitted again.
    case .failed, .skipped, .left: standings[id] = nil
    }
    // The run may have opened another session than ours, with the same marks.
    if let open = outcome.session, open.sessionID != sessions[id]?.video.sessionID {
      sessions[id] = nil
    }
  }

  /// What was submitted by another process cannot be followed: it can be submitted again, which makes no
  /// other task of the same edit.
  package mutating func giveUp(_ followUp: Submission, because failure: EffectFailure?) {
    standings[followUp.draft] = nil
    if let failure { refuse(failure) }
  }

  /// What was opened of the result of that name was the one before.
  private mutating func dropSessions(ofResult name: String) {
    sessions = sessions.filter { $0.value.reference != .result(name) }
  }
}
