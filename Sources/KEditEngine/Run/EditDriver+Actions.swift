import KEditPlan
import KlingAPI
import PlainText

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
    switch action {
    case .record: return nil
    case .pause(let losses):
      try await sleep(options.retries.pause(afterLosses: losses, random: world.random()))
      return nil
    case .lookUp(let id): return try await lookUp(id)
    case .upload(let file): return try await upload(file)
    case .open(let request):
      return .parsed(
        try await retrying { client async throws(KlingError) in
          try await client.initSelection(request)
        })
    case .mark(let request):
      _ = try await retrying { client async throws(KlingError) in
        try await client.addSelection(request)
      }
      return .marked
    case .clear(let request):
      _ = try await retrying { client async throws(KlingError) in
        try await client.clearSelection(request)
      }
      return .cleared
    case .preview(let request):
      return .previewed(
        try await retrying { client async throws(KlingError) in
          try await client.previewSelection(request)
        })
    case .encode(let images): return encode(images)
    case .create(let request):
      return .created(
        try await retrying { client async throws(KlingError) in try await client.createTask(request)
        })
    case .poll(let id, let pause):
      try await sleep(pause)
      return .polled(
        try await retrying { client async throws(KlingError) in try await client.task(id) })
    case .download(let items): return try await download(items)
    }
  }

  private func lookUp(_ id: String) async throws(CallEnd) -> EditMachine.Event {
    do throws(CallEnd) {
      return .found(
        try await retrying { client async throws(KlingError) in try await client.task(id) })
    } catch {
      if case .failed(let error) = error, error.kind == .notFound { return .notFound }
      throw error
    }
  }

  private func upload(_ file: LocalFile) async throws(CallEnd) -> EditMachine.Event {
    guard let uploads else {
      return .failed(Failure(.usage, "nothing is configured to upload \(harmless(file.path))"))
    }
    if let reason = reasonToStop() { throw .stopped(reason) }
    do throws(FileFault) {
      // Other edits may have taken long since the files were looked at.
      guard try world.files.sha256(of: file.path) == file.sha256 else {
        return .failed(changed(file))
      }
    } catch {
      return .failed(Failure(.faultyFile, error.message))
    }
    guard let result = await beforeTheEnd({ await uploads.result(for: file) }) else {
      throw .stopped(reasonToStop() ?? .timeout)
    }
    switch result {
    case .success(let url): return .uploaded(url: url)
    case .failure(let failure):
      if let reason = reasonToStop() { throw .stopped(reason) }
      return .failed(failure)
    }
  }

  /// Does what has no time limit of its own; `nil` where the time allowed for the run ended it.
  private func beforeTheEnd<T: Sendable>(_ work: @escaping @Sendable () async -> T) async -> T? {
    guard let left = timeLeft else { return await work() }
    let clock = world.clock
    return await withTaskGroup(of: T?.self) { group in
      group.addTask { await work() }
      group.addTask {
        do throws(CancellationError) { try await clock.sleep(for: left) } catch {}
        return nil
      }
      let first = await group.next()
      group.cancelAll()
      return first ?? nil
    }
  }

  private func changed(_ file: LocalFile) -> Failure {
    Failure(.faultyFile, "\(harmless(file.path)) is not the file that the plan was made with")
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
            return .failed(changed(file))
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
    _ call: (KlingClient) async throws(KlingError) -> T
  ) async throws(CallEnd) -> T {
    let start = world.clock.uptime
    var tries = 0
    while true {
      if let reason = reasonToStop() { throw .stopped(reason) }
      let client = timeLeft.map { world.client.limited(to: $0) } ?? world.client
      do throws(KlingError) {
        return try await call(client)
      } catch {
        tries += 1
        if error.kind == .cancelled { throw .stopped(.interrupted) }
        // The time allowed for the run ended this call: it is no failure of the service's.
        if error.mayBeSentAgain, let reason = reasonToStop() { throw .stopped(reason) }
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

  /// How long the run may still take; `nil` for ever.
  private var timeLeft: Duration? { deadline.map { $0 - world.clock.uptime } }

  /// Waits, but not beyond the end of the run; says why it did not wait to the end.
  func wait(_ duration: Duration) async -> Leftover.Reason? {
    let left = timeLeft
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
