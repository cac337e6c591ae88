import KEditPlan
import KlingAPI
import PlainText

/// Finds out what stands of every edit: from the journal, from the disk, and from the service.
struct Surveyor: Sendable {
  let plan: Plan
  let options: RunOptions
  let world: World
  /// The run that asks.
  let run: Int
  /// By the names of edits.
  let sessions: [String: MarkedSession]
  let emit: @Sendable (RunEvent) -> Void

  /// So many tasks are asked for at a time.
  private static let width = 16
  /// So many tasks of one edit are gone through before something must be wrong.
  private static let maximumNumber = 50

  func survey() async -> Survey {
    let start = world.clock.uptime
    let deadline = options.timeout.map { start + $0 }
    let order = DependencyOrder(of: plan.edits)
    var findings: [Survey.Finding?] = Array(repeating: nil, count: plan.edits.count)
    for generation in order.generations {
      var rest = generation[...]
      await withTaskGroup(of: (Int, Survey.Finding).self) { group in
        func startNext() {
          guard let index = rest.popFirst() else { return }
          let parent = order.parents[index].flatMap { findings[$0] }
          group.addTask { (index, await self.find(plan.edits[index], parent, until: deadline)) }
        }
        for _ in 0..<Self.width { startNext() }
        while let (index, finding) = await group.next() {
          findings[index] = finding
          startNext()
        }
      }
    }
    return Survey(
      plan: plan, findings: findings.compactMap { $0 }, elapsed: world.clock.uptime - start)
  }

  private func find(
    _ edit: PlannedEdit, _ parentFinding: Survey.Finding?, until deadline: Duration?
  ) async -> Survey.Finding {
    let parent = parentFinding?.identity
    var trail = Trail(
      identity: TaskIdentity(of: edit, parent: parent, sha256: world.sha256),
      caller: Caller(
        edit: edit.name, world: world, policy: options.retries, deadline: deadline, emit: emit))
    // A session is not of a video that is still to be made.
    if parentFinding?.costs != true, let session = sessions[edit.name],
      isYoung(session.openedAt)
    {
      trail.marked = session
    }
    do throws(Failure) {
      trail.identity = try await identity(of: edit, parent)
      let standing = try await follow(edit, parent, &trail)
      return trail.finding(standing)
    } catch {
      return trail.finding(.faulty(error))
    }
  }

  /// What was found on the way from one task of an edit to the next.
  private struct Trail {
    var identity: TaskIdentity
    let caller: Caller
    var expired: KlingTask?
    var failed: KlingTask?
    var isOfThisRun = false
    var legacy = EditMachine.Legacy()
    var marked: MarkedSession?

    func finding(_ standing: Standing) -> Survey.Finding {
      Survey.Finding(
        identity: identity, standing: standing, expired: expired, failed: failed,
        isOfThisRun: isOfThisRun, legacy: legacy)
    }
  }

  /// The task of the edit that counts: the one made anew where that is wanted, else the newest that
  /// is known, else the one that everybody would derive.
  private func identity(
    of edit: PlannedEdit, _ parent: TaskIdentity?
  ) async throws(Failure) -> TaskIdentity {
    let random = options.randomPart
    let derived = TaskIdentity(
      of: edit, parent: parent, randomPart: random, sha256: world.sha256)
    // An id that the author has changed is another task.
    guard derived.isDerived else { return derived }
    let known = try await asking {
      () async throws(JournalFault) in
      try await world.journal.newestAttempt(
        fingerprint: edit.fingerprint, parentID: parent?.id)
    }
    // A fresh run that is gone on with may have made a second task of the edit; any other is older.
    guard let known, random == nil || known.identity.randomPart == random else { return derived }
    return known.identity
  }

  private func follow(
    _ edit: PlannedEdit, _ parent: TaskIdentity?, _ trail: inout Trail
  ) async throws(Failure) -> Standing {
    while trail.identity.number <= Self.maximumNumber {
      let id = trail.identity.id
      let own = try await asking {
        () async throws(JournalFault) in
        try await world.journal.attempt(
          externalTaskID: id, fingerprint: edit.fingerprint)
      }
      trail.isOfThisRun = own?.run == run
      trail.legacy = try own.map { own throws(Failure) in try legacy(of: own, edit) } ?? .init()
      if let own {
        trail.identity = own.identity
        if !own.identity.isDerived, own.identity.parentID != parent?.id {
          throw Failure(
            .refused,
            "the id \(harmless(id, limit: 80)) belongs to what was made from an older result; "
              + "choose another")
        }
        if let result = try doneInPlace(own, edit) { return .done(result) }
      }
      guard let task = try await lookUp(id, trail.caller) else {
        trail.legacy = EditMachine.Legacy()
        if let marked = trail.marked { return .absent(session: .marked(marked)) }
        return .absent(session: own.flatMap(youngSession).map { .left($0) } ?? .none)
      }
      guard trail.identity.mayAdopt, task.externalID == nil || task.externalID == id else {
        throw Failure(
          .refused,
          "the id \(harmless(id, limit: 80)) belongs to another task "
            + "(\(harmless(task.id, limit: 80))); choose another")
      }
      if task.status == .failed, options.retriesFailed {
        trail.failed = task
        try next(edit, parent, &trail, what: "its task failed")
      } else if task.status == .succeed, try await isExpired(task, trail.caller) {
        trail.expired = task
        try next(edit, parent, &trail, what: "the result of its task is gone")
      } else {
        return .task(task)
      }
    }
    throw Failure(
      .refused, "\(Self.maximumNumber) tasks were made for this edit, and none has a result",
      "--fresh makes another")
  }

