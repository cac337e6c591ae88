import KEditPlan
import KEditSyntax

/// Prompts, file names and task ids.
extension Lowering {
  mutating func makePrompt(for edit: EditStatement, options: Options) -> String {
    let slots = PromptBuilder.Slots(
      mode: edit.mode, target: edit.target?.plain,
      elements: edit.elements.map { $0.text?.plain ?? "" }, place: edit.place?.plain)
    let written = options.prompt ?? file.templates[edit.verb]
    guard let written else {
      let prompt = PromptBuilder.builtIn(options.language ?? .en, slots)
      let text = edit.target ?? edit.elements.first?.text
      if !edit.hasFault { checkPrompt(prompt, of: edit, at: text?.span ?? edit.verbSpan) }
      return prompt
    }
    guard written.literal.issues.isEmpty else { return "" }
    let filled = PromptBuilder.fill(written.literal, slots)
    for (name, span, fault) in filled.faults { reportSlot(name, span, fault, edit) }
    if !edit.hasFault, !filled.faults.contains(where: { $0.fault != .empty }) {
      checkPrompt(filled.text, of: edit, at: written.span)
    }
    return filled.text
  }

  private mutating func reportSlot(
    _ name: String, _ span: Span, _ fault: PromptBuilder.SlotFault, _ edit: EditStatement
  ) {
    let slots = PromptBuilder.names(for: edit.mode)
    let list = "`\(edit.verb.spelling)` has " + slots.map { "`{\($0)}`" }.joined(separator: ", ")
    switch fault {
    case .unknown:
      let nearest = name.nearest(among: slots)
      report.error(
        .unknownPlaceholder, "there is no slot and no parameter \(quoted("{\(name)}"))", at: span,
        help: (nearest.map { "did you mean `{\($0)}`? " } ?? "") + list
          + "; for braces themselves write `\\{` and `\\}`")
    case .notForEdit:
      let isSecond = edit.mode == .addition && name == "image2"
      report.error(
        .slotUnknown,
        isSecond
          ? "`{image2}` stands for a second image, and this edit has one"
          : "`\(edit.verb.spelling)` has no slot \(quoted("{\(name)}"))",
        at: span, help: list)
    case .empty:
      report.warning(
        .slotEmpty, "\(quoted("{\(name)}")) stands for nothing here and is left empty", at: span,
        help: name == "place"
          ? "say where with `onto \"…\"`, or remove the slot"
          : "add a second element with `and \"…\" from …`, or remove the slot")
    }
  }

  private mutating func checkPrompt(
    _ prompt: String, of edit: EditStatement, at span: Span
  ) {
    for fault in PromptReferences.faults(of: prompt, imageCount: edit.elements.count) {
      switch fault {
      case .empty: break
      case .tooLong(let scalars):
        report.error(
          .promptTooLong,
          "the prompt has \(scalars) characters; the service takes at most "
            + "\(Limits.promptScalars)",
          at: span, help: "shorten it by \(scalars - Limits.promptScalars)")
      case .missingVideo:
        report.error(
          .promptReferenceMissing, "the prompt does not name the video, which the service demands",
          at: span, help: "put `{video}` where the video is meant; it becomes `<<<video_1>>>`")
      case .missingImage(let number):
        let slot = edit.elements.count > 1 ? "{image\(number)}" : "{image}"
        report.error(
          .promptReferenceMissing,
          "the prompt does not name image \(number), which it was given", at: span,
          help: "put `\(slot)` where the image is meant; it becomes `<<<image_\(number)>>>`")
      case .unknownReference(let reference):
        let text = String(
          decoding: Array(prompt.utf8)[reference.utf8Range], as: UTF8.self)
        report.error(
          .promptReferenceUnknown,
          "\(quoted(text)) refers to nothing that this edit has", at: place(of: text, near: span),
          help: edit.elements.isEmpty
            ? "there is `<<<video_1>>>`"
            : "there are `<<<video_1>>>` and "
              + (1...edit.elements.count).map { "`<<<image_\($0)>>>`" }.joined(separator: ", "))
      }
    }
  }

