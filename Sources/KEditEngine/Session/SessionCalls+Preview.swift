package import KEditPlan
import KlingAPI
import PlainText

extension SessionCalls {
  /// Has the masks of a session rendered, and fetches what came of it beside the edit's result, in the
  /// place of an older preview.
  ///
  /// - Returns: the paths as a person is shown them, the video first.
  /// - Throws: `SessionFault`; where a file is in the way that is no preview of ours, before anything is
  ///   asked of the service.
  package func preview(
    _ sessionID: String, of edit: PlannedEdit
  ) async throws(SessionFault) -> [String] {
    let names = ResultNames(save: edit.save)
    do throws(Failure) {
      for path in names.previews { try await checkPlace(path, of: edit) }
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

  private func fetch(_ item: DownloadItem) async throws(Failure) -> Download {
    let fetcher = Fetcher(caller: caller, transport: world.transport, files: world.files)
    do throws(Fetcher.End) {
      return try await fetcher.fetch(item, nil)
    } catch {
      switch error {
      case .linkDead(let status, _): throw .deadLink(status)
      case .failed(let failure): throw failure
      case .stopped(let reason): throw Failure(stoppedBy: reason)
      }
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
