import KEditPlan
import KEditSyntax
import MediaFacts

/// Resolves names, checks every rule, and makes planned edits of the statements.
///
/// One value for one file. What is wrong is reported and the work goes on, so that all mistakes of a
/// file are found in one go; what hangs on something already reported is passed over in silence, and
/// so is what hangs on a value that is not known yet.
struct Lowering {
  let file: SpecFile
  /// What results without a name are called after.
  let specName: String
  var media: MediaChecker
  var report: Report
  var values: Values
  var scope = Scope()
  /// Declarations that an edit uses.
  var usedVideos: Set<Int> = []
  var usedImages: Set<Int> = []
  /// The edit that each edit takes its video from.
  var parents: [Int?]
  /// The declared or written video of each edit; `nil` for results and unresolved ones.
  var sources: [SourceKey?]
  /// The row of the table that is being lowered, counted from 1.
  var row: Int?
  /// What edits leave behind, of all rows, for the checks among them.
  var results: [EditResult] = []
  /// The planned edits, of all rows; empty where only checking is asked for.
  private(set) var edits: [PlannedEdit] = []
  private let purpose: Purpose

  var reportedMissingVideo = false
  /// Whether a name is given twice, which is reported.
  var hasNameTwice = false
  /// Whether the row of a table decides which video an edit is made in.
  var hasOpenVideo = false
  /// Whether edits wait for each other in a circle, which is reported.
  var hasCircle = false
  /// Whether an element's image is not known, which is reported.
  var hasUnresolvedImage = false
  var nearest = NearestNames()
  var marked = MarkedFrames()

  /// What tells whether two edits are made of the same video.
  enum SourceKey: Hashable {
    case declaration(Int)
    case text(String)
    /// Written so in the file; what it stands for is not known yet.
    case open(String)
  }

  init(
    _ file: SpecFile, specName: String, purpose: Purpose, media: MediaChecker, values: Values,
    report: Report
  ) {
    self.file = file
    self.specName = specName
    self.purpose = purpose
    self.media = media
    self.values = values
    self.report = report
    self.parents = Array(repeating: nil, count: file.edits.count)
    self.sources = Array(repeating: nil, count: file.edits.count)
  }

  /// Whether edits are to be made, and not only judged.
  var makesEdits: Bool { purpose.makesEdits }

  /// Whether the file is all that there will be of it.
  var isComplete: Bool { purpose != .draft }

  /// Everything that does not hang on the row of a table, and the edits as far as they do not.
  mutating func lowerFile() {
    declareNames()
    checkDeclarations()
    results.reserveCapacity(file.edits.count)
    lowerEdits()
    checkCircles()
    guard isComplete else { return }
    if !file.edits.isEmpty { warnOfUnused() }
    warnOfMissingThen()
  }

  /// The edits once more with the values of a row.
  mutating func lowerRow() {
    checkDeclarations()
    lowerEdits()
    if hasOpenVideo, isComplete { warnOfMissingThen() }
  }

  /// Forgets the edits that were lowered without a row.
  mutating func beginRows() {
    results = []
    edits = []
  }

  private mutating func lowerEdits() {
    var settings = Options()
    settings.apply(file.settings, values, &report)
    for index in file.edits.indices { lower(index, settings: settings) }
  }

