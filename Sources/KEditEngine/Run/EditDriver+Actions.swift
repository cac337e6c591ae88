import KEditPlan
import KlingAPI
import PlainText

extension EditDriver {
  /// Does one thing; the event that came of it, if any.
  mutating func perform(
    _ action: EditMachine.Action
  ) async throws(CallEnd) -> EditMachine.Event? {
    switch action {
    case .record: return nil
    case .pause(let losses):
      try await caller.sleep(
        options.retries.pause(afterLosses: losses, random: world.random()))
      return nil
    case .lookUp(let id): return try await lookUp(id)
    case .upload(let file): return try await upload(file)
    case .open(let request):
      return .parsed(
        try await caller.retrying { client async throws(KlingError) in
          try await client.initSelection(request)
        })
    case .mark(let request):
      let answer = try await caller.retrying { client async throws(KlingError) in
        try await client.addSelection(request)
      }
      return .marked(answer.masks.map(\.withoutPicture))
    case .clear(let request):
      _ = try await caller.retrying { client async throws(KlingError) in
        try await client.clearSelection(request)
      }
      return .cleared
    case .preview(let request):
      return .previewed(
        try await caller.retrying { client async throws(KlingError) in
          try await client.previewSelection(request)
        })
    case .encode(let images): return encode(images)
    case .admit(let units): return try await admit(units)
    case .create(let request): return .created(try await create(request))
    case .poll(let id, let pause):
      try await caller.sleep(pause)
      return .polled(try await caller.task(id))
    case .download(let items): return try await download(items)
    }
  }

  private func lookUp(_ id: String) async throws(CallEnd) -> EditMachine.Event {
    do throws(CallEnd) {
      return .found(try await caller.task(id))
    } catch {
      if case .failed(let error) = error, error.kind == .notFound { return .notFound }
      throw error
    }
  }

  private func upload(_ file: LocalFile) async throws(CallEnd) -> EditMachine.Event {
    do throws(VideoUpload.End) {
      let upload = VideoUpload(caller: caller, files: world.files, uploads: run.uploads)
      return .uploaded(url: try await upload.url(of: file))
    } catch {
      switch error {
      case .failed(let failure): return .failed(failure)
      case .stopped(let reason): throw .stopped(reason)
      }
    }
  }

  /// Waits for a place at the service; held until the task has ended.
  private mutating func admit(_ units: DecimalNumber) async throws(CallEnd) -> EditMachine.Event {
    guard run.budget.reserve(units, for: name) else { throw .stopped(.maximumUnits) }
    try await enterWindow()
    return .admitted
  }

  private mutating func enterWindow() async throws(CallEnd) {
    if holdsPlace { return }
    let window = run.window
    if window.enterAtOnce() {
      holdsPlace = true
      return
    }
    guard await caller.beforeTheEnd({ await window.enter() }) == true else {
      throw .stopped(reasonToStop() ?? .timeout)
    }
    holdsPlace = true
  }

  /// Makes the create call, and makes it again when there is room for the task.
  private mutating func create(
    _ request: CreateTaskRequest
  ) async throws(CallEnd) -> KlingTask {
    var tries = 0
    while true {
      do throws(CallEnd) {
        let task = try await caller.retrying(handlesBusy: true) {
          client async throws(KlingError) in try await client.createTask(request)
        }
        run.window.accepted()
        return task
      } catch {
        guard case .failed(let error) = error, error.isBusy,
          let pause = options.retries.pause(
            after: error, tries: tries + 1, elapsed: .zero, random: world.random())
        else { throw error }
        tries += 1
        holdsPlace = false
        // The end of another task makes room sooner than any pause could tell.
        let makesRoom = run.window.refused()
        try await caller.sleep(makesRoom ? .zero : pause, before: error, tries: tries)
        try await enterWindow()
      }
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
            return .failed(.changed(file))
          }
          encoded.append(world.base64(bytes))
        } catch {
          return .failed(Failure(.faultyFile, error.message))
        }
      }
    }
    return .images(encoded)
  }

  /// Why nothing more may be begun.
  func reasonToStop() -> Leftover.Reason? { caller.reasonToStop() }
}
