import KEditPlan
import Testing

@Suite struct PlanTextTests {
  private func plan(_ edits: [PlannedEdit]) -> Plan {
    Plan(source: Plan.Source(path: "remove.kedit", sha256: ""), edits: edits)
  }

  @Test func showsWhatAnEditWillDo() {
    var swap = Sample.removal("ball", of: .result("clean"), prompt: "鸡\n<<<video_1>>>")
    swap.mode = .swap
    swap.preview = true
    swap.selections = [
      Selection(
        frame: .time(DecimalNumber(15).scaled(byPowerOfTen: -1)),
        points: [
          PointReference(x: .pixel(988), y: .pixel(214)),
          PointReference(x: .fraction(1), y: .fraction(0.000_01)),
        ]),
      Selection(frame: .last, points: [PointReference(x: .pixel(1), y: .pixel(2))]),
    ]
    swap.task.images = [.local(LocalFile(path: "assets/corgi.png", sha256: ""))]
    swap.task.quality = .pro
    swap.task.duration = .ten
    swap.task.negativePrompt = "blurry"
    swap.task.watermark = false
    swap.task.callbackURL = "https://example.com/done"
    swap.task.externalTaskID = "mine"
    swap.task.model = nil
    swap.save = "out/ball.mp4"
    #expect(
      PlanText(plan([Sample.removal("clean"), swap])).text == """
        remove.kedit: 2 edits

        clean: remove, line 2
          video     https://example.com/animals-output-5s.mp4
          marks     frame 0  (0.77, 0.3)
          prompt    x <<<video_1>>>
          options   std, duration auto, model kling-v1-6
          file      clean.mp4
          units     3 to 6 units, estimated

        ball: swap, line 2
          video     the result of clean
          marks     1.5s        (988px, 214px) (1, 1e-05)
                    frame last  (1px, 2px)
          images    assets/corgi.png (local)
          prompt    鸡\\n<<<video_1>>>
          negative  blurry
          options   pro, 10 s, model none, watermark off, preview on
          callback  https://example.com/done
          id        mine
          file      out/ball.mp4
          units     10 units, estimated

        together 13 to 16 units, estimated

        """)
  }

  @Test func whatIsDoneCostsNothing() {
    let notes = ["a": PlanText.Note("done already: a.mp4", costs: false)]
    let both = PlanText(plan([Sample.removal("a"), Sample.removal("b")]), notes: notes).text
    #expect(both.contains("  note      done already: a.mp4\n  units     none\n"))
    #expect(both.hasSuffix("together 3 to 6 units, estimated\n"))
    let one = PlanText(plan([Sample.removal("a")]), notes: notes).text
    #expect(one.hasSuffix("\nnothing left to pay for\n"))
  }

  @Test func manyEditsAreSummedUp() {
    let text = PlanText(plan((1...123).map { Sample.removal("e\($0)") })).text
    #expect(text.contains("\ne20: "))
    #expect(!text.contains("\ne21: "))
    #expect(text.contains("\nand 103 more: 103 × remove; 309 to 618 units\n"))
    #expect(text.hasSuffix("together 369 to 738 units, estimated\n"))
  }

  @Test func nothingActsOnATerminal() {
    let hostile = "\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\r\u{85}"
    var edit = Sample.removal("a", prompt: hostile)
    edit.task.model = hostile
    edit.task.images = [.local(LocalFile(path: hostile, sha256: ""))]
    edit.video = .local(LocalFile(path: hostile, sha256: ""))
    let text = PlanText(
      Plan(source: Plan.Source(path: hostile, sha256: ""), edits: [edit]),
      notes: ["a": PlanText.Note(hostile, costs: true)]
    ).text
    let acting = text.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}")
    }
    #expect(acting.isEmpty)
    #expect(text.contains(#"\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\r\u{85}"#))
  }

  @Test func noEdits() {
    #expect(PlanText(plan([])).text == "remove.kedit: no edits\n")
  }
}