  private func next(
    _ edit: PlannedEdit, _ parent: TaskIdentity?, _ trail: inout Trail, what: String
  ) throws(Failure) {
    guard trail.identity.isDerived else {
      throw Failure(
        .usage,
        "\(what), and the edit has the id \(harmless(trail.identity.id, limit: 80)), which no second "
          + "task can have; choose another")
    }
    trail.identity = TaskIdentity(
      of: edit, parent: parent, number: trail.identity.number + 1,
      randomPart: trail.identity.randomPart, sha256: world.sha256)
  }

  /// What earlier processes left of the way to the task: that is how its result was made.
  private func legacy(
    of attempt: Attempt, _ edit: PlannedEdit
  ) throws(Failure) -> EditMachine.Legacy {
    var legacy = EditMachine.Legacy(session: attempt.session)
    let names = ResultNames(save: edit.save)
    let resolved = attempt.session.flatMap { try? SessionCheck.resolve(edit, in: $0) }
    let frames = resolved?.marks.map(\.frameIndex).sorted() ?? []
    for name in names.previews + frames.map(names.mask) {
      let location = world.files.location(name)
      guard attempt.files.contains(where: { $0.location.utf8.elementsEqual(location.utf8) })
      else { continue }
      do throws(FileFault) {
        if try world.files.exists(name) { legacy.previewFiles.append(world.files.shown(name)) }
      } catch {
        throw Failure(.localFile, error.message)
      }
    }
    return legacy
  }

  private func youngSession(_ attempt: Attempt) -> ParsedVideo? {
    guard let openedAt = attempt.sessionOpenedAt, isYoung(openedAt) else { return nil }
    return attempt.session
  }

  /// Whether a session that was opened then is surely there.
  private func isYoung(_ openedAt: Int) -> Bool {
    let age = Duration.milliseconds(world.unixMilliseconds() - openedAt)
    // A clock that was set back tells nothing.
    return age >= .zero && !ParsedVideo.mayHaveEnded(after: age)
  }

  /// The result of the attempt, where each of its files lies where it belongs, as it was put there.
  private func doneInPlace(
    _ attempt: Attempt, _ edit: PlannedEdit
  ) throws(Failure) -> EditResult? {
    guard let task = attempt.task, task.status == .succeed else { return nil }
    var shown: [String] = []
    for name in ResultNames.results(of: edit) {
      let location = world.files.location(name)
      let records = attempt.files.filter { $0.location.utf8.elementsEqual(location.utf8) }
      do throws(FileFault) {
        guard !records.isEmpty, let sha256 = try world.files.sha256(ofResult: name),
          records.contains(where: { $0.sha256 == sha256 })
        else { return nil }
      } catch {
        throw Failure(.localFile, error.message)
      }
      shown.append(world.files.shown(name))
    }
    return EditResult(task: task, files: shown)
  }

  // MARK: Asking

  private func asking<T>(
    _ question: () async throws(JournalFault) -> T
  ) async throws(Failure) -> T {
    do throws(JournalFault) { return try await question() } catch { throw Failure(error) }
  }

  private func lookUp(_ id: String, _ caller: Caller) async throws(Failure) -> KlingTask? {
    do throws(CallEnd) {
      return try await caller.task(id)
    } catch {
      switch error {
      case .failed(let error) where error.kind == .notFound: return nil
      case .failed(let error): throw Failure(error)
      case .stopped: throw Failure(.stopped, "stopped")
      }
    }
  }

  /// Whether the links of a task that succeeded are dead, also when the task is asked a second time.
  private func isExpired(_ task: KlingTask, _ caller: Caller) async throws(Failure) -> Bool {
    guard await isDead(task) else { return false }
    guard let again = try await lookUp(task.id, caller) else { return true }
    return await isDead(again)
  }

  /// Whether the link to the video is known to be dead; what cannot be asked is taken to be alive.
  private func isDead(_ task: KlingTask) async -> Bool {
    guard let url = task.videos.first?.url else { return false }
    let request = HTTPRequest(
      .get, url, headers: [("Range", "bytes=0-0")], timeout: .seconds(30),
      maximumResponseBytes: .max, maximumRedirects: 5)
    let sink = HeadSink()
    // The sink ends the transfer after the head, so that an end is no failure here.
    do throws(TransportError) {
      _ = try await world.transport.stream(request, into: sink)
    } catch {}
    return sink.status.map(DownloadStatus.isDeadLink) ?? false
  }
}
