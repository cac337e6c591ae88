import KEditEngine
import KEditREPL
import Testing

@Suite("What is entered") struct EntryTests {
  private func opened() -> Scene {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    _ = scene.takeCalls()
    _ = scene.heard()
    return scene
  }

  @Test func theBeginningOfACommandIsEnough() {
    var scene = opened()
    scene.type("stat")
    #expect(scene.heard().hasPrefix("video: "))
    scene.type("unm 0 (0.1, 0.1)")
    #expect(scene.heard().hasPrefix("error: nothing is marked there"))
  }

  @Test func whatCostsOrTakesMuchAwayIsWrittenWhole() {
    var scene = opened()
    for word in ["sub", "submi", "cle", "clea"] {
      scene.type(word)
      #expect(scene.heard().contains("is written whole"))
    }
    #expect(scene.submissions.isEmpty)
  }

  @Test func aPrefixOfSeveralSaysWhich() {
    var scene = opened()
    scene.type("ma")
    #expect(scene.heard() == "error: 'ma' may mean 'mark', 'marks'")
  }

  @Test func aMistypedWordIsAnsweredWithTheNearest() {
    var scene = opened()
    for (word, meant) in [("marrk", "mark"), ("remvoe \"x\"", "remove"), ("statsu", "status")] {
      scene.type(word)
      #expect(scene.heard().contains("did you mean '\(meant)'?"), "\(word)")
    }
  }

  @Test func blanksAndCommentsDoNothing() {
    var scene = opened()
    for line in ["", "   ", "# a remark", "\n\n"] { scene.type(line) }
    #expect(scene.heard().isEmpty)
    #expect(scene.workbench.failure == nil)
  }

  @Test func severalLinesAreDoneOneAfterTheOther() {
    var scene = Scene()
    scene.type(
      """
      # pasted
      video "https://example.com/a.mp4"
      remove "the chick"
        at frame 0 point (0.1, 0.1)
      marks
      mode pro
      """)
    #expect(scene.takeCalls() == ["open https://example.com/a.mp4", "add 0 (0.1, 0.1)"])
    scene.type("save f.kedit")
    #expect(scene.written["f.kedit"]?.contains("mode pro") == true)
  }

  @Test func marksOfNoEditAreNotSavedWithoutAWord() {
    var scene = opened()
    scene.type("mark 3 (0.1, 0.1)")
    _ = scene.heard()
    scene.type("save f.kedit")
    #expect(scene.heard().contains("what is marked belongs to no edit yet and is not in it"))
    scene.type("remove \"it\"")
    _ = scene.heard()
    scene.type("save f.kedit")
    #expect(scene.heard() == "saved as f.kedit")
  }

  @Test func whatAnEditorBroughtIsGoneOnWithWhereItHasMistakes() {
    var scene = opened()
    let text = scene.workbench.document.text
    scene.edited = "\(text)remove the chick\n"
    scene.type("edit")
    #expect(scene.workbench.document.text == text)
    #expect(scene.heard().contains("'edit' goes on with what was written"))
    scene.type("edit")
    #expect(scene.givenToEditor == scene.edited)
    // Closed as it was: what was written is given up.
    scene.edited = nil
    scene.type("edit")
    scene.type("edit")
    #expect(scene.givenToEditor == text)
  }

  @Test(arguments: [("exit", "quit"), ("bye", "quit"), ("marrk", "mark")])
  func aWordThatIsUsualElsewhereIsAnsweredWithOurs(word: String, ours: String) {
    var scene = opened()
    _ = scene.heard()
    scene.type(word)
    #expect(scene.heard().contains("did you mean '\(ours)'?"))
  }

  @Test func behindAMistakeTheRestIsLeft() {
    var scene = opened()
    scene.type("remove \"it\"\nmarrk\nmode pro")
    #expect(scene.heard().contains("the rest of what was entered was left alone"))
    scene.type("save f.kedit")
    #expect(scene.written["f.kedit"]?.contains("mode pro") == false)
  }

  @Test(arguments: [
    ("remove \"the", Unfinished.text),
    ("remove \"the chick\" at frame 0 point (0.1,", .parenthesis),
    ("prompt \"\"\"", .block), ("mark 0 (0.1", .parenthesis),
    ("at frame 0 points (0.1, 0.2) (", .parenthesis),
  ])
  func anUnfinishedEntryIsKnown(_ entry: String, _ missing: Unfinished) {
    #expect(Unfinished.missing(from: entry) == missing)
  }

  @Test(arguments: [
    "remove \"it\"", "prompt it's (odd", "save \"a.kedit\"", "mark 0 (0.1, 0.2)", "", "# (",
    "help (", "remove \"(\"",
  ])
  func aWholeEntryIsKnown(_ entry: String) {
    #expect(Unfinished.missing(from: entry) == nil)
  }

  @Test func anEntryOfSeveralLinesIsOneStatement() {
    var scene = opened()
    var lines = EntryGatherer()
    let answers = ["remove \"the", "chick\" at frame 0 point (0.1,"].map { lines.take($0) }
    scene.type(lines.entry)
    #expect(scene.workbench.failure == .faultyFile)
    let last = lines.take("0.2)")
    #expect(answers + [last] == [false, false, true])
    scene.type(lines.entry)
    #expect(scene.takeCalls() == ["add 0 (0.1, 0.2)"])
    scene.type("mark 9 (0.3,\n0.4)")
    #expect(scene.takeCalls() == ["add 9 (0.3, 0.4)"])
    scene.type("prompt")
    #expect(scene.heard().contains("Delete the chick from <<<video_1>>>"))
  }

