import KEditEngine
import KEditPlan
import KlingAPI
import Testing

/// The same plan once for each call that it makes, with that one call going wrong.
struct EveryCallTests {
  private static let edits = plan(
    edit("a", selections: [mark(.index(0), (0.1, 0.1)), mark(.last, (0.2, 0.2))], preview: true),
    edit("b", video: .result("a"), watermark: true),
    edit("c", mode: .addition, selections: [], images: [.url("https://x/a.png")]))

  private static let faults =
    FaultTests.passing + [
      FaultTests.Passing(name: "time-out", fault: .instead(.failure(.timedOut(connected: false)))),
      FaultTests.Passing(name: "refused", fault: .instead(FakeService.refusal(400, 1200))),
      FaultTests.Passing(name: "500, done", fault: .after(FakeService.refusal(500, 5000))),
      FaultTests.Passing(name: "504, done", fault: .after(.http(504, ""))),
      FaultTests.Passing(name: "stopped before", fault: .instead(.failure(.cancelled))),
      FaultTests.Passing(name: "stopped after", fault: .after(.failure(.cancelled))),
    ]

  /// One edit after the other, so that calls have numbers.
  private func stage(
    _ service: FakeService, _ files: FakeFiles = FakeFiles(),
    _ journal: RecordingJournal = RecordingJournal()
  ) -> Stage {
    var stage = Stage(service, files: files, journal: journal)
    stage.options.parallel = 1
    return stage
  }

  @Test(arguments: faults)
  func oneTaskAnEditWhicherCallGoesWrong(fault: FaultTests.Passing) async throws {
    let clean = FakeService()
    _ = try await stage(clean).run(Self.edits)
    let count = clean.steps.count
    #expect(count > 25)

    for index in 0..<count {
      let service = FakeService { $0.faultAtCall = (index, fault.fault) }
      let first = stage(service)
      _ = try await first.run(Self.edits)
      service.with { $0.faultAtCall = nil }
      // Whatever is left, a run that knows nothing of the first finishes: its journal is lost.
      try await finish(stage(service.copy()), "call \(index), the journal lost")
      try await finish(stage(service, first.files, first.journal), "call \(index)")
    }
  }

  private func finish(_ stage: Stage, _ comment: Comment) async throws {
    let outcome = try await stage.run(Self.edits)
    #expect(outcome.failure == nil, comment)
    #expect(
      stage.files.outputs.keys.filter { !$0.contains("preview") && !$0.hasSuffix(".json") }
        .sorted() == ["a.mp4", "b.mp4", "b.watermarked.mp4", "c.mp4"], comment)
    #expect(stage.service.tasks.count == 3, comment)
    #expect(Set(stage.service.tasks.map(\.externalID)).count == 3, comment)
  }
}