  /// Where a piece of the final text stands in the file, as far as it stands there as it is.
  private func place(of text: String, near span: Span) -> Span {
    let wanted = Array(text.utf8)
    let bytes = tree.source.bytes
    guard wanted.count <= span.count else { return span }
    for start in span.start...(span.end - wanted.count)
    where bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return Span(start, start + wanted.count)
    }
    return span
  }

  mutating func checkNegative(_ options: Options) {
    guard let text = options.negative, let plain = text.plain,
      let scalars = PromptReferences.excessiveLength(ofNegativePrompt: plain)
    else { return }
    report.error(
      .promptTooLong,
      "the negative prompt has \(scalars) characters; the service takes at most "
        + "\(Limits.promptScalars)",
      at: text.span, help: "shorten it by \(scalars - Limits.promptScalars)")
  }

  // MARK: Results

  /// The edit's file inside the output folder; the default where the one that was given is faulty.
  mutating func savePath(of index: Int) -> String {
    let fallback = (try? SavePath(defaultFile(of: index)))?.path ?? "edit-\(index + 1).mp4"
    guard let save = file.edits[index].save, let text = save.plain else { return fallback }
    do {
      return try SavePath(text).path
    } catch {
      report.error(
        error == .empty ? .emptyText : .resultOutside, error.words, at: save.span,
        help: "write a file name inside the output folder, such as `\"clean.mp4\"` or "
          + "`\"farm/clean.mp4\"`")
      return fallback
    }
  }

  /// The name of the result where no `save` gives one.
  private func defaultFile(of index: Int) -> String {
    file.edits[index].name?.text ?? "\(tree.source.specName)-\(index + 1)"
  }

  mutating func checkResults(of planned: [PlannedEdit]) {
    var spans: [Span] = []
    var files: [ResultFiles] = []
    for index in file.edits.indices {
      let edit = file.edits[index]
      guard let path = try? SavePath(edit.save?.plain ?? defaultFile(of: index)) else { continue }
      let span = edit.save?.span ?? edit.name?.span ?? edit.verbSpan
      // Two results of one name are reported as such.
      let isNamedTwice =
        edit.save == nil && edit.name.map { scope.span(of: $0.text) != $0.span } ?? false
      if isNamedTwice { continue }
      spans.append(span)
      files.append(
        ResultFiles(
          save: path, hasWatermarked: planned[index].task.watermark == true,
          hasPreview: planned[index].preview))
    }
    for conflict in ResultFiles.conflicts(among: files) {
      report.error(
        .resultTwice, "two results would be the file \(quoted(conflict.path))",
        at: spans[conflict.index], labels: [(spans[conflict.first], "the other one")],
        help: "give one of them another name with `save \"…\"` (upper and lower case are the same "
          + "here)")
    }
  }

  // MARK: Ids

  /// An empty one is reported where the text is read.
  mutating func checkVideoID(_ text: SpecText) {
    guard let id = text.plain, !id.isEmpty, let fault = VideoIDRules.fault(of: id) else { return }
    report.error(
      .badVideoID,
      fault == .placeholder
        ? "a video's id cannot begin with `${`"
        : "a video's id has no blanks and no characters that cannot be seen",
      at: text.span, help: "write the id that the service gave the video")
  }

  mutating func checkTaskIDs() {
    // By bytes, as the service compares: to Swift, composed and decomposed letters are the same.
    var firsts: [[UInt8]: Span] = [:]
    for edit in file.edits {
      guard let text = edit.taskID, let id = text.plain else { continue }
      if let fault = ExternalTaskIDRules.fault(of: id) {
        report.error(
          fault == .empty ? .emptyText : .badTaskID, fault.words, at: text.span,
          help: "letters, digits, `-` and `_` are safe; left out, kedit makes an id")
      } else if let first = firsts[Array(id.utf8)] {
        report.error(
          .taskIDTwice, "the id \(quoted(id)) is given twice", at: text.span,
          labels: [(first, "first given here")],
          help: "an id is unique within an account; choose another, or leave it out")
      } else {
        firsts[Array(id.utf8)] = text.span
      }
    }
  }
}

extension SavePath.Fault {
  fileprivate var words: String {
    switch self {
    case .empty: "the file name is empty"
    case .outside: "the result would lie outside the output folder"
    case .folder: "this names a folder, not a file"
    case .character: "the file name has a character that cannot be seen"
    case .tooLong: "the file name is too long: 200 bytes between two `/`, 1,000 together"
    }
  }
}

extension ExternalTaskIDRules.Fault {
  fileprivate var words: String {
    switch self {
    case .empty: "the task's id is empty"
    case .placeholder: "a task's id cannot begin with `${`"
    case .character: "a task's id has no blanks and no characters that cannot be seen"
    case .dotSegment: "a task's id cannot be `.` or `..`"
    }
  }
}
