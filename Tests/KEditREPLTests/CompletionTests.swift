import KEditREPL
import Testing

@Suite("Completion by context") struct CompletionTests {
  private static let files = [
    FolderEntry(name: "clip.mp4", isFolder: false), FolderEntry(name: "corgi.png", isFolder: false),
    FolderEntry(name: "corgis", isFolder: true), FolderEntry(name: ".hidden", isFolder: false),
    FolderEntry(name: "done.kedit", isFolder: false),
    FolderEntry(name: "done.json", isFolder: false),
    FolderEntry(name: "dots.txt", isFolder: false),
  ]

  private func complete(_ line: String, in scene: Scene? = nil) -> [String] {
    let completer = EntryCompleter((scene ?? Self.farm).workbench) { folder in
      folder == "assets/" ? [FolderEntry(name: "hat.png", isFolder: false)] : Self.files
    }
    let completion = completer.complete(line, cursor: line.utf8.count)
    return completion.candidates.map(\.text)
  }

  private static let farm: Scene = {
    var scene = Scene()
    scene.type(MarkingTests.farm)
    scene.type("image corgi = \"https://example.com/corgi.png\"")
    scene.type("remove \"it\" at frame 0 point (0.1, 0.1) at frame 48 point (0.2, 0.2) as clean")
    return scene
  }()

  @Test func theFirstWordIsACommandOrBeginsAStatement() {
    #expect(complete("ma") == ["mark", "marks"])
    #expect(complete("su") == ["submit"])
    #expect(complete("rem") == ["remove"])
    #expect(complete("dur") == ["duration"])
    #expect(complete("dur", in: Scene()).isEmpty)
    #expect(complete("").contains("help"))
  }

  @Test func valuesAreThoseOfTheOption() {
    #expect(complete("mode ") == ["std", "pro"])
    #expect(complete("set ").contains("watermark"))
    #expect(complete("set language ") == ["en", "zh"])
    #expect(complete("duration a") == ["auto"])
    #expect(complete("preview ") == ["on", "off"])
    #expect(complete("plan j") == ["json"])
  }

  @Test func namesAreThoseOfTheirKind() {
    #expect(complete("remove \"x\" in ") == ["farm", "clean"])
    #expect(complete("swap \"x\" for \"y\" from c") == ["corgi"])
    #expect(complete("submit c") == ["clean"])
    #expect(complete("help mom") == ["moments"])
  }

  @Test func framesAreThoseThatCarryMarks() {
    #expect(complete("unmark frame ") == ["0", "48", "first", "last"])
    #expect(complete("at frame 4") == ["48"])
    #expect(complete("unmark ") == ["0", "48", "frame"])
  }

  @Test func onlyWordsThatMayComeHereAreOffered() {
    #expect(complete("swap \"x\" ") == ["for"])
    #expect(complete("add \"x\" ") == ["from"])
    let clauses = complete("then remove \"x\" mode pro ")
    #expect(!clauses.contains("mode") && !clauses.contains("in") && !clauses.contains("onto"))
    #expect(clauses.contains("at") && clauses.contains("as"))
    #expect(complete("at frame 3 ") == ["point", "points"])
    #expect(complete("then ") == ["remove", "swap", "add"])
  }

  @Test func pathsAreCompletedInQuotes() {
    #expect(complete("video \"cl") == ["clip.mp4\""])
    #expect(complete("image x = \"cor") == ["corgi.png\"", "corgis/"])
    #expect(complete("swap \"a\" for \"b\" from \"assets/h") == ["assets/hat.png\""])
    #expect(complete("load co") == ["corgis/"])
    #expect(complete("load do") == ["done.kedit"])
    #expect(complete("save do") == ["done.kedit"])
    #expect(complete("source do") == ["done.kedit", "dots.txt"])
    #expect(complete("remove \"c").isEmpty)
  }

  @Test func theCursorMayStandInTheMiddle() {
    let completer = EntryCompleter(Self.farm.workbench) { _ in [] }
    let completion = completer.complete("mode p and more", cursor: 6)
    #expect(completion.range == 5..<6)
    #expect(completion.candidates.map(\.text) == ["pro"])
  }

  @Test func entriesHaveColours() {
    let pieces = Highlight.pieces(of: "mark 0 (0.5, 0.5) # é")
    #expect(pieces.first?.kind == .command && pieces.first?.range == 0..<4)
    #expect(pieces.last?.kind == .comment)
    let text = Highlight.pieces(of: "remove \"the chick\" at")
    #expect(text.map(\.kind) == [.keyword, .text, .keyword])
  }
}
