import KEditCompiler
import KEditEngine
import KEditPlan
import KlingAPI
import KlingMasks
import PlainText

/// From a change that was accepted to what is said and done about it.
extension Workbench {
  /// Takes the document of the work over; what it was can be brought back.
  mutating func takeOver(_ work: inout Work) {
    let former = work.before?.origin
    work.before = nil
    guard work.document != document else { return }
    if let change = work.change {
      undone.append(Past(document: document, change: change, origin: former))
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
    case .showPreview: return previewing(work)
    case .submit(let isFresh): return submitting(work, isFresh: isFresh)
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
    errand = .show
    return .preview(session.marked, edit)
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
      if let draft = self.draft(named: parent, in: document),
        case .done? = standings[draft.id]?.stage
      {
        continue
      }
      refuse(
        .usage,
        "\(label(edit.name)) is made from the result of \(label(parent)), which is not there yet",
        help: "'submit \(parent)' first, then 'wait'")
      return nil
    }
    if let changed = changedParent(of: edit, in: plan) {
      refuse(
        .usage,
        "\(label(changed)) would be made anew, for it is not what was submitted any more",
        help: "'undo' what changed it, or 'submit \(changed) fresh' first")
      return nil
    }
    var open: [String: MarkedSession] = [:]
    if let session, let resolved = try? SessionCheck.resolve(edit, in: session.video),
      session.stands(resolved.marks)
    {
      open[edit.name] = session.marked
    }
    errand = .submit(standings[draft.id], outcomes[draft.id])
    // Its end may come before the word that it is under way.
    standings[draft.id] = Standing(stage: .submitted, fingerprint: edit.fingerprint)
    outcomes[draft.id] = nil
    return .submit(
      Submission(
        draft: draft.id, name: edit.name, plan: plan, sessions: open, isFresh: isFresh,
        isFollowUp: false))
  }

  /// An edit that is paid for, and is another one by what the text says now.
  private func changedParent(of edit: PlannedEdit, in plan: Plan) -> String? {
    plan.edits.first { parent in
      guard parent.name != edit.name, let draft = draft(named: parent.name, in: document)
      else { return false }
      return standings[draft.id]?.fingerprint != parent.fingerprint
    }?.name
  }

  // MARK: What was submitted

  /// What is under way by the word of another process, to be followed by this one.
  ///
  /// Nothing is made for it: what was not made then is the person's to submit again.
  package mutating func followUps() -> [Submission] {
    let plan = read(document.text, of: document, for: .draft).plan
    return document.drafts.filter { isUnderWay($0.id) }.compactMap { draft in
      let name = name(of: draft, in: document) ?? ""
      guard let part = plan?.restricted(to: name),
        part.edits.last(where: { $0.name == name })?.fingerprint == standings[draft.id]?.fingerprint
      else {
        say(
          .warning(
            "\(label(name)) is not what was submitted any more",
            help: "'kedit resume' goes on with what was"))
        standings[draft.id] = nil
        return nil
      }
      return Submission(
        draft: draft.id, name: name, plan: part, sessions: [:], isFresh: false, isFollowUp: true)
    }
  }
}
