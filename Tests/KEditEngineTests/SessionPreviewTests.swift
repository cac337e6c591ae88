import KEditPlan
import KlingAPI
import Testing

@testable import KEditEngine

/// Previews that a person has rendered step by step, and the files that they become.
struct SessionPreviewTests {
  private let service = FakeService()
  private let files = FakeFiles()
  private let journal = RecordingJournal()

  private var stage: Stage { Stage(service, files: files, journal: journal) }

  private func preview(_ edit: PlannedEdit) async throws -> [String] {
    let calls = SessionCalls(world: try stage.world())
    let video = try await calls.open(.url("https://x/a.mp4"))
    return try await calls.preview(video.sessionID, of: edit)
  }

  private func failure(of edit: PlannedEdit) async throws -> Failure {
    try #require(await #expect(throws: SessionFault.self) { try await preview(edit) }).failure
  }

  private static let paths = ["1.preview.mp4", "1.preview.png", "1.tracking.json"]

  @Test func thePreviewLiesBesideTheResult() async throws {
    #expect(try await preview(edit()) == Self.paths.map { "out/\($0)" })
    #expect(service.steps == ["init", "preview", "download", "download", "download"])
    #expect(files.outputs.keys.sorted() == Self.paths)
    #expect(files.pendingCount == 0)
  }

  @Test func anOlderPreviewGivesWay() async throws {
    _ = try await preview(edit())
    service.with { $0.media = Array("\0\0\0\u{18}ftypmp42another video".utf8) }
    // By another process, of other marks.
    var other = edit(selections: [mark(.index(9), (0.5, 0.5))])
    other.fingerprint = fakeHash([9])
    _ = try await preview(other)
    #expect(files.outputs["1.preview.mp4"] == service.with { $0.media })
  }

  @Test(arguments: paths)
  func whatIsNoPreviewOfOursStays(path: String) async throws {
    files.put(path, [7])
    let found = try await failure(of: edit())
    #expect(found.kind == .localFile)
    #expect(found.messages[0].contains("out/\(path)"))
    #expect(files.outputs == [path: [7]])
    #expect(service.steps == ["init"], "nothing is rendered in vain")
  }

  @Test func aPreviewThatSomebodyChangedIsTheirs() async throws {
    _ = try await preview(edit())
    files.put("1.preview.png", [7])
    #expect(try await failure(of: edit()).kind == .localFile)
    #expect(files.outputs["1.preview.png"] == [7])
  }

  @Test func whatComesToStandThereMeanwhileStays() async throws {
    let files = FakeFiles(appearing: [7])
    let calls = SessionCalls(world: try Stage(service, files: files, journal: journal).world())
    let video = try await calls.open(.url("https://x/a.mp4"))
    let fault = await #expect(throws: SessionFault.self) {
      try await calls.preview(video.sessionID, of: edit())
    }
    #expect(fault?.failure.kind == .localFile)
    #expect(files.outputs["1.preview.mp4"] == [7])
    #expect(files.pendingCount == 0)
  }

  /// A result may be called like a preview; it was paid for.
  @Test func aResultThatIsCalledLikeAPreviewStays() async throws {
    let named = edit("1.preview")
    _ = try await stage.run(plan(named))
    #expect(files.outputs["1.preview.mp4"] != nil)
    #expect(try await failure(of: edit()).kind == .localFile)
  }

  @Test func aRunTakesThePlaceOfSuchAPreview() async throws {
    let whole = edit(preview: true)
    _ = try await preview(whole)
    let outcome = try await stage.run(plan(whole))
    #expect(outcome.failure == nil)
    #expect(outcome.edits[0].previewFiles == Self.paths.map { "out/\($0)" })
    // And it takes the place of the run's, as long as the edit is the same.
    _ = try await preview(whole)
  }

  @Test func aServiceThatRendersNothingIsSaid() async throws {
    service.with {
      $0.faults["preview"] = [.instead(FakeService.success(#"{"status":0,"res":{}}"#))]
    }
    #expect(try await failure(of: edit()).messages == ["preview: the service rendered no preview"])
  }

  @Test func aDeadLinkIsSaid() async throws {
    service.with { $0.faults["download"] = [.instead(.http(403, "gone"))] }
    let found = try await failure(of: edit())
    #expect(found.messages == ["the link to the file is dead (HTTP 403)"])
    #expect(files.outputs.isEmpty)
  }
}
