import KEditPlan
import KlingAPI
import OrderedJSON
import Synchronization
import Testing

@testable import KEditEngine

/// The calls of a session that a person makes step by step.
struct SessionCallsTests {
  private let service = FakeService()
  private let files = FakeFiles(sources: ["a.mp4": [1], "b.mp4": [1]])

  private func calls(_ uploader: (any Uploader)? = nil) throws -> (SessionCalls, Stage) {
    var stage = Stage(service, files: files)
    stage.uploader = uploader
    return (SessionCalls(world: try stage.world(), emit: stage.events.emit), stage)
  }

  private func points(_ session: String, frame: Int = 3) -> SelectionRequest {
    SelectionRequest(
      sessionID: session, frameIndex: frame, points: [Point(x: 0.1, y: 0.2)])
  }

  private func fault(_ work: () async throws(SessionFault) -> Void) async -> SessionFault? {
    do throws(SessionFault) {
      try await work()
      return nil
    } catch {
      return error
    }
  }

  @Test func aSessionIsOpenedMarkedAndCleared() async throws {
    let (calls, stage) = try calls()
    let video = try await calls.open(.url("https://x/a.mp4"))
    #expect(video.sessionID == "s1")
    #expect(video.frameCount == 150)
    _ = try await calls.add(points("s1"))
    _ = try await calls.add(points("s1", frame: 4))
    _ = try await calls.delete(points("s1"))
    #expect(service.with { $0.sessions["s1"] } == [#"4 [{"x":0.1,"y":0.2}]"#])
    try await calls.clear("s1")
    #expect(service.with { $0.sessions["s1"] } == [])
    #expect(service.steps == ["init", "add", "add", "delete", "clear"])
    #expect(service.with { $0.bodies[0] } == ["video_url": "https://x/a.mp4"])
    let told = stage.events.all.compactMap { event in
      if case .call(_, let call) = event { call.step } else { nil }
    }
    #expect(told == service.steps)
  }

  @Test func aVideoIsNamedAsTheServiceKnowsIt() async throws {
    let (calls, _) = try calls()
    _ = try await calls.open(.id("v-1"))
    _ = try await calls.open(.result("a"), parentVideoID: "v-2")
    #expect(service.with { $0.bodies.map { $0["video_id"]?.string } } == ["v-1", "v-2"])
    let refused = await fault { () async throws(SessionFault) in
      _ = try await calls.open(.result("a"))
    }
    guard case .failed(let failure) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(failure.messages[0].contains("'a'"))
  }

  @Test func aLocalVideoIsUploadedOnceForItsContent() async throws {
    final class PublicPlace: Uploader {
      let paths = Mutex<[String]>([])
      let failures: Int
      init(failures: Int) { self.failures = failures }
      func upload(_ file: LocalFile) async throws(Failure) -> String {
        let count = paths.withLock { paths in
          paths.append(file.path)
          return paths.count
        }
        if count <= failures { throw Failure(.unreachable, "not now") }
        return "https://up/\(file.path)"
      }
    }
    let place = PublicPlace(failures: 2)
    let (calls, stage) = try calls(place)
    for path in ["a.mp4", "b.mp4", "a.mp4"] {
      _ = try await calls.open(.local(LocalFile(path: path, sha256: fakeHash([1]))))
    }
    #expect(place.paths.withLock { $0 } == ["a.mp4", "a.mp4", "a.mp4"], "two tries failed")
    #expect(service.steps == ["init", "init", "init"])
    #expect(service.with { $0.bodies.last } == ["video_url": "https://up/a.mp4"])
    #expect(stage.clock.pauses.count == 2)

    let changed = await fault { () async throws(SessionFault) in
      _ = try await calls.open(.local(LocalFile(path: "a.mp4", sha256: fakeHash([2]))))
    }
    #expect(changed?.failure.kind == .faultyFile)
  }

  @Test func withoutAnUploaderALocalVideoIsRefused() async throws {
    let (calls, _) = try calls()
    let refused = await fault { () async throws(SessionFault) in
      _ = try await calls.open(.local(LocalFile(path: "a.mp4", sha256: fakeHash([1]))))
    }
    #expect(refused?.failure.kind == .usage)
    #expect(service.steps.isEmpty)
  }

  @Test(arguments: ["init", "add", "delete", "clear", "preview", "get"])
  func whatPassesIsWaitedOut(step: String) async throws {
    let (calls, stage) = try calls()
    let video = try await calls.open(.url("https://x/a.mp4"))
    service.with {
      $0.steps = []
      $0.faults[step] = Array(repeating: .instead(FakeService.refusal(429, 1302)), count: 3)
    }
    _ = try await calls.add(points(video.sessionID))
    _ = try await calls.delete(points(video.sessionID))
    try await calls.clear(video.sessionID)
    _ = try await calls.preview(video.sessionID, of: edit())
    _ = try await calls.open(.url("https://x/a.mp4"))
    _ = await fault { () async throws(SessionFault) in _ = try await calls.task("t1") }
    #expect(service.steps.count { $0 == step } == 4)
    let retries = stage.events.all.count { if case .retry = $0 { true } else { false } }
    #expect(retries == 3)
  }

  @Test(arguments: ["add", "delete"])
  func aLostAnswerLeavesTheSessionUnknown(step: String) async throws {
    let (calls, _) = try calls()
    _ = try await calls.open(.url("https://x/a.mp4"))
    if step == "delete" { _ = try await calls.add(points("s1")) }
    for lost in [
      FakeService.Fault.after(.failure(.interrupted("reset"))), .instead(.http(502, "")),
    ] {
      service.with { $0.faults[step] = [lost] }
      let found = await fault { () async throws(SessionFault) in
        _ = try await step == "add" ? calls.add(points("s1")) : calls.delete(points("s1"))
      }
      guard case .lost(let failure) = found else {
        Issue.record("\(String(describing: found))")
        continue
      }
      #expect(found?.isSessionUnknown == true)
      #expect(failure.kind == .unreachable)
    }
    #expect(service.steps.count { $0 == step } == 2, "it is never sent again by itself")
  }

