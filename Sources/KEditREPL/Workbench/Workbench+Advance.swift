import KEditCompiler
import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI

/// From a change of the document to what the service knows of it.
extension Workbench {
  /// Takes a work one step on.
  mutating func advance(_ work: Work) -> Activity {
    var work = work
    switch work.stage {
    case .unread(let composition):
      let composition =
        composition ?? Composition(work.document, standIn: standIn(in: work.document))
      let unknown = unknownFiles(in: composition.text, of: work.document)
      if !unknown.isEmpty {
        return .effect(.examine(unknown, folder: folder), .work(work))
      }
      guard compile(composition, &work) else {
        abandon(work)
        return .rest
      }
      if work.keepsDocument { takeOver(&work) }
      return .work(work)
    case .sound(let edit):
      if let effect = call(for: edit, work) { return .effect(effect, .work(work)) }
      if failure != nil { return .rest }
      takeOver(&work)
      tell(of: work)
      return follow(work, edit)
    }
  }

  /// Judges the text; what is wrong is said.
  private func messages(on reading: Reading, _ composition: Composition, _ work: Work) -> [Message]
  {
    guard let typed = work.typed else {
      return reading.compilation.diagnostics.isEmpty
        ? []
        : [
          .findings(
            reading.compilation.diagnostics, in: reading.compilation.sources,
            omittedErrors: reading.compilation.omittedErrors)
        ]
    }
    // A finding beside what was typed is told only where that stands in the way.
    let all = composition.about(
      typed.wording, reading.compilation.diagnostics, in: work.document.name)
    let own = all.filter {
      $0.place.file == Composition.nameOfTyped || $0.severity == .error && reading.hasErrors
    }
    if own.isEmpty { return [] }
    let source = SourceText(name: Composition.nameOfTyped, text: typed.wording.typed)
    return [
      .findings(
        own, in: [source] + reading.compilation.sources,
        omittedErrors: reading.compilation.omittedErrors)
    ]
  }

  /// - Returns: whether the text is sound; what is wrong is said.
  private mutating func compile(_ composition: Composition, _ work: inout Work) -> Bool {
    let reading = read(composition.text, of: work.document, for: .draft)
    for message in messages(on: reading, composition, work) { say(message) }
    guard let plan = reading.plan, !reading.hasErrors else {
      failure = .faultyFile
      return false
    }
    if !work.typedMarks.isEmpty {
      guard let marks = marks(from: work.typedMarks, in: work.document) else {
        refuse(.faultyFile, "the marks were not understood", help: "'help mark' shows how")
        return false
      }
      work.document.draft.marks += marks
      if let last = marks.last { work.document.moment = last.moment }
    }
    let index = composition.indexOfCurrent.flatMap { plan.edits.indices.contains($0) ? $0 : nil }
    work.stage = .sound(index.map { plan.edits[$0] })
    return true
  }

  /// The next call that the current edit needs, if it needs one.
  private mutating func call(for edit: PlannedEdit?, _ work: Work) -> Effect? {
    let id = work.document.current
    guard let edit, isOpen(work.document.draft) || work.submits else { return nil }
    if let session = sessions[id], session.reference != edit.video || isOld(session) {
      sessions[id] = nil
    }
    guard let session = sessions[id] else {
      if case .nothing = work.next, unopened.contains(edit.video) { return nil }
      return opening(of: edit, work)
    }
    do throws(Failure) {
      let resolved = try SessionCheck.resolve(edit, in: session.video)
      return session.nextCall(towards: resolved.marks)
    } catch {
      refuse(error)
      return nil
    }
  }

  private func isOld(_ session: OpenSession) -> Bool {
    ParsedVideo.mayHaveEnded(after: .milliseconds(surroundings.now() - session.openedAt))
  }

  private mutating func opening(of edit: PlannedEdit, _ work: Work) -> Effect? {
    guard case .result(let name) = edit.video else {
      return .open(edit.video, parentVideoID: nil)
    }
    guard let parent = draft(named: name, in: work.document) else { return nil }
    switch standings[parent.id]?.stage {
    case .underWay:
      if work.beginsEdit {
        say(.text("the task of \(label(name)) is not at its end yet; its result is the video"))
      }
    case .done(let product):
      if let videoID = product.videoID { return .open(edit.video, parentVideoID: videoID) }
      refuse(
        .refused, "the service gave no id for the result of \(label(name)), so it cannot be edited")
    case nil, .failed, .skipped, .left:
      if work.beginsEdit {
        say(
          .text(
            "\(label(name)) is not submitted yet; its result is the video of this edit: "
              + "'submit \(name)' first"))
      }
    }
    return nil
  }

