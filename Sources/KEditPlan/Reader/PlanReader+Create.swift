import OrderedJSON

extension PlanReader {
  mutating func readCreate(
    _ step: PlanNode, mode: EditMode?, into read: inout ReadEdit
  ) -> TaskRequest? {
    let required = [
      "session_id", "edit_mode", "prompt", "mode", "duration", "external_task_id",
    ]
    let optional = [
      "model_name", "image_list", "negative_prompt", "watermark_info", "callback_url",
    ]
    guard let post = readPost(step, path: PlanFormat.endpoint, takesFiles: true),
      let members = object(post.body, required: required, optional: optional)
    else { return nil }
    constant(members["session_id"], Placeholder.sessionID.text)
    if let mode { constant(members["edit_mode"], mode.rawValue) }
    let images = readImages(members["image_list"], files: post.files)
    let isCountAllowed = checkImageCount(
      images, list: members["image_list"], body: post.body, mode: mode)
    let prompt = members["prompt"].flatMap {
      readPrompt($0, imageCount: isCountAllowed ? images?.count : nil)
    }
    let quality = members["mode"].flatMap { word($0, of: Quality.self) }
    let duration = members["duration"].flatMap { readDuration($0) }
    let model = optionalValue(members["model_name"]) { $0.nonEmptyString($1) }
    let negativePrompt = optionalValue(members["negative_prompt"]) { $0.readNegativePrompt($1) }
    let watermark = optionalValue(members["watermark_info"]) { $0.readWatermark($1) }
    let callbackURL = optionalValue(members["callback_url"]) { $0.readCallback($1) }
    let taskID = members["external_task_id"].flatMap { readTaskID($0, into: &read) }
    guard let images, let prompt, let quality, let duration, let model, let negativePrompt,
      let watermark, let callbackURL, let taskID
    else { return nil }
    return TaskRequest(
      model: model.value, images: images, prompt: prompt, negativePrompt: negativePrompt.value,
      quality: quality, duration: duration, watermark: watermark.value,
      callbackURL: callbackURL.value, externalTaskID: taskID.value)
  }

  /// A value that may be absent, told from one that could not be read.
  private struct Maybe<Value> {
    let value: Value?
  }

  private mutating func optionalValue<Value>(
    _ node: PlanNode?, _ read: (inout PlanReader, PlanNode) -> Value?
  ) -> Maybe<Value>? {
    guard let node else { return Maybe(value: nil) }
    return read(&self, node).map { Maybe(value: $0) }
  }

  private mutating func readImages(
    _ node: PlanNode?, files nodes: [PlanNode]
  ) -> [ImageReference]? {
    var files = readFiles(nodes)
    guard let node else {
      reportUnused(files)
      return []
    }
    guard let elements = array(node) else { return nil }
    let images = elements.map { readImage($0, &files) }
    reportUnused(files)
    let whole = images.compactMap { $0 }
    return whole.count == images.count ? whole : nil
  }

  private mutating func readImage(
    _ node: PlanNode, _ files: inout ReadFiles
  ) -> ImageReference? {
    guard let image = object(node, required: ["image"])?["image"], let text = string(image) else {
      return nil
    }
    if case .base64(let path)? = Placeholder(text) {
      return localFile(path, at: image, &files).map { .local($0) }
    }
    if Placeholder.begins(text) {
      report(.placeholder(text, expected: ["${base64(PATH)}"]), at: image)
      return nil
    }
    guard let url = webURL(image, text) else { return nil }
    if let letters = url.pathExtension, MediaExtension.ofImage(letters) == .wrong {
      report(.wrongExtension(letters, .image), at: image)
    }
    return .url(text)
  }

  private mutating func checkImageCount(
    _ images: [ImageReference]?, list: PlanNode?, body: PlanNode, mode: EditMode?
  ) -> Bool {
    guard let images, let mode else { return true }
    // An edit that takes none has no list either, not an empty one.
    let isEmptyList = list != nil && images.isEmpty
    if isEmptyList || !mode.imageCounts.contains(images.count) {
      report(.imageCount(images.count, mode: mode), at: list ?? body)
      return false
    }
    return true
  }

  private mutating func readPrompt(_ node: PlanNode, imageCount: Int?) -> String? {
    guard let text = string(node) else { return nil }
    if let imageCount {
      for fault in PromptReferences.faults(of: text, imageCount: imageCount) {
        report(.prompt(fault), at: node)
      }
    }
    return text
  }

  private mutating func readNegativePrompt(_ node: PlanNode) -> String? {
    guard let text = string(node) else { return nil }
    if let scalars = PromptReferences.excessiveLength(ofNegativePrompt: text) {
      report(.negativePromptTooLong(scalars: scalars), at: node)
    }
    return text
  }

  private mutating func readDuration(_ node: PlanNode) -> TaskDuration? {
    guard let text = string(node) else { return nil }
    switch text {
    case "5": return .five
    case "10": return .ten
    case Placeholder.duration.text: return .auto
    default:
      report(.word(expected: ["5", "10", Placeholder.duration.text], found: text), at: node)
      return nil
    }
  }

  private mutating func readWatermark(_ node: PlanNode) -> Bool? {
    object(node, required: ["enabled"])?["enabled"].flatMap { bool($0) }
  }

  private mutating func readCallback(_ node: PlanNode) -> String? {
    guard let text = string(node) else { return nil }
    return webURL(node, text) == nil ? nil : text
  }

  private mutating func readTaskID(
    _ node: PlanNode, into read: inout ReadEdit
  ) -> Maybe<String>? {
    guard let text = string(node) else { return nil }
    if Placeholder(text) == .externalTaskID { return Maybe(value: nil) }
    if let fault = ExternalTaskIDRules.fault(of: text) {
      report(.identifier(fault), at: node)
      return nil
    }
    read.externalTaskID = node
    return Maybe(value: text)
  }
}
