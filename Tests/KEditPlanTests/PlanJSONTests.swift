import KEditPlan
import OrderedJSON
import Testing

@Suite struct PlanJSONTests {
  /// The example of the reference, with its `…` filled in.
  static let published = """
    {
      "format": "kedit-plan/1",
      "source": {"path": "remove.kedit", "sha256": "SOURCE"},
      "edits": [
        {
          "name": "clean",
          "at": {"line": 2, "column": 1},
          "edit_mode": "removal",
          "depends_on": [],
          "fingerprint": "FINGERPRINT",
          "estimate": {"units": {"min": "3", "max": "6"}},
          "steps": [
            {"step": "init",     "method": "POST", "path": "/v1/videos/multi-elements/init-selection", "body": {"video_url": "https://example.com/animals-output-5s.mp4"}},
            {"step": "add",      "method": "POST", "path": "/v1/videos/multi-elements/add-selection",  "body": {"session_id": "${session_id}", "frame_index": 0, "points": [{"x": 0.77, "y": 0.3}]}},
            {"step": "create",   "method": "POST", "path": "/v1/videos/multi-elements", "body": {"model_name": "kling-v1-6", "session_id": "${session_id}", "edit_mode": "removal", "prompt": "Delete the chick from <<<video_1>>>", "mode": "std", "duration": "${duration}", "external_task_id": "${external_task_id}"}},
            {"step": "await",    "method": "GET",  "path": "/v1/videos/multi-elements/${task_id}"},
            {"step": "download", "save": "clean.mp4"}
          ]
        }
      ]
    }

    """

  private func publishedPlan() -> Plan {
    var edits = [Sample.removal("clean", prompt: "Delete the chick from <<<video_1>>>")]
    Fingerprint.assign(to: &edits, sha256: sha256)
    return Plan(source: Plan.Source(path: "remove.kedit", sha256: sha256([])), edits: edits)
  }

  @Test func publishedExampleIsReadAndWritten() throws {
    let plan = publishedPlan()
    let text = Self.published.replacing("SOURCE", with: plan.source.sha256)
      .replacing("FINGERPRINT", with: plan.edits[0].fingerprint)
    #expect(try Plan.read(Array(text.utf8), sha256: sha256) == plan)
    // The published page aligns its columns; nothing else may differ.
    let steps = [("\",     \"", "\", \""), ("\",      \"", "\", \""), ("\",   \"", "\", \"")]
    var aligned = text
    for (from, to) in steps + [("\",    \"", "\", \""), ("\",  \"", "\", \"")] {
      aligned = aligned.replacing(from, with: to)
    }
    #expect(String(decoding: plan.jsonBytes, as: UTF8.self) == aligned)
    #expect(try JSON.parse(plan.jsonBytes) == plan.json)
  }

  /// The form of fingerprints must never change by accident: journals hold them.
  @Test func fingerprintOfThePublishedExample() {
    #expect(
      publishedPlan().edits[0].fingerprint
        == "76153b320a30b5db8755d6956381580b7d66a8570931f77d7b54a8dc6990a6cc")
  }

  @Test(arguments: 0..<150)
  func generatedPlansComeBackByteForByte(seed: Int) throws {
    var generator = PlanGenerator(seed: seed)
    let plan = generator.plan()
    let bytes = plan.jsonBytes
    do {
      let read = try Plan.read(bytes, sha256: sha256)
      #expect(read.jsonBytes == bytes)
      #expect(read == plan)
    } catch {
      Issue.record("\(error.faults.map { "\($0.pointer): \($0.message)" })")
    }
    #expect(try JSON.parse(bytes) == plan.json)
  }

  @Test func everyKindOfReference() {
    var edit = Sample.removal("a", of: .local(LocalFile(path: "my film.mp4", sha256: "00")))
    edit.mode = .addition
    edit.preview = true
    edit.selections = [
      Selection(
        frame: .time(DecimalNumber(15).scaled(byPowerOfTen: -1)),
        points: [PointReference(x: .pixel(988), y: .pixel(214))]),
      Selection(frame: .last, points: [PointReference(x: .fraction(0), y: .fraction(1))]),
    ]
    let corgi = LocalFile(path: "assets/corgi.png", sha256: "11")
    edit.task.images = [.local(corgi), .local(corgi)]
    edit.task.negativePrompt = "blurry"
    edit.task.watermark = true
    edit.task.callbackURL = "https://example.com/done"
    edit.task.externalTaskID = "mine"
    let plan = Plan(
      source: Plan.Source(path: "x", sha256: ""),
      edits: [edit, Sample.removal("b", of: .result("a"))])
    let lines = String(decoding: plan.jsonBytes, as: UTF8.self).split(separator: "\n")
      .filter { $0.contains("\"step\"") || $0.contains("depends_on") }
      .map { $0.drop { $0 == " " }.drop { $0 != "," }.dropFirst(2) }
    #expect(
      lines.contains(
        #""method": "POST", "path": "/v1/videos/multi-elements/init-selection", "body": {"video_url": "${upload(my film.mp4)}"}, "files": [{"path": "my film.mp4", "sha256": "00"}]},"#
      ))
    #expect(
      lines.contains(
        #""method": "POST", "path": "/v1/videos/multi-elements/add-selection", "body": {"session_id": "${session_id}", "frame_index": "${frame_at(1.5s)}", "points": [{"x": "${x_of(988px)}", "y": "${y_of(214px)}"}]}},"#
      ))
    #expect(
      lines.contains(
        #""method": "POST", "path": "/v1/videos/multi-elements", "body": {"model_name": "kling-v1-6", "session_id": "${session_id}", "edit_mode": "addition", "image_list": [{"image": "${base64(assets/corgi.png)}"}, {"image": "${base64(assets/corgi.png)}"}], "prompt": "x <<<video_1>>>", "negative_prompt": "blurry", "mode": "std", "duration": "${duration}", "watermark_info": {"enabled": true}, "callback_url": "https://example.com/done", "external_task_id": "mine"}, "files": [{"path": "assets/corgi.png", "sha256": "11"}]},"#
      ))
    #expect(
      lines.contains(
        #""method": "POST", "path": "/v1/videos/multi-elements/init-selection", "body": {"video_id": "${video_id(a)}"}},"#
      ))
  }
}
