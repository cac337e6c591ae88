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

  private static let faults = [
    FaultTests.Passing(name: "502", fault: .instead(.http(502, "<html>"))),
    FaultTests.Passing(name: "refused", fault: .instead(FakeService.refusal(400, 1200))),
    FaultTests.Passing(name: "garbage, done", fault: .after(.http(200, "{"))),
    FaultTests.Passing(name: "lost, done", fault: .after(.failure(.interrupted("reset")))),
    FaultTests.Passing(name: "stopped before", fault: .instead(.failure(.cancelled))),
    FaultTests.Passing(name: "stopped after", fault: .after(.failure(.cancelled))),
  ]

  /// One edit after the other, so that calls have numbers.
  private func stage(_ service: FakeService, _ journal: RecordingJournal) -> Stage {
    var stage = Stage(service, journal: journal)
    stage.options.parallel = 1
    return stage
  }

  @Test(arguments: faults)
  func oneTaskAnEditWhicheverCallGoesWrong(fault: FaultTests.Passing) async throws {
    let clean = FakeService()
    _ = try await stage(clean, RecordingJournal()).run(Self.edits)
    let count = clean.steps.count
    #expect(count > 25)

    for index in 0..<count {
      let service = FakeService { $0.faultAtCall = (index, fault.fault) }
      _ = try await stage(service, RecordingJournal()).run(Self.edits)
      // Whatever is left, a run that knows nothing of the first finishes: its journal is lost.
      service.with { $0.faultAtCall = nil }
      let last = stage(service, RecordingJournal())
      let outcome = try await last.run(Self.edits)
      #expect(outcome.failure == nil, "call \(index)")
      #expect(
        last.files.outputs.keys.filter { !$0.contains("preview") && !$0.hasSuffix(".json") }
          .sorted() == ["a.mp4", "b.mp4", "b.watermarked.mp4", "c.mp4"])
      #expect(service.tasks.count == 3, "call \(index): \(service.steps)")
    }
  }
}
