import KEditEngine
import KEditPlan
import Testing

/// What a run may spend at most.
struct BudgetTests {
  private func stage(_ units: String, journal: RecordingJournal = RecordingJournal()) -> Stage {
    var stage = Stage(journal: journal)
    stage.options.maximumUnits = DecimalNumber(units)
    return stage
  }

  @Test func anEditBeginsOnceInitHasToldThatItsForerunnersCostLess() async throws {
    // Each may cost 6, costs 3 by its length, and is charged 3.5.
    let stage = stage("9.5")
    let outcome = try await stage.run(plan(edit("a"), edit("b")))
    #expect(outcome.failure == nil)
    #expect(outcome.unitsCharged.description == "7")
  }

  @Test func theRunStopsBeforeItCostsMore() async throws {
    let stage = stage("9")
    let outcome = try await stage.run(plan(edit("a"), edit("b"), edit("c", video: .result("b"))))
    #expect(
      outcome.endings == [
        "a done out/a.mp4", "b left maximumUnits pending -", "c left maximumUnits pending -",
      ])
    #expect(outcome.failure == .stopped)
    #expect(stage.service.tasks.count == 1)
  }

  @Test func aLaterRunReckonsOnlyWithItsOwnTasks() async throws {
    let journal = RecordingJournal()
    let first = stage("9", journal: journal)
    _ = try await first.run(plan(edit("a"), edit("b")))
    let second = Stage(first.service, journal: journal)
    let outcome = try await second.run(plan(edit("a"), edit("b")))
    #expect(outcome.failure == nil)
    #expect(first.service.tasks.count == 2)
  }
}
