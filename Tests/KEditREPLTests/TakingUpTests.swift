import KEditEngine
import KEditPlan
import KEditREPL
import Testing

/// What was submitted is known to the process that takes the session up.
@Suite("What was submitted, taken up by another process") struct TakingUpTests {
  private func submitted() -> Scene {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.type("remove \"the chick\" at frame 0 point (0.77, 0.30) as clean")
    scene.type("submit")
    _ = scene.heard()
    return scene
  }

  @Test func whatIsUnderWayIsFollowedInItsRun() throws {
    var scene = submitted()
    let id = scene.submissions[0].draft
    scene.workbench.note(taskID: "t1", of: id)
    var other = try scene.leftAndTakenUp()
    let followUp = try #require(other.workbench.followUps.first)
    #expect(followUp.name == "clean" && followUp.run == 1)
    other.type("results")
    #expect(other.heard() == "'clean': under way, task t1")
    other.type("status")
    #expect(other.heard().contains("\nunder way: 'clean'\n"))
    other.type("submit clean")
    #expect(other.heard().contains("is submitted already"))
    #expect(other.submissions.isEmpty)
    other.workbench.finish(followUp.draft, .of("clean", .done(.of("t1", "v1"))))
    other.type("results")
    #expect(other.heard().hasPrefix("'clean': done, 3 units\n  "))
  }

  /// The run makes what was submitted, whatever the text says by now.
  @Test func itIsFollowedAlsoWhereTheTextHasChanged() throws {
    var scene = submitted()
    scene.type("set mode pro")
    let other = try scene.leftAndTakenUp()
    #expect(other.workbench.followUps.map(\.run) == [1])
  }

  @Test func whatIsNoEditOfTheTextAnyMoreIsFollowedToo() throws {
    var scene = submitted()
    scene.files["f.kedit"] = "video \"https://example.com/b.mp4\"\nremove \"it\"\n"
    scene.type("load f.kedit")
    scene.type("results")
    #expect(scene.heard().hasSuffix("\n'clean': under way"))
    var other = try scene.leftAndTakenUp()
    let followUp = try #require(other.workbench.followUps.first)
    #expect(!other.workbench.document.drafts.map(\.id).contains(followUp.draft))
    other.type("remove \"another thing\"")
    other.workbench.finish(followUp.draft, .of("clean", .done(.of("t1", "v1"))))
    other.type("results")
    #expect(other.heard().hasSuffix("'clean': done, 3 units\n  clean.mp4"))
  }

  @Test(
    arguments: [
      (.done(.of("t1", "v1")), "'clean': done, 3 units\n  clean.mp4"),
      (.failed(Failure(.refused, "content policy")), "'clean': failed\n  content policy"),
      (.skipped(because: "first"), "'clean': not made, for it needs 'first'"),
    ] as [(EditOutcome.Ending, String)])
  func whatHasEndedIsKnown(_ ending: EditOutcome.Ending, _ words: String) throws {
    var scene = submitted()
    scene.finish(ending)
    var other = try scene.leftAndTakenUp()
    #expect(other.workbench.followUps.isEmpty)
    other.type("results")
    #expect(other.heard() == words)
  }

  @Test func whatIsMadeFromAResultCanGoOn() throws {
    var scene = submitted()
    scene.finish(.done(.of("t1", "v1")))
    var other = try scene.leftAndTakenUp()
    other.type("then remove \"the dog\" at frame 0 point (0.4, 0.4)")
    #expect(other.takeCalls() == ["open result clean v1", "add 0 (0.4, 0.4)"])
    other.type("submit")
    #expect(other.submissions.map(\.name) == ["2"])
  }

  @Test func whatCannotBeFollowedCanBeSubmittedAgain() throws {
    let scene = submitted()
    var other = try scene.leftAndTakenUp()
    let followUp = try #require(other.workbench.followUps.first)
    other.workbench.giveUp(followUp, because: EffectFailure(Failure(.localFile, "it is held")))
    other.type("results")
    let words = other.heard()
    #expect(words.contains("error: it is held"))
    #expect(words.contains("'submit' or 'kedit resume' takes it up again"))
    other.type("submit clean")
    #expect(other.submissions.count == 1)
  }

  /// Nothing was sent as long as there is no run.
  @Test func whatWasNotBegunIsOpen() throws {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.type("remove \"the chick\" at frame 0 point (0.77, 0.30) as clean")
    guard case .submit? = scene.workbench.enter("submit") else {
      Issue.record("nothing is submitted")
      return
    }
    let other = try scene.leftAndTakenUp()
    #expect(other.workbench.unfinished.isEmpty)
    #expect(other.workbench.isOpen(other.workbench.document.draft))
  }

  @Test func filesAreNamedAsFromTheOtherFolder() throws {
    var scene = submitted()
    scene.finish(.done(.of("t1", "v1")))
    var other = Scene(folder: "/elsewhere")
    let isRestored = other.workbench.restore(
      text: scene.workbench.document.text, state: scene.workbench.state, folder: "/work")
    #expect(isRestored)
    other.type("results")
    #expect(other.heard().hasSuffix("\n  /work/clean.mp4"))
  }
}

extension EditOutcome {
  fileprivate static func of(_ name: String, _ ending: Ending) -> EditOutcome {
    EditOutcome(edit: name, position: .init(line: 1, column: 1), ending: ending)
  }
}