  private mutating func declareNames() {
    var names: [(SpecName, Scope.Meaning)] = []
    names.reserveCapacity(file.videos.count + file.images.count + file.edits.count)
    for (index, video) in file.videos.enumerated() {
      if let name = video.name { names.append((name, .video(index))) }
    }
    for (index, image) in file.images.enumerated() {
      if let name = image.name { names.append((name, .image(index))) }
    }
    for (index, edit) in file.edits.enumerated() {
      if let name = edit.name { names.append((name, .result(index))) }
    }
    // Included files come first: the name that is one too many is the one in the file itself.
    names.sort {
      ($0.0.place.orderOfNames, $0.0.place.span.start)
        < ($1.0.place.orderOfNames, $1.0.place.span.start)
    }
    scope.reserveCapacity(names.count)
    for (name, meaning) in names {
      if let first = scope.declare(name, meaning) {
        hasNameTwice = true
        report.error(
          .nameTwice, "the name \(quoted(name.text)) is given twice", at: name.place,
          labels: [(first, "first given here")],
          help: "videos, images and results share their names; choose another for one of them")
      }
    }
    let unnamed = file.videos.filter { $0.name == nil }
    for video in unnamed.dropFirst() {
      report.error(
        .unnamedVideoTwice, "only one video of a file may go without a name",
        at: video.keyword, labels: [(unnamed[0].keyword, "this one has none either")],
        help: "give it a name: `video NAME = \"…\"`, and say `in NAME` in the edits")
    }
  }

  private mutating func checkDeclarations() {
    for video in file.videos {
      switch video.source {
      case .text(let text): _ = media.video(text, values, &report)
      case .id(let text): checkVideoID(text)
      case .unknown: continue
      }
    }
    for image in file.images {
      if let text = image.source { _ = media.image(text, values, &report) }
    }
  }

  private mutating func lower(_ index: Int, settings: Options) {
    let edit = file.edits[index]
    var options = settings
    options.apply(file.options[edit.options], values, &report)
    let video = resolveVideo(of: index)
    let images = resolveImages(of: edit)
    let selections = lowerMarks(of: edit, video: video, options: options)
    let prompt = makePrompt(for: edit, options: options)
    checkNegative(options)
    let save = savePath(of: index)
    let taskID = taskID(of: edit)
    if let save {
      results.append(
        EditResult(
          index: index, row: row, save: save, hasWatermarked: options.watermark == true,
          hasPreview: options.preview ?? false, taskID: taskID))
    }
    guard makesEdits, let prompt else { return }
    let place = edit.start
    let location = report.texts[place.text].source.location(at: place.span.start)
    edits.append(
      PlannedEdit(
        name: name(of: index),
        position: PlannedEdit.Position(line: location.line, column: location.column, row: row),
        mode: edit.mode, video: video ?? .url(""), selections: selections,
        preview: options.preview ?? false,
        task: TaskRequest(
          model: options.model ?? "kling-v1-6", images: images, prompt: prompt,
          negativePrompt: options.negative.flatMap { $0.text.isEmpty ? nil : $0.text },
          quality: options.quality ?? .std, duration: options.duration ?? .auto,
          watermark: options.watermark, callbackURL: options.callback?.text,
          externalTaskID: taskID?.text),
        save: save?.path.path ?? "", fingerprint: ""))
  }

  /// The edit's name, or its number in the file; of a row, with the row's number behind a point.
  func name(of index: Int) -> String {
    let name = file.edits[index].name?.text ?? String(index + 1)
    return row.map { "\(name).\($0)" } ?? name
  }
}

/// What a compilation is for.
package enum Purpose: Hashable, Sendable {
  /// Finding mistakes: a parameter without a value is taken as something that is not known yet.
  case check
  /// Making a plan: every parameter must have a value.
  case plan
  /// Making a plan of a file that is still being written, statement by statement: what may yet come
  /// is not missed, neither the marks of an edit nor the use of what is declared.
  case draft

  /// Whether edits are wanted, and not only a judgement of them.
  var makesEdits: Bool { self != .check }
}

/// What an edit leaves behind, for the checks among all edits.
struct EditResult {
  let index: Int
  let row: Int?
  let save: SaveFile
  let hasWatermarked: Bool
  let hasPreview: Bool
  /// The author's, if any.
  let taskID: ResolvedText?

  /// Where a file's name comes from, and the name.
  struct SaveFile {
    let path: SavePath
    let site: Site
  }
}

extension Place {
  fileprivate var orderOfNames: Int32 { text == 0 ? .max : text }
}
