import KEditEngine
import KEditPlan
import KlingAPI
import Testing

/// What stops a run before anything is sent.
struct PreflightTests {
  private func refusal(
    _ stage: Stage, _ plan: Plan, baseURL: String = "http://127.0.0.1:9"
  ) async
    -> RunRefusal?
  {
    let refusal = await #expect(throws: RunRefusal.self) {
      try await stage.run(plan, baseURL: baseURL)
    }
    #expect(stage.service.steps.isEmpty)
    return refusal
  }

  @Test func aTargetThatIsInTheWay() async throws {
    let files = FakeFiles(outputs: ["1.mp4": [1], "2.watermarked.mp4": [2]])
    let found = await refusal(Stage(files: files), plan(edit(), edit("2", watermark: true)))
    #expect(found?.kind == .localFile)
    #expect(found?.reasons.map(\.edit) == ["1", "2"])

    var allowed = Stage(files: files)
    allowed.options.overwrites = true
    #expect(try await allowed.run(plan(edit())).failure == nil)
    #expect(files.outputs["1.mp4"] != [1])
  }

  @Test func anImageThatIsNotTheOneOfThePlan() async {
    let image = LocalFile(path: "a.png", sha256: fakeHash([1]))
    let edit = edit(mode: .swap, images: [.local(image)])
    #expect(
      await refusal(Stage(files: FakeFiles(sources: ["a.png": [2]])), plan(edit))?.kind
        == .faultyFile)
    #expect(await refusal(Stage(), plan(edit))?.kind == .faultyFile)
  }

  @Test func aLocalVideoThatNobodyUploads() async {
    let file = LocalFile(path: "a.mp4", sha256: fakeHash([1]))
    let stage = Stage(files: FakeFiles(sources: ["a.mp4": [1]]))
    #expect(await refusal(stage, plan(edit(video: .local(file))))?.kind == .usage)
  }

  @Test func anEditThatCanNeverBegin() async {
    let circle = plan(edit("a", video: .result("b")), edit("b", video: .result("a")))
    #expect(await refusal(Stage(), circle)?.kind == .faultyFile)
    #expect(await refusal(Stage(), plan(edit(video: .result("gone"))))?.kind == .faultyFile)
  }

  @Test func moreUnitsThanAllowed() async throws {
    var stage = Stage()
    stage.options.maximumUnits = DecimalNumber("5.5")
    let found = await #expect(throws: RunRefusal.self) {
      try await stage.run(plan(edit("a"), edit("b")))
    }
    #expect(found?.kind == .stopped)
    #expect(
      found?.reasons.first?.failure.messages
        == ["the next edit may cost up to 6 units, more than is left of the 5.5 allowed"])
    #expect(stage.service.steps == ["get", "get"])
  }

  @Test func anIDOfTheAuthorsThatWouldHaveToBeMadeAnew() async {
    var stage = Stage()
    stage.options.randomPart = "00"
    #expect(await refusal(stage, plan(edit(id: "mine")))?.kind == .usage)
  }

  @Test func everyReasonIsGivenAndTheFirstOfThemSpeaks() async {
    let file = LocalFile(path: "a.mp4", sha256: "")
    let stage = Stage(files: FakeFiles(outputs: ["1.mp4": []]))
    let found = await refusal(stage, plan(edit(video: .local(file))))
    #expect(found?.reasons.map(\.failure.kind) == [.faultyFile, .usage, .localFile])
    #expect(found?.kind == .localFile)
  }

  @Test func aTargetThatAppearsDuringTheRunIsNotReplaced() async throws {
    let files = FakeFiles(appearing: [9])
    let outcome = try await Stage(files: files).run(plan(edit()))
    #expect(outcome.failure == .localFile)
    #expect(files.outputs["1.mp4"] == [9])
    #expect(files.pendingCount == 0)
  }
}
