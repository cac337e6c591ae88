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
    guard let steps = array(node), checkOrder(of: steps, in: node) else { return nil }
    var video: VideoReference?
    var adds: [PlanNode] = []
    var preview = false
    var task: TaskRequest?
    var save: String?
    for step in steps {
      switch name(of: step) {
      case "init": video = readInit(step, into: &read)
      case "add": adds.append(step)
      case "preview":
        preview = true
        readPreview(step)
      case "create": task = readCreate(step, mode: mode, into: &read)
      case "await": readAwait(step)
      default: save = readDownload(step, into: &read)
      }
    }
    let selections = readAdds(adds, of: node, mode: mode)
    guard let video, let selections, let task, let save else { return nil }
    return ReadSteps(
      video: video, selections: selections, preview: preview, task: task, save: save)
  }

  private func name(of step: PlanNode) -> String? { step.value["step"]?.string }

  /// Reports the first step that stands in a wrong place; what it says cannot be understood there,
  /// nor what follows.
  private mutating func checkOrder(of steps: [PlanNode], in node: PlanNode) -> Bool {
    let followers = [
      "init": ["add", "preview", "create"], "add": ["add", "preview", "create"],
      "preview": ["create"], "create": ["await"], "await": ["download"], "download": [],
    ]
    var expected = ["init"]
    for step in steps {
      guard let name = name(of: step), expected.contains(name) else {
        report(.step(expected: expected, found: name(of: step) ?? ""), at: step)
        return false
      }
      expected = followers[name] ?? []
    }
    if expected.isEmpty { return true }
    report(.step(expected: expected, found: nil), at: node)
    return false
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

  private mutating func readAwait(_ step: PlanNode) {
    guard let members = object(step, required: ["step", "method", "path"]) else { return }
    constant(members["method"], "GET")
    constant(members["path"], PlanFormat.taskPath)
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
