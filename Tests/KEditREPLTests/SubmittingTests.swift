import KEditEngine
import KEditPlan
import KEditREPL
import KlingAPI
import OrderedJSON
import Testing

@Suite("Submitting step by step") struct SubmittingTests {
  private func marked() -> Scene {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.type("remove \"the chick\" at frame 0 point (0.77, 0.30)")
    _ = scene.takeCalls()
    _ = scene.heard()
    return scene
  }

  private func done(_ id: String, _ video: String) -> EditOutcome.Ending {
    .done(
      EditResult(
        task: KlingTask(
          id: id, status: .succeed, statusMessage: nil, externalID: nil,
          videos: [
            .init(
              id: video, sessionID: nil, url: "https://example.com/r.mp4", watermarkURL: nil,
              duration: nil)
          ], watermark: nil, units: "3", createdAt: nil, updatedAt: nil),
        files: ["session-1.mp4"]))
  }

  @Test func anEditIsSubmittedInTheSessionThatIsOpen() throws {
    var scene = marked()
    scene.type("submit")
    let submission = try #require(scene.submissions.first)
    #expect(submission.name == "1")
    #expect(submission.plan.edits.map(\.name) == ["1"])
    #expect(submission.sessions["1"]?.video.sessionID == "s1")
    #expect(!submission.isFresh)
    #expect(scene.takeCalls().isEmpty)
  }

  @Test func nothingIsSubmittedWithoutMarksOrWords() {
    var scene = Scene()
    scene.type("submit")
    #expect(scene.heard().hasPrefix("error: there is no edit to submit"))
    scene.type(MarkingTests.farm)
    scene.type("remove \"it\"")
    _ = scene.heard()
    scene.type("submit")
    #expect(scene.heard().hasPrefix("error: edit 1 has no marks"))
    #expect(scene.submissions.isEmpty)
  }

  @Test func whatIsSubmittedStaysAsItIs() {
    var scene = marked()
    scene.type("submit")
    scene.type("mode pro")
    #expect(scene.heard().contains("is submitted, and stays as it is"))
    scene.type("undo")
    #expect(scene.heard().contains("nothing to undo"))
    scene.type("submit")
    #expect(scene.heard().contains("is submitted already"))
    #expect(scene.submissions.count == 1)
  }

