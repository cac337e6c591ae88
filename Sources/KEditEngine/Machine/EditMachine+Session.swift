import KEditPlan
import KlingAPI

/// From the source to the last mark.
extension EditMachine {
  /// Goes on from where the edit stands.
  mutating func begin(_ standing: Standing) {
    switch standing {
    case .absent(session: .none): open()
    case .absent(session: .left(let video)):
      // What is marked now is not known: what was sent last may not be on record.
      sessionMayHaveEnded = true
      move(to: .clearing(video))
      actions.append(.clear(SessionRequest(sessionID: video.sessionID)))
    case .absent(session: .marked(let session)): goOn(in: session)
    case .task(let task): takeOver(task, isOurs: identity.mayAdopt)
    case .done(let result): move(to: .done(result))
    case .faulty(let failure): fail(failure)
    }
  }

  /// Goes on behind the last mark of a session that a person has marked.
  ///
  /// What stands in it is put on record first, as if it had been marked here: a later process that
  /// finds no task then goes on with the session as with any other.
  private mutating func goOn(in session: MarkedSession) {
    sessionMayHaveEnded = true
    guard let prepared = prepare(session.video, openedAt: session.openedAt) else { return }
    for (index, mark) in prepared.resolved.marks.enumerated() {
      recordMark(index, of: prepared, session.masks[mark.frameIndex] ?? [])
    }
    continueMarking()
  }

  mutating func clearingFailed(_ error: KlingError, _ video: ParsedVideo) {
    if mayBeEndedSession(error) {
      openAnew()
    } else if error.kind == .ambiguous {
      guard countLoss(error) else { return }
      actions += [.pause(losses: losses), .clear(SessionRequest(sessionID: video.sessionID))]
    } else {
      fail(Failure(error))
    }
  }

  /// Whether the call was refused because the session is at its end, as far as can be told: the
  /// service has no code of its own for that.
  func mayBeEndedSession(_ error: KlingError) -> Bool {
    sessionMayHaveEnded && error.kind == .refused
  }

  /// A session lives 24 hours (`api/multi-elements.md`); marks live in it.
  mutating func openAnew() {
    sessionMayHaveEnded = false
    session = nil
    losses = 0
    open()
  }

  mutating func open() {
    move(to: .initializing)
    switch edit.video {
    case .url(let url): actions.append(.open(.videoURL(url)))
    case .id(let id): actions.append(.open(.videoID(id)))
    case .local(let file): actions.append(.upload(file))
    case .result(let name):
      guard let parentVideoID else {
        return fail(.withoutVideoID(name))
      }
      actions.append(.open(.videoID(parentVideoID)))
    }
  }

  mutating func check(_ video: ParsedVideo) {
    if prepare(video) != nil { continueMarking() }
  }

  /// Holds the edit against its session, in which no mark stands as far as the record goes.
  ///
  /// - Returns: `nil` where they do not go together; the edit has failed then.
  private mutating func prepare(_ video: ParsedVideo, openedAt: Int? = nil) -> Prepared? {
    session = video
    masks = [:]
    move(to: .checking, .session(video, openedAt: openedAt))
    do throws(Failure) {
      let resolved = try SessionCheck.resolve(edit, in: video)
      losses = 0
      let prepared = Prepared(sessionID: video.sessionID, resolved: resolved)
      move(to: .marking(prepared, next: 0))
      return prepared
    } catch {
      fail(error)
      return nil
    }
  }

  /// The mark of that number stands.
  mutating func recordMark(
    _ index: Int, of prepared: Prepared, _ masks: [SelectionAnswer.Mask]
  ) {
    let mark = prepared.resolved.marks[index]
    self.masks[mark.frameIndex] = masks
    move(
      to: .marking(prepared, next: index + 1), .marked(request(mark, in: prepared), masks: masks))
  }

  mutating func continueMarking() {
    guard case .marking(let prepared, let next) = state else { return }
    if next < prepared.resolved.marks.count {
      actions.append(.mark(request(prepared.resolved.marks[next], in: prepared)))
    } else if edit.preview || options.preview {
      move(to: .previewing(prepared))
      actions.append(.preview(SessionRequest(sessionID: prepared.sessionID)))
    } else {
      prepareCreation(prepared)
    }
  }

  func request(_ mark: ResolvedEdit.Mark, in prepared: Prepared) -> SelectionRequest {
    SelectionRequest(
      sessionID: prepared.sessionID, frameIndex: mark.frameIndex, points: mark.points)
  }

  mutating func savePreview(_ answer: PreviewAnswer) {
    do throws(Failure) {
      actions.append(.download(try ResultNames(save: edit.save).items(of: answer)))
    } catch {
      fail(error)
    }
  }
}

extension Failure {
  /// The result of the edit of that name was made, and cannot be the source of another.
  static func withoutVideoID(_ name: String) -> Failure {
    Failure(
      .refused, "the service gave no id for the result of '\(name)', so it cannot be edited")
  }
}
