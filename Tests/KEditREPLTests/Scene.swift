import Crypto
import KEditCompiler
import KEditEngine
import KEditPlan
import KEditREPL
import KEditSyntax
import KlingAPI
import KlingMasks
import OrderedJSON
import Testing

/// A session with a service that is as simple as can be: it opens what it is given, and its masks are
/// a square for each point.
struct Scene {
  var workbench: Workbench
  /// The calls that would have left a trace at the service, in order.
  var calls: [String] = []
  /// What was said since the last look.
  private(set) var said: [String] = []
  var files: [String: String] = [:]
  private(set) var written: [String: String] = [:]
  private(set) var submissions: [Submission] = []
  private(set) var masks: [MaskView] = []
  private(set) var plans: [Plan] = []
  private(set) var hasQuit = false
  /// Fails the next call of that name, once.
  var failing: [String: EffectFailure] = [:]
  /// What the service says of videos; by default five seconds at 30 frames per second.
  var frameCount = 150
  var edited: String?
  private(set) var givenToEditor: String?
  /// The local files that can be read, by their paths.
  var media: [String: FileReport] = [:]
  /// What findings were shown in last.
  private(set) var source = ""
  static let clock = 1_700_000_000_000

  init(folder: String = "/work", now: @escaping @Sendable () -> Int = { Scene.clock }) {
    workbench = Workbench(
      Surroundings(sha256: { SHA256.hash($0).hexadecimal }, now: now), folder: folder)
  }

  /// Enters a line, or several at once.
  mutating func type(_ entry: String) {
    var effect = workbench.enter(entry)
    hear()
    while let current = effect {
      effect = workbench.take(perform(current))
      hear()
    }
  }

  /// Goes on with a session that was restored.
  mutating func takeUp() {
    var effect = workbench.takeUp()
    hear()
    while let current = effect {
      effect = workbench.take(perform(current))
      hear()
    }
  }

  /// What was said since the last look; then nothing.
  mutating func heard() -> String {
    defer { said = [] }
    return said.joined(separator: "\n")
  }

  mutating func takeCalls() -> [String] {
    defer { calls = [] }
    return calls
  }

  mutating func finish(_ ending: EditOutcome.Ending, _ number: Int = 0) {
    let submission = submissions[number]
    workbench.finish(
      submission.draft,
      EditOutcome(
        edit: submission.name, position: submission.plan.edits[0].position, ending: ending,
        previewFiles: [], unitsCharged: nil, isReused: false))
    hear()
  }

  private mutating func hear() {
    for message in workbench.takeMessages() {
      switch message {
      case .text(let text), .spec(let text): said.append(text)
      case .plan(let plan, let form):
        plans.append(plan)
        said.append("plan \(form)")
      case .failure(_, let message, let help):
        said.append("error: \(message)" + (help.map { "\nhelp: \($0)" } ?? ""))
      case .warning(let message, _): said.append("warning: \(message)")
      case .findings(let diagnostics, let sources, _):
        source = sources.first.map { $0.text(of: Span(0, $0.bytes.count)) } ?? ""
        for diagnostic in diagnostics {
          let source = sources.first { $0.name == diagnostic.place.file }
          let text = source?.text(of: diagnostic.place.span) ?? "?"
          said.append("\(diagnostic.severity.rawValue) at «\(text)»: \(diagnostic.message)")
        }
      case .mask(let view):
        masks.append(view)
      }
    }
  }

  private mutating func perform(_ effect: Effect) -> Answer {
    if let failure = failing.removeValue(forKey: name(of: effect)) { return .failed(failure) }
    switch effect {
    case .examine(let files, _):
      calls += files.map { "examine \($0.path)" }
      return .examined(
        Dictionary(uniqueKeysWithValues: files.map { ($0, media[$0.path] ?? .unreadable("none")) }))
    case .open(let video, let parent):
      calls.append("open \(video.words)\(parent.map { " \($0)" } ?? "")")
      return .opened(Self.video("s\(calls.count)", frames: frameCount), openedAt: Self.clock)
    case .add(let request):
      calls.append("add \(request.words)")
      return .selected(answer(to: request, isAdding: true))
    case .delete(let request):
      calls.append("delete \(request.words)")
      return .selected(answer(to: request, isAdding: false))
    case .clear:
      calls.append("clear")
      return .cleared
    case .preview(_, let edit):
      calls.append("preview \(edit.save)")
      return .previewed(["preview.mp4"])
    case .submit(let submission):
      submissions.append(submission)
      return .submitted(run: submissions.count)
    case .listTasks(let page):
      calls.append("list \(page)")
      return .tasks([])
    case .lookUpTask(let id):
      calls.append("get \(id)")
      return .failed(EffectFailure(Failure(.refused, "no such task")))
    case .write(let path, let text, _, _):
      written[path] = text
      return .written(path: path)
    case .read(let path, _):
      guard let text = files[path] else {
        return .failed(EffectFailure(Failure(.localFile, "'\(path)' cannot be read")))
      }
      return .read(SourceText(name: path, text: text), folder: workbench.folder)
    case .edit(let text):
      givenToEditor = text
      return .edited(edited)
    case .quit:
      hasQuit = true
      return .done
    case .wait, .cancel, .showHistory: return .done
    }
  }

  /// Goes on in another process, with what this one has written down.
  func leftAndTakenUp() throws -> Scene {
    var other = Scene()
    other.media = media
    let isRestored = other.workbench.restore(
      text: workbench.document.text, state: workbench.state, folder: workbench.folder)
    try #require(isRestored)
    return other
  }

  private func name(of effect: Effect) -> String {
    switch effect {
    case .open: "open"
    case .add: "add"
    case .delete: "delete"
    case .clear: "clear"
    case .preview: "preview"
    case .examine: "examine"
    case .submit: "submit"
    default: "other"
    }
  }

  /// A square of 20 pixels around each point that stands on the frame.
  private func answer(to request: SelectionRequest, isAdding: Bool) -> SelectionAnswer {
    var points = workbench.session?.points[request.frameIndex] ?? []
    if isAdding {
      points += request.points
    } else {
      points.removeAll { request.points.contains($0) }
    }
    var pixels = [UInt8](repeating: 0, count: 1280 * 720)
    for point in points {
      let (x, y) = (Int(point.x * 1279), Int(point.y * 719))
      for row in max(0, y - 10)..<min(720, y + 10) {
        for column in max(0, x - 10)..<min(1280, x + 10) { pixels[row * 1280 + column] = 1 }
      }
    }
    guard let mask = try? RunLengthMask(height: 720, width: 1280, rowMajorPixels: pixels) else {
      preconditionFailure("the mask has the size of the video")
    }
    return SelectionAnswer(
      frameIndex: request.frameIndex,
      masks: [.init(objectID: 0, runLengths: .init(size: [720, 1280], counts: mask.counts))])
  }

  static func video(_ id: String, frames: Int = 150) -> ParsedVideo {
    ParsedVideo(
      sessionID: id, units: nil, framesPerSecond: JSONNumber(30),
      durationMilliseconds: JSONNumber(frames * 1000 / 30), width: 1280, height: 720,
      frameCount: frames, normalizedVideo: nil)
  }
}

extension SelectionRequest {
  fileprivate var words: String {
    "\(frameIndex) " + points.map { "(\($0.x), \($0.y))" }.joined(separator: " ")
  }
}

extension VideoReference {
  fileprivate var words: String {
    switch self {
    case .url(let url): url
    case .id(let id): "id \(id)"
    case .result(let name): "result \(name)"
    case .local(let file): file.path
    }
  }
}
