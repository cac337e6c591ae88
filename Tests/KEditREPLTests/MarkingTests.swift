import KEditEngine
import KEditPlan
import KEditREPL
import KlingAPI
import Testing

@Suite("Marking step by step") struct MarkingTests {
  static let farm = "video farm = \"https://example.com/animals-output-5s.mp4\""

  private func opened(_ lines: String...) -> Scene {
    var scene = Scene()
    scene.type(Self.farm)
    for line in lines { scene.type(line) }
    _ = scene.takeCalls()
    _ = scene.heard()
    return scene
  }

  @Test func aVideoIsOpenedAndTold() {
    var scene = Scene()
    scene.type(Self.farm)
    #expect(scene.takeCalls() == ["open https://example.com/animals-output-5s.mp4"])
    #expect(
      scene.heard()
        == "1280 × 720, 30 frames per second, 150 frames (0 to 149), 5 s; duration 5 fits")
    #expect(scene.workbench.place == ["farm", "frame 0"])
  }

  @Test func anEditIsMarkedAsItIsTyped() {
    var scene = opened()
    scene.type("remove \"the chick\" at frame 0 point (0.77,0.30)")
    #expect(scene.takeCalls() == ["add 0 (0.77, 0.3)"])
    #expect(scene.heard().hasPrefix("frame 0: 1 point, area"))
    #expect(scene.masks.last?.frame == 0)
    #expect(scene.masks.last?.points.count == 1)
    #expect(scene.workbench.place == ["farm", "frame 0", "1 point"])
  }

  @Test func aClauseAmendsTheCurrentEdit() {
    var scene = opened("remove \"the chick\" at frame 0 point (0.77,0.30)")
    scene.type("at frame 48 points (40%, 55%) (988px, 214px)")
    #expect(
      scene.takeCalls() == ["add 48 (0.4, 0.55) (0.772265625, 0.29791666666666666)"])
    scene.type("mode pro")
    scene.type("mode std")
    scene.type("as clean")
    #expect(scene.takeCalls().isEmpty)
    scene.type("save f.kedit")
    let text = scene.written["f.kedit"] ?? ""
    #expect(text.contains("mode std") && !text.contains("mode pro") && text.contains("as clean"))
  }

  @Test(arguments: [
    "mark frame 48 point (0.4, 0.5)", "mark at frame 48 point (0.4, 0.5)", "mark 48 (0.4, 0.5)",
    "mark frame 48 (0.4, 0.5)", "mark 1.6s (40%, 50%)", "at frame 48 point (0.4, 0.5)",
  ])
  func pointsCanBeMarkedInManyWords(_ line: String) {
    var scene = opened("remove \"the dog\"")
    scene.type(line)
    #expect(scene.takeCalls() == ["add 48 (0.4, 0.5)"], "\(scene.heard())")
  }

  @Test func aFrameOnceNamedNeedNotBeNamedAgain() {
    var scene = opened("remove \"the dog\"", "frame 12")
    scene.type("mark (0.1, 0.2)")
    scene.type("point (0.3, 0.4)")
    #expect(scene.takeCalls() == ["add 12 (0.1, 0.2)", "add 12 (0.3, 0.4)"])
    scene.type("frame 150")
    #expect(scene.heard().contains("error: the video has no frame 150"))
    #expect(scene.workbench.document.moment == "frame 12")
  }

  /// The service deletes only what was added with exactly the same coordinates.
  @Test func aPointIsTakenAwayHoweverItIsWritten() {
    var scene = opened("remove \"it\" at frame 48 points (0.4, 0.55) (988px, 214px)")
    scene.type("unmark 48 (40%, 55%)")
    scene.type("unmark 1.6s (988px, 214px)")
    #expect(
      scene.takeCalls() == ["delete 48 (0.4, 0.55)", "clear"])
    scene.type("unmark 48 (40%, 55%)")
    #expect(scene.heard().contains("error: nothing is marked there"))
    #expect(scene.takeCalls().isEmpty)
  }

  @Test func aWholeFrameIsUnmarked() {
    var scene = opened(
      "remove \"it\" at frame 0 point (0.1, 0.1) at frame 9 points (0.4, 0.5) (0.6, 0.7)")
    scene.type("unmark frame 9")
    #expect(scene.takeCalls() == ["delete 9 (0.4, 0.5) (0.6, 0.7)"])
  }

  @Test func changesAreUndoneAndDoneAgain() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.type("mark 0 (0.2, 0.2)")
    scene.type("mode pro")
    scene.type("undo")
    scene.type("undo")
    scene.type("undo")
    scene.type("redo")
    #expect(
      scene.takeCalls() == [
        "add 0 (0.2, 0.2)", "delete 0 (0.2, 0.2)", "clear", "add 0 (0.1, 0.1)",
      ])
    scene.type("redo")
    scene.type("redo")
    _ = scene.heard()
    scene.type("redo")
    #expect(scene.heard() == "error: there is nothing to do again")
    scene.type("save f.kedit")
    #expect(scene.written["f.kedit"]?.contains("mode pro") == true)
  }

  @Test func undoingAClearMarksEverythingAgain() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1) at frame 5 point (0.2, 0.2)")
    scene.type("clear")
    scene.type("undo")
    #expect(scene.takeCalls() == ["clear", "add 0 (0.1, 0.1)", "add 5 (0.2, 0.2)"])
  }

  @Test func marksCanComeBeforeTheWords() {
    var scene = opened()
    scene.type("mark 0 (0.5, 0.5)")
    #expect(scene.takeCalls() == ["add 0 (0.5, 0.5)"])
    scene.type("check")
    #expect(scene.heard().contains("belong to no edit yet"))
    scene.type("remove \"the dog\"")
    #expect(scene.takeCalls().isEmpty)
    scene.type("save f.kedit")
    let text = scene.written["f.kedit"] ?? ""
    #expect(text.contains("remove \"the dog\"") && text.contains("at frame 0 point (0.5, 0.5)"))
  }

  // MARK: Mistakes

  @Test func aMistakeChangesNothingAndPointsAtItsPlace() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1)")
    let before = scene.workbench.document
    scene.type("at frame 0 pont (0.2, 0.2)")
    #expect(scene.heard().contains("error at «pont»"))
    scene.type("at frame 0 point (0.1, 0.1)")
    #expect(scene.heard().contains("error at «(0.1, 0.1)»"))
    scene.type("at frame 0 point (1.1, 0.1)")
    #expect(scene.heard().contains("error at «1.1»"))
    scene.type("mode fast")
    #expect(scene.heard().contains("error at «fast»"))
    #expect(scene.workbench.document == before)
    #expect(scene.takeCalls().isEmpty)
    #expect(scene.workbench.failure == .faultyFile)
  }

  @Test func whatOnlyTheVideoTellsIsCheckedBeforeAnythingIsMarked() {
    var scene = opened("remove \"it\"")
    scene.type("at frame 0 point (0.1, 0.1) at frame 200 point (0.2, 0.2)")
    #expect(scene.heard().contains("frame 200 lies outside the video"))
    #expect(scene.takeCalls().isEmpty)
    #expect(scene.workbench.document.draft.marks.isEmpty)
  }

  @Test func elevenFramesAreTooMany() {
    var scene = opened("remove \"it\"")
    for frame in 0..<10 { scene.type("mark \(frame) (0.1, 0.1)") }
    #expect(scene.takeCalls().count == 10)
    scene.type("mark 10 (0.1, 0.1)")
    #expect(scene.heard().contains("at most 10 frames"))
    #expect(scene.takeCalls().isEmpty)
  }

  @Test func aRefusedCallTakesTheStatementBack() {
    var scene = opened("remove \"it\"")
    scene.failing["add"] = EffectFailure(Failure(.refused, "1201: no"))
    scene.type("mark 0 (0.1, 0.1)")
    #expect(scene.heard() == "error: 1201: no")
    #expect(scene.workbench.document.draft.marks.isEmpty)
    #expect(scene.workbench.failure == .refused)
    scene.type("mark 0 (0.1, 0.1)")
    #expect(scene.takeCalls() == ["add 0 (0.1, 0.1)"])
  }

  /// Ruling 9: after a lost answer nobody knows what is marked.
  @Test func afterALostAnswerEverythingIsMarkedAnew() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.failing["add"] = EffectFailure(Failure(.unreachable, "lost"), session: .unknown)
    scene.type("mark 5 (0.2, 0.2)")
    #expect(scene.takeCalls() == ["clear", "add 0 (0.1, 0.1)", "add 5 (0.2, 0.2)"])
    #expect(scene.workbench.document.draft.marks.count == 2)
  }

  @Test func aSessionThatEndedIsOpenedAnew() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.failing["add"] = EffectFailure(Failure(.refused, "gone"), session: .mayHaveEnded)
    scene.type("mark 5 (0.2, 0.2)")
    #expect(
      scene.takeCalls() == [
        "open https://example.com/animals-output-5s.mp4", "add 0 (0.1, 0.1)", "add 5 (0.2, 0.2)",
      ])
  }

  @Test func aVideoThatIsRefusedIsNotTaken() {
    var scene = Scene()
    scene.failing["open"] = EffectFailure(Failure(.refused, "no such video"))
    scene.type("video \"https://example.com/a.mp4\"")
    #expect(scene.heard() == "error: no such video")
    scene.type("video \"https://example.com/b.mp4\"")
    #expect(scene.takeCalls() == ["open https://example.com/b.mp4"])
  }

  @Test func marksNeedAVideo() {
    var scene = Scene()
    scene.type("mark 0 (0.1, 0.1)")
    #expect(scene.heard().hasPrefix("error: no video is open"))
  }

  @Test func theMarksAreListedWithTheirCoordinates() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1) at frame 5 point (0.25, 0.5)")
    scene.type("marks")
    let lines = scene.heard().split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[1] == "  (0.1, 0.1)" && lines[3] == "  (0.25, 0.5)")
  }

  // MARK: Marks that the service has otherwise

  @Test func marksAreListedAsTheyAreWanted() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1) at frame 5 point (0.25, 0.5)")
    scene.failing["delete"] = EffectFailure(Failure(.stopped, "stopped"), session: .unknown)
    scene.type("unmark 5")
    _ = scene.heard()
    scene.type("marks")
    #expect(
      scene.heard() == """
        frame 0: 1 point, not so at the service yet
          (0.1, 0.1)
        frame 5: 1 point, not so at the service yet
          (0.25, 0.5)
        the service is told with the next mark, 'preview' or 'submit'
        """)
    scene.type("mark 5 (0.5, 0.5)")
    _ = scene.heard()
    scene.type("marks")
    #expect(!scene.heard().contains("not so"))
  }

  @Test func halfOfAnEntryIsNotListed() {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1)")
    // The first frame is marked, the second is not: the entry is taken back.
    _ = scene.workbench.enter("at frame 3 point (0.3, 0.3) at frame 4 point (0.4, 0.4)")
    _ = scene.workbench.take(.selected(SelectionAnswer(frameIndex: 3, masks: [])))
    _ = scene.workbench.take(.failed(EffectFailure(Failure(.refused, "no"))))
    _ = scene.workbench.takeMessages()
    scene.type("marks")
    let lines = scene.heard().split(separator: "\n").map(String.init)
    #expect(lines.first?.hasPrefix("frame 0: 1 point, area") == true)
    #expect(lines[2] == "frame 3: no points, not so at the service yet")
    #expect(scene.masks.last?.frame == 0)
    scene.type("mode pro")
    #expect(scene.takeCalls() == ["delete 3 (0.3, 0.3)"])
  }

  // MARK: Where a mistake stands

  @Test(arguments: [
    ("mark (1.7, 0.3)", "1.7"), ("mark 48 (0.5, 0.5) (0.1, 1.3)", "1.3"),
    ("mark at 48 point (0.1, 7)", "7"), ("point (1.5, 0.5)", "1.5"),
    ("mark frame 3.5 (0.1, 0.1)", "3.5"), ("mark (0.1, 0.1)", "(0.1, 0.1)"),
    ("prompt nothing of it", "nothing of it"), ("mark 3 (0.1, 0.2", ""),
  ])
  func aMistakeIsShownWhereItWasTyped(_ line: String, _ place: String) {
    var scene = opened("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.type(line)
    #expect(scene.source == line)
    #expect(scene.heard().contains("«\(place)»"))
  }
}
