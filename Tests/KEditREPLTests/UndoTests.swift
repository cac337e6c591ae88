import KEditCompiler
import KEditEngine
import KEditREPL
import MediaFacts
import Testing

@Suite("Undoing step by step") struct UndoTests {
  private static let hat = FileReport.facts(
    FileFacts(
      sha256: "00", byteCount: 1000,
      media: .image(ImageFacts(format: .png, width: 1000, height: 1000))))

  /// Every document that there was comes back, one after the other, and then the ones behind them.
  @Test func allChangesAreUndoneAndDoneAgain() {
    var scene = Scene()
    var documents = [scene.workbench.document]
    func type(_ line: String) {
      scene.type(line)
      #expect(scene.workbench.document != documents.last, "\(line): \(scene.heard())")
      documents.append(scene.workbench.document)
    }
    type(MarkingTests.farm)
    for number in 0..<20 {
      type("remove \"thing \(number)\"")
      type("mark \(number) (0.1, 0.2)")
      if number % 3 == 0 { type("set mode \(number % 2 == 0 ? "pro" : "std")") }
      if number % 4 == 0 { type("as thing-\(number)") }
      if number % 5 == 0 { type("unmark \(number)") }
    }
    scene.edited = """
      \(MarkingTests.farm)
      remove "thing 3" at frame 0 point (0.5, 0.5)
      remove "thing 7"
      """
    type("edit")
    scene.files["f.kedit"] = "video \"https://example.com/b.mp4\"\nremove \"it\"\n"
    type("load f.kedit")
    for document in documents.dropLast().reversed() {
      scene.type("undo")
      #expect(scene.workbench.document == document)
    }
    for document in documents.dropFirst() {
      scene.type("redo")
      #expect(scene.workbench.document == document)
    }
    scene.type("undo")
    #expect(scene.workbench.document == documents[documents.count - 2])
  }

  @Test func theOldestChangesAreForgotten() {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    for number in 0..<250 { scene.type("set negative \"\(number)\"") }
    for _ in 0..<200 { scene.type("undo") }
    scene.type("set")
    #expect(scene.heard().hasSuffix("set negative \"49\""))
    scene.type("undo")
    #expect(scene.heard() == "error: there is nothing to undo")
  }

  @Test func whatCannotBeUndoneIsNotSaidToBe() {
    var scene = Scene()
    scene.media["hat.png"] = Self.hat
    scene.type(MarkingTests.farm)
    scene.type("image hat = \"hat.png\"")
    scene.type("swap \"the cap\" for \"a hat\" from hat at frame 0 point (0.1, 0.1)")
    scene.edited = MarkingTests.farm + "\n"
    scene.type("edit")
    scene.media = [:]
    // Files are looked at anew for it.
    scene.type("check")
    let before = scene.workbench.document
    _ = scene.heard()
    scene.type("undo")
    let words = scene.heard()
    #expect(words.contains("error at"))
    #expect(!words.contains("undone"))
    #expect(scene.workbench.document == before)
    scene.media["hat.png"] = Self.hat
    scene.type("undo")
    #expect(scene.heard().hasPrefix("undone: edit"))
  }

  @Test func whatWasRefusedIsNotSaidToBeTakenAway() {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.type("remove \"it\" at frame 0 point (0.1, 0.1)")
    for command in ["clear", "unmark 0"] {
      _ = scene.heard()
      scene.failing["clear"] = EffectFailure(Failure(.refused, "no"))
      scene.type(command)
      #expect(scene.heard() == "error: no")
    }
    scene.type("clear")
    #expect(scene.heard().hasPrefix("all marks of the edit are taken away"))
  }

  // MARK: Files

  /// Ctrl-C while a file is looked at, or one that comes later: nothing of it is kept.
  @Test func aFileIsLookedAtUntilItCanBeRead() {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.failing["examine"] = EffectFailure(Failure(.stopped, "stopped"))
    for words in ["error: stopped", "error at «\"hat.png\"»: `hat.png` cannot be read"] {
      _ = scene.heard()
      scene.type("image hat = \"hat.png\"")
      #expect(scene.heard().hasPrefix(words))
      #expect(scene.workbench.failure != nil)
    }
    scene.media["hat.png"] = Self.hat
    _ = scene.takeCalls()
    scene.type("image hat = \"hat.png\"")
    #expect(scene.workbench.failure == nil)
    scene.type("swap \"the cap\" for \"a hat\" from hat at frame 0 point (0.1, 0.1)")
    #expect(scene.takeCalls() == ["examine hat.png", "add 0 (0.1, 0.1)"])
  }
}