  @Test func marksBehindASubmittedEditAreForANewOne() {
    var scene = marked()
    scene.type("submit")
    scene.type("mark 3 (0.5, 0.5)")
    #expect(
      scene.takeCalls() == ["open https://example.com/animals-output-5s.mp4", "add 3 (0.5, 0.5)"])
    scene.type("remove \"the dog\"")
    scene.type("save f.kedit")
    let text = scene.written["f.kedit"] ?? ""
    #expect(text.contains("remove \"the chick\"") && text.contains("remove \"the dog\""))
  }

  @Test func thenBeforeTheEarlierEditIsSubmittedSaysSo() {
    var scene = marked()
    scene.type("then remove \"the dog\"")
    #expect(scene.heard().contains("edit 1 is not submitted yet"))
    #expect(scene.takeCalls().isEmpty)
    scene.type("mark 0 (0.4, 0.4)")
    _ = scene.heard()
    scene.type("submit")
    #expect(scene.heard().contains("'submit 1' first"))
    #expect(scene.submissions.isEmpty)
    scene.type("submit 1")
    #expect(scene.submissions.count == 1)
  }

  @Test func thenGoesOnInTheResult() throws {
    var scene = marked()
    scene.type("as clean")
    scene.type("submit")
    scene.finish(done("t1", "v1"))
    scene.type("then remove \"the dog\" at frame 0 point (0.4, 0.4)")
    #expect(scene.takeCalls() == ["open result clean v1", "add 0 (0.4, 0.4)"])
    scene.type("submit")
    let plan = try #require(scene.submissions.last?.plan)
    #expect(plan.edits.map(\.name) == ["clean", "2"])
    #expect(plan.edits[1].dependsOn == ["clean"])
  }

  @Test func whatFailedCanBeChangedAndSubmittedAgain() {
    var scene = marked()
    scene.type("submit")
    scene.finish(.failed(Failure(.refused, "content policy")))
    scene.type("prompt Remove {target} from {video}")
    scene.type("submit")
    #expect(scene.submissions.count == 2)
    #expect(scene.submissions[1].plan.edits[0].task.prompt == "Remove the chick from <<<video_1>>>")
  }

  @Test func whatIsDoneIsMadeAgainOnlyAfresh() {
    var scene = marked()
    scene.type("submit")
    scene.finish(done("t1", "v1"))
    scene.type("submit")
    #expect(scene.heard().contains("costs again"))
    scene.type("submit fresh")
    #expect(scene.submissions.map(\.isFresh) == [false, true])
  }

  @Test func resultsAreTold() {
    var scene = marked()
    scene.type("results")
    #expect(scene.heard() == "nothing was submitted yet")
    scene.type("submit")
    scene.type("results")
    #expect(scene.heard() == "edit 1: under way")
    scene.finish(done("t1", "v1"))
    scene.type("results")
    #expect(scene.heard().contains("session-1.mp4"))
  }

  // MARK: Files

  @Test func theSavedFileMakesTheSameRequests() throws {
    var scene = marked()
    scene.type("mark 48 (988px, 214px)")
    scene.type("unmark 0 (0.77, 0.3)")
    scene.type("mark last (40%, 55%)")
    scene.type("mark frame last (40%, 55%)")
    scene.type("prompt Take {target} out of {video}")
    scene.type("set negative \"blurry\"")
    scene.type("submit")
    scene.type("save farm.kedit")
    let text = try #require(scene.written["farm.kedit"])
    var other = Scene()
    other.files["farm.kedit"] = text
    other.type("load farm.kedit")
    other.type("submit")
    let (first, second) = (scene.submissions[0].plan.edits[0], other.submissions[0].plan.edits[0])
    #expect(first.fingerprint == second.fingerprint)
    #expect(first.selections == second.selections)
    #expect(first.task == second.task)
    #expect(other.takeCalls().first == "open https://example.com/animals-output-5s.mp4")
  }

  @Test func onlySpecsAreWritten() {
    var scene = marked()
    scene.type("save clip.mp4")
    #expect(scene.heard().contains("only such are written"))
    scene.type("save plain")
    #expect(Array(scene.written.keys) == ["plain.kedit"])
    #expect(!scene.workbench.hasUnsavedWork)
    scene.type("mode pro")
    #expect(scene.workbench.hasUnsavedWork)
  }

  @Test func aFileIsLoadedWithItsRemarks() {
    var scene = Scene()
    scene.files["f.kedit"] = """
      # a farm
      video "https://example.com/a.mp4"

      # the chick goes
      remove "the chick" # at once
        at frame 0 point (0.1, 0.1)  # here
        mode pro
      # the end
      """
    scene.type("load f.kedit")
    #expect(scene.takeCalls() == ["open https://example.com/a.mp4", "add 0 (0.1, 0.1)"])
    scene.type("save g.kedit")
    let text = scene.written["g.kedit"] ?? ""
    for remark in ["# a farm", "# the chick goes", "# the end", "# here"] {
      #expect(text.contains(remark), "\(remark) in\n\(text)")
    }
  }

  @Test func aFaultyFileIsNotLoaded() {
    var scene = marked()
    let before = scene.workbench.document
    scene.files["f.kedit"] = "remove remove"
    scene.type("load f.kedit")
    #expect(scene.heard().contains("error at"))
    scene.type("load missing.kedit")
    #expect(scene.heard().contains("cannot be read"))
    #expect(scene.workbench.document == before)
  }

  @Test func theLinesOfAFileAreTyped() {
    var scene = Scene()
    scene.files["s.txt"] = "\(MarkingTests.farm)\nremove \"it\"\nmark 0 (0.1, 0.1)\nmarks\n"
    scene.type("source s.txt")
    #expect(scene.takeCalls().count == 2)
    #expect(scene.workbench.document.draft.marks.count == 1)
  }

  @Test func aFileThatSourcesItselfComesToAnEnd() {
    var scene = Scene()
    scene.files["s.txt"] = "source s.txt"
    scene.type("source s.txt")
    #expect(scene.heard().contains("does 's.txt' source itself?"))
  }

  @Test func theTextIsChangedInAnEditor() {
    var scene = marked()
    scene.edited = """
      \(MarkingTests.farm)
      remove "the chick" at frame 0 points (0.77, 0.30) (0.8, 0.35)
      """
    scene.type("edit")
    #expect(scene.takeCalls() == ["add 0 (0.8, 0.35)"])
    scene.type("undo")
    #expect(scene.workbench.document.draft.marks.count == 1)
  }

  /// What was submitted is another one where its text has changed.
  @Test func anEditorLeavesEachEditItsSession() {
    var scene = marked()
    scene.type("as first")
    scene.type("submit")
    scene.type("remove \"the dog\" at frame 0 point (0.4, 0.4)")
    _ = scene.takeCalls()
    scene.edited = """
      \(MarkingTests.farm)
      remove "the chick" at frame 0 point (0.77, 0.30) as first
      remove "the brown dog" at frame 0 points (0.4, 0.4) (0.5, 0.5)
      """
    scene.type("edit")
    #expect(scene.takeCalls() == ["add 0 (0.5, 0.5)"])
    scene.type("undo")
    #expect(scene.takeCalls() == ["delete 0 (0.5, 0.5)"])
    scene.edited = scene.edited?.replacing("the chick", with: "the hen")
    scene.type("edit")
    scene.type("use first")
    #expect(scene.takeCalls().first?.hasPrefix("open ") == true)
    #expect(scene.workbench.isOpen(scene.workbench.document.draft))
  }

  @Test func aSessionIsTakenUpByAnotherProcess() {
    var scene = marked()
    scene.type("then remove \"the dog\"")
    scene.type("use 1")
    scene.type("frame 7")
    var other = Scene()
    let restored = other.workbench.restore(
      text: scene.workbench.document.text, state: scene.workbench.state, folder: "/work")
    #expect(restored)
    #expect(other.workbench.place == ["farm", "frame 7", "1 point"])
    other.takeUp()
    #expect(other.takeCalls() == ["clear", "add 0 (0.77, 0.3)"])
    #expect(other.workbench.document.text == scene.workbench.document.text)
  }

  @Test func looseMarksAreTakenUpToo() {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.type("mark 3 (0.5, 0.5)")
    var other = Scene()
    let restored = other.workbench.restore(
      text: scene.workbench.document.text, state: scene.workbench.state, folder: "/work")
    #expect(restored)
    other.takeUp()
    #expect(other.takeCalls() == ["clear", "add 3 (0.5, 0.5)"])
  }

  @Test func aStateOfAnotherKindChangesNothing() {
    var scene = marked()
    let before = scene.workbench.document
    let restored = scene.workbench.restore(
      text: "", state: ["format": "other"], folder: "/")
    #expect(!restored)
    #expect(scene.workbench.document == before)
  }
}
