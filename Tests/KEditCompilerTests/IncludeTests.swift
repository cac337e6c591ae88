import KEditPlan
import KEditSyntax
import Testing

@testable import KEditCompiler

@Suite struct IncludeTests {
  private static let edit = "remove \"x\" at frame 0 point (0.5, 0.5)"

  @Test func takesNamesAndSettings() throws {
    let compilation = CompileCase(files: [
      "spec.kedit": "include \"lib/names.kedit\"\nswap {who} for \"y\" from corgi in farm"
        + " at frame 0 point (0.5, 0.5)",
      "lib/names.kedit": """
      kedit 1
      include "more.kedit"
      video farm = "https://example.com/a.mp4"
      param who = "the dog"
      template swap "{element} of {image} for {target} in {video}"
      """,
      "lib/more.kedit": "image corgi = \"../corgi.png\" set mode pro image unused = \"/corgi.png\"",
    ]).compile()
    #expect(
      compilation.diagnostics.map(\.message) == [
        "`../corgi.png` cannot be read: no such file or directory",
        "`/corgi.png` cannot be read: no such file or directory",
      ])
    #expect(compilation.diagnostics.map(\.place.file) == ["lib/more.kedit", "lib/more.kedit"])
    let sound = CompileCase(files: [
      "spec.kedit": "include \"names.kedit\"\nswap {who} for \"y\" from corgi"
        + " at frame 0 point (0.5, 0.5)",
      "names.kedit": """
      video farm = "https://example.com/a.mp4"
      image corgi = "corgi.png"
      image unused = "balloon.png"
      param who = "the dog"
      param idle
      set mode pro
      template swap "{element} of {image} for {target} in {video}"
      """,
    ])
    var check = sound
    check.purpose = .check
    #expect(check.compile().diagnostics == [])
    var plan = sound
    plan.arguments = [("idle", "x")]
    let edit = try #require(plan.compile().plan?.edits.first)
    #expect(edit.task.prompt == "y of <<<image_1>>> for the dog in <<<video_1>>>")
    #expect(edit.task.quality == .pro)
  }

  /// Paths in an included file start from its own folder.
  @Test func namesFilesAsSeenFromTheSpec() {
    let compiler = Compiler(
      SourceText(name: "s.kedit", text: "include \"a/b/c.kedit\" video \"d.mp4\""),
      include: { path in
        #expect(path == "a/b/c.kedit")
        let text = "image i = \"e.png\" image j = \"/f.png\" image k = \"../g.png\""
        return .source(SourceText(name: path, text: text), identity: path)
      })
    #expect(
      compiler.referencedFiles.map(\.path) == ["d.mp4", "a/b/e.png", "/f.png", "a/b/../g.png"])
  }

  /// A file that is reached twice counts once.
  @Test func readsADiamondOnce() {
    CompileCase(files: [
      "spec.kedit": "include \"left\" include \"right\"\n\(Self.edit)",
      "left": "include \"base\"", "right": "include \"base\"",
      "base": "video v = \"https://example.com/a.mp4\" set mode pro",
    ]).expect()
  }

  @Test func letsTheIncludingFileWin() throws {
    let compilation = CompileCase(files: [
      "spec.kedit": "include \"left\" include \"right\"\nvideo \"clip.mp4\" set mode std "
        + "template remove \"Mine: {target} {video}\" \(Self.edit)",
      "left": "set mode pro set negative \"a\" template remove \"Left {video}\"",
      "right": "set mode std set negative \"a\" template remove \"Right {video}\"",
    ]).compile()
    #expect(compilation.diagnostics == [])
    let task = try #require(compilation.plan?.edits.first?.task)
    #expect(task.quality == .std)
    #expect(task.prompt == "Mine: x <<<video_1>>>")
    #expect(task.negativePrompt == "a")
  }

  @Test(arguments: [
    [
      "spec.kedit": "include \"left\" include ⟦K711|\"right\"⟧\nvideo \"clip.mp4\" \(edit)",
      "left": "set mode pro", "right": "set mode std",
    ],
    [
      "spec.kedit": "include \"left\" include ⟦K711|\"right\"⟧\nvideo \"clip.mp4\" \(edit)",
      "left": "template remove \"A {target} {video}\"",
      "right": "template remove \"B {target} {video}\"",
    ],
    [
      "spec.kedit": "include \"a\"\nvideo \"clip.mp4\" \(edit)", "a": "include \"b\"",
      "b": "include ⟦K710|\"a\"⟧",
    ],
    ["spec.kedit": "include ⟦K710|\"spec.kedit\"⟧\nvideo \"clip.mp4\" \(edit)"],
    [
      "spec.kedit": "include \"a\"\nvideo \"clip.mp4\" \(edit)",
      "a": "⟦K709|remove⟧ \"x\" at frame 9999 point (5, 5)",
    ],
    [
      "spec.kedit": "include \"a\"\nvideo ⟦K202|v⟧ = \"clip.mp4\" \(edit) in v",
      "a": "video v = \"ten.mp4\"",
    ],
    [
      "spec.kedit": "include \"a\"\nvideo \"clip.mp4\" \(edit)",
      "a": "set mode ⟦K507|best⟧ image i = ⟦K405|\"anim.gif\"⟧ ⟦K101|mode⟧ pro",
    ],
    ["spec.kedit": "include ⟦K501|\"\"⟧ include ⟦K404|\"none\"⟧\nvideo \"clip.mp4\" \(edit)"],
    [
      "spec.kedit": "include \"left\" include \"right\"\nvideo \"clip.mp4\" \(edit)",
      "left": "template remove \"Delete {target} from {video}\" set mode⟦K107|⟧",
      "right": "\n\ntemplate remove \"Delete {target} from {video}\" set mode pro",
    ],
    // What a missing file may have said is not missed as well.
    [
      "spec.kedit": "include ⟦K404|\"none\"⟧\nswap \"{dog}\" for \"b\" from corgi in farm"
        + " at frame 0 point (0.5, 0.5)"
    ],
    [
      "spec.kedit": "include \"a\" \(edit)",
      "a": "video \"clip.mp4\" ⟦K204|video⟧ \"ten.mp4\"",
    ],
  ])
  func findsMistakesInTheRightFile(_ files: [String: String]) {
    CompileCase(files: files).expect()
  }

  /// A file is read once, however often it is included, and is not taken for another of its name.
  @Test func readsEveryFileOnce() {
    var count = 0
    let text = (0..<200).map { _ in "include \"s.kedit\" " }.joined() + "include \"t.kedit\""
    let compiler = Compiler(
      SourceText(name: "s.kedit", text: text), identity: "main",
      include: { path in
        count += 1
        return .source(SourceText(name: path, text: "set mode best"), identity: "other " + path)
      })
    let compilation = compiler.compile(files: [:])
    #expect(count == 2)
    #expect(compilation.sources.map(\.name) == ["s.kedit", "./s.kedit", "t.kedit"])
    #expect(compilation.diagnostics.map(\.place.file) == ["./s.kedit"])
  }

  @Test func seesAFileOfTheRootFromTheRoot() {
    let compiler = Compiler(
      SourceText(name: "s.kedit", text: "include \"/c.kedit\""),
      include: { path in
        .source(SourceText(name: path, text: "image i = \"a.png\""), identity: path)
      })
    #expect(compiler.referencedFiles.map(\.path) == ["/a.png"])
  }

  /// A chain of includes is as long as it likes.
  @Test func followsALongChain() {
    var files = ["spec.kedit": "include \"1\"\n\(Self.edit)"]
    for number in 1..<3_000 { files["\(number)"] = "include \"\(number + 1)\"" }
    files["3000"] = "video \"clip.mp4\""
    #expect(CompileCase(files: files).compile().diagnostics == [])
  }
}
