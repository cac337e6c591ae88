package import KEditPlan
import KlingAPI
import PlainText

extension SessionCalls {
  /// Has the masks of a session rendered, and fetches what came of it beside the edit's result, in the
  /// place of an older preview; beside it go the masks of the marked frames, where `marked` tells of
  /// them.
  ///
  /// - Returns: the paths as a person is shown them, the video first.
  /// - Throws: `SessionFault`; where a file is in the way that is no preview of ours, before anything is
  ///   asked of the service.
  package func preview(
    _ sessionID: String, of edit: PlannedEdit, marked: MarkedSession? = nil
  ) async throws(SessionFault) -> [String] {
    let names = ResultNames(save: edit.save)
    let masks = marked.map { names.files(of: $0.masks, in: $0.video, world) } ?? []
    do throws(Failure) {
      for path in names.previews + masks.map(\.path) { try await checkPlace(path, of: edit) }
    } catch {
      throw SessionFault(error)
    }
    let answer = try await call(in: sessionID) { client async throws(KlingError) in
      try await client.previewSelection(SessionRequest(sessionID: sessionID))
    }
    do throws(Failure) {
      var paths: [String] = []
      for item in try names.items(of: answer) {
        paths.append(try await commit(try await fetch(item), of: edit))
      }
      for file in masks {
        paths.append(try await commit(try begin(file.path, file.png), of: edit))
      }
      return paths
    } catch {
      throw SessionFault(error)
    }
  }

  private func checkPlace(_ path: String, of edit: PlannedEdit) async throws(Failure) {
    let isThere: Bool
    do throws(FileFault) {
      isThere = try world.files.exists(path)
    } catch {
      throw Failure(.localFile, error.message)
    }
    guard isThere, try await !world.mayReplace(path, of: edit) else { return }
    throw Failure(
      .localFile,
      "\(harmless(world.files.shown(path))) exists already and is no preview of this edit",
      "move it away, or give the edit another name")
  }

  private var fetcher: Fetcher {
    Fetcher(caller: caller, transport: world.transport, files: world.files)
  }

  private func fetch(_ item: DownloadItem) async throws(Failure) -> Download {
    do throws(Fetcher.End) {
      return try await fetcher.fetch(item, nil)
    } catch {
      throw Failure(error)
    }
  }

  private func begin(_ path: String, _ content: [UInt8]) throws(Failure) -> Download {
    do throws(Fetcher.End) {
      return try fetcher.begin(path, content: content)
    } catch {
      throw Failure(error)
    }
  }

  /// Moves a whole file to its place. That it is about to be there is on record before: after a crash
  /// in between, what lies there is known to be ours.
  private func commit(_ download: Download, of edit: PlannedEdit) async throws(Failure) -> String {
    let path = download.path
    let replacing = try await world.mayReplace(path, of: edit)
    let content: PendingContent
    do throws(FileFault) {
      content = try download.file.content()
    } catch {
      throw Failure(error, of: download)
    }
    do throws(JournalFault) {
      try await world.journal.notePreview(
        at: world.files.location(path), sha256: content.sha256)
    } catch {
      throw Failure(error)
    }
    do throws(FileFault) {
      return try download.file.commit(replacing: replacing)
    } catch {
      throw Failure(error, of: download)
    }
  }
}

extension Failure {
  fileprivate init(_ end: Fetcher.End) {
    switch end {
    case .linkDead(let status, _): self = .deadLink(status)
    case .failed(let failure): self = failure
    case .stopped(let reason): self.init(stoppedBy: reason)
    }
  }
}
