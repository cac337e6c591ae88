import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import Synchronization
import Testing

struct RunTests {
  @Test func aRemovalGoesFromTheSourceToTheFile() async throws {
    let stage = Stage()
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 done out/1.mp4"])
    #expect(outcome.failure == nil)
    #expect(outcome.unitsCharged.description == "3.5")
    #expect(
      stage.service.steps == ["get", "init", "add", "create", "get", "get", "get", "download"])
    #expect(stage.files.outputs["1.mp4"] == stage.service.with { $0.media })
    #expect(stage.files.pendingCount == 0)
    #expect(
      stage.service.with { $0.downloadHeaders } == ["Accept-Encoding"],
      "a signed link wants no key")

    let bodies = stage.service.with { $0.bodies }.map { $0.text() }
    let id = Fingerprint.externalTaskID(
      fingerprint: edit().fingerprint, attempt: 1, sha256: fakeHash)
    #expect(bodies[1] == #"{"video_url":"https://x/a.mp4"}"#)
    #expect(bodies[2] == #"{"session_id":"s1","frame_index":0,"points":[{"x":0.77,"y":0.3}]}"#)
    #expect(
      bodies[3]
        == #"{"model_name":"kling-v1-6","session_id":"s1","edit_mode":"removal","#
        + #""prompt":"Delete the chick from <<<video_1>>>","mode":"std","duration":"5","#
        + #""external_task_id":"\#(id)"}"#)
  }

  @Test func aTaskThatSucceedsAtOnceIsLookedAtForItsVideo() async throws {
    let stage = Stage(
      FakeService {
        $0.statusOfCreated = "succeed"
        $0.looksUntilDone = 0
      })
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 done out/1.mp4"])
  }

  /// What was charged was charged, even where the result cannot be kept.
  @Test func whatFailsAfterItsTaskIsCountedAsPaid() async throws {
    let stage = Stage(FakeService { $0.media = Array("<html>not a video</html>".utf8) })
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.failure != nil)
    #expect(outcome.unitsCharged.description == "3.5")
  }

  @Test func localImagesAreSentAsBase64() async throws {
    let corgi = LocalFile(path: "corgi.png", sha256: fakeHash(Array("corgi".utf8)))
    let stage = Stage(files: FakeFiles(sources: ["corgi.png": Array("corgi".utf8)]))
    let outcome = try await stage.run(
      plan(edit(mode: .swap, images: [.local(corgi), .url("https://x/b.png")])))
    #expect(outcome.failure == nil)
    #expect(
      stage.service.tasks.first?.body["image_list"]?.text()
        == #"[{"image":"base64:corgi"},{"image":"https://x/b.png"}]"#)
  }

  @Test func aChainHandsTheResultOn() async throws {
    let stage = Stage()
    let outcome = try await stage.run(
      plan(edit("b", video: .result("a")), edit("a"), edit("c", video: .result("b"))))
    #expect(outcome.endings == ["b done out/b.mp4", "a done out/a.mp4", "c done out/c.mp4"])
    let sources = stage.service.with { $0.bodies }.compactMap { $0["video_id"]?.string }
    #expect(sources == ["v-t1", "v-t2"])
  }

  @Test func aSlotIsHeldUntilTheTaskEnds() async throws {
    var stage = Stage(FakeService { $0.looksUntilDone = 5 })
    stage.options.parallel = 2
    let edits = (1...8).map { edit("e\($0)") }
    let outcome = try await stage.run(
      Plan(source: Plan.Source(path: "a", sha256: ""), edits: edits))
    #expect(outcome.failure == nil)
    #expect(stage.service.tasks.count == 8)
    #expect(stage.service.with { $0.mostActive } == 2)
  }

  @Test func aFailedEditStopsOnlyWhatNeedsIt() async throws {
    let journal = RecordingJournal()
    var stage = Stage(FakeService { $0.failingPrompt = "bad" }, journal: journal)
    stage.options.parallel = 1
    let outcome = try await stage.run(
      plan(
        edit("a", prompt: "bad <<<video_1>>>"), edit("b", video: .result("a")),
        edit("c", video: .result("b")), edit("d")))
    #expect(
      outcome.endings == [
        "a failed refused", "b skipped because of a", "c skipped because of b", "d done out/d.mp4",
      ])
    #expect(outcome.failure == .refused)
    guard case .failed(let failure) = outcome.edits[0].ending else { return }
    #expect(failure.messages == ["task t1 failed: not allowed"])
    #expect(
      journal.transitions.filter { $0.to == "skipped" }.map(\.edit) == ["b", "c"])
  }

  @Test func previewsAndWatermarkedVideosAreSavedBesideTheResult() async throws {
    var stage = Stage()
    stage.options.preview = true
    let outcome = try await stage.run(plan(edit(watermark: true)))
    #expect(outcome.endings == ["1 done out/1.mp4 out/1.watermarked.mp4"])
    #expect(
      outcome.edits[0].previewFiles
        == ["out/1.preview.mp4", "out/1.preview.png", "out/1.tracking.json"])
    #expect(stage.files.outputs.count == 6)
    let steps = stage.service.steps
    #expect(
      steps.prefix(8) == [
        "get", "init", "add", "preview", "download", "download", "download", "create",
      ])
  }

  @Test func whatInitTellsStopsTheEditBeforeTheFirstMark() async throws {
    let stage = Stage(
      FakeService {
        $0.video =
          #""status":0,"fps":25,"original_duration":6000,"width":640,"height":720,"total_frame":150"#
      })
    let outcome = try await stage.run(plan(edit(selections: [mark(.index(150), (0.1, 0.1))])))
    #expect(outcome.endings == ["1 failed faultyFile"])
    #expect(stage.service.steps == ["get", "init"])
    guard case .failed(let failure) = outcome.edits[0].ending else { return }
    #expect(failure.messages.count == 4, "\(failure.messages)")
  }

  @Test func aLocalVideoIsUploadedOnceForAllWhoNeedIt() async throws {
    final class PublicPlace: Uploader {
      let count = Mutex(0)
      func upload(_ file: LocalFile) async throws(Failure) -> String {
        for _ in 0..<10 { await Task.yield() }
        let count = count.withLock { count in
          count += 1
          return count
        }
        if count == 1 { throw Failure(.personMustAct, "not yet") }
        return "https://up/\(count)"
      }
    }
    let file = LocalFile(path: "a.mp4", sha256: fakeHash([1]))
    var stage = Stage(files: FakeFiles(sources: ["a.mp4": [1]]))
    stage.uploader = PublicPlace()
    let edits = ["a", "b", "c", "d"].map { edit($0, video: .local(file)) }
    let outcome = try await stage.run(
      Plan(source: Plan.Source(path: "", sha256: ""), edits: edits))
    // The first upload fails one edit; the next is made for all the others.
    #expect(outcome.edits.count { if case .done = $0.ending { true } else { false } } == 3)
    #expect(outcome.failure == .personMustAct)
    let sources = stage.service.with { $0.bodies }.compactMap { $0["video_url"]?.string }
    #expect(sources == Array(repeating: "https://up/2", count: 3))
  }

  @Test func withoutWaitingTheTasksGoOn() async throws {
    var stage = Stage()
    stage.options.awaitsTasks = false
    let outcome = try await stage.run(plan(edit("a"), edit("b", video: .result("a"))))
    #expect(outcome.endings == ["a left noWait awaiting t1", "b left noWait pending -"])
    #expect(outcome.failure == .stopped)

    let next = Stage(stage.service)
    let later = try await next.run(plan(edit("a"), edit("b", video: .result("a"))))
    #expect(later.failure == nil)
    #expect(stage.service.tasks.count == 2)
  }

  @Test func theTimeAllowedEndsTheRun() async throws {
    var stage = Stage(FakeService { $0.looksUntilDone = 1_000_000 })
    stage.options.timeout = .seconds(60)
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 left timeout awaiting t1"])
    #expect(stage.clock.uptime == .seconds(60))
  }

  @Test func aCancelledRunSaysWhereItStands() async throws {
    let service = FakeService { $0.looksUntilDone = 1_000_000 }
    let stage = Stage(service)
    let outcome = try await withThrowingTaskGroup(of: RunOutcome.self) { group in
      group.addTask { try await stage.run(plan(edit("a"), edit("b", video: .result("a")))) }
      while service.tasks.first?.looks ?? 0 < 3 { await Task.yield() }
      group.cancelAll()
      return try await group.next()
    }
    #expect(
      outcome?.endings == ["a left interrupted awaiting t1", "b left interrupted pending -"])
    #expect(outcome?.failure == .stopped)
  }

  @Test(arguments: [("init", false), ("add", false), ("create", true), ("download", true)])
  func aStopDuringACallSaysWhetherThereMayBeATask(step: String, mayHaveTask: Bool) async throws {
    let stage = Stage(FakeService { $0.faults[step] = [.after(.failure(.cancelled))] })
    let outcome = try await stage.run(plan(edit()))
    guard case .left(let leftover) = outcome.edits[0].ending else {
      Issue.record("\(outcome.endings)")
      return
    }
    #expect(leftover.mayHaveTask == mayHaveTask)
    #expect(leftover.externalTaskID.hasPrefix("kedit-"))
  }

  @Test func pollsComeEverLessOftenUnlessAnIntervalIsGiven() async throws {
    let journal = RecordingJournal()
    let stage = Stage(FakeService { $0.looksUntilDone = 14 }, journal: journal)
    _ = try await stage.run(plan(edit()))
    let pauses = stage.clock.pauses
    #expect(pauses.first == .seconds(2))
    #expect(pauses.last == .seconds(15))
    #expect(zip(pauses, pauses.dropFirst()).allSatisfy { $0 <= $1 })

    let tasks = journal.transitions.compactMap { transition in
      if case .task(let task) = transition.fact { task.status.text } else { nil }
    }
    #expect(tasks == ["submitted", "processing", "succeed"], "only news is recorded")

    var constant = Stage(FakeService { $0.looksUntilDone = 3 })
    constant.options.pollInterval = .milliseconds(100)
    _ = try await constant.run(plan(edit()))
    #expect(constant.clock.pauses == Array(repeating: .milliseconds(100), count: 4))
  }

  @Test func theIntentIsOnRecordBeforeTheCallLeaves() async throws {
    let journal = RecordingJournal()
    let stage = Stage(
      FakeService { $0.faults["create"] = [.instead(FakeService.refusal(400, 1301))] },
      journal: journal)
    _ = try await stage.run(plan(edit()))
    let names = journal.transitions.map(\.to)
    #expect(
      names == [
        "initializing", "checking", "marking", "marking", "creating", "creating", "creating",
        "failed",
      ])
    guard case .intent(let request) = journal.transitions[6].fact else {
      Issue.record("the intent is missing")
      return
    }
    #expect(request.externalTaskID == journal.transitions[6].externalTaskID)
  }

  @Test func nothingIsSentThatTheJournalDoesNotHold() async throws {
    let journal = RecordingJournal { transition in
      guard case .intent = transition.fact else { return nil }
      return JournalFault("the journal is full")
    }
    let stage = Stage(journal: journal)
    let outcome = try await stage.run(plan(edit("a"), edit("b", video: .result("a"))))
    #expect(outcome.endings == ["a failed localFile", "b skipped because of a"])
    #expect(stage.service.tasks.isEmpty)
  }

  @Test func eventsTellTheStory() async throws {
    let stage = Stage()
    _ = try await stage.run(plan(edit()))
    var story: [String] = []
    for event in stage.events.all {
      switch event {
      case .editStarted: story.append("started")
      case .taskSubmitted(_, let task, _, let isAdopted): story.append("\(task.id) \(isAdopted)")
      case .progress(_, let state, let status): story.append(status ?? state)
      case .editFinished: story.append("finished")
      case .summary: story.append("summary")
      case .call, .downloaded, .retry: continue
      }
    }
    #expect(
      story == [
        "started", "initializing", "checking", "marking", "creating", "t1 false",
        "submitted", "processing", "succeed", "done", "finished", "summary",
      ])
  }

  @Test func aPlanCanBeRestrictedToAnEditAndWhatItNeeds() {
    let whole = plan(edit("a"), edit("b", video: .result("a")), edit("c"))
    #expect(whole.restricted(to: "b")?.edits.map(\.name) == ["a", "b"])
    #expect(whole.restricted(to: "c")?.edits.map(\.name) == ["c"])
    #expect(whole.restricted(to: "d") == nil)
  }

  @Test func aVideoThatChangedSinceTheCheckIsNotUploaded() async throws {
    struct Changing: Uploader {
      let files: FakeFiles
      func upload(_ file: LocalFile) async throws(Failure) -> String {
        files.replace("b.mp4", by: [3])
        return "https://up/\(file.path)"
      }
    }
    let files = FakeFiles(sources: ["a.mp4": [1], "b.mp4": [2]])
    var stage = Stage(files: files)
    stage.uploader = Changing(files: files)
    stage.options.parallel = 1
    let outcome = try await stage.run(
      plan(
        edit("a", video: .local(LocalFile(path: "a.mp4", sha256: fakeHash([1])))),
        edit("b", video: .local(LocalFile(path: "b.mp4", sha256: fakeHash([2]))))))
    #expect(outcome.endings == ["a done out/a.mp4", "b failed faultyFile"])
    #expect(stage.service.tasks.count == 1)
  }
}
