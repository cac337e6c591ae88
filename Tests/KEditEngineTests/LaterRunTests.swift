import KEditEngine
import KEditPlan
import KlingAPI
import Testing

/// What a later run makes of what an earlier one left, both with the same journal.
struct LaterRunTests {
  private let journal = RecordingJournal()
  private let files = FakeFiles()
  private let service = FakeService()

  private func stage(_ configure: (inout RunOptions) -> Void = { _ in }) -> Stage {
    var stage = Stage(service, files: files, journal: journal)
    configure(&stage.options)
    return stage
  }

  /// Runs a plan and stops at the first call of that step.
  private func leave(_ plan: Plan, at step: String) async throws {
    service.with { $0.faults[step] = [.instead(.failure(.cancelled))] }
    let outcome = try await stage().run(plan)
    #expect(outcome.failure == .stopped)
    service.with {
      $0.faults[step] = []
      $0.steps = []
    }
  }

  @Test func whatIsDoneAndInItsPlaceIsNotEvenAskedFor() async throws {
    _ = try await stage().run(plan(edit(watermark: true)))
    service.with { $0.steps = [] }
    let outcome = try await stage().run(plan(edit(watermark: true)))
    #expect(outcome.endings == ["1 done out/1.mp4 out/1.watermarked.mp4"])
    #expect(outcome.edits[0].isReused)
    #expect(service.steps.isEmpty)
  }

  @Test func aResultThatSomebodyChangedIsTheirs() async throws {
    _ = try await stage().run(plan(edit()))
    files.put("1.mp4", [1, 2, 3])
    await #expect(throws: RunRefusal.self) { try await stage().run(plan(edit())) }
    #expect(files.outputs["1.mp4"] == [1, 2, 3])
  }

  @Test func aResultThatIsGoneIsFetchedAgain() async throws {
    _ = try await stage().run(plan(edit()))
    files.remove("1.mp4")
    service.with { $0.steps = [] }
    #expect(try await stage().run(plan(edit())).failure == nil)
    #expect(service.steps == ["get", "download", "download"], "the first is a look at the link")
    #expect(files.outputs["1.mp4"] != nil)
  }

  @Test func aSessionOfAnEarlierRunIsClearedAndMarkedAnew() async throws {
    try await leave(plan(edit()), at: "create")
    #expect(try await stage().run(plan(edit())).failure == nil)
    #expect(service.steps.prefix(4) == ["get", "clear", "add", "create"])
    #expect(service.tasks.count == 1)
  }

  @Test(arguments: ["clear", "add", "create"])
  func aSessionThatHasEndedIsOpenedAnew(step: String) async throws {
    try await leave(plan(edit()), at: "create")
    service.with { $0.faults[step] = [.instead(FakeService.refusal(400, 1201, "no session"))] }
    #expect(try await stage().run(plan(edit())).failure == nil)
    #expect(service.steps.contains("init"))
    #expect(service.tasks.count == 1)
    #expect(service.with { $0.sessions.count } == 2)
  }

  @Test func aRefusalInAFreshSessionIsARefusal() async throws {
    service.with { $0.faults["add"] = [.instead(FakeService.refusal(400, 1201, "no object"))] }
    #expect(try await stage().run(plan(edit())).failure == .refused)
    #expect(service.steps.count { $0 == "init" } == 1)
  }

