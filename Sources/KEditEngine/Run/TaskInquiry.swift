package import KlingAPI
import PlainText

/// Asks the service for tasks outside of any run, as patiently as a run does; makes none.
package struct TaskInquiry: Sendable {
  private let caller: Caller
  private let transport: any Transport
  private let polling: PollSchedule

  /// `pollInterval` is a constant pause between two looks; `timeout` ends everything together; `emit`
  /// is told of calls, retries and bytes.
  package init(
    client: KlingClient, transport: any Transport, clock: any RunClock, pollInterval: Duration?,
    timeout: Duration?, emit: @escaping @Sendable (RunEvent) -> Void
  ) {
    caller = Caller(
      edit: "task", client: client, clock: clock, random: { Double.random(in: 0..<1) },
      policy: RetryPolicy(), deadline: timeout.map { clock.uptime + $0 }, emit: emit)
    self.transport = transport
    polling = PollSchedule(constant: pollInterval)
  }

  /// Asks by the calls of somebody who makes others too.
  init(_ caller: Caller, transport: any Transport) {
    self.caller = caller
    self.transport = transport
    polling = PollSchedule()
  }

  /// One page of the account's tasks, counted from 1.
  package func page(_ number: Int, size: Int) async throws(Failure) -> [KlingTask] {
    do throws(CallEnd) {
      return try await caller.retrying { client async throws(KlingError) in
        try await client.tasks(page: number, size: size)
      }
    } catch {
      throw Failure(error)
    }
  }

  /// The task of that id, the service's or ours.
  package func task(_ id: String) async throws(Failure) -> KlingTask {
    do throws(CallEnd) {
      return try await caller.task(id)
    } catch {
      if case .failed(let error) = error, error.kind == .notFound {
        throw Failure(.refused, "the service has no task of the id '\(harmless(id, limit: 80))'")
      }
      throw Failure(error)
    }
  }

  /// Looks at a task until it is at its end; `tell` hears of it whenever its status is another.
  package func end(
    of task: KlingTask, tell: (KlingTask) -> Void
  ) async throws(Failure) -> KlingTask {
    var known = task
    var polls = 0
    while known.status != .succeed, known.status != .failed {
      if let reason = await caller.wait(polling.pause(before: polls)) {
        throw Failure(stoppedBy: reason)
      }
      polls += 1
      let next = try await self.task(known.id)
      if next.status != known.status { tell(next) }
      known = next
    }
    return known
  }

  /// Fetches the videos of a task that succeeded, each without its name until it is whole; nothing is
  /// ever replaced.
  ///
  /// - Returns: the paths as a person is shown them.
  package func fetch(
    _ task: KlingTask, into files: any Files
  ) async throws(Failure) -> [String] {
    let fetcher = Fetcher(caller: caller, transport: transport, files: files)
    let items = try Self.items(of: task)
    for item in items { try Self.check(item, files) }
    var fresh: [DownloadItem]?
    var paths: [String] = []
    for (index, item) in items.enumerated() {
      var item = fresh?[index] ?? item
      var kept: Download?
      while true {
        do throws(Fetcher.End) {
          let download = try await fetcher.fetch(item, kept)
          paths.append(try Self.commit(download))
          break
        } catch {
          switch error {
          case .failed(let failure): throw failure
          case .stopped(let reason): throw Failure(stoppedBy: reason)
          case .linkDead(let status, let download):
            guard fresh == nil else {
              throw .deadLink(status)
            }
            let links = try Self.items(of: try await self.task(task.id))
            guard links.count == items.count else {
              throw Failure(.refused, "the task has other videos than before")
            }
            fresh = links
            item = links[index]
            kept = download
          }
        }
      }
    }
    return paths
  }

  /// The files of a task, named after it.
  private static func items(of task: KlingTask) throws(Failure) -> [DownloadItem] {
    let name = ResultNames.mark(of: task.id)
    var items: [DownloadItem] = []
    for (index, video) in task.videos.enumerated() {
      let names = ResultNames(save: index == 0 ? "\(name).mp4" : "\(name).\(index + 1).mp4")
      if let url = video.url {
        items.append(DownloadItem(url: url, path: names.video, content: .video))
      }
      if task.watermark != false, let url = video.watermarkURL {
        items.append(DownloadItem(url: url, path: names.watermarked, content: .video))
      }
    }
    if items.isEmpty { throw Failure(.refused, "the service names no link to a video of the task") }
    return items
  }

  private static func check(_ item: DownloadItem, _ files: any Files) throws(Failure) {
    let isThere: Bool
    do throws(FileFault) {
      isThere = try files.exists(item.path)
    } catch {
      throw Failure(.localFile, error.message)
    }
    guard isThere else { return }
    throw Failure(
      .localFile, "'\(harmless(files.shown(item.path)))' exists already",
      "--download takes another folder")
  }

  private static func commit(_ download: Download) throws(Fetcher.End) -> String {
    do throws(FileFault) {
      return try download.file.commit(replacing: false)
    } catch {
      throw .failed(Failure(error, of: download))
    }
  }
}

extension Failure {
  fileprivate init(_ end: CallEnd) {
    switch end {
    case .failed(let error): self.init(error)
    case .stopped(let reason): self.init(stoppedBy: reason)
    }
  }
}
