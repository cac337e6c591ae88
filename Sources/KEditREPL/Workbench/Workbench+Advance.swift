import KEditCompiler
import KEditEngine
import KEditPlan
import KEditSyntax
import KlingAPI

/// From a change of the document to what the service knows of it.
extension Workbench {
  /// Goes on with the work, until something has to be done outside or it is at its end.
  mutating func advance() -> Effect? {
    guard var work else { return nil }
    if !work.isCompiled {
      let composition =
        work.judged ?? Composition(work.document, standIn: standIn(in: work.document))
      let unknown = unknownFiles(in: composition.text, of: work.document)
      if !unknown.isEmpty { return .examine(unknown, folder: folder) }
      guard compile(composition, &work) else {
        abandon()
        return nil
      }
    }
    if work.keepsDocument { takeOver(&work) }
    self.work = work
    if let effect = call(for: &work) {
      self.work = work
      return effect
    }
    if failure != nil {
      self.work = nil
      return nil
    }
    takeOver(&work)
    self.work = nil
    tell(of: work)
    return follow(work)
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
      typed: typed.text, reading.compilation.diagnostics, in: work.document.name)
    let own = all.filter {
      $0.place.file == Composition.nameOfTyped || $0.severity == .error && reading.hasErrors
    }
    if own.isEmpty { return [] }
    let source = SourceText(name: Composition.nameOfTyped, text: typed.text)
    return [
      .findings(
        own, in: [source] + reading.compilation.sources,
        omittedErrors: reading.compilation.omittedErrors)
    ]
  }

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
    if let index = composition.indexOfCurrent, plan.edits.indices.contains(index) {
      work.edit = plan.edits[index]
    }
    work.isCompiled = true
    return true
  }

  /// The next call that the current edit needs, if it needs one.
  private mutating func call(for work: inout Work) -> Effect? {
    let id = work.document.current
    guard let edit = work.edit, isOpen(work.document.draft) || work.submits else { return nil }
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
    case nil:
      if work.beginsEdit {
        say(
          .text(
            "\(label(name)) is not submitted yet; its result is the video of this edit: "
              + "'submit \(name)' first"))
      }
      return nil
    case .submitted:
      if work.beginsEdit {
        say(.text("the task of \(label(name)) is not at its end yet; its result is the video"))
      }
      return nil
    case .done(videoID: nil):
      refuse(
        .refused, "the service gave no id for the result of \(label(name)), so it cannot be edited")
      return nil
    case .done(let videoID?): return .open(edit.video, parentVideoID: videoID)
    }
  }

  /// The draft that has that name in a plan: its own, or its number.
  func draft(named name: String, in document: Document) -> Draft? {
    document.drafts.first { draft in draft.head != nil && self.name(of: draft, in: document) == name
    }
  }

  /// The name that a draft has in a plan.
  func name(of draft: Draft, in document: Document) -> String? {
    let given = draft.clauses.first { $0.kind == .asClause }
    if let given {
      let word = given.text.split(whereSeparator: \.isWhitespace).last
      return word.map(String.init)
    }
    return document.number(of: draft.id).map(String.init)
  }

  // MARK: Answers

  /// Takes in what came of a call for the work.
  mutating func settle(_ answer: Answer, to effect: Effect) {
    guard var work else { return }
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
      return leaveUnopened(reference, failure, &work)
    case (_, .failed(let failure)):
      self.work = work
      return failed(failure, &work)
    default: preconditionFailure("every call has its kind of answer")
    }
    self.work = work
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
    _ reference: VideoReference, _ failure: EffectFailure, _ work: inout Work
  ) {
    refuse(failure)
    unopened.insert(reference)
    takeOver(&work)
    self.work = nil
    guard case .nothing = work.next else { return }
    say(
      .warning(
        "the video is not open, so there are no masks",
        help: "what is typed is kept; 'check', 'plan' and 'save' need no service, "
          + "'use' opens the video later"))
  }

  /// How many lost answers of one entry are made good.
  private static let maximumLosses = 3

  private mutating func failed(_ failure: EffectFailure, _ work: inout Work) {
    let id = work.document.current
    switch failure.session {
    case .unknown where work.losses < Self.maximumLosses && failure.failure.kind != .stopped:
      work.losses += 1
      sessions[id]?.isInDoubt = true
      self.work = work
    case .mayHaveEnded where !work.openedSession && sessions[id] != nil:
      sessions[id] = nil
      say(.text("the session has ended, it seems: opening the video again"))
      self.work = work
    default:
      if failure.session == .unknown { sessions[id]?.isInDoubt = true }
      refuse(failure)
      abandon()
    }
  }
}
