import KEditPlan
import OrderedJSON
import Testing

@Suite struct PlanReaderTests {
  /// A removal, and an addition of two images to its result.
  static func plan() -> Plan {
    var addition = Sample.removal("ball", of: .result("clean"))
    addition.mode = .addition
    addition.preview = true
    addition.selections = [
      Selection(frame: .last, points: [PointReference(x: .pixel(9), y: .pixel(8))])
    ]
    addition.task.prompt = "<<<video_1>>> <<<image_1>>> <<<image_2>>>"
    addition.task.images = [
      .url("https://example.com/a.png"),
      .local(LocalFile(path: "b.png", sha256: sha256([1]))),
    ]
    addition.task.negativePrompt = "blurry"
    addition.task.watermark = true
    addition.task.callbackURL = "https://example.com/done"
    addition.task.externalTaskID = "mine"
    var edits = [Sample.removal("clean"), addition]
    Fingerprint.assign(to: &edits, sha256: sha256)
    return Plan(source: Plan.Source(path: "a.kedit", sha256: sha256([])), edits: edits)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let pointer: String
    let message: String
    /// How many faults there are altogether: one mistake does not drag others behind it.
    var count = 1

    var testDescription: String { "\(from) → \(to)" }
  }

  static let first = "/edits/0/steps"
  static let second = "/edits/1/steps"