  @Test func aFailedTaskIsFollowedByAnotherOnlyOnRequest() async throws {
    service.with { $0.failingPrompt = "Delete" }
    _ = try await stage().run(plan(edit(), edit("2", video: .result("1"))))
    service.with { $0.failingPrompt = nil }
    #expect(
      try await stage().run(plan(edit(), edit("2", video: .result("1")))).endings
        == ["1 failed refused", "2 skipped because of 1"])
    #expect(service.tasks.count == 1)
    let retried = try await stage { $0.retriesFailed = true }
      .run(plan(edit(), edit("2", video: .result("1"))))
    #expect(retried.endings == ["1 done out/1.mp4", "2 done out/2.mp4"])
    #expect(service.tasks.count == 3)
    #expect(Set(service.tasks.map(\.externalID)).count == 3)
    // The next run knows the second task, and makes no third.
    #expect(try await stage().run(plan(edit())).failure == nil)
    #expect(service.tasks.count == 3)
  }

  @Test func anAuthorsIDCannotBeTriedTwice() async throws {
    service.with { $0.failingPrompt = "Delete" }
    _ = try await stage().run(plan(edit(id: "mine")))
    let outcome = try await stage { $0.retriesFailed = true }.run(plan(edit(id: "mine")))
    #expect(outcome.failure == .usage)
    #expect(service.tasks.count == 1)
  }

  @Test func anExpiredResultIsMadeAgainWithAllThatWasMadeFromIt() async throws {
    let chain = plan(edit("a"), edit("b", video: .result("a")))
    _ = try await stage().run(chain)
    files.remove("a.mp4")
    // The link is dead, and stays so when the task is asked for a fresh one.
    service.with {
      $0.steps = []
      $0.faults["download"] = [.instead(.http(403, "")), .instead(.http(403, ""))]
    }
    let outcome = try await stage().run(chain)
    #expect(outcome.endings == ["a done out/a.mp4", "b done out/b.mp4"])
    #expect(service.tasks.count == 4)
    #expect(outcome.unitsCharged.description == "7")
    // What was made from the older result is kept beside the new one.
    #expect(files.outputs["b.t2.mp4"] != nil)
  }

  @Test func aLinkThatIsDeadOnceIsAskedForAnew() async throws {
    _ = try await stage().run(plan(edit()))
    files.remove("1.mp4")
    service.with { $0.faults["download"] = [.instead(.http(403, ""))] }
    #expect(try await stage().run(plan(edit())).failure == nil)
    #expect(service.tasks.count == 1)
  }

  @Test func aFreshRunKeepsWhatWasThere() async throws {
    _ = try await stage().run(plan(edit()))
    let fresh = try await stage { $0.randomPart = "r" }.run(plan(edit()))
    #expect(fresh.endings == ["1 done out/1.mp4"])
    #expect(service.tasks.count == 2)
    #expect(files.outputs.keys.contains("1.t1.mp4"))
    // A run without --fresh takes the newest as done.
    #expect(try await stage().run(plan(edit())).edits[0].isReused)
    #expect(service.tasks.count == 2)
  }

  @Test func anAccountThatSomebodyMustLookAfterEndsTheRun() async throws {
    service.with { state in
      state.faults["create"] = (0..<9).map { _ in .instead(FakeService.refusal(429, 1101)) }
    }
    let edits = (1...9).map { edit("e\($0)") }
    let outcome = try await stage { $0.parallel = 1 }
      .run(Plan(source: Plan.Source(path: "a", sha256: ""), edits: edits))
    #expect(outcome.failure == .personMustAct)
    #expect(service.steps.count { $0 == "create" } == 1)
    #expect(outcome.endings.last == "e9 left personMustAct pending -")
  }

  @Test func twoRunsAtOnceMakeOneTaskAnEdit() async throws {
    let stages = (0..<10).map { _ in stage() }
    let kinds = await withTaskGroup(of: Failure.Kind?.self) { group in
      for stage in stages {
        group.addTask {
          do {
            return try await stage.run(plan(edit())).failure
          } catch let refusal as RunRefusal {
            return refusal.kind
          } catch {
            return .fault
          }
        }
      }
      var kinds: [Failure.Kind?] = []
      for await kind in group { kinds.append(kind) }
      return kinds
    }
    #expect(service.tasks.count == 1)
    #expect(kinds.contains { $0 == nil })
    #expect(kinds.allSatisfy { $0 == nil || $0 == .localFile })
  }
}
