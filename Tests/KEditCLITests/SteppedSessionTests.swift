import Crypto
import CurlTransport
import KEditEngine
import KEditPlan
import KlingAPI
import KlingSimulator
import OrderedJSON
import PosixFiles
import SQLiteJournal
import TestSupport
import Testing

@testable import KEditCLI

@Suite("A session that is marked step by step")
struct SteppedSessionTests {
  private let scene: RunScene
  private let world: World
  private let calls: SessionCalls
  private let edit: PlannedEdit
  private let plan: Plan

  init() async throws {
    scene = try RunScene()
    let shown = await scene.ask("plan", "a.kedit", "--format", "json").output
    plan = try Plan.read(Array(shown.utf8), sha256: hexadecimalSHA256)
    edit = try #require(plan.edits.first)
    try FileSystem.createFolders(Path.folder(of: scene.journal), mode: 0o700)
    let clock = SystemClock()
    let transport = CurlTransport(userAgent: "test")
    world = World(
      client: KlingClient(
        baseURL: try BaseURL(scene.server.baseURL), credentials: .apiKey(Secret(RunScene.key)),
        transport: transport, hmac: { HMACSHA256.authenticate(message: $1, key: $0) },
        time: .init(unixSeconds: { unixMilliseconds() / 1000 }, uptime: { clock.uptime })),
      transport: transport,
      journal: try SQLiteJournal(
        JournalFile(scene.journal),
        scope: JournalScope(provider: "kling", baseURL: scene.server.baseURL, account: "0"),
        now: unixMilliseconds),
      clock: clock, unixMilliseconds: unixMilliseconds,
      files: RunFiles(
        sourceFolder: scene.folder.path, outputFolder: scene.folder.path, shownOutputFolder: "."),
      uploader: nil, sha256: hexadecimalSHA256, base64: { Base64.encode($0) },
      programVersion: "test")
    calls = SessionCalls(world: world)
  }

  /// Opens a session and makes the marks of the edit, not without a detour.
  private func markedSession() async throws -> MarkedSession {
    let video = try await calls.open(edit.video)
    for mark in try SessionCheck.resolve(edit, in: video).marks {
      let request = SelectionRequest(
        sessionID: video.sessionID, frameIndex: mark.frameIndex, points: mark.points)
      #expect(try await calls.add(request).masks.count == 1)
      #expect(try await calls.delete(request).masks.isEmpty)
      try await calls.clear(video.sessionID)
      _ = try await calls.add(request)
    }
    return try #require(calls.marked(video))
  }

  private func run(_ session: MarkedSession) async throws -> RunOutcome {
    try await Run.preflight(plan, options: RunOptions(), world: world)
    let log = try await world.journal.begin(
      RunRecord(plan: plan, sourceFolder: scene.folder.path, outputFolder: scene.folder.path))
    let run = Run(plan, options: RunOptions(), world: world, log: log)
    try await run.claim()
    try await log.approve()
    return await run.carryOut(await run.survey(sessions: [edit.name: session]))
  }

  @Test("Its task is shown as that of any other run")
  func shown() async throws {
    let session = try await markedSession()
    let sent = scene.seen.count
    #expect(try await run(session).failure == nil)
    #expect(
      scene.seen.dropFirst(sent).prefix(2).map { $0.prefix(4) } == ["GET ", "POST"],
      "a look, and the create call")
    #expect(scene.seen.count { $0.hasSuffix("init-selection") } == 1)
    #expect(scene.createCount == 1)
    let shown = await scene.ask("show", "1")
    for words in [
      "run 1: a.kedit, done\n", "  units     3 charged\n", "clean: done\n",
      "  session   \(session.video.sessionID), opened ",
      "  marks     frame 0  (0.77, 0.3)\n", "clean.mp4: there, unchanged\n",
    ] {
      #expect(shown.output.contains(words), "\(words)")
    }
    let edit = try #require(try await scene.json("show", "1")["edits"]?.array?.first)
    #expect(edit["session_opened_at"]?.string?.isEmpty == false)
    #expect(await scene.ask("runs").output.contains("a.kedit"))
  }

  @Test("A preview takes the place of an older one, and a run goes on beside it")
  func preview() async throws {
    let session = try await markedSession()
    for _ in 1...2 {
      let paths = try await calls.preview(session.video.sessionID, of: edit)
      #expect(paths == ["clean.preview.mp4", "clean.preview.png", "clean.tracking.json"])
    }
    #expect(try await run(session).failure == nil)
    #expect(scene.createCount == 1)
  }

  @Test("A session of another process goes on where it still is")
  func takenUp() async throws {
    let session = try await markedSession()
    let later = SessionCalls(world: world)
    later.takeUp(session.video.sessionID, openedAt: session.openedAt)
    later.takeUp("gone", openedAt: session.openedAt)
    let point = [Point(x: 0.5, y: 0.5)]
    _ = try await later.add(
      SelectionRequest(sessionID: session.video.sessionID, frameIndex: 3, points: point))
    let fault = await #expect(throws: SessionFault.self) {
      try await later.add(SelectionRequest(sessionID: "gone", frameIndex: 3, points: point))
    }
    guard case .ended = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
  }
}
