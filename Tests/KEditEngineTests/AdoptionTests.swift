import KEditEngine
import KEditPlan
import KlingAPI
import Testing

/// Tasks that exist before the run begins.
struct AdoptionTests {
  /// A service on which the edit was run before, and got `looks` looks at its task.
  private func used(by edit: PlannedEdit, failing: Bool = false) async throws -> FakeService {
    let service = FakeService { state in
      if failing { state.failingPrompt = "Delete" }
    }
    _ = try await Stage(service).run(plan(edit))
    service.with { $0.steps = [] }
    return service
  }

  @Test func aTaskOfOurOwnIDIsTakenOver() async throws {
    let stage = Stage(try await used(by: edit()))
    let outcome = try await stage.run(plan(edit()))
    #expect(outcome.endings == ["1 done out/1.mp4"])
    // The first look at the link only finds out whether it is alive.
    #expect(stage.service.steps == ["get", "download", "download"])
    #expect(outcome.unitsCharged.description == "0", "it was paid then")
    #expect(
      stage.events.all.contains { event in
        if case .taskSubmitted(_, _, _, isAdopted: true) = event { true } else { false }
      })
  }

  @Test func aRunningTaskOfOurOwnIDIsAwaited() async throws {
    let service = try await used(by: edit())
    service.with { state in
      state.tasks[0].looks = 0
      state.tasks[0].isActive = true
    }
    let stage = Stage(service)
    #expect(try await stage.run(plan(edit())).failure == nil)
    #expect(service.steps == ["get", "get", "get", "download"])
  }

  @Test func aFailedTaskOfOurOwnIDIsNotRepeatedByItself() async throws {
    let service = try await used(by: edit(), failing: true)
    let outcome = try await Stage(service).run(plan(edit()))
    #expect(outcome.endings == ["1 failed refused"])
    #expect(service.tasks.count == 1)
    guard case .failed(let failure) = outcome.edits[0].ending else { return }
    #expect(failure.messages.last?.contains("--fresh") == true)
  }

  @Test func aFreshRunMakesAnotherTask() async throws {
    var stage = Stage(try await used(by: edit()))
    stage.options.randomPart = "0123"
    #expect(try await stage.run(plan(edit())).failure == nil)
    #expect(stage.service.tasks.count == 2)
  }

  @Test func anAuthorsIDThatSomebodyUsedIsRefused() async throws {
    let stage = Stage(try await used(by: edit(id: "mine")))
    let outcome = try await stage.run(plan(edit("other", id: "mine")))
    #expect(outcome.endings == ["other failed refused"])
    #expect(stage.service.steps == ["get"])
    guard case .failed(let failure) = outcome.edits[0].ending else { return }
    #expect(failure.messages == ["the id mine belongs to another task (t1); choose another"])
  }

  @Test func anAuthorsIDIsTakenOverWhereTheJournalKnowsIt() async throws {
    let journal = RecordingJournal()
    let service = FakeService()
    _ = try await Stage(service, journal: journal).run(plan(edit(id: "mine")))
    #expect(try await Stage(service, journal: journal).run(plan(edit(id: "mine"))).failure == nil)
    #expect(service.tasks.count == 1)
    let other = try await Stage(service, journal: journal).run(plan(edit("other", id: "mine")))
    #expect(other.failure == .refused, "the same id, but another fingerprint")
  }

  @Test func anAuthorsIDSurvivesALostAnswer() async throws {
    let service = FakeService { $0.faults["create"] = [.after(.http(502, ""))] }
    #expect(try await Stage(service).run(plan(edit(id: "mine"))).failure == nil)
    #expect(service.tasks.count == 1)
  }

  @Test func anAuthorsIDTakenBetweenLookAndCreateIsNotOurs() async throws {
    // The look-up misses the task that the create call then runs into.
    let service = try await used(by: edit(id: "mine"))
    service.with { $0.faults["get"] = [.instead(FakeService.refusal(400, 1201))] }
    let outcome = try await Stage(service).run(plan(edit("other", id: "mine")))
    #expect(outcome.endings == ["other failed refused"])
    #expect(service.tasks.count == 1)
  }

  @Test func ourOwnIDTakenBetweenLookAndCreateIsTheSameEdit() async throws {
    let service = try await used(by: edit())
    service.with { $0.faults["get"] = [.instead(FakeService.refusal(400, 1201))] }
    #expect(try await Stage(service).run(plan(edit())).failure == nil)
    #expect(service.tasks.count == 1)
  }

  @Test func aTaskOfThisRunThatFailedIsNotBlamedOnAnEarlierOne() async throws {
    let service = FakeService { state in
      state.failingPrompt = "Delete"
      state.looksUntilDone = 0
      state.faults["create"] = [.after(.failure(.interrupted("reset")))]
    }
    let outcome = try await Stage(service).run(plan(edit()))
    guard case .failed(let failure) = outcome.edits[0].ending else {
      Issue.record("\(outcome.endings)")
      return
    }
    #expect(failure.messages == ["task t1 failed: not allowed"])
  }
}