  /// The draft that has that name in a plan: its own, or its number.
  func draft(named name: String, in document: Document) -> Draft? {
    names(in: document).first { $0.name == name }?.draft
  }

  /// The name that a draft has in a plan; `nil` for one that is no edit yet.
  func name(of draft: Draft, in document: Document) -> String? {
    names(in: document).first { $0.draft.id == draft.id }?.name
  }

  /// The edits of a document, with the names that they have in its plan.
  func names(in document: Document) -> [(draft: Draft, name: String)] {
    let edits = document.drafts.filter { $0.head != nil }
    return edits.enumerated().map { ($1, $1.name ?? String($0 + 1)) }
  }

  // MARK: Answers

  /// Takes in what came of a call for a work.
  mutating func settle(_ answer: Answer, to effect: Effect, _ work: Work) -> Activity {
    var work = work
    let id = work.document.current
    switch (effect, answer) {
    case (_, .examined(let found)): reports.merge(found) { $1 }
    case (.open(let reference, _), .opened(let video, let openedAt)):
      sessions[id] = OpenSession(video, of: reference, openedAt: openedAt)
      unopened.remove(reference)
      work.openedSession = true
      say(.text(VideoWords.facts(of: video)))
    case (.add(let request), .selected(let selection)):
      sessions[id]?.added(request)
      look(at: selection, frame: request.frameIndex, of: id, &work)
    case (.delete(let request), .selected(let selection)):
      sessions[id]?.deleted(request)
      if sessions[id]?.points[request.frameIndex] != nil {
        look(at: selection, frame: request.frameIndex, of: id, &work)
      } else {
        work.changedFrames.append(request.frameIndex)
      }
    case (.clear, .cleared): sessions[id]?.cleared()
    case (.open(let reference, _), .failed(let failure)) where Self.saysNothing(failure):
      return leaveUnopened(reference, failure, work)
    case (_, .failed(let failure)): return failed(failure, work)
    default: preconditionFailure("every call has its kind of answer")
    }
    return .work(work)
  }

  private mutating func look(
    at answer: SelectionAnswer, frame: Int, of id: Draft.ID, _ work: inout Work
  ) {
    work.changedFrames.removeAll { $0 == frame }
    work.changedFrames.append(frame)
    guard let session = sessions[id] else { return }
    sessions[id]?.answers[frame] = answer.masks.map(\.withoutPicture)
    switch MaskReader.mask(in: answer, of: session.video) {
    case .mask(let mask, let warning):
      sessions[id]?.masks[frame] = mask
      if let warning { say(.warning(warning, help: nil)) }
    case .none: sessions[id]?.masks[frame] = nil
    case .unsound(let words):
      sessions[id]?.masks[frame] = nil
      say(
        .warning(
          "the mask that the service sent for frame \(frame) is unsound: \(words)", help: nil))
    }
  }

  /// Whether a failure says nothing of the video: the service could not be asked about it.
  private static func saysNothing(_ failure: EffectFailure) -> Bool {
    switch failure.failure.kind {
    case .unreachable, .personMustAct, .usage, .localFile: true
    case .refused, .faultyFile, .stopped, .fault: false
    }
  }

  /// What was typed is kept, for nothing is wrong with it.
  private mutating func leaveUnopened(
    _ reference: VideoReference, _ failure: EffectFailure, _ work: Work
  ) -> Activity {
    var work = work
    refuse(failure)
    unopened.insert(reference)
    takeOver(&work)
    if case .nothing = work.next {
      say(
        .warning(
          "the video is not open, so there are no masks",
          help: "what is typed is kept; 'check', 'plan' and 'save' need no service, "
            + "'use' opens the video later"))
    }
    return .rest
  }

  /// How many lost answers of one entry are made good.
  private static let maximumLosses = 3

  private mutating func failed(_ failure: EffectFailure, _ work: Work) -> Activity {
    var work = work
    let id = work.document.current
    switch failure.session {
    case .unknown where work.losses < Self.maximumLosses && failure.failure.kind != .stopped:
      work.losses += 1
      sessions[id]?.isInDoubt = true
      return .work(work)
    case .mayHaveEnded where !work.openedSession && sessions[id] != nil:
      sessions[id] = nil
      say(.text("the session has ended, it seems: opening the video again"))
      return .work(work)
    default:
      if failure.session == .unknown { sessions[id]?.isInDoubt = true }
      abandon(work)
      return refuse(failure)
    }
  }
}
