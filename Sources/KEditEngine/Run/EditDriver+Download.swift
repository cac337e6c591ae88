import KEditPlan
import KlingAPI

extension EditDriver {
  private var fetcher: Fetcher {
    Fetcher(caller: caller, transport: world.transport, files: world.files)
  }

  /// Fetches files, each without its name until it is whole; beside a result, writes what it is.
  mutating func download(_ items: [DownloadItem]) async throws(CallEnd) -> EditMachine.Event {
    do throws(Fetcher.End) {
      // Before the result has its place, so that a disk that is full by then leaves neither.
      let sidecar = try beginSidecar(items)
      var paths: [String] = []
      for item in items {
        let kept = unfinished
        unfinished = nil
        paths.append(try await commit(try await fetcher.fetch(item, kept)))
        written.insert(item.path)
      }
      if let sidecar { _ = try await commit(sidecar) }
      if case .previewing = machine.state { paths += try await saveMasks() }
      return .saved(paths)
    } catch {
      switch error {
      case .linkDead(let status, let download):
        unfinished = download
        return .linkDead(status: status)
      case .failed(let failure): return .failed(failure)
      case .stopped(let reason): throw .stopped(reason)
      }
    }
  }

  /// Lays the masks of the marked frames beside the preview.
  private mutating func saveMasks() async throws(Fetcher.End) -> [String] {
    guard let session = machine.session else { return [] }
    var paths: [String] = []
    let names = ResultNames(save: machine.edit.save)
    for file in names.files(of: machine.masks, in: session, world) {
      paths.append(try await commit(try fetcher.begin(file.path, content: file.png)))
      written.insert(file.path)
    }
    return paths
  }

  /// Lays the file beside a result that an earlier process put in its place, and was ended before it
  /// could say how it was made.
  mutating func completeSidecar(of result: EditResult) async {
    let names = ResultNames(save: machine.edit.save)
    if Sidecar.isOwn(
      names.sidecar, fingerprint: machine.edit.fingerprint, in: world.files)
    {
      return
    }
    do throws(Fetcher.End) {
      let files = ResultNames.results(of: machine.edit)
      _ = try await commit(
        try begin(
          Sidecar(machine, result.task, files: files, programVersion: world.programVersion)))
    } catch {
      if case .failed(let failure) = error { fault = failure }
    }
  }

  /// Writes what the result is, without a name yet; `nil` where what is fetched is no result.
  private func beginSidecar(_ items: [DownloadItem]) throws(Fetcher.End) -> Download? {
    guard case .downloading(let task, _) = machine.state else { return nil }
    return try begin(
      Sidecar(machine, task, files: items.map(\.path), programVersion: world.programVersion))
  }

  private func begin(_ sidecar: Sidecar) throws(Fetcher.End) -> Download {
    try fetcher.begin(sidecar.path, content: sidecar.bytes, isPrivate: true)
  }

  /// Moves a whole file to its place. That it is about to be there is on record before: after a crash
  /// in between, what lies there is known to be ours.
  private func commit(_ download: Download) async throws(Fetcher.End) -> String {
    let path = download.path
    let replacing = await mayReplace(path)
    do throws(Failure) {
      let content = try content(of: download)
      // Before the record: a file that stands here after it is the one that it speaks of.
      if let older = try await olderResult(path) { try setAside(path, of: older) }
      try await note(
        .placing(
          PlacedFile(
            location: world.files.location(path), sha256: content.sha256, size: content.size,
            fingerprint: machine.edit.fingerprint, externalTaskID: machine.identity.id,
            taskID: machine.task?.id)))
      do throws(FileFault) {
        return try download.file.commit(replacing: replacing)
      } catch {
        throw Failure(error, of: download)
      }
    } catch {
      throw .failed(error)
    }
  }

  private func content(of download: Download) throws(Failure) -> PendingContent {
    do throws(FileFault) {
      return try download.file.content()
    } catch {
      throw Failure(error, of: download)
    }
  }

  /// The earlier task of the edit whose result stands where this one's goes.
  private func olderResult(_ path: String) async throws(Failure) -> String? {
    guard path.utf8.elementsEqual(machine.edit.save.utf8), !written.contains(path),
      let older = try await world.placedFile(path, of: machine.edit),
      older.externalTaskID != machine.identity.id
    else { return nil }
    return older.taskID
  }

  /// Keeps the result of an earlier task of the edit under the name of that task (`design/cli.md`:
  /// `NAME.TASK.mp4`). The video goes last: where a crash comes between, it still tells that the rest is
  /// to follow.
  private func setAside(_ path: String, of task: String) throws(Failure) {
    do throws(FileFault) {
      for (path, other) in ResultNames(save: path).setAside(task: task).reversed() {
        _ = try world.files.setAside(path, as: other)
      }
    } catch {
      throw Failure(error, of: nil)
    }
  }

  /// Only what is this edit's own, or what a person gave up, is ever replaced; a file may have come
  /// to stand there since the run began.
  private func mayReplace(_ path: String) async -> Bool {
    let fingerprint = machine.edit.fingerprint
    if options.overwrites || written.contains(path)
      || Sidecar.isOwn(path, fingerprint: fingerprint, in: world.files)
    {
      return true
    }
    let mayReplace = try? await world.mayReplace(path, of: machine.edit)
    return mayReplace ?? false
  }
}
