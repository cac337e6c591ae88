import KEditEngine
import KEditPlan
import KlingAPI
import Synchronization

/// A clock that moves only when somebody sleeps, and then at once.
final class ManualClock: RunClock {
  private let now = Mutex(Duration.zero)
  private let slept = Mutex<[Duration]>([])

  var uptime: Duration { now.withLock { $0 } }
  /// Every pause that was made, in order.
  var pauses: [Duration] { slept.withLock { $0 } }

  func sleep(for duration: Duration) async throws(CancellationError) {
    if Task.isCancelled { throw CancellationError() }
    now.withLock { $0 += duration }
    slept.withLock { $0.append(duration) }
    await Task.yield()
  }
}

/// Collects what a run emits.
final class Events: Sendable {
  private let collected = Mutex<[RunEvent]>([])

  var all: [RunEvent] { collected.withLock { $0 } }

  func emit(_ event: RunEvent) {
    collected.withLock { $0.append(event) }
  }
}

func edit(
  _ name: String = "1", mode: EditMode = .removal, video: VideoReference = .url("https://x/a.mp4"),
  selections: [Selection] = [mark(.index(0), (0.77, 0.3))], images: [ImageReference] = [],
  prompt: String = "Delete the chick from <<<video_1>>>", duration: TaskDuration = .auto,
  watermark: Bool? = nil, id: String? = nil, preview: Bool = false
) -> PlannedEdit {
  PlannedEdit(
    name: name, position: PlannedEdit.Position(line: 2, column: 1), mode: mode, video: video,
    selections: selections, preview: preview,
    task: TaskRequest(
      model: "kling-v1-6", images: images, prompt: prompt, negativePrompt: nil, quality: .std,
      duration: duration, watermark: watermark, callbackURL: nil, externalTaskID: id),
    save: "\(name).mp4", fingerprint: fakeHash(Array("fingerprint \(name)".utf8)))
}

func mark(_ frame: FrameReference, _ points: (Double, Double)...) -> Selection {
  Selection(
    frame: frame,
    points: points.map { PointReference(x: .fraction($0.0), y: .fraction($0.1)) })
}

func plan(_ edits: PlannedEdit...) -> Plan {
  Plan(source: Plan.Source(path: "a.kedit", sha256: ""), edits: edits)
}

/// A run against the fake service, with everything that a test may want to look at.
struct Stage {
  let service: FakeService
  let files: FakeFiles
  let clock = ManualClock()
  let journal: RecordingJournal
  let events = Events()
  var options = RunOptions()
  var uploader: (any Uploader)?
  /// Serves the files; the service itself where there is none.
  var store: FakeStore?

  init(
    _ service: FakeService = FakeService(), files: FakeFiles = FakeFiles(),
    journal: RecordingJournal = RecordingJournal()
  ) {
    self.service = service
    self.files = files
    self.journal = journal
  }

  func world(baseURL: String = "http://127.0.0.1:9") throws -> World {
    let clock = clock
    return World(
      client: KlingClient(
        baseURL: try BaseURL(baseURL), credentials: .apiKey(Secret("k")), transport: service,
        hmac: { _, _ in [] },
        time: KlingClient.Time(unixSeconds: { 0 }, uptime: { clock.uptime })),
      transport: store ?? service, journal: journal, clock: clock,
      unixMilliseconds: { 1_700_000_000_000 }, files: files, uploader: uploader,
      sha256: fakeHash, base64: { "base64:" + String(decoding: $0, as: UTF8.self) },
      random: { 0.5 }, programVersion: "1.2.3")
  }

  func run(
    _ plan: Plan, baseURL: String = "http://127.0.0.1:9", sessions: [String: MarkedSession] = [:]
  ) async throws -> RunOutcome {
    try await run(plan, in: try world(baseURL: baseURL), sessions: sessions)
  }

  func run(
    _ plan: Plan, in world: World, sessions: [String: MarkedSession] = [:]
  ) async throws -> RunOutcome {
    try await Run.preflight(plan, options: options, world: world)
    let log = try await journal.begin(
      RunRecord(plan: plan, sourceFolder: "/spec", outputFolder: "/out"))
    let run = Run(plan, options: options, world: world, log: log, emit: events.emit)
    try await run.claim()
    let survey = await run.survey(sessions: sessions)
    try run.checkBudget(survey)
    return await run.carryOut(survey)
  }
}

extension RunOutcome {
  /// In short, for a comparison.
  var endings: [String] {
    edits.map { edit in
      switch edit.ending {
      case .done(let result): "\(edit.edit) done \(result.files.joined(separator: " "))"
      case .failed(let failure): "\(edit.edit) failed \(failure.kind)"
      case .skipped(let cause): "\(edit.edit) skipped because of \(cause)"
      case .left(let leftover):
        "\(edit.edit) left \(leftover.reason) \(leftover.state) \(leftover.taskID ?? "-")"
      }
    }
  }
}
