import KEditPlan
import KEditSyntax
import MediaFacts
import Testing

@testable import KEditCompiler

@Suite struct LoweringTests {
  @Test func compilesTheSmallestFile() throws {
    let plan = try #require(
      compile(
        """
        video "https://example.com/animals-output-5s.mp4"
        remove "the chick" at frame 0 point (0.77,0.30)
        """
      ).plan)
    let edit = try #require(plan.edits.first)
    #expect(plan.edits.count == 1 && plan.source.path == "spec.kedit")
    #expect(edit.name == "1" && edit.save == "spec-1.mp4" && edit.mode == .removal)
    #expect(edit.position == PlannedEdit.Position(line: 2, column: 1))
    #expect(edit.video == .url("https://example.com/animals-output-5s.mp4"))
    #expect(
      edit.selections == [
        Selection(
          frame: .index(0), points: [PointReference(x: .fraction(0.77), y: .fraction(0.3))])
      ])
    #expect(edit.task.prompt == "Delete the chick from <<<video_1>>>")
    #expect(edit.task.model == "kling-v1-6" && edit.task.quality == .std)
    #expect(edit.task.duration == .auto && edit.task.images == [])
    #expect(edit.task.negativePrompt == nil && edit.task.watermark == nil)
    #expect(edit.fingerprint.count == 64)
  }

  @Test func appliesSettingsAndClauses() throws {
    let plan = try #require(
      compile(
        """
        set mode pro set negative "blurry" set watermark on set language zh set duration 10
        video farm = "https://example.com/a.mp4"
        remove "小鸡" at frame 0 point (0.1, 0.1) as a
        remove "x" at frame 0 point (0.1, 0.1) as b mode std negative "" watermark off language en
          duration 5 model none preview on callback "https://example.com/" id "t-1" save "x/y"
        """
      ).plan)
    let first = plan.edits[0].task
    #expect(first.prompt == "删除<<<video_1>>>中的小鸡")
    #expect(first.quality == .pro && first.negativePrompt == "blurry" && first.watermark == true)
    #expect(first.duration == .ten)
    let second = plan.edits[1].task
    #expect(second.prompt == "Delete x from <<<video_1>>>" && second.quality == .std)
    #expect(second.negativePrompt == nil && second.watermark == false && second.duration == .five)
    #expect(second.model == nil && second.callbackURL == "https://example.com/")
    #expect(second.externalTaskID == "t-1")
    #expect(plan.edits[1].preview && plan.edits[1].save == "x/y.mp4")
  }

  @Test func mergesFramesAndReadsUnits() throws {
    let plan = try #require(
      compile(
        """
        video "clip.mp4"
        remove "x" at frame first point (29%, 7%) at 1500ms point (988px, 214px)
          at frame 0 point (0.5, 0.25) at 1.50s point (0px, 0px) at frame last point {0.1, 1}
        """.replacing("{0.1, 1}", with: "(0.1, 1)")
      ).plan)
    #expect(
      plan.edits[0].selections == [
        Selection(
          frame: .index(0),
          points: [
            PointReference(x: .fraction(0.29), y: .fraction(0.07)),
            PointReference(x: .fraction(0.5), y: .fraction(0.25)),
          ]),
        Selection(
          frame: .time(try #require(DecimalNumber("1.5"))),
          points: [
            PointReference(x: .pixel(988), y: .pixel(214)),
            PointReference(x: .pixel(0), y: .pixel(0)),
          ]),
        Selection(
          frame: .last, points: [PointReference(x: .fraction(0.1), y: .fraction(1))]),
      ])
    guard case .local(let file) = plan.edits[0].video else {
      Issue.record("the video is a local file")
      return
    }
    #expect(file.path == "clip.mp4" && file.sha256 == pretendedFiles["clip.mp4"]?.sha256)
  }

  @Test func chainsEdits() throws {
    let plan = try #require(
      compile(
        """
        remove "b" in a at frame 0 point (0, 0) as b
        video v = "https://example.com/a.mp4"
        remove "a" in v at frame 0 point (0, 0) as a
        image corgi = "corgi.png"
        then swap "the dog" for "a corgi" from corgi at frame 0 point (0, 0)
        then add "a hat" from "balloon.png"
        """
      ).plan)
    #expect(
      plan.edits.map(\.video) == [
        .result("a"), .url("https://example.com/a.mp4"), .result("a"), .result("3"),
      ])
    #expect(plan.edits.map(\.name) == ["b", "a", "3", "4"])
    #expect(plan.edits.map(\.save) == ["b.mp4", "a.mp4", "spec-3.mp4", "spec-4.mp4"])
  }

  @Test(arguments: [
    (
      "swap \"the dog\" for \"a corgi\" from c at frame 0 point (0, 0)", "en",
      "swap a corgi from <<<image_1>>> for the dog from <<<video_1>>>"
    ),
    (
      "swap \"狗\" for \"柯基\" from c at frame 0 point (0, 0)", "zh",
      "使用<<<image_1>>>中的柯基,替换<<<video_1>>>中的狗"
    ),
    (
      "add \"a hat\" from c", "en",
      "Using the context of <<<video_1>>>, seamlessly add a hat from <<<image_1>>>"
    ),
    (
      "add \"a hat\" from c and \"a ball\" from c onto \"the dog\"", "en",
      "Using the context of <<<video_1>>>, seamlessly add a hat from <<<image_1>>> and a ball from "
        + "<<<image_2>>> onto the dog"
    ),
    (
      "add \"帽子\" from c", "zh", "基于<<<video_1>>>中的原始内容,以自然生动的方式,将<<<image_1>>>中的帽子,融入<<<video_1>>>"
    ),
    (
      "add \"帽子\" from c and \"球\" from c onto \"狗\"", "zh",
      "基于<<<video_1>>>中的原始内容,以自然生动的方式,将<<<image_1>>>中的帽子和<<<image_2>>>中的球,融入<<<video_1>>>的狗"
    ),
    (
      "add \"{hat\" from c prompt \"{video}: {element} of {image}, <<<image_1>>> \\{x\\}\""
        .replacing(
          "{hat", with: "\\{video\\}"), "en",
      "<<<video_1>>>: {video} of <<<image_1>>>, <<<image_1>>> {x}"
    ),
  ])
  func makesPrompts(_ edit: String, _ language: String, _ prompt: String) throws {
    let plan = try #require(
      compile(
        "video \"https://example.com/a.mp4\" image c = \"corgi.png\" set language \(language) \(edit)"
      ).plan)
    #expect(plan.edits[0].task.prompt == prompt)
  }

  @Test func takesTemplates() throws {
    let plan = try #require(
      compile(
        """
        template remove "In {video}, take away {target}"
        video "https://example.com/a.mp4"
        remove "x" at frame 0 point (0, 0) as a
        remove "x" at frame 0 point (0, 0) as b prompt "{video} only"
        """
      ).plan)
    #expect(
      plan.edits.map(\.task.prompt) == ["In <<<video_1>>>, take away x", "<<<video_1>>> only"])
  }

  /// The same file gives the same plan, whatever folder its name says.
  @Test func doesNotDependOnThePlace() {
    let text = "video \"clip.mp4\" remove \"x\" at frame 0 point (0, 0)"
    #expect(compile(text, name: "/a/b/spec.kedit").plan == compile(text, name: "spec.kedit").plan)
  }

  /// Two names that only look alike are two files, and two ids.
  @Test func comparesPathsAndIDsByBytes() {
    let composed = "caf\u{E9}"
    let decomposed = "cafe\u{301}"
    let compiler = Compiler(
      .init(
        name: "x", text: "video a = \"\(composed).mp4\" video b = \"\(decomposed).mp4\""))
    #expect(compiler.referencedFiles.count == 2)
    let edits = [composed, decomposed].enumerated().map { index, id in
      "remove \"x\" at frame 0 point (0, 0) id \"\(id)\" as r\(index)"
    }
    let spec = "video \"https://example.com/a.mp4\" " + edits.joined(separator: " ")
    #expect(compile(spec).diagnostics == [])
  }

  @Test func namesTheFilesItWantsToKnowOf() {
    let compiler = Compiler(
      .init(
        name: "x",
        text: """
          video "clip.mp4" video b = "https://example.com/a.mp4" image c = "corgi.png"
          add "x" from c and "y" from "balloon.png" in "clip.mp4" add "z" from "corgi.png"
          """))
    #expect(
      compiler.referencedFiles == [
        ReferencedFile(path: "clip.mp4", kind: .video),
        ReferencedFile(path: "corgi.png", kind: .image),
        ReferencedFile(path: "balloon.png", kind: .image),
      ])
  }
}
