import KEditPlan
import KlingAPI
import OrderedJSON

/// What lies beside a result as `NAME.json`: how it was made, by which task, and for how much.
///
/// It goes where the video goes, so it holds no secret: of addresses only what leads to the file, and
/// none of the links to the result, which are signed.
struct Sidecar {
  /// Inside the output folder.
  let path: String
  let json: JSON

  private static let format = "kedit-result/1"
  /// No sidecar is longer: prompts have a limit, and so have marks.
  private static let longest = 1 << 20

  /// As a person may read it, with a line end.
  var bytes: [UInt8] { json.bytes(.pretty) + [UInt8(ascii: "\n")] }

  /// Whether what stands at that path inside the output folder is the sidecar of an edit of that
  /// fingerprint.
  static func isOwn(_ path: String, fingerprint: String, in files: any Files) -> Bool {
    guard path.hasSuffix(".json"),
      let bytes = try? files.readOutput(path, limit: longest), let json = try? JSON.parse(bytes)
    else { return false }
    return json["format"]?.string == format && json["fingerprint"]?.string == fingerprint
  }

  /// Tells of what is known: of a task that an earlier process made that may be less. The paths of
  /// `files` are inside the output folder.
  init(_ machine: EditMachine, _ task: KlingTask, files: [String], programVersion: String) {
    let edit = machine.edit
    path = ResultNames(save: edit.save).sidecar
    let video = task.videos.first
    var object: JSONObject = [
      "format": .string(Self.format), "kedit": .string(programVersion),
      "edit": .string(edit.name), "fingerprint": .string(edit.fingerprint),
      "external_task_id": .string(machine.identity.id), "task_id": .string(task.id),
    ]
    object["session_id"] = (machine.prepared?.sessionID ?? video?.sessionID).map(JSON.string)
    object["video_id"] = video?.id.map(JSON.string)
    object["source"] = Self.source(edit.video, parentVideoID: machine.parentVideoID)
    object["edit_mode"] = .string(edit.mode.rawValue)
    object["marks"] = (machine.prepared?.resolved.marks ?? ResolvedEdit.marks(knownOf: edit))
      .map { .array($0.map(Self.mark)) }
    object["prompt"] = .string(edit.task.prompt)
    object["negative_prompt"] = edit.task.negativePrompt.map(JSON.string)
    if !edit.task.images.isEmpty { object["images"] = .array(edit.task.images.map(Self.image)) }
    object["model_name"] = edit.task.model.map(JSON.string)
    object["mode"] = .string(edit.task.quality.rawValue)
    let chosen = edit.task.duration == .auto ? nil : edit.task.duration.rawValue
    object["duration"] = (machine.prepared?.resolved.duration.rawValue ?? chosen).map(JSON.string)
    object["units"] = task.units.map(JSON.string)
    object["created_at"] = task.createdAt.map(JSON.int)
    object["updated_at"] = task.updatedAt.map(JSON.int)
    let files = files + machine.previewFiles
    object["files"] = .array(files.map { .string(Self.name(of: $0)) })
    json = .object(object)
  }

  private static func source(_ video: VideoReference, parentVideoID: String?) -> JSON {
    switch video {
    case .url(let url): return ["video_url": address(url)]
    case .id(let id): return ["video_id": .string(id)]
    case .local(let file): return local(file)
    case .result(let name):
      var object: JSONObject = ["edit": .string(name)]
      object["video_id"] = parentVideoID.map(JSON.string)
      return .object(object)
    }
  }

  private static func image(_ image: ImageReference) -> JSON {
    switch image {
    case .url(let url): ["url": address(url)]
    case .local(let file): local(file)
    }
  }

  private static func local(_ file: LocalFile) -> JSON {
    ["path": .string(file.path), "sha256": .string(file.sha256)]
  }

  private static func address(_ url: String) -> JSON {
    (try? WebURL(url)).map { .string($0.plain) } ?? .null
  }

  private static func mark(_ mark: ResolvedEdit.Mark) -> JSON {
    ["frame_index": .int(mark.frameIndex), "points": .array(mark.points.map(\.json))]
  }

  /// The file lies beside this one, wherever both are moved to.
  private static func name(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map {
      String(path[path.utf8.index(after: $0)...])
    } ?? path
  }
}

extension ResolvedEdit {
  /// The marks of an edit whose video nobody has looked at; `nil` where one of them hangs on it.
  fileprivate static func marks(knownOf edit: PlannedEdit) -> [Mark]? {
    var marks: [Mark] = []
    for selection in edit.selections {
      guard case .index(let frame) = selection.frame else { return nil }
      var points: [Point] = []
      for point in selection.points {
        guard case .fraction(let x) = point.x, case .fraction(let y) = point.y else { return nil }
        points.append(Point(x: x, y: y))
      }
      if let index = marks.firstIndex(where: { $0.frameIndex == frame }) {
        marks[index] = Mark(frameIndex: frame, points: marks[index].points + points)
      } else {
        marks.append(Mark(frameIndex: frame, points: points))
      }
    }
    return marks
  }
}