  @Test(arguments: [
    Case(
      from: "plan/1", to: "plan/2", pointer: "/format", message: "\"kedit-plan/2\" is not known"),
    Case(
      from: "\"format\"", to: "\"Format\"", pointer: "/Format", message: "no member \"Format\"",
      count: 2),
    Case(from: "a.kedit", to: "x/a.kedit", pointer: "/source/path", message: "without a folder"),
    Case(from: #""name": "clean","#, to: #""name": "clean""#, pointer: "", message: "not JSON"),
    Case(
      from: #""name": "clean""#, to: #""name": "a b""#, pointer: "/edits/0/name",
      message: "names are", count: 2),
    Case(
      from: #""name": "ball""#, to: #""name": "clean""#, pointer: "/edits/1/name",
      message: "taken by the edit at /edits/0/name"),
    Case(from: #""line": 2"#, to: #""line": 0"#, pointer: "/edits/0/at/line", message: "from 1 on"),
    Case(from: #""line": 2"#, to: #""line": 1.5"#, pointer: "/edits/0/at/line", message: "not 1.5"),
    Case(
      from: #""line": 2"#, to: #""line": "2""#, pointer: "/edits/0/at/line",
      message: "a number is expected here, not a string"),
    Case(
      from: #""edit_mode": "removal","#, to: #""edit_mode": "remove","#,
      pointer: "/edits/0/edit_mode", message: "\"addition\", \"swap\" or \"removal\""),
    Case(
      from: #""depends_on": ["clean"]"#, to: #""depends_on": []"#, pointer: "/edits/1/depends_on",
      message: "depends on \"clean\""),
    Case(
      from: #""max": "6""#, to: #""max": "7""#, pointer: "/edits/0/estimate/units",
      message: "3 to 6 units"),
    Case(
      from: #""frame_index": 0"#, to: #""frame_index": 1"#, pointer: "/edits/0/fingerprint",
      message: "was changed", count: 2),
    Case(
      from: #""frame_index": 0"#, to: #""frame_index": -1"#, pointer: "\(first)/1/body/frame_index",
      message: "from 0 on is expected, not -1"),
    Case(
      from: #""frame_index": 0"#, to: #""frame_index": "0""#,
      pointer: "\(first)/1/body/frame_index", message: "${frame_last}"),
    Case(
      from: #""frame_index": 0"#, to: #""frame_index": "${frame_at(-1s)}""#,
      pointer: "\(first)/1/body/frame_index", message: "cannot stand here"),
    Case(
      from: "0.77", to: "1.01", pointer: "\(first)/1/body/points/0/x",
      message: "x must lie between 0 and 1"),
    Case(
      from: "0.77", to: "1e999", pointer: "\(first)/1/body/points/0/x", message: "between 0 and 1"),
    Case(
      from: "0.77", to: "-0.0", pointer: "\(first)/1/body/points/0/x", message: "between 0 and 1"),
    Case(
      from: "0.77", to: "\"${y_of(1px)}\"", pointer: "\(first)/1/body/points/0/x", message: "x_of"),
    Case(
      from: #"{"x": 0.77, "y": 0.3}"#, to: #"{"x": 0.77, "y": 0.3}, {"x": 0.770, "y": 3e-1}"#,
      pointer: "\(first)/1/body/points/1", message: "same as point 1"),
    Case(from: #"{"x": 0.77, "y": 0.3}"#, to: "", pointer: "\(first)/1/body", message: "no point"),
    Case(
      from: #""y": 0.3"#, to: #""y": 0.3, "z": 0"#, pointer: "\(first)/1/body/points/0/z",
      message: "known are \"x\" and \"y\""),
    Case(
      from: #""session_id": "${session_id}""#, to: #""session_id": "abc""#,
      pointer: "\(first)/1/body/session_id", message: "${session_id}"),
    Case(
      from: #""step": "add""#, to: #""step": "create""#, pointer: "\(first)/2",
      message: "\"await\" must stand here"),
    Case(
      from: #""step": "await""#, to: #""step": "download""#, pointer: "\(first)/3",
      message: "\"await\" must stand here, not \"download\""),
    Case(
      from: #""method": "GET""#, to: #""method": "POST""#, pointer: "\(first)/3/method",
      message: "\"GET\" is expected"),
    Case(
      from: "multi-elements/init-selection", to: "multi-elements/x", pointer: "\(first)/0/path",
      message: "init-selection"),
    Case(
      from: "https://example.com/animals", to: "ftp://example.com/animals",
      pointer: "\(first)/0/body/video_url", message: "not \"ftp:\""),
    Case(
      from: "output-5s.mp4", to: "output-5s.mkv", pointer: "\(first)/0/body/video_url",
      message: ".mp4 and .mov videos, not .mkv"),
    Case(
      from: "https://example.com/animals-output-5s.mp4", to: "${base64(/etc/passwd)}",
      pointer: "\(first)/0/body/video_url", message: "upload"),
    Case(
      from: "https://example.com/animals-output-5s.mp4", to: "${upload(a.mp4)}",
      pointer: "\(first)/0/body/video_url", message: "listed in \"files\""),
    Case(
      from: #"{"video_url": "#, to: #"{"video_id": "1", "video_url": "#, pointer: "\(first)/0/body",
      message: "exactly one"),
    Case(
      from: "${video_id(clean)}", to: "${video_id(nobody)}", pointer: "\(second)/0/body/video_id",
      message: "no edit \"nobody\"", count: 2),
    Case(
      from: "${video_id(clean)}", to: "${task_id}", pointer: "\(second)/0/body/video_id",
      message: "cannot stand here"),
    Case(
      from: "${video_id(clean)}", to: "", pointer: "\(second)/0/body/video_id",
      message: "cannot be empty"),
    Case(
      from: "x <<<video_1>>>", to: "x", pointer: "\(first)/2/body/prompt",
      message: "must contain <<<video_1>>>"),
    Case(
      from: "x <<<video_1>>>", to: "<<<video_1>>> <<<image_1>>>", pointer: "\(first)/2/body/prompt",
      message: "no image 1"),
    Case(
      from: " <<<image_2>>>", to: " <<<a\\u001b>>>", pointer: "\(second)/3/body/prompt",
      message: #"<<<a\u{1B}>>>"#, count: 2),
    Case(
      from: #""mode": "std""#, to: #""mode": "best""#, pointer: "\(first)/2/body/mode",
      message: "\"std\" or \"pro\""),
    Case(
      from: #""duration": "${duration}""#, to: #""duration": 5"#,
      pointer: "\(first)/2/body/duration", message: "a string is expected"),
    Case(
      from: #""duration": "${duration}""#, to: #""duration": "7""#,
      pointer: "\(first)/2/body/duration", message: "\"5\", \"10\""),
    Case(
      from: #""model_name": "kling-v1-6", "#, to: #""model_name": "", "#,
      pointer: "\(first)/2/body/model_name", message: "empty"),
    Case(
      from: #""external_task_id": "mine""#, to: #""external_task_id": "${x}""#,
      pointer: "\(second)/3/body/external_task_id", message: "begin with"),
    Case(
      from: #""external_task_id": "mine""#, to: #""external_task_id": "a b""#,
      pointer: "\(second)/3/body/external_task_id", message: "U+0020"),
    Case(
      from: "https://example.com/a.png", to: "https://example.com/a.gif",
      pointer: "\(second)/3/body/image_list/0/image", message: "not .gif"),
    Case(
      from: "https://example.com/a.png", to: "data:image/png;base64,AA",
      pointer: "\(second)/3/body/image_list/0/image", message: "data:"),
    Case(
      from: "https://example.com/a.png", to: "${upload(b.png)}",
      pointer: "\(second)/3/body/image_list/0/image", message: "base64"),
    Case(
      from: "${base64(b.png)}", to: "${base64(/etc/passwd)}",
      pointer: "\(second)/3/body/image_list/1/image", message: "\"/etc/passwd\" must be listed",
      count: 2),
    Case(
      from: #"{"image": "https://example.com/a.png"}, "#, to: "",
      pointer: "\(second)/3/body/prompt", message: "no image 2"),
    Case(
      from:
        #""image_list": [{"image": "https://example.com/a.png"}, {"image": "${base64(b.png)}"}], "#,
      to: #""image_list": [], "#, pointer: "\(second)/3/body/image_list",
      message: "one or two images, not 0", count: 2),
    Case(
      from: #""path": "b.png""#, to: #""path": "c.png""#, pointer: "\(second)/3/files/0",
      message: "not used", count: 2),
    Case(from: sha256([1]), to: "0", pointer: "\(second)/3/files/0/sha256", message: "64 digits"),
    Case(
      from: #"{"enabled": true}"#, to: #"[{"enabled": true}]"#,
      pointer: "\(second)/3/body/watermark_info", message: "an object is expected"),
    Case(
      from: "https://example.com/done", to: "mailto:x", pointer: "\(second)/3/body/callback_url",
      message: "mailto:"),
    Case(
      from: "clean.mp4", to: "../clean.mp4", pointer: "\(first)/4/save",
      message: "outside the output folder"),
    Case(from: "clean.mp4", to: "clean", pointer: "\(first)/4/save", message: "clean.mp4"),
    Case(
      from: "clean.mp4", to: "BALL.mp4", pointer: "\(second)/5/save",
      message: "written by the edit at /edits/0/steps/4/save"),
    Case(
      from: "clean.mp4", to: "ball.watermarked.mp4", pointer: "\(second)/5/save",
      message: "written by"),
    Case(
      from: "clean.mp4", to: "ball.mp4/clean.mp4", pointer: "\(second)/5/save",
      message: "written by"),
    Case(
      from: #"{"step": "download", "save": "clean.mp4"}"#,
      to: #"{"step": "download", "save": "clean.mp4"}, {"step": "download", "save": "d.mp4"}"#,
      pointer: "\(first)/5", message: "nothing can follow"),
  ])
  func refuses(_ row: Case) throws {
    let text = String(decoding: Self.plan().jsonBytes, as: UTF8.self)
    let range = try #require(text.firstRange(of: row.from))
    let bytes = Array(text.replacingCharacters(in: range, with: row.to).utf8)
    let faults = faults(of: bytes)
    let found = try #require(
      faults.first { $0.pointer == row.pointer && $0.message.contains(row.message) },
      "\(faults.map { "\($0.pointer): \($0.message)" })")
    #expect(found.offset < bytes.count)
    #expect(faults.count == row.count, "\(faults.map { "\($0.pointer): \($0.message)" })")
  }

  @Test func circlesAreReportedOnceAtTheFirst() {
    var edits = ["a", "b", "c"].map { Sample.removal($0, of: .result($0 == "a" ? "c" : "a")) }
    edits[2].video = .result("b")
    let hash = sha256([])
    for index in edits.indices { edits[index].fingerprint = hash }
    let bytes = Plan(source: Plan.Source(path: "x", sha256: hash), edits: edits).jsonBytes
    let faults = faults(of: bytes)
    #expect(faults.map(\.kind) == [.circle(["a", "c", "b"])])
    #expect(faults.first?.pointer == "/edits/0/steps/0/body/video_id")
  }

  @Test func limitsOfFramesAndPoints() {
    var edit = Sample.removal("a")
    let point = PointReference(x: .fraction(0), y: .fraction(0))
    edit.selections = (0...10).map { Selection(frame: .index($0), points: [point]) }
    edit.selections[3].points = (0...10).map { PointReference(x: .pixel($0), y: .pixel(0)) }
    edit.fingerprint = sha256([])
    let plan = Plan(source: Plan.Source(path: "x", sha256: sha256([])), edits: [edit])
    #expect(
      faults(of: plan.jsonBytes).map(\.pointer)
        == ["/edits/0/steps", "/edits/0/steps/4/body"])
  }

  @Test func offsetsPointAtTheValue() throws {
    let text = String(decoding: Self.plan().jsonBytes, as: UTF8.self)
      .replacing("\"std\", \"duration\": \"${duration}\"", with: "\"鸡\", \"duration\": 5")
    let found = faults(of: Array(text.utf8))
    #expect(found.count == 4)
    let ends = found.map {
      String(decoding: Array(text.utf8.dropFirst($0.offset).prefix(5)), as: UTF8.self)
    }
    #expect(ends == ["\"鸡\"", "5, \"e", "\"鸡\"", "5, \"w"])
  }

  /// Whatever is done to a plan file, it is either refused or means what it meant.
  @Test(arguments: 0..<8)
  func damagedPlansNeverPassForOthers(seed: Int) {
    var generator = PlanGenerator(seed: seed)
    let plan = Self.plan()
    let bytes = plan.jsonBytes
    let pieces = ["\"", "{", "}", "[", "]", ",", "null", "-1", "0", "${", "\\u0000", "x", "é", ""]
    for _ in 0..<50 {
      var damaged = bytes
      let start = Int.random(in: 0..<damaged.count, using: &generator)
      let end = min(damaged.count, start + Int.random(in: 0...3, using: &generator))
      let piece = pieces.randomElement(using: &generator) ?? ""
      damaged.replaceSubrange(start..<end, with: Array(piece.utf8))
      guard let read = try? Plan.read(damaged, sha256: sha256) else { continue }
      #expect(read.edits.map(\.fingerprint) == plan.edits.map(\.fingerprint))
    }
  }

  private func faults(of bytes: [UInt8]) -> [PlanFault] {
    do {
      _ = try Plan.read(bytes, sha256: sha256)
      return []
    } catch { return error.faults }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
