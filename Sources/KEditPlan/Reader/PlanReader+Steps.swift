import OrderedJSON

/// What the steps of an edit say.
struct ReadSteps {
  let video: VideoReference
  let selections: [Selection]
  let preview: Bool
  let task: TaskRequest
  let save: String
}

extension PlanReader {
  /// Reads init, add…, preview (if it is there), create, await, download, in this order.
  mutating func readSteps(
    _ node: PlanNode, mode: EditMode?, into read: inout ReadEdit
  ) -> ReadSteps? {
    guard let all = array(node) else { return nil }
    var rest = all[...]
    guard let first = next("init", from: &rest, of: node) else { return nil }
    let video = readInit(first, into: &read)
    let selections = readAdds(&rest, of: node, mode: mode)
    var preview = false
    if let step = rest.first, name(of: step) == "preview" {
      rest.removeFirst()
      preview = true
      readPreview(step)
    }
    let expected = preview ? ["create"] : ["add", "preview", "create"]
    guard let create = next("create", from: &rest, of: node, expected: expected) else {
      return nil
    }
    let task = readCreate(create, mode: mode, into: &read)
    guard let waiting = next("await", from: &rest, of: node) else { return nil }
    if let members = object(waiting, required: ["step", "method", "path"]) {
      constant(members["method"], "GET")
      constant(members["path"], PlanFormat.taskPath)
    }
    guard let download = next("download", from: &rest, of: node) else { return nil }
    let save = readDownload(download, into: &read)
    if let extra = rest.first {
      report(.step(expected: [], found: name(of: extra) ?? ""), at: extra)
      return nil
    }
    guard let video, let selections, let task, let save else { return nil }
    return ReadSteps(
      video: video, selections: selections, preview: preview, task: task, save: save)
  }

  private func name(of step: PlanNode) -> String? { step.value["step"]?.string }

  /// Takes the next step where it is the named one; else nothing behind it can be understood.
  private mutating func next(
    _ name: String, from rest: inout ArraySlice<PlanNode>, of node: PlanNode,
    expected: [String]? = nil
  ) -> PlanNode? {
    guard let step = rest.first else {
      report(.step(expected: expected ?? [name], found: nil), at: node)
      return nil
    }
    guard self.name(of: step) == name else {
      report(.step(expected: expected ?? [name], found: self.name(of: step) ?? ""), at: step)
      return nil
    }
    rest.removeFirst()
    return step
  }

  /// The body of a step that posts, and its files.
  mutating func readPost(
    _ step: PlanNode, path: String, takesFiles: Bool = false
  ) -> (body: PlanNode, files: [PlanNode])? {
    let members = object(
      step, required: ["step", "method", "path", "body"], optional: takesFiles ? ["files"] : [])
    guard let members else { return nil }
    constant(members["method"], "POST")
    constant(members["path"], path)
    let files = members["files"].flatMap { array($0) } ?? []
    return members["body"].map { ($0, files) }
  }

  private mutating func readInit(_ step: PlanNode, into read: inout ReadEdit) -> VideoReference? {
    guard let post = readPost(step, path: PlanFormat.initPath, takesFiles: true),
      let members = object(post.body, required: [], optional: ["video_id", "video_url"])
    else { return nil }
    guard members.count == 1, let node = members["video_id"] ?? members["video_url"] else {
      if post.body.members.count == members.count { report(.oneSource, at: post.body) }
      return nil
    }
    read.video = node
    var files = readFiles(post.files)
    guard let text = string(node) else { return nil }
    let video =
      members["video_id"] != nil ? readVideoID(node, text) : readVideoURL(node, text, &files)
    reportUnused(files)
    return video
  }

  private mutating func readVideoID(_ node: PlanNode, _ text: String) -> VideoReference? {
    if case .video(let name)? = Placeholder(text) { return .result(name) }
    if Placeholder.begins(text) {
      report(.placeholder(text, expected: ["${video_id(NAME)}"]), at: node)
      return nil
    }
    if let fault = VideoIDRules.fault(of: text) {
      report(.identifier(fault), at: node)
      return nil
    }
    return .id(text)
  }

  private mutating func readVideoURL(
    _ node: PlanNode, _ text: String, _ files: inout ReadFiles
  ) -> VideoReference? {
    if case .upload(let path)? = Placeholder(text) {
      return localFile(path, at: node, &files).map { .local($0) }
    }
    if Placeholder.begins(text) {
      report(.placeholder(text, expected: ["${upload(PATH)}"]), at: node)
      return nil
    }
    guard let url = webURL(node, text) else { return nil }
    if let letters = url.pathExtension, MediaExtension.ofVideo(letters) == .wrong {
      report(.wrongExtension(letters, .video), at: node)
    }
    return .url(text)
  }

  private mutating func readPreview(_ step: PlanNode) {
    guard let post = readPost(step, path: PlanFormat.previewPath),
      let members = object(post.body, required: ["session_id"])
    else { return }
    constant(members["session_id"], Placeholder.sessionID.text)
  }

  private mutating func readDownload(_ step: PlanNode, into read: inout ReadEdit) -> String? {
    guard let node = object(step, required: ["step", "save"])?["save"], let text = string(node)
    else { return nil }
    read.save = node
    do throws(SavePath.Fault) {
      let path = try SavePath(text).path
      if !path.utf8.elementsEqual(text.utf8) { report(.saveForm(expected: path), at: node) }
      return path
    } catch {
      report(.save(error), at: node)
      return nil
    }
  }
}
