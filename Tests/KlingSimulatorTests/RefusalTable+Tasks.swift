import KlingSimulator
import MediaFacts
import OrderedJSON

extension RefusalTable {
  /// The create call.
  static let tasks: [Refusal] = [
    .create(.modelKnown, names: "model_name") { $0.with("model_name", #""kling-v1-5""#) },
    .create(.modelKnown, names: "model_name", "empty") { $0.with("model_name", #""""#) },
    .create(.fieldRequired, names: "session_id") { $0.without("session_id") },
    .create(.sessionKnown, names: "session_id") { $0.with("session_id", #""1""#) },
    Refusal(.sessionAlive, 400, 1201, names: "session_id", "create") { scene in
      let body = CreateBody(session: try await scene.markedSession())
      scene.pass(.seconds(86_400))
      return await scene.post("", body.text)
    },
    .create(.fieldRequired, names: "edit_mode") { $0.without("edit_mode") },
    .create(.editModeKnown, names: "edit_mode") { $0.with("edit_mode", #""remove""#) },
    .create(.fieldKnown, names: "fps") { $0.with("fps", "30") },
    .create(.modeKnown, names: "mode") { $0.with("mode", #""professional""#) },
    .create(.durationKnown, names: "duration") { $0.with("duration", #""7""#) },
    .create(.fieldType, names: "duration", "a number") { $0.with("duration", "5") },
    .create(.durationFitsSource, names: "duration", "10 for 5 s") {
      $0.with("duration", #""10""#)
    },
    Refusal(.durationFitsSource, 400, 1201, names: "duration", "none for 10 s") { scene in
      let session = try await scene.session(of: .facts(.video(milliseconds: 10_000)))
      return await scene.post("", CreateBody(session: session).without("duration").text)
    },
    .withoutSelection(editMode: "removal", images: "[]"),
    .withoutSelection(editMode: "swap", images: #"[{"image": \#(png(300, 300))}]"#),

    .create(.imagesForEditMode, names: "image_list", "removal with one") {
      $0.with("image_list", #"[{"image": \#(png(300, 300))}]"#)
    },
    .create(.imagesForEditMode, names: "image_list", "addition with none") { $0.adding([]) },
    .create(.imagesForEditMode, names: "image_list", "addition with three") {
      $0.adding([png(300, 300), png(300, 301), png(300, 302)])
    },
    .create(.imagesForEditMode, names: "image_list", "addition without the field") {
      $0.adding([]).without("image_list")
    },
    .create(.imagesForEditMode, names: "image_list", "swap with two") {
      $0.adding([png(300, 300), png(300, 301)]).with("edit_mode", #""swap""#)
    },
    .create(.fieldType, names: "image_list[0]", "strings") {
      $0.adding([""]).with("image_list", "[\(png(300, 300))]")
    },
    .create(.fieldRequired, names: "image_list[0].image") {
      $0.adding([""]).with("image_list", "[{}]")
    },
    .create(.fieldKnown, names: "image_list[0].url") {
      $0.adding([""]).with("image_list", #"[{"url": "https://example.com/a.png"}]"#)
    },
    .image(.imageNotEmpty, #""""#),
    .image(.imageNotDataURL, #""data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA""#),
    .image(.imageURLScheme, #""ftp://example.com/a.png""#),
    .image(.imageURLExtension, #""https://example.com/a.gif""#),
    .image(.imageURLPublic, #""http://10.0.0.1/a.png""#),
    .image(.imageURLReadable, #""http://127.0.0.1:4711/uploads/missing.png""#),
    .image(.imageBase64, #""iVBORw0KGgo""#),
    .image(.imageBase64, #""assets/corgi.png""#),
    .image(.imageFormat, #""R0lGODlhAQABAAAAACw=""#),
    .image(.imageSize, png(300, 300, padding: 10 << 20)),
    .image(.imageSides, png(299, 300)),
    .image(.imageSides, png(700, 299)),
    .image(.imageAspect, png(300, 751)),
    .image(.imageAspect, png(751, 300)),

    .create(.fieldRequired, names: "prompt") { $0.without("prompt") },
    .create(.promptNotEmpty, names: "prompt") { $0.with("prompt", #""""#) },
    .create(.promptLength, names: "2501") {
      $0.with("prompt", #""<<<video_1>>>\#(String(repeating: "鸡", count: 2488))""#)
    },
    .create(.promptNamesVideo, names: "prompt") { $0.with("prompt", #""Delete the chick""#) },
    .create(.promptNamesVideo, names: "prompt", "the brackets were lost") {
      $0.with("prompt", #""Delete the chick from <<>>""#)
    },
    .create(.promptNamesImages, names: "image_1") {
      $0.adding([png(300, 300)]).with("prompt", #""<<<video_1>>>""#)
    },
    .create(.promptNamesImages, names: "image_2") {
      $0.adding([png(300, 300), png(300, 301)])
        .with("prompt", #""<<<video_1>>> <<<image_1>>>""#)
    },
    .create(.promptNamesNothingElse, names: "image_1", "no such image") {
      $0.with("prompt", #""<<<video_1>>> <<<image_1>>>""#)
    },
    .create(.promptNamesNothingElse, names: "video_2", "no such video") {
      $0.with("prompt", #""<<<video_1>>> <<<video_2>>>""#)
    },
    .create(.negativePromptLength, names: "negative_prompt") {
      $0.with("negative_prompt", #""\#(String(repeating: "a", count: 2501))""#)
    },
    .create(.contentAllowed, 400, 1301, names: "prompt") {
      $0.with("prompt", #""<<<video_1>>> forbidden-content""#)
    },
    .create(.contentAllowed, 400, 1301, names: "negative_prompt") {
      $0.with("negative_prompt", #""forbidden-content""#)
    },

    .create(.fieldType, names: "watermark_info", "a list") { $0.with("watermark_info", "[]") },
    .create(.fieldRequired, names: "watermark_info.enabled") { $0.with("watermark_info", "{}") },
    .create(.fieldType, names: "watermark_info.enabled") {
      $0.with("watermark_info", #"{"enabled": "true"}"#)
    },
    .create(.callbackURLScheme, names: "callback_url") {
      $0.with("callback_url", #""example.com/hook""#)
    },
    Refusal(.externalTaskIDUnique, 400, 1201, names: "external_task_id") { scene in
      _ = try await scene.task(externalID: "mine")
      scene.pass(.seconds(60))
      let body = CreateBody(session: try await scene.markedSession())
      return await scene.post("", body.with("external_task_id", #""mine""#).text)
    },
    Refusal(.externalTaskIDUnique, 400, 1201, names: "external_task_id", "a task's own id") {
      scene in
      let task = try await scene.task()
      let body = CreateBody(session: try await scene.markedSession())
      return await scene.post("", body.with("external_task_id", #""\#(task)""#).text)
    },
    Refusal(.concurrency, 429, 1303, names: "2 tasks") { scene in
      _ = try await scene.task()
      _ = try await scene.task()
      return await scene.post("", CreateBody(session: try await scene.markedSession()).text)
    },
  ]
}

extension Refusal {
  /// An addition with this image, raw JSON.
  fileprivate static func image(_ rule: ServiceRule, _ image: String) -> Refusal {
    create(rule, names: "image_list[0].image", String(image.prefix(40))) { $0.adding([image]) }
  }

  fileprivate static func withoutSelection(editMode: String, images: String) -> Refusal {
    Refusal(.selectionNeeded, 400, 1201, names: "session_id", editMode) { scene in
      let references = images == "[]" ? "" : " <<<image_1>>>"
      let body = CreateBody(session: try await scene.session())
        .with("edit_mode", #""\#(editMode)""#).with("image_list", images)
        .with("prompt", #""<<<video_1>>>\#(references)""#)
      return await scene.post("", body.text)
    }
  }
}
