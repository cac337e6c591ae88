import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import Synchronization
import Testing

/// Edits that go on in a session which a person has opened and marked.
struct MarkedSessionTests {
  private static let now = 1_700_000_000_000
  private let journal = RecordingJournal()
  private let files = FakeFiles()
  private let service = FakeService()

  private static let marks = [
    mark(.index(0), (0.1, 0.2), (0.3, 0.4)), mark(.last, (0.5, 0.6)),
  ]

  private static func marked(_ name: String = "1", preview: Bool = false) -> PlannedEdit {
    edit(name, selections: marks, preview: preview)
  }

  private func stage(_ journal: RecordingJournal? = nil) -> Stage {
    Stage(service, files: files, journal: journal ?? self.journal)
  }

  /// A session as a person leaves it who has made exactly those marks.
  private func session(
    on service: FakeService? = nil, age: Duration = .seconds(600)
  ) async throws -> MarkedSession {
    let service = service ?? self.service
    let client = try Stage(service).world().client
    let video = try await client.initSelection(.videoURL("https://x/a.mp4"))
    for mark in try SessionCheck.resolve(Self.marked(), in: video).marks {
      _ = try await client.addSelection(
        SelectionRequest(
          sessionID: video.sessionID, frameIndex: mark.frameIndex, points: mark.points))
    }
    service.with { $0.steps = [] }
    return MarkedSession(video, openedAt: Self.now - Int(age / .milliseconds(1)))
  }

  private var marksAtService: [String: [String]] { service.with { $0.sessions } }

  @Test func nothingIsSentAgainThatIsMarkedAlready() async throws {
    let session = try await session()
    let before = marksAtService
    let outcome = try await stage().run(plan(Self.marked()), sessions: ["1": session])
    #expect(outcome.endings == ["1 done out/1.mp4"])
    #expect(service.steps == ["get", "create", "get", "get", "get", "download"])
    #expect(service.tasks.first?.body["session_id"]?.string == session.video.sessionID)
    #expect(service.tasks.first?.body["duration"]?.string == "5")
    #expect(outcome.edits[0].session == session.video)
    #expect(marksAtService == before)
  }

