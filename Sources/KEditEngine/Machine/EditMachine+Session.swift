import KEditPlan
import KlingAPI

/// From the source to the last mark.
extension EditMachine {
  /// Goes on from where the edit stands.
  mutating func begin(_ standing: Standing) {
    switch standing {
    case .absent(session: nil): open()
    case .absent(session: let video?):
      // What is marked now is not known: what was sent last may not be on record.
      sessionMayHaveEnded = true
      move(to: .clearing(video))
      actions.append(.clear(SessionRequest(sessionID: video.sessionID)))
    case .task(let task): takeOver(task, isOurs: identity.mayAdopt)
    case .done(let result): move(to: .done(result))
    case .faulty(let failure): fail(failure)
    }
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
        return fail(
          Failure(
            .refused, "the service gave no id for the result of '\(name)', so it cannot be edited"))
      }
      actions.append(.open(.videoID(parentVideoID)))
    }
  }

  mutating func check(_ video: ParsedVideo) {
    move(to: .checking, .session(video))
    do throws(Failure) {
      let resolved = try SessionCheck.resolve(edit, in: video)
      losses = 0
      move(to: .marking(Prepared(sessionID: video.sessionID, resolved: resolved), next: 0))
      continueMarking()
    } catch {
      fail(error)
    }
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
    let names = ResultNames(save: edit.save)
    let items: [DownloadItem?] = [
      answer.video.map { DownloadItem(url: $0, path: names.previewVideo, content: .video) },
      answer.cover.map { DownloadItem(url: $0, path: names.previewCover, content: .image) },
      answer.trackingOutput.map { DownloadItem(url: $0, path: names.tracking, content: .json) },
    ]
    let found = items.compactMap { $0 }
    guard !found.isEmpty else {
      return fail(Failure(.refused, "preview: the service rendered no preview"))
    }
    actions.append(.download(found))
  }
}
