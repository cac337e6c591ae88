import Crypto
import KEditPlan
import TestSupport

func sha256(_ bytes: [UInt8]) -> String { SHA256.hash(bytes).hexadecimal }

/// Sound plans of every shape, the same for the same seed.
struct PlanGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &+ 1 }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ state >> 33) &* 0xFF51_AFD7_ED55_8CCD
  }

  mutating func plan() -> Plan {
    let count = Int.random(in: 0...6, using: &self)
    var edits = (0..<count).map { edit($0, of: count) }
    Fingerprint.assign(to: &edits, sha256: sha256)
    let plan = Plan(
      source: Plan.Source(path: text() + ".kedit", sha256: sha256([UInt8(count)])), edits: edits)
    PlanArchive.keep(plan.jsonBytes)
    return plan
  }

  private mutating func oneIn(_ number: Int) -> Bool {
    Int.random(in: 1...number, using: &self) == 1
  }

  /// Text with everything in it that has a meaning somewhere, but for `<`, `/` and controls.
  private mutating func text() -> String {
    let pieces = [
      "a", "Ω", "${task_id}", "\"", "\\", "'", "$(reboot)", "`", "鸡", "👩‍👩‍👧‍👦", "e\u{301}", ")}",
      " ", "%s", "|", "{x}",
    ]
    return (0...Int.random(in: 0...5, using: &self))
      .map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }

  private mutating func file() -> LocalFile {
    let path = text() + ["/x.png", ")}", "", "\n.mp4"][Int.random(in: 0...3, using: &self)]
    return LocalFile(path: path, sha256: sha256(Array(path.utf8)))
  }

  private mutating func edit(_ index: Int, of count: Int) -> PlannedEdit {
    let mode = EditMode.allCases.randomElement(using: &self) ?? .removal
    // An edit may hang on any behind it, so that no circle comes about.
    let video: VideoReference =
      if index + 1 < count && oneIn(3) {
        .result("e\(Int.random(in: index + 1..<count, using: &self))")
      } else {
        [
          .url("https://example.com/\(index)?a=${upload(x)}"),
          .id("id ${x}".replacing(" ", with: "")),
          .local(file()),
        ].randomElement(using: &self) ?? .id("1")
      }
    let selections = mode == .addition && oneIn(2) ? [] : selections()
    let name = "e\(index)"
    return PlannedEdit(
      name: name,
      position: PlannedEdit.Position(
        line: .random(in: 1...9_999, using: &self), column: .random(in: 1...99, using: &self)),
      mode: mode, video: video, selections: selections, preview: oneIn(3),
      task: task(mode, index: index), save: oneIn(2) ? "\(name).mp4" : "d/\(text())\(index).mp4",
      fingerprint: "")
  }

  private mutating func selections() -> [Selection] {
    (0..<Int.random(in: 1...10, using: &self)).map { index in
      let frame: FrameReference =
        switch Int.random(in: 0...2, using: &self) {
        case 0: .time(DecimalNumber(index * 37).scaled(byPowerOfTen: -2))
        case 1 where index == 0: .last
        default: .index(index)
        }
      let points = (0..<Int.random(in: 1...10, using: &self)).map { number in
        PointReference(x: coordinate(), y: .pixel(number))
      }
      return Selection(frame: frame, points: points)
    }
  }

  private mutating func coordinate() -> Coordinate {
    switch Int.random(in: 0...3, using: &self) {
    case 0: .pixel(.random(in: 0...2_160, using: &self))
    case 1:
      .fraction([0, 1, 0.000_001, .leastNonzeroMagnitude][Int.random(in: 0...3, using: &self)])
    default: .fraction(.random(in: 0...1, using: &self))
    }
  }

  private mutating func task(_ mode: EditMode, index: Int) -> TaskRequest {
    let count = mode.imageCounts.randomElement(using: &self) ?? 0
    let shared = file()
    let images: [ImageReference] = (0..<count).map { number in
      oneIn(2)
        ? .url("https://example.com/\(number).png") : oneIn(2) ? .local(shared) : .local(file())
    }
    let references = (0..<count).map { "<<<image_\($0 + 1)>>>" }.joined(separator: text())
    return TaskRequest(
      model: oneIn(3) ? nil : text(), images: images,
      prompt: text() + "<<<video_1>>>" + text() + references + "\n\u{1B}",
      negativePrompt: oneIn(2) ? nil : oneIn(5) ? "" : text(),
      quality: oneIn(2) ? .std : .pro,
      duration: TaskDuration.allCases.randomElement(using: &self) ?? .auto,
      watermark: [nil, true, false].randomElement(using: &self) ?? nil,
      callbackURL: oneIn(2) ? nil : "http://localhost:80/?${session_id}",
      externalTaskID: oneIn(2) ? nil : "shop/\(index)'\"${x}")
  }
}
