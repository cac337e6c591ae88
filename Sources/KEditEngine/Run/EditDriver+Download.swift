import KEditPlan
import KlingAPI
import PlainText

extension EditDriver {
  /// Why a file could not be fetched.
  private enum DownloadEnd: Error {
    /// What is there is kept for the fresh link.
    case linkDead(status: Int, Download)
    case failed(Failure)
    case stopped(Leftover.Reason)
  }

  /// A result may take longer to fetch than a call takes to answer.
  private static let timeout = Duration.seconds(3600)
  private static let stallTimeout = Duration.seconds(60)
  /// So many bytes more make a try that broke off worth while.
  private static let progress = 1 << 16

  /// Fetches files, each without its name until it is whole; beside a result, writes what it is.
  mutating func download(_ items: [DownloadItem]) async throws(CallEnd) -> EditMachine.Event {
    do throws(DownloadEnd) {
      // Before the result has its place, so that a disk that is full by then leaves neither.
      let sidecar = try beginSidecar(items)
      var paths: [String] = []
      for item in items {
        let kept = unfinished
        unfinished = nil
        paths.append(try await fetch(item, kept))
        written.insert(item.path)
      }
      if let sidecar { _ = try await commit(sidecar) }
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

  /// Lays the file beside a result that an earlier process put in its place, and was ended before it
  /// could say how it was made.
  mutating func completeSidecar(of result: EditResult) async {
    let names = ResultNames(save: machine.edit.save)
    if Sidecar.isOwn(
      names.sidecar, fingerprint: machine.edit.fingerprint, in: world.files)
    {
      return
    }
    do throws(DownloadEnd) {
      let files = ResultNames.results(of: machine.edit)
      _ = try await commit(
        try begin(
          Sidecar(machine, result.task, files: files, programVersion: world.programVersion)))
    } catch {
      if case .failed(let failure) = error { fault = failure }
    }
  }

  /// Writes what the result is, without a name yet; `nil` where what is fetched is no result.
  private func beginSidecar(_ items: [DownloadItem]) throws(DownloadEnd) -> Download? {
    guard case .downloading(let task, _) = machine.state else { return nil }
    return try begin(
      Sidecar(machine, task, files: items.map(\.path), programVersion: world.programVersion))
  }

  private func begin(_ sidecar: Sidecar) throws(DownloadEnd) -> Download {
    let download = try begin(sidecar.path, isPrivate: true)
    let bytes = sidecar.bytes
    let written = bytes.withUnsafeBytes { bytes in
      Result { () throws(FileFault) in try download.file.write(bytes) }
    }
    if case .failure(let fault) = written { throw .failed(Failure(fault, of: download)) }
    return download
  }

  /// Tries until the file is there. The policy's tries are those that brought the file no further, and
  /// its time is that in which nothing came: a line that breaks again and again still comes to the
  /// end.
  private func fetch(
    _ item: DownloadItem, _ kept: Download?
  ) async throws(DownloadEnd) -> String {
    let download: Download
    if let kept, kept.path.utf8.elementsEqual(item.path.utf8) {
      download = kept
    } else {
      download = try begin(item.path)
    }
    var start = world.clock.uptime
    var tries = 0
    while true {
      if let reason = reasonToStop() { throw .stopped(reason) }
      let (furthest, received) = (download.furthest, download.received)
      guard let error = try await transfer(item, into: download) else {
        return try await commit(download)
      }
      // The time allowed for the run ended this try: it is no failure of the link's.
      if let reason = reasonToStop() { throw .stopped(reason) }
      if download.furthest >= furthest + Self.progress { tries = 0 }
      if download.received >= received + Self.progress { start = world.clock.uptime }
      tries += 1
      let elapsed = world.clock.uptime - start
      guard
        let pause = options.retries.pause(
          after: error, tries: tries, elapsed: elapsed, random: world.random())
      else { throw .failed(Failure(error)) }
      emit(
        .retry(edit: name, step: error.step, tries: tries, pause: pause, error: error.description))
      if let reason = await wait(pause) { throw .stopped(reason) }
    }
  }

  private func begin(
    _ path: String, isPrivate: Bool = false
  ) throws(DownloadEnd) -> Download {
    do throws(FileFault) {
      return Download(path, try world.files.begin(path, isPrivate: isPrivate))
    } catch {
      throw .failed(Failure(error, of: nil))
    }
  }

  /// Moves a whole file to its place. That it is about to be there is on record before: after a crash
  /// in between, what lies there is known to be ours.
  private func commit(_ download: Download) async throws(DownloadEnd) -> String {
    let path = download.path
    let replacing = await mayReplace(path)
    do throws(Failure) {
      let content = try content(of: download)
      let older = try await olderResult(path)
      try await note(
        .placing(
          PlacedFile(
            location: world.files.location(path), sha256: content.sha256, size: content.size,
            fingerprint: machine.edit.fingerprint, externalTaskID: machine.identity.id,
            taskID: machine.task?.id)))
      if let older { try setAside(path, of: older) }
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
  /// `NAME.TASK.mp4`).
  private func setAside(_ path: String, of task: String) throws(Failure) {
    do throws(FileFault) {
      for (path, other) in ResultNames(save: path).setAside(task: task) {
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
    let isOwn = try? await world.isResult(path, of: machine.edit)
    return isOwn ?? false
  }

  /// One try.
  ///
  /// - Returns: why another may help; `nil` where the whole file is there.
  private func transfer(
    _ item: DownloadItem, into download: Download
  ) async throws(DownloadEnd) -> KlingError? {
    let edit = name
    let emit = emit
    let sink = DownloadSink(download, url: item.url, content: item.content) { bytes, total in
      emit(.downloaded(edit: edit, path: item.path, bytes: bytes, total: total))
    }
    // No key: a signed link refuses `Authorization`, and the key is nobody else's business.
    let left = deadline.map { $0 - world.clock.uptime } ?? Self.timeout
    let request = HTTPRequest(
      .get, item.url, headers: download.headers(for: item.url), timeout: min(left, Self.timeout),
      stallTimeout: Self.stallTimeout, maximumResponseBytes: .max, maximumRedirects: 5)
    do throws(TransportError) {
      _ = try await world.transport.stream(request, into: sink)
    } catch {
      if let refusal = sink.refusal { return try passing(refusal, download) }
      if download.part.isWhole { return nil }
      return try passing(error)
    }
    do throws(DownloadSink.Refusal) {
      try sink.finish()
    } catch {
      return try passing(error, download)
    }
    return nil
  }

  private func passing(_ error: TransportError) throws(DownloadEnd) -> KlingError {
    switch error {
    case .cancelled: throw .stopped(.interrupted)
    case .unreachable(let text): return passing(harmless(text, limit: 300), .unreachable)
    case .interrupted(let text): return passing(harmless(text, limit: 300))
    case .timedOut: return passing("no answer in time")
    case .insecure(let text):
      throw .failed(Failure(.unreachable, "download: \(harmless(text, limit: 300))"))
    case .unsendable(let text), .sink(let text):
      throw .failed(Failure(.refused, "download: \(harmless(text, limit: 300))"))
    case .tooLarge: throw .failed(Failure(.refused, "download: the file is too large"))
    }
  }

  private func passing(
    _ refusal: DownloadSink.Refusal, _ download: Download
  ) throws(DownloadEnd) -> KlingError {
    switch refusal {
    case .file(let fault): throw .failed(Failure(fault, of: download))
    case .content(let found): return passing("what came is \(found)")
    case .short(let found): return passing("what came is \(found)")
    case .status(let status, let retryAfter):
      switch status {
      case _ where DownloadStatus.isDeadLink(status): throw .linkDead(status: status, download)
      case 408, 425, 429, 500...: return passing("HTTP \(status)", retryAfter: retryAfter)
      default: throw .failed(Failure(.unreachable, "download: HTTP \(status)"))
      }
    }
  }

  private func passing(
    _ message: String, _ kind: KlingError.Kind = .transient, retryAfter: Duration? = nil
  ) -> KlingError {
    KlingError(kind: kind, step: "download", message: message, retryAfter: retryAfter)
  }
}

extension Failure {
  /// A file that cannot be written, with what a person must know where there is no room for it.
  fileprivate init(_ fault: FileFault, of download: Download?) {
    var message = fault.message
    if fault.isOutOfSpace, let total = download?.part.total {
      message += "; the file has \(total) bytes"
    }
    self.init(
      .localFile,
      fault.isOutOfSpace
        ? [message, "nothing is lost: with room for it, the next run fetches the result"]
        : [message])
  }
}
