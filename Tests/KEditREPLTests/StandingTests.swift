import KEditEngine
import KEditPlan
import KEditREPL
import KlingAPI
import OrderedJSON
import Testing

/// What the session holds of the service and of files agrees with what they have, whatever comes
/// between.
@Suite("What stands where") struct StandingTests {
  private static let farm = MarkingTests.farm

  private func submitted() -> Scene {
    var scene = Scene()
    scene.type(Self.farm)
    scene.type("remove \"the chick\" at frame 0 point (0.77, 0.30) as clean")
    scene.type("submit")
    _ = scene.takeCalls()
    _ = scene.heard()
    return scene
  }

  @Test func anEndThatComesWhileACallIsUnderWayIsKept() {
    var scene = submitted()
    let effect = scene.workbench.enter("mark 3 (0.5, 0.5)")
    guard case .open? = effect else {
      Issue.record("nothing is opened")
      return
    }
    scene.finish(.done(.of("t1", "v1")))
    var next = scene.workbench.take(.opened(Scene.video("s9"), openedAt: Scene.clock))
    next = scene.workbench.take(.selected(SelectionAnswer(frameIndex: 3, masks: [])))
    #expect(isNothing(next))
    #expect(scene.workbench.unfinished.isEmpty)
    scene.type("clear")
    _ = scene.takeCalls()
    scene.type("remove \"the dog\" in clean at frame 0 point (0.4, 0.4)")
    #expect(scene.takeCalls() == ["open result clean v1", "add 0 (0.4, 0.4)"])
  }

  @Test func anEndThatComesBeforeTheWordThatItIsUnderWayIsKept() throws {
    var scene = Scene()
    scene.type(Self.farm)
    scene.type("remove \"the chick\" at frame 0 point (0.77, 0.30) as clean")
    guard case .submit(let submission)? = scene.workbench.enter("submit") else {
      Issue.record("nothing is submitted")
      return
    }
    scene.workbench.finish(
      submission.draft,
      EditOutcome(
        edit: submission.name, position: submission.plan.edits[0].position,
        ending: .done(.of("t1", "v1")), previewFiles: [], unitsCharged: nil, isReused: true))
    #expect(isNothing(scene.workbench.take(.submitted(run: 1))))
    #expect(scene.workbench.unfinished.isEmpty)
    scene.type("results")
    #expect(scene.heard().contains("done"))
  }

  private func isNothing(_ effect: Effect?) -> Bool { if case nil = effect { true } else { false } }

  @Test func undoDoesNotTakeAnEndBack() {
    var scene = submitted()
    scene.type("mark 3 (0.5, 0.5)")
    scene.finish(.done(.of("t1", "v1")))
    scene.type("undo")
    #expect(scene.workbench.unfinished.isEmpty)
    scene.type("redo")
    #expect(scene.workbench.unfinished.isEmpty)
  }

  @Test func whatIsUnderWayIsKnownBehindAnotherFile() {
    var scene = submitted()
    scene.files["f.kedit"] = "video \"https://example.com/b.mp4\"\nremove \"it\"\n"
    scene.type("load f.kedit")
    #expect(scene.workbench.unfinished.count == 1)
    scene.finish(.done(.of("t1", "v1")))
    #expect(scene.workbench.unfinished.isEmpty)
    scene.type("undo")
    #expect(scene.workbench.unfinished.isEmpty)
  }

  @Test func aNoToAnotherTaskLeavesTheOneThatIsDone() {
    var scene = submitted()
    scene.finish(.done(.of("t1", "v1")))
    guard case .submit? = scene.workbench.enter("submit fresh") else {
      Issue.record("nothing is submitted")
      return
    }
    #expect(isNothing(scene.workbench.take(.declined(.stopped))))
    scene.type("mode pro")
    #expect(scene.heard().contains("is submitted, and stays as it is"))
    scene.type("then remove \"the dog\" at frame 0 point (0.4, 0.4)")
    #expect(scene.takeCalls().contains("open result clean v1"))
  }

  @Test func whatWasMadeIsNotMadeAnewForWhatFollows() {
    var scene = submitted()
    scene.finish(.done(.of("t1", "v1")))
    scene.type("then remove \"the dog\" at frame 0 point (0.4, 0.4)")
    scene.type("set mode pro")
    _ = scene.heard()
    scene.type("submit")
    #expect(scene.submissions.count == 1)
    #expect(scene.heard().contains("would be made anew"))
    scene.type("undo")
    scene.type("submit")
    #expect(scene.submissions.count == 2)
  }