  @Test func aClearThatFailsTimeAndAgainLeavesTheSessionUnknown() async throws {
    let (calls, _) = try calls()
    _ = try await calls.open(.url("https://x/a.mp4"))
    service.with { $0.faults["clear"] = Array(repeating: .after(.http(502, "")), count: 9) }
    let found = await fault { () async throws(SessionFault) in try await calls.clear("s1") }
    #expect(found?.isSessionUnknown == true)
    #expect(service.steps.count { $0 == "clear" } == 6)
  }

  @Test(arguments: [FakeService.refusal(400, 1201), FakeService.success(#"{"status":3}"#)])
  func aRefusalInAYoungSessionIsARefusal(reply: FakeService.Reply) async throws {
    let (calls, _) = try calls()
    _ = try await calls.open(.url("https://x/a.mp4"))
    service.with { $0.faults["add"] = [.instead(reply)] }
    let found = await fault { () async throws(SessionFault) in
      _ = try await calls.add(points("s1"))
    }
    guard case .failed(let failure) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(failure.kind == .refused)
    #expect(found?.isSessionUnknown == false)
    _ = try await calls.add(points("s1"))
  }

  @Test func aRefusalInASessionTakenUpMayBeItsEnd() async throws {
    let (calls, _) = try calls()
    service.with { $0.sessions["s0"] = [] }
    calls.takeUp("s0", openedAt: 1_700_000_000_000 - 3_600_000)
    calls.takeUp("s-gone", openedAt: 1_700_000_000_000 - 3_600_000)
    let ended = await fault { () async throws(SessionFault) in
      _ = try await calls.add(points("s-gone"))
    }
    guard case .ended = ended else {
      Issue.record("\(String(describing: ended))")
      return
    }
    // Once the service has answered in it, a refusal is one.
    _ = try await calls.add(points("s0"))
    let refused = await fault { () async throws(SessionFault) in
      _ = try await calls.add(points("s0"))
    }
    guard case .failed = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }

  @Test func aRefusalInAnOldSessionMayBeItsEnd() async throws {
    let (calls, _) = try calls()
    service.with { $0.sessions["s0"] = [] }
    calls.takeUp("s0", openedAt: 1_700_000_000_000 - 23 * 3_600_000 - 1)
    _ = try await calls.add(points("s0"))
    let ended = await fault { () async throws(SessionFault) in
      _ = try await calls.add(points("s0"))
    }
    guard case .ended = ended else {
      Issue.record("\(String(describing: ended))")
      return
    }
  }

  @Test func aSessionIsHandedToARun() async throws {
    let (calls, stage) = try calls()
    let video = try await calls.open(.url("https://x/a.mp4"))
    let whole = edit(selections: [mark(.index(3), (0.1, 0.2))])
    _ = try await calls.add(points(video.sessionID))
    let session = try #require(calls.marked(video))
    #expect(session.openedAt == 1_700_000_000_000)
    let outcome = try await stage.run(plan(whole), sessions: ["1": session])
    #expect(outcome.failure == nil)
    #expect(service.steps.prefix(4) == ["init", "add", "get", "create"])
    calls.takeUp("s9", openedAt: 5)
    #expect(calls.openedAt("s9") == 5)
    #expect(calls.openedAt("s10") == nil)
  }

  @Test(arguments: [
    ("add", true), ("delete", true), ("clear", true), ("preview", false), ("init", false),
  ])
  func whoeverCancelsIsToldWhatIsUnknown(step: String, leavesUnknown: Bool) async throws {
    let (calls, _) = try calls()
    _ = try await calls.open(.url("https://x/a.mp4"))
    service.with { $0.faults[step] = [.after(.failure(.cancelled))] }
    let found = await fault { () async throws(SessionFault) in
      switch step {
      case "add": _ = try await calls.add(points("s1"))
      case "delete": _ = try await calls.delete(points("s1"))
      case "clear": try await calls.clear("s1")
      case "preview": _ = try await calls.preview("s1", of: edit())
      default: _ = try await calls.open(.url("https://x/a.mp4"))
      }
    }
    #expect(found == .cancelled(leavesUnknown: leavesUnknown))
    #expect(found?.failure.kind == .stopped)
  }

  @Test func whatIsCancelledBeforeItIsSentLeavesAllAsItWas() async throws {
    let (calls, _) = try calls()
    _ = try await calls.open(.url("https://x/a.mp4"))
    let request = points("s1")
    let found = await withTaskGroup(of: SessionFault?.self) { group in
      group.cancelAll()
      group.addTask {
        do throws(SessionFault) {
          _ = try await calls.add(request)
          return nil
        } catch {
          return error
        }
      }
      return await group.next() ?? nil
    }
    #expect(found == .cancelled(leavesUnknown: false))
    #expect(service.steps == ["init"])
  }

  @Test func tasksAreAskedFor() async throws {
    let (calls, stage) = try calls()
    _ = try await stage.run(plan(edit()))
    #expect(try await calls.task("t1").status == .succeed)
    let missing = await fault { () async throws(SessionFault) in _ = try await calls.task("t7") }
    #expect(missing?.failure.messages == ["the service has no task of the id 't7'"])
    service.with {
      $0.faults["get"] = [.instead(FakeService.success(#"[{"task_id":"t1","task_status":"x"}]"#))]
    }
    #expect(try await calls.tasks(page: 1, size: 30).map(\.id) == ["t1"])
  }
}