  @Test func thePreviewIsRenderedWhereItIsWanted() async throws {
    let session = try await session()
    let outcome = try await stage().run(plan(Self.marked(preview: true)), sessions: ["1": session])
    #expect(outcome.failure == nil)
    #expect(outcome.edits[0].previewFiles.count == 3)
    #expect(
      service.steps.prefix(6) == ["get", "preview", "download", "download", "download", "create"])
  }

  @Test func theMarksAreOnRecordAsIfTheyHadBeenMadeHere() async throws {
    let session = try await session()
    _ = try await stage().run(plan(Self.marked()), sessions: ["1": session])
    #expect(
      journal.transitions.prefix(6).map(\.to) == [
        "checking", "marking", "marking", "marking", "creating", "creating",
      ])
    let requests = journal.transitions.compactMap { transition in
      if case .marked(let request, _) = transition.fact { request } else { nil }
    }
    #expect(requests.map(\.frameIndex) == [0, 149])
    #expect(requests.map(\.points.count) == [2, 1])
    let attempt = try #require(
      try await journal.newestAttempt(fingerprint: Self.marked().fingerprint, parentID: nil))
    #expect(attempt.session == session.video)
    #expect(attempt.sessionOpenedAt == session.openedAt)
  }

  @Test(arguments: ["create", "preview"], [1200, 1201, 1203])
  func aSessionThatHasEndedIsOpenedAnewAndMarked(step: String, code: Int) async throws {
    let session = try await session()
    service.with { $0.faults[step] = [.instead(FakeService.refusal(400, code, "no session"))] }
    let outcome = try await stage()
      .run(plan(Self.marked(preview: step == "preview")), sessions: ["1": session])
    #expect(outcome.failure == nil)
    #expect(service.tasks.count == 1)
    #expect(service.tasks.first?.body["session_id"]?.string == "s2")
    #expect(outcome.edits[0].session?.sessionID == "s2")
    #expect(marksAtService["s2"] == marksAtService["s1"])
    #expect(service.steps.count { $0 == "init" } == 1)
    #expect(service.steps.count { $0 == "add" } == 2)
  }

  @Test func aRefusalInTheSessionOpenedAnewIsARefusal() async throws {
    let session = try await session()
    let refusal = FakeService.Fault.instead(FakeService.refusal(400, 1201, "no"))
    service.with { $0.faults["create"] = [refusal, refusal] }
    let outcome = try await stage().run(plan(Self.marked()), sessions: ["1": session])
    #expect(outcome.failure == .refused)
    #expect(service.tasks.isEmpty)
    #expect(service.steps.count { $0 == "init" } == 1)
  }

  @Test(arguments: [1300, 1301])
  func aRefusalForItsContentIsARefusal(code: Int) async throws {
    let session = try await session()
    service.with { $0.faults["create"] = [.instead(FakeService.refusal(400, code, "no"))] }
    let outcome = try await stage().run(plan(Self.marked()), sessions: ["1": session])
    #expect(outcome.failure == .refused)
    #expect(!service.steps.contains("init"))
  }

  @Test func aTaskThatExistsIsTakenOver() async throws {
    _ = try await stage().run(plan(Self.marked()))
    files.remove("1.mp4")
    let session = try await session()
    let outcome = try await stage().run(plan(Self.marked()), sessions: ["1": session])
    #expect(outcome.failure == nil)
    #expect(outcome.edits[0].session == nil)
    #expect(service.tasks.count == 1)
    #expect(service.steps == ["get", "download", "download"])
  }

  @Test func whatDoesNotGoTogetherWithTheVideoIsSaidBeforeAnythingIsSent() async throws {
    let session = try await session()
    let wrong = edit(selections: [mark(.index(150), (0.1, 0.1))], duration: .ten)
    let outcome = try await stage().run(plan(wrong), sessions: ["1": session])
    #expect(outcome.endings == ["1 failed faultyFile"])
    #expect(service.steps == ["get"])
  }

  @Test func aSessionThatIsTooOldIsNotUsed() async throws {
    let session = try await session(age: .seconds(23 * 3600 + 1))
    let outcome = try await stage().run(plan(Self.marked()), sessions: ["1": session])
    #expect(outcome.failure == nil)
    #expect(service.steps.prefix(5) == ["get", "init", "add", "add", "create"])
  }

  @Test func aSessionIsNotOfAVideoThatIsStillToBeMade() async throws {
    let session = try await session()
    let child = edit("b", video: .result("a"), selections: Self.marks)
    let outcome = try await stage().run(plan(edit("a"), child), sessions: ["b": session])
    #expect(outcome.failure == nil)
    #expect(service.tasks.last?.body["session_id"]?.string == "s3")
  }

  @Test func aSessionOfAResultIsUsedOnceTheResultIsThere() async throws {
    _ = try await stage().run(plan(edit("a")))
    let session = try await session()
    let child = edit("b", video: .result("a"), selections: Self.marks)
    let outcome = try await stage().run(plan(edit("a"), child), sessions: ["b": session])
    #expect(outcome.failure == nil)
    #expect(service.steps.prefix(2) == ["get", "create"])
    #expect(service.tasks.last?.body["session_id"]?.string == session.video.sessionID)
  }

  /// The process ends before the record of that number, and another goes on without the session.
  @Test func whereverItEndsOneTaskIsMade() async throws {
    let clean = RecordingJournal()
    _ = try await stage(clean).run(
      plan(Self.marked(preview: true)), sessions: ["1": try await session()])
    let count = clean.transitions.count
    #expect(count > 8)
    for index in 0..<count {
      let left = Mutex(index)
      let journal = RecordingJournal { _ in
        left.withLock { left in
          left -= 1
          return left == -1 ? JournalFault("the process has ended") : nil
        }
      }
      let own = FakeService()
      let files = FakeFiles()
      let session = try await session(on: own)
      _ = try await Stage(own, files: files, journal: journal)
        .run(plan(Self.marked(preview: true)), sessions: ["1": session])
      let later = try await Stage(own, files: files, journal: journal)
        .run(plan(Self.marked(preview: true)))
      #expect(later.failure == nil, "record \(index)")
      #expect(own.tasks.count == 1, "record \(index)")
      let used = try #require(own.tasks.first?.body["session_id"]?.string)
      #expect(
        own.with { $0.sessions[used] } == [
          #"0 [{"x":0.1,"y":0.2},{"x":0.3,"y":0.4}]"#, #"149 [{"x":0.5,"y":0.6}]"#,
        ], "record \(index)")
    }
  }

  @Test(arguments: FaultTests.passing)
  func whatPassesCostsNoSecondTask(passing: FaultTests.Passing) async throws {
    for step in ["get", "preview", "create"] {
      let own = FakeService()
      let session = try await session(on: own)
      own.with { $0.faults[step] = [passing.fault, passing.fault] }
      let stage = Stage(own)
      let outcome = try await stage.run(
        plan(Self.marked(preview: true)), sessions: ["1": session])
      #expect(outcome.endings == ["1 done out/1.mp4"], "\(step)")
      #expect(own.tasks.count == 1, "\(step)")
      #expect(!own.steps.contains("add"), "\(step)")
    }
  }
}