  @Test func aResultThatIsMadeAfreshIsOpenedAnew() {
    var scene = submitted()
    scene.finish(.done(.of("t1", "v1")))
    scene.type("then remove \"the dog\" at frame 0 point (0.4, 0.4)")
    scene.type("submit clean fresh")
    scene.finish(.done(.of("t2", "v2")), 1)
    _ = scene.takeCalls()
    scene.type("submit 2")
    #expect(scene.takeCalls() == ["open result clean v2", "add 0 (0.4, 0.4)"])
  }

  @Test(arguments: ["preview", "submit"])
  func whatIsRefusedTakesNoAnswerOfWhatComesNext(_ command: String) {
    var scene = Scene()
    scene.type(Self.farm)
    scene.type("remove \"the chick\"")
    _ = scene.takeCalls()
    scene.type(command)
    #expect(scene.heard().contains("error: "))
    scene.type("mark 0 (0.5, 0.5)")
    #expect(scene.takeCalls() == ["add 0 (0.5, 0.5)"])
  }

  // MARK: Files

  @Test func aFileThatIsNotTakenIsNotWrittenTo() {
    var scene = Scene()
    scene.type(Self.farm)
    scene.type("remove \"the chick\"")
    scene.files["f.kedit"] = """
      video "https://example.com/b.mp4"
      image corgi = "missing.png"
      swap "the dog" for "a corgi" from corgi
      """
    let before = scene.workbench.document
    scene.type("load f.kedit")
    #expect(scene.workbench.document == before)
    #expect(scene.workbench.file == nil)
    #expect(scene.workbench.hasUnsavedWork)
  }

  @Test func undoOfALoadGoesBackToTheOtherFile() {
    var scene = Scene()
    scene.type(Self.farm)
    scene.type("remove \"the chick\"")
    scene.type("save mine.kedit")
    scene.files["f.kedit"] = "video \"https://example.com/b.mp4\"\nremove \"it\"\n"
    scene.type("load f.kedit")
    scene.type("undo")
    #expect(scene.workbench.file == "mine.kedit")
    #expect(!scene.workbench.hasUnsavedWork)
    scene.type("redo")
    #expect(scene.workbench.file == "f.kedit")
    scene.type("undo")
    scene.type("save")
    #expect(scene.written["f.kedit"] == nil)
  }

  // MARK: Marks of no edit

  @Test func marksOfNoEditAreNotLeftBehind() {
    var scene = submitted()
    scene.type("mark 3 (0.5, 0.5)")
    scene.type("use clean")
    scene.type("remove \"the dog\"")
    #expect(scene.workbench.document.text.contains("(0.5, 0.5)"))
  }

  @Test func stagesAreTakenUpBesideAnEditThatIsNothingYet() {
    var scene = submitted()
    scene.type("mark 3 (0.5, 0.5)")
    scene.type("mode pro")
    scene.type("submit clean")
    _ = scene.heard()
    var other = Scene()
    let isRestored = other.workbench.restore(
      text: scene.workbench.document.text, state: scene.workbench.state, folder: "/work")
    #expect(isRestored)
    #expect(other.workbench.unfinished == [other.workbench.document.drafts[0].id])
    other.type("remove \"the dog\"")
    other.type("save f.kedit")
    #expect(other.written["f.kedit"]?.contains("mode pro") == true)
  }

  @Test func anEditorLeavesMarksOfNoEdit() {
    var scene = Scene()
    scene.type(Self.farm)
    scene.type("mark 3 (0.5, 0.5)")
    scene.edited = "video farm = \"https://example.com/animals-output-5s.mp4\"\nset mode pro\n"
    scene.type("edit")
    #expect(scene.workbench.document.draft.marks.count == 1)
  }

  // MARK: What is shown

  @Test func aMomentWithARemarkIsNoPrompt() {
    var scene = Scene()
    scene.files["f.kedit"] = """
      video "https://example.com/b.mp4"
      remove "it" at frame # a remark
        48 point (0.1, # another
        0.2)
      """
    scene.type("load f.kedit")
    #expect(scene.workbench.place.allSatisfy { !$0.contains("#") && !$0.contains("\n") })
  }

  @Test func aFrameIsOneMoment() {
    var scene = Scene()
    scene.type(Self.farm)
    _ = scene.heard()
    scene.type("frame 3 point (0.1, 0.1) at frame 5")
    #expect(scene.heard().contains("is no frame"))
  }
}

extension EditResult {
  static func of(_ id: String, _ video: String) -> EditResult {
    EditResult(
      task: KlingTask(
        id: id, status: .succeed, statusMessage: nil, externalID: nil,
        videos: [
          .init(
            id: video, sessionID: nil, url: "https://example.com/r.mp4", watermarkURL: nil,
            duration: nil)
        ], watermark: nil, units: "3", createdAt: nil, updatedAt: nil),
      files: ["clean.mp4"])
  }
}
