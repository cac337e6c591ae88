import OrderedJSON

/// The body of a create call, read and held against every rule that needs no session.
struct TaskOrder: Sendable {
  let sessionID: String
  let editMode: EditMode
  /// The content of the reference images; nothing for one that is on the internet.
  let images: [[UInt8]?]
  let mode: String
  let duration: String
  let watermark: Bool?
  let externalID: String?
  let callbackURL: String?

  private static let fields: Set<String> = [
    "model_name", "session_id", "edit_mode", "image_list", "prompt", "negative_prompt", "mode",
    "duration", "watermark_info", "callback_url", "external_task_id",
  ]

  /// Reads the body; for `readOwn` see `ImageRules.check`.
  init(_ call: ServiceCall, readOwn: (String) -> [UInt8]?) throws(ServiceFault) {
    let fields = try call.fields(known: TaskOrder.fields)
    _ = try TaskOrder.value(
      fields, "model_name", default: "kling-v1-6", of: ["kling-v1-6"], rule: .modelKnown)
    sessionID = try fields.nonEmptyString("session_id")
    let editModeName = try fields.nonEmptyString("edit_mode")
    guard let editMode = EditMode(rawValue: editModeName) else {
      throw ServiceFault(
        .editModeKnown, field: "edit_mode", "must be addition, swap or removal")
    }
    self.editMode = editMode
    let elements = try fields.optionalArray("image_list") ?? []
    images = try ImageRules.check(elements, for: editMode, readOwn: readOwn)
    try PromptRules.check(prompt: try fields.string("prompt"), imageCount: images.count)
    if let negative = try fields.optionalString("negative_prompt") {
      try PromptRules.check(negativePrompt: negative)
    }
    mode = try TaskOrder.value(
      fields, "mode", default: "std", of: ["std", "pro"], rule: .modeKnown)
    duration = try TaskOrder.value(
      fields, "duration", default: "5", of: ["5", "10"], rule: .durationKnown)
    watermark = try fields.optionalObject("watermark_info", known: ["enabled"])?
      .boolean("enabled")
    callbackURL = try fields.stringOrEmpty("callback_url")
    if let callbackURL, WebAddress(callbackURL) == nil {
      throw ServiceFault(
        .callbackURLScheme, field: "callback_url", "must be an http or https URL")
    }
    externalID = try fields.stringOrEmpty("external_task_id")
  }

  private static func value(
    _ fields: RequestFields, _ name: String, default standard: String, of allowed: [String],
    rule: ServiceRule
  ) throws(ServiceFault) -> String {
    guard let value = try fields.optionalString(name) else { return standard }
    guard allowed.contains(value) else {
      let choice = allowed.map { "\"\($0)\"" }.joined(separator: " or ")
      throw ServiceFault(rule, field: name, "must be \(choice)")
    }
    return value
  }

  /// Holds the order against the session that it is for.
  func check(against session: SessionRecord) throws(ServiceFault) {
    let length = session.video.durationMilliseconds
    guard duration == SourceRules.duration(forMilliseconds: length) else {
      throw ServiceFault(
        .durationFitsSource, field: "duration",
        "\"5\" takes a video of 2 to 5 s and \"10\" one of 7 to 10 s, "
          + "this one is \(SourceRules.seconds(length)) s long")
    }
    guard !editMode.needsSelection || !session.selection.isEmpty else {
      throw ServiceFault(
        .selectionNeeded, field: "session_id",
        "nothing is marked in this session, which \(editMode.rawValue) needs")
    }
  }
}
