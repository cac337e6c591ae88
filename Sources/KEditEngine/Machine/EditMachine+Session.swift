import KEditPlan
import KlingAPI

/// From the source to the last mark.
extension EditMachine {
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
