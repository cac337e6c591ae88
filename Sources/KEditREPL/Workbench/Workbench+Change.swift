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
    if let announcement = work.announcement {
      say(.text(announcement))
      work.announcement = nil
    }
    guard work.document != document else { return }
    refusedText = nil
    if let change = work.change {
      undone.append(
        Past(
          difference: Document.Difference(from: work.document, to: document), change: change,
          origin: former))
      undone.removeFirst(max(0, undone.count - Self.maximumUndone))
      redone = []
      work.change = nil
    }
    document = work.document
    let ids = Set(document.drafts.map(\.id)).union((undone + redone).flatMap(\.difference.draftIDs))
    sessions = sessions.filter { ids.contains($0.key) }
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
  mutating func follow(_ work: Work, _ edit: PlannedEdit?) -> Activity {
    switch work.next {
    case .nothing: .rest
    case .showPreview: preview(edit)
    case .submit(let isFresh): submit(edit, isFresh: isFresh)
    }
  }

  private mutating func preview(_ edit: PlannedEdit?) -> Activity {
    guard let session, let edit else {
      return refuse(.usage, "no video is open", help: "'video \"…\"' opens one")
    }
    guard !session.points.isEmpty else {
      return refuse(
        .usage, "nothing is marked, so there is no mask to render", help: "'help mark'")
    }
    return .effect(.preview(session.marked, edit), .show)
  }

  private mutating func submit(_ edit: PlannedEdit?, isFresh: Bool) -> Activity {
    let draft = document.draft
    guard draft.head != nil, let edit else {
      return refuse(
        .usage, "there is no edit to submit",
        help: "say what shall change: remove \"…\", swap \"…\" for \"…\" from IMAGE, add …")
    }
    if edit.selections.isEmpty, edit.mode.needsSelection {
      return refuse(
        .faultyFile, "\(label(edit.name)) has no marks, and the service asks for some",
        help: "mark the element: mark frame 0 (0.5, 0.5)")
    }
    let text = document.text
    guard let plan = read(text, of: document, for: .draft).plan?.restricted(to: edit.name) else {
      return refuse(.fault, "the plan cannot be made")
    }
    if let parent = edit.dependsOn.first(where: { !isDone($0) }) {
      return refuse(
        .usage,
        "\(label(edit.name)) is made from the result of \(label(parent)), which is not there yet",
        help: "'submit \(parent)' first, then 'wait'")
    }
    if let changed = changedParent(of: edit, in: plan) {
      return refuse(
        .usage,
        "\(label(changed)) would be made anew, for it is not what was submitted any more",
        help: "'undo' what changed it, or 'submit \(changed) fresh' first")
    }
    var open: [String: MarkedSession] = [:]
    if let session, let resolved = try? SessionCheck.resolve(edit, in: session.video),
      session.stands(resolved.marks)
    {
      open[edit.name] = session.marked
    }
    let former = standings[draft.id]
    // Its end may come before the word that it is under way.
    standings[draft.id] = Standing(name: edit.name, fingerprint: edit.fingerprint)
    return .effect(
      .submit(
        Submission(
          draft: draft.id, name: edit.name, plan: plan, sessions: open, isFresh: isFresh)),
      .submit(former: former))
  }

  private func isDone(_ name: String) -> Bool {
    draft(named: name, in: document).flatMap { standings[$0.id]?.product } != nil
  }

  /// An edit that is paid for, and is another one by what the text says now.
  private func changedParent(of edit: PlannedEdit, in plan: Plan) -> String? {
    plan.edits.first { parent in
      guard parent.name != edit.name, let draft = draft(named: parent.name, in: document)
      else { return false }
      return standings[draft.id]?.fingerprint != parent.fingerprint
    }?.name
  }
}
