import KEditPlan
import KlingAPI

/// Why a call gave nothing.
enum CallEnd: Error {
  case failed(KlingError)
  case stopped(Leftover.Reason)
}

extension EditDriver {
  /// Does one thing; the event that came of it, if any.
  mutating func perform(
    _ action: EditMachine.Action
  ) async throws(CallEnd) -> EditMachine.Event? {
    let client = world.client
    switch action {
    case .record: return nil
    case .pause(let losses):
      try await sleep(options.retries.pause(afterLosses: losses, random: world.random()))
      return nil
    case .lookUp(let id): return try await lookUp(id)
    case .upload(let file): return await upload(file)
    case .open(let request):
      return .parsed(
        try await retrying { () async throws(KlingError) in
          try await client.initSelection(request)
        })
    case .mark(let request):
      _ = try await retrying { () async throws(KlingError) in
        try await client.addSelection(request)
      }
      return .marked
    case .clear(let request):
      _ = try await retrying { () async throws(KlingError) in
        try await client.clearSelection(request)
      }
      return .cleared
    case .preview(let request):
      return .previewed(
        try await retrying { () async throws(KlingError) in
          try await client.previewSelection(request)
        })
    case .encode(let images): return encode(images)
    case .create(let request):
      return .created(
        try await retrying { () async throws(KlingError) in try await client.createTask(request) })
    case .poll(let id, let pause):
      try await sleep(pause)
      return .polled(
        try await retrying { () async throws(KlingError) in try await client.task(id) })
    case .download(let items): return try await download(items)
    }
  }

  private func lookUp(_ id: String) async throws(CallEnd) -> EditMachine.Event {
    let client = world.client
    do throws(CallEnd) {
      return .found(
        try await retrying { () async throws(KlingError) in try await client.task(id) })
    } catch {
      if case .failed(let error) = error, error.kind == .notFound { return .notFound }
      throw error
    }
  }

  private func upload(_ file: LocalFile) async -> EditMachine.Event {
    guard let uploads else {
      return .failed(Failure(.usage, "nothing is configured to upload \(harmless(file.path))"))
    }
    do throws(Failure) {
      return .uploaded(url: try await uploads.url(of: file))
    } catch {
      return .failed(error)
    }
  }

  /// Reads local images; their content was checked before anything was sent, and may have changed.
  private func encode(_ images: [ImageReference]) -> EditMachine.Event {
    var encoded: [String] = []
    for image in images {
      switch image {
      case .url(let url): encoded.append(url)
      case .local(let file):
        do throws(FileFault) {
          let bytes = try world.files.read(file.path)
          guard world.sha256(bytes) == file.sha256 else {
            return .failed(
              Failure(
                .faultyFile, "\(harmless(file.path)) is not the file that the plan was made with"))
          }
          encoded.append(world.base64(bytes))
        } catch {
          return .failed(Failure(.faultyFile, error.message))
        }
      }
    }
    return .images(encoded)
  }

  /// Makes a call, and makes it again as the retry policy allows.
  private func retrying<T>(
    _ call: () async throws(KlingError) -> T
  ) async throws(CallEnd) -> T {
    let start = world.clock.uptime
    var tries = 0
    while true {
      if let reason = reasonToStop() { throw .stopped(reason) }
      do throws(KlingError) {
        return try await call()
      } catch {
        tries += 1
        if error.kind == .cancelled { throw .stopped(.interrupted) }
        let elapsed = world.clock.uptime - start
        guard
          let pause = options.retries.pause(
            after: error, tries: tries, elapsed: elapsed, random: world.random())
        else { throw .failed(error) }
        emit(
          .retry(
            edit: name, step: error.step, tries: tries, pause: pause, error: error.description))
        try await sleep(pause)
      }
    }
  }

  /// Why nothing more may be begun.
  func reasonToStop() -> Leftover.Reason? {
    if Task.isCancelled { return .interrupted }
    if let deadline, world.clock.uptime >= deadline { return .timeout }
    return nil
  }

  /// Waits, but not beyond the end of the run; says why it did not wait to the end.
  func wait(_ duration: Duration) async -> Leftover.Reason? {
    let left = deadline.map { $0 - world.clock.uptime }
    do throws(CancellationError) {
      try await world.clock.sleep(for: min(duration, left ?? duration))
    } catch {
      return .interrupted
    }
    if let left, left <= duration { return .timeout }
    return nil
  }

  private func sleep(_ duration: Duration) async throws(CallEnd) {
    if let reason = await wait(duration) { throw .stopped(reason) }
  }
}
