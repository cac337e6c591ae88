/// What the service demands of the two prompts of a task.
enum PromptRules {
  /// In Unicode scalars.
  static let maximumLength = 2500

  /// A prompt that contains this is taken as one that the service's content policy forbids, so
  /// that the refusal can be met on purpose.
  static let forbiddenContent = "forbidden-content"

  static func check(prompt: String, imageCount: Int) throws(ServiceFault) {
    guard !prompt.isEmpty else {
      throw ServiceFault(.promptNotEmpty, field: "prompt", "must not be empty")
    }
    try checkLength(prompt, field: "prompt", rule: .promptLength)
    let references = references(in: prompt)
    guard references.contains("video_1") else {
      throw ServiceFault(.promptNamesVideo, field: "prompt", "must contain <<<video_1>>>")
    }
    let images = (0..<imageCount).map { "image_\($0 + 1)" }
    for image in images where !references.contains(image) {
      throw ServiceFault(
        .promptNamesImages, field: "prompt",
        "must contain <<<\(image)>>>, for image_list has \(imageCount)")
    }
    for reference in references where reference != "video_1" && !images.contains(reference) {
      throw ServiceFault(
        .promptNamesNothingElse, field: "prompt", "there is no <<<\(reference)>>> in this task")
    }
    try checkContent(prompt, field: "prompt")
  }

  static func check(negativePrompt: String) throws(ServiceFault) {
    try checkLength(negativePrompt, field: "negative_prompt", rule: .negativePromptLength)
    try checkContent(negativePrompt, field: "negative_prompt")
  }

  private static func checkLength(
    _ text: String, field: String, rule: ServiceRule
  ) throws(ServiceFault) {
    let length = text.unicodeScalars.count
    guard length <= maximumLength else {
      throw ServiceFault(
        rule, field: field, "has \(length) characters, at most \(maximumLength) are allowed")
    }
  }

  private static func checkContent(_ text: String, field: String) throws(ServiceFault) {
    guard !text.contains(forbiddenContent) else {
      throw ServiceFault(.contentAllowed, field: field, "the content policy forbids this text")
    }
  }

  /// What stands between `<<<` and `>>>`, in order; brackets that do not pair are plain text.
  private static func references(in prompt: String) -> [String] {
    var names: [String] = []
    var rest = prompt.unicodeScalars[...]
    while let opening = rest.firstIndex(of: "<") {
      rest = rest[opening...]
      guard rest.starts(with: "<<<".unicodeScalars) else {
        rest = rest.dropFirst()
        continue
      }
      let name = rest.dropFirst(3).prefix { $0 != "<" && $0 != ">" }
      if rest[name.endIndex...].starts(with: ">>>".unicodeScalars) {
        names.append(String(name))
        rest = rest[name.endIndex...].dropFirst(3)
      } else {
        rest = rest.dropFirst()
      }
    }
    return names
  }
}
