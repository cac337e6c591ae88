import KEditCompiler
package import KEditEngine
import KEditPlan
import KlingAPI
import KlingMasks
import PlainText

/// From a change that was accepted to what is said and done about it.
extension Workbench {
  /// Takes the document of the work over; what it was can be brought back.
  mutating func takeOver(_ work: inout Work) {
    guard work.document != document else { return }
    if let change = work.change {
      undone.append((document, change))
      undone.removeFirst(max(0, undone.count - Self.maximumUndone))
      redone = []
    }
    document = work.document
    work.change = nil
    let ids = Set(document.drafts.map(\.id))
    sessions = sessions.filter { ids.contains($0.key) || isReachable($0.key) }
  }

  /// Whether a draft can come back by undoing or doing again.
  private func isReachable(_ id: Draft.ID) -> Bool {
    (undone + redone).contains { $0.document.draft(id) != nil }
  }

  /// Says what became of the marks.
  mutating func tell(of work: Work) {
    guard let session else { return }
    for frame in work.changedFrames {
      guard let points = session.points[frame] else {
        say(.text("frame \(frame): no marks"))
        continue
      }
      say(.text(MarkWords.line(frame: frame, points: points.count, mask: session.masks[frame])))
      if let warning = MarkWords.warning(session.masks[frame]) {
        say(.warning("frame \(frame): \(warning.message)", help: warning.help))
      }
    }
    guard let frame = work.changedFrames.last, let points = session.points[frame],
      let mask = session.masks[frame]
    else { return }
    say(.mask(view(of: session, frame: frame, mask: mask, points: points)))
  }

  func view(
    of session: OpenSession, frame: Int, mask: RunLengthMask, points: [Point]
  ) -> MaskView {
    MaskView(
      video: session.reference, folder: folder, parsed: session.video, frame: frame, mask: mask,
      points: points)
  }

  /// What the person wanted once the marks stand.
  mutating func follow(_ work: Work) -> Effect? {
    switch work.next {
    case .nothing: return nil
    case .showPreview:
      errand = .show
      return previewing(work)
    case .submit(let isFresh):
      errand = .show
      return submitting(work, isFresh: isFresh)
    }
  }

  private mutating func previewing(_ work: Work) -> Effect? {
    guard let session, let edit = work.edit else {
      refuse(.usage, "no video is open", help: "'video \"…\"' opens one")
      return nil
    }
    guard !session.points.isEmpty else {
      refuse(.usage, "nothing is marked, so there is no mask to render", help: "'help mark'")
      return nil
    }
    return .preview(sessionID: session.video.sessionID, edit)
  }

  private mutating func submitting(_ work: Work, isFresh: Bool) -> Effect? {
    let draft = document.draft
    guard draft.head != nil, let edit = work.edit else {
      refuse(
        .usage, "there is no edit to submit",
        help: "say what shall change: remove \"…\", swap \"…\" for \"…\" from IMAGE, add …")
      return nil
    }
    if edit.selections.isEmpty, edit.mode.needsSelection {
      refuse(
        .faultyFile, "\(label(edit.name)) has no marks, and the service asks for some",
        help: "mark the element: mark frame 0 (0.5, 0.5)")
      return nil
    }
    let text = document.text
    guard let plan = read(text, of: document, for: .draft).plan?.restricted(to: edit.name) else {
      refuse(.fault, "the plan cannot be made")
      return nil
    }
    for parent in edit.dependsOn {
      if case .done? = self.draft(named: parent, in: document)?.stage { continue }
      refuse(
        .usage,
        "\(label(edit.name)) is made from the result of \(label(parent)), which is not there yet",
        help: "'submit \(parent)' first, then 'wait'")
      return nil
    }
    var open: [String: MarkedSession] = [:]
    if let session, let resolved = try? SessionCheck.resolve(edit, in: session.video),
      session.stands(resolved.marks)
    {
      open[edit.name] = MarkedSession(session.video, openedAt: session.openedAt)
    }
    return .submit(
      Submission(
        draft: draft.id, name: edit.name, plan: plan, sessions: open, isFresh: isFresh,
        isFollowUp: false))
  }

  // MARK: What was submitted

  /// What is under way by the word of another process, to be followed by this one.
  ///
  /// Nothing is made for it: what was not made then is the person's to submit again.
  package func followUps() -> [Submission] {
    guard let plan = read(document.text, of: document, for: .draft).plan else { return [] }
    return document.drafts.filter { $0.stage == .submitted }.compactMap { draft in
      guard let name = name(of: draft, in: document), let part = plan.restricted(to: name) else {
        return nil
      }
      return Submission(
        draft: draft.id, name: name, plan: part, sessions: [:], isFresh: false, isFollowUp: true)
    }
  }

  /// Takes in what became of an edit that was submitted.
  package mutating func finish(_ id: Draft.ID, _ outcome: EditOutcome) {
    outcomes[id] = outcome
    guard document.draft(id) != nil else { return }
    switch outcome.ending {
    case .done(let result): document[id].stage = .done(videoID: result.task.videos.first?.id)
    // It can be changed and submitted again.
    case .failed, .skipped, .left: document[id].stage = .open
    }
    // The run may have opened another session than ours, with the same marks.
    if let open = outcome.session, open.sessionID != sessions[id]?.video.sessionID {
      sessions[id] = nil
    }
  }
}
