import KEditPlan
import KEditSyntax
import MediaFacts

/// Resolves names, checks every rule, and makes planned edits of the statements.
///
/// One value for one file. What is wrong is reported and the work goes on, so that all mistakes of a
/// file are found in one go; what hangs on something already reported is passed over in silence.
struct Lowering {
  let tree: SyntaxTree
  let file: SpecFile
  var media: MediaChecker
  var report: Report
  var scope = Scope()
  /// Declarations that an edit uses.
  var usedVideos: Set<Int> = []
  var usedImages: Set<Int> = []
  /// The edit that each edit takes its video from.
  var parents: [Int?]
  /// The declared or written video of each edit; `nil` for results and unresolved ones.
  var sources: [SourceKey?]

  var reportedMissingVideo = false
  /// Whether an element's image is not known, which is reported.
  var hasUnresolvedImage = false
  /// How many names may still be compared in search of one that was meant.
  var comparisonsLeft = 50_000

  /// What tells whether two edits are made of the same video.
  enum SourceKey: Hashable {
    case declaration(Int)
    case text(String)
  }

  init(tree: SyntaxTree, file: SpecFile, media: MediaChecker) {
    self.tree = tree
    self.file = file
    self.media = media
    self.report = Report(source: tree.source)
    self.parents = Array(repeating: nil, count: file.edits.count)
    self.sources = Array(repeating: nil, count: file.edits.count)
  }

  var diagnostics: [Diagnostic] { report.diagnostics + media.report.diagnostics }

  /// The edits of the file; sound only if no error was reported.
  mutating func lower() -> [PlannedEdit] {
    declareNames()
    checkDeclarations()
    let settings = Options(file.settings, for: nil, report: &report)
    var edits: [PlannedEdit] = []
    for index in file.edits.indices {
      edits.append(lower(index, settings: settings))
    }
    checkCircles()
    checkResults(of: edits)
    checkTaskIDs()
    if !file.edits.isEmpty { warnOfUnused() }
    warnOfMissingThen()
    return edits
  }

  private mutating func declareNames() {
    var names: [(SpecName, Scope.Meaning)] = []
    for (index, video) in file.videos.enumerated() {
      if let name = video.name { names.append((name, .video(index))) }
    }
    for (index, image) in file.images.enumerated() {
      if let name = image.name { names.append((name, .image(index))) }
    }
    for (index, edit) in file.edits.enumerated() {
      if let name = edit.name { names.append((name, .result(index))) }
    }
    for (name, meaning) in names.sorted(by: { $0.0.span < $1.0.span }) {
      if let first = scope.declare(name, meaning) {
        report.error(
          .nameTwice, "the name \(quoted(name.text)) is given twice", at: name.span,
          labels: [(first, "first given here")],
          help: "videos, images and results share their names; choose another for one of them")
      }
    }
    let unnamed = file.videos.filter { $0.name == nil }
    for video in unnamed.dropFirst() {
      report.error(
        .unnamedVideoTwice, "only one video of a file may go without a name",
        at: video.keywordSpan, labels: [(unnamed[0].keywordSpan, "this one has none either")],
        help: "give it a name: `video NAME = \"…\"`, and say `in NAME` in the edits")
    }
  }

  private mutating func checkDeclarations() {
    for video in file.videos {
      switch video.source {
      case .text(let text): _ = media.video(text)
      case .id(let text): checkVideoID(text)
      case .unknown: continue
      }
    }
    for image in file.images {
      if let text = image.source { _ = media.image(text) }
    }
  }

  private mutating func lower(_ index: Int, settings: Options) -> PlannedEdit {
    let edit = file.edits[index]
    let options = Options(edit.options, for: edit.verb, over: settings, report: &report)
    let video = resolveVideo(of: index)
    let images = resolveImages(of: edit)
    let selections = lowerMarks(of: edit, video: video, options: options)
    let location = tree.source.location(at: edit.start.start)
    let prompt = makePrompt(for: edit, options: options)
    checkNegative(options)
    let save = savePath(of: index)
    return PlannedEdit(
      name: name(of: index),
      position: PlannedEdit.Position(line: location.line, column: location.column),
      mode: edit.mode, video: video ?? .url(""), selections: selections,
      preview: options.preview ?? false,
      task: TaskRequest(
        model: options.model ?? "kling-v1-6", images: images, prompt: prompt,
        negativePrompt: options.negative.flatMap { $0.plain.flatMap { $0.isEmpty ? nil : $0 } },
        quality: options.quality ?? .std, duration: options.duration ?? .auto,
        watermark: options.watermark, callbackURL: options.callback?.plain,
        externalTaskID: edit.taskID?.plain),
      save: save, fingerprint: "")
  }

  /// The edit's name, or its number in the file.
  func name(of index: Int) -> String {
    file.edits[index].name?.text ?? String(index + 1)
  }
}