  @Test func wordsOfTheLanguageAreCommandsWhereTheyStandAlone() {
    var scene = opened()
    scene.type("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.type("preview on")
    #expect(!scene.takeCalls().contains { $0.hasPrefix("preview") })
    scene.type("preview")
    #expect(scene.takeCalls() == ["preview session-1.mp4"])
    scene.type("save \"out.mp4\"")
    #expect(scene.written.isEmpty)
    scene.type("save out.kedit")
    scene.type("save \"two.kedit\"")
    #expect(Set(scene.written.keys) == ["out.kedit", "two.kedit"])
  }

  @Test func aPromptNeedsNoQuotes() {
    var scene = opened()
    scene.type("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.type("prompt Delete {target}, \"softly\", from {video}")
    _ = scene.heard()
    scene.type("prompt")
    #expect(scene.heard() == "Delete it, \"softly\", from <<<video_1>>>")
    scene.type("prompt nothing of the video")
    #expect(scene.heard().contains("error"))
  }

  @Test(arguments: ["mark 0 (0.3, 0.3)", "unmark 0 (0.1, 0.1)", "mode pro", "point (0.4, 0.4)"])
  func whatIsUndoneIsNamedAsItWasTyped(_ line: String) {
    var scene = opened()
    scene.type("remove \"it\" at frame 0 point (0.1, 0.1)")
    scene.type(line)
    _ = scene.heard()
    scene.type("undo")
    #expect(scene.heard().contains(line))
  }

  @Test(arguments: ["150", "900", "100000"])
  func aFrameThatTheVideoLacksIsToldFromWhatIsNone(_ frame: String) {
    var scene = opened()
    scene.type("frame \(frame)")
    #expect(
      scene.heard() == "error: the video has no frame \(frame)\nhelp: its frames are 0 to 149")
    scene.type("frame x")
    #expect(scene.heard().hasPrefix("error: 'x' is no frame"))
  }

  @Test func settingsAreSetAndSetAgain() {
    var scene = opened()
    scene.type("set mode pro")
    scene.type("set mode std")
    scene.type("set")
    #expect(scene.heard() == "set mode std")
  }

  @Test func helpFitsATerminalOfEightyColumns() {
    var scene = Scene()
    scene.type("help")
    for line in scene.heard().split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    scene.type("wait")
    #expect(scene.heard() == "nothing is under way")
  }

  @Test func everyCommandHasHelp() {
    for command in CommandName.allCases {
      var scene = Scene()
      scene.type("help \(command.rawValue)")
      #expect(scene.heard().hasPrefix("usage: \(command.rawValue)"))
    }
    var scene = Scene()
    scene.type("help")
    let overview = scene.heard()
    for command in CommandName.allCases { #expect(overview.contains(command.usage)) }
    scene.type("help pionts")
    #expect(scene.heard().contains("did you mean 'help points'?"))
  }

  // MARK: Long ones

  /// Reading all lines so far with every line would take minutes.
  @Test(.timeLimit(.minutes(1)), arguments: ["remove \"it", "mark 0 (", "prompt \"\"\""])
  func whatIsNeverClosedIsReadInLinearTime(_ first: String) {
    var lines = EntryGatherer()
    let all = [first] + (0..<30_000).map { "mark \($0) [0.25, 0.75]" }
    let isWhole = all.map { lines.take($0) }
    #expect(!isWhole.contains(true))
    #expect(lines.entry.hasSuffix("mark 29999 [0.25, 0.75]"))
  }

  @Test(arguments: [
    ["remove \"a", "b\" at frame 0 point (0.1,", "0.2)"], ["prompt \"\"\"", "a (", "\"\"\""],
    ["mark 0 (0.1", ", 0.2)"], ["remove \"a", "\" at frame 0 point (", "0.1, 0.2)"],
    ["remove \"a", "", "b\""], ["mark (", "remove \"it\""], ["help", ""], ["# (", "mark (1, 1)"],
    ["remove \"it\" # \"", "help ("],
  ])
  func linesAreTheEntryThatTheyAreAtOnce(_ typed: [String]) {
    var lines = EntryGatherer()
    for line in typed {
      let isWhole = lines.take(line)
      #expect(isWhole == (Unfinished.missing(from: lines.entry) == nil), "\(lines.entry)")
    }
    #expect(!lines.isGoingOn)
  }

  @Test(.timeLimit(.minutes(1))) func aLongFileIsLoadedInLinearTime() {
    var scene = opened()
    scene.files["long.kedit"] =
      MarkingTests.farm + "\n"
      + (0..<4000).map { "remove \"thing \($0)\" at frame \($0 % 150) point (0.1, 0.2)\n" }.joined()
    scene.type("load long.kedit")
    #expect(scene.workbench.document.drafts.count == 4000)
    #expect(scene.workbench.failure == nil, "\(scene.heard().prefix(200))")
  }
}
