import KEditPlan
import KEditSyntax

/// Prompts, file names and task ids.
extension Lowering {
  /// The prompt of an edit; `nil` where it hangs on a value that is not known, and where it is not
  /// asked for.
  mutating func makePrompt(for edit: EditStatement, options: Options) -> String? {
    guard let written = options.prompt ?? file.templates[edit.verb] else {
      return makeBuiltInPrompt(for: edit, options.language ?? .en)
    }
    let segments: [TextLiteral.Segment]
    switch written.content {
    case .plain(let plain): segments = [.characters(plain)]
    case .composed(let composed): segments = composed
    case .faulty: return ""
    }
    let filled = PromptBuilder.fill(segments, slots(of: edit), values)
    for (name, span, fault) in filled.faults {
      reportSlot(name, Place(text: Int(written.place.text), span: span), fault, edit)
    }
    guard let text = filled.text else { return nil }
    if case .composed = written.content, text.isBlank, !edit.hasFault {
      report.error(
        .emptyText, "the prompt is empty", at: values.resolve(written)?.site ?? Site(written.place),
        help: "give the parameter a value that says what is to be done")
      return text
    }
    if !edit.hasFault, !filled.faults.contains(where: { $0.fault != .empty }) {
      checkPrompt(text, of: edit, at: values.resolve(written)?.site ?? Site(written.place))
    }
    return text
  }

  private mutating func makeBuiltInPrompt(
    for edit: EditStatement, _ language: PromptBuilder.Language
  ) -> String? {
    let isPlain = isPlain(edit)
    if isPlain, !makesEdits { return nil }
    let slots = slots(of: edit)
    guard slots.isComplete else { return nil }
    let prompt = PromptBuilder.builtIn(language, slots)
    if !isPlain, !edit.hasFault {
      let text = edit.target ?? file.elements[edit.elements].first?.text
      let site = text.flatMap { values.resolve($0)?.site }
      checkPrompt(prompt, of: edit, at: site ?? Site(edit.verbPlace))
    }
    return prompt
  }

  /// Whether the built-in prompt of an edit is sound at a glance.
  private func isPlain(_ edit: EditStatement) -> Bool {
    func isPlain(_ text: SpecText?) -> Bool {
      guard let text else { return true }
      if case .plain(let plain) = text.content { return plain.isPlainForPrompts }
      return false
    }
    guard isPlain(edit.target), isPlain(edit.place) else { return false }
    for index in edit.elements where !isPlain(file.elements[index].text) { return false }
    return true
  }

  private mutating func slots(of edit: EditStatement) -> PromptBuilder.Slots {
    PromptBuilder.Slots(
      mode: edit.mode, target: edit.target.flatMap { filled($0, "what is edited") },
      elements: file.elements[edit.elements].map { element in
        element.text.flatMap { filled($0, "what comes in") }
      },
      hasPlace: edit.place != nil, place: edit.place.flatMap { filled($0, "the place") })
  }

  /// A text with its parameters filled in. One that is written out is looked at when it is read.
  private mutating func filled(_ text: SpecText, _ what: String) -> String? {
    guard let resolved = values.resolve(text) else { return nil }
    if case .composed = text.content, resolved.text.isBlank {
      report.error(
        .emptyText, "\(what) is empty", at: resolved.site,
        help: "give the parameter a value with a letter in it")
    }
    return resolved.text
  }

  private mutating func reportSlot(
    _ name: String, _ place: Place, _ fault: PromptBuilder.SlotFault, _ edit: EditStatement
  ) {
    let slots = PromptBuilder.names(for: edit.mode)
    let list = "`\(edit.verb.spelling)` has " + slots.map { "`{\($0)}`" }.joined(separator: ", ")
    switch fault {
    case .notForEdit:
      let isSecond = edit.mode == .addition && name == "image2"
      report.error(
        .slotUnknown,
        isSecond
          ? "`{image2}` stands for a second image, and this edit has one"
          : "`\(edit.verb.spelling)` has no slot \(quoted("{\(name)}"))",
        at: place, help: list)
    case .empty:
      report.warning(
        .slotEmpty, "\(quoted("{\(name)}")) stands for nothing here and is left empty", at: place,
        help: name == "place"
          ? "say where with `onto \"…\"`, or remove the slot"
          : "add a second element with `and \"…\" from …`, or remove the slot")
    }
  }

  private mutating func checkPrompt(
    _ prompt: String, of edit: EditStatement, at site: Site
  ) {
    for fault in PromptReferences.faults(of: prompt, imageCount: edit.elements.count) {
      switch fault {
      case .empty: break
      case .tooLong(let scalars):
        report.error(
          .promptTooLong,
          "the prompt has \(scalars) characters; the service takes at most "
            + "\(Limits.promptScalars)",
          at: site, help: "shorten it by \(scalars - Limits.promptScalars)")
      case .missingVideo:
        report.error(
          .promptReferenceMissing, "the prompt does not name the video, which the service demands",
          at: site, help: "put `{video}` where the video is meant; it becomes `<<<video_1>>>`")
      case .missingImage(let number):
        let slot = edit.elements.count > 1 ? "{image\(number)}" : "{image}"
        report.error(
          .promptReferenceMissing,
          "the prompt does not name image \(number), which it was given", at: site,
          help: "put `\(slot)` where the image is meant; it becomes `<<<image_\(number)>>>`")
      case .unknownReference(let reference):
        let text = String(
          decoding: Array(prompt.utf8)[reference.utf8Range], as: UTF8.self)
        report.error(
          .promptReferenceUnknown,
          "\(quoted(text)) refers to nothing that this edit has", at: place(of: text, near: site),
          help: edit.elements.isEmpty
            ? "there is `<<<video_1>>>`"
            : "there are `<<<video_1>>>` and "
              + (1...edit.elements.count).map { "`<<<image_\($0)>>>`" }.joined(separator: ", "))
      }
    }
  }

  /// Where a piece of the final text stands in the file, as far as it stands there as it is.
  private func place(of text: String, near site: Site) -> Site {
    guard site.usedAt == nil else { return site }
    let span = site.place.span
    let wanted = Array(text.utf8)
    let bytes = report.texts[site.place.text].source.bytes
    guard wanted.count <= span.count, let first = wanted.first else { return site }
    for start in span.start...(span.end - wanted.count)
    where bytes[start] == first && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      let found = Span(start, start + wanted.count)
      return Site(Place(text: Int(site.place.text), span: found))
    }
    return site
  }

  mutating func checkNegative(_ options: Options) {
    guard let text = options.negative,
      let scalars = PromptReferences.excessiveLength(ofNegativePrompt: text.text)
    else { return }
    report.error(
      .promptTooLong,
      "the negative prompt has \(scalars) characters; the service takes at most "
        + "\(Limits.promptScalars)",
      at: text.site, help: "shorten it by \(scalars - Limits.promptScalars)")
  }

  // MARK: Results

  /// The edit's file inside the output folder: what `save` says, else its name, else the spec's name
  /// and the edit's number.
  ///
  /// Rows of a table are told apart by their number, unless the file name is made of their values.
  /// `nil` where it is faulty, or hangs on a value that is not known.
  mutating func savePath(of index: Int) -> EditResult.SaveFile? {
    let edit = file.edits[index]
    let text: String
    let site: Site
    var isOfRow = false
    if let save = edit.save {
      guard let resolved = values.resolve(save) else { return nil }
      (text, site) = (resolved.text, resolved.site)
      isOfRow = values.isOfRow(save)
    } else {
      text = edit.name?.text ?? "\(specName)-\(index + 1)"
      site = Site(edit.name?.place ?? edit.verbPlace)
    }
    do {
      let path = try SavePath(text)
      guard let row, !isOfRow else { return EditResult.SaveFile(path: path, site: site) }
      return EditResult.SaveFile(
        path: try SavePath(path.path.dropLast(4) + "-\(row).mp4"), site: site)
    } catch {
      report.error(
        error == .empty ? .emptyText : .resultOutside, error.words, at: site,
        help: "write a file name inside the output folder, such as `\"clean.mp4\"` or "
          + "`\"farm/clean.mp4\"`")
      return nil
    }
  }

  /// Two results in one file, of all edits of all rows.
  mutating func checkResults() {
    // Two results of one name are reported as such.
    let own = hasNameTwice ? results.filter { !isOfSecondName($0) } : results
    let files = own.map {
      ResultFiles(
        save: $0.save.path, hasWatermarked: $0.hasWatermarked, hasPreview: $0.hasPreview)
    }
    for conflict in ResultFiles.conflicts(among: files) {
      let (result, first) = (own[conflict.index], own[conflict.first])
      report.error(
        .resultTwice,
        "two results would be the file \(quoted(conflict.path))" + rows(first, result),
        at: result.save.site, labels: [(first.save.site.place, "the other one")],
        help: "give one of them another name with `save \"…\"` (upper and lower case are the same "
          + "here)")
    }
  }

  private func isOfSecondName(_ result: EditResult) -> Bool {
    let edit = file.edits[result.index]
    guard edit.save == nil, let name = edit.name else { return false }
    return scope.place(of: name.text) != name.place
  }

  private func rows(_ first: EditResult, _ second: EditResult) -> String {
    guard let one = first.row, let other = second.row, one != other else { return "" }
    return ", of rows \(one) and \(other)"
  }

  // MARK: Ids

  /// An empty one is reported where the text is read.
  mutating func checkVideoID(_ text: SpecText) {
    guard let id = values.resolve(text) else { return }
    if id.text.isBlank {
      // One that is written out is looked at when it is read.
      if case .composed = text.content {
        report.error(
          .emptyText, "the id of a video is empty", at: id.site,
          help: "give the parameter the id that the service gave the video")
      }
      return
    }
    guard let fault = VideoIDRules.fault(of: id.text) else { return }
    report.error(
      .badVideoID,
      fault == .placeholder
        ? "a video's id cannot begin with `${`"
        : "a video's id has no blanks and no characters that cannot be seen",
      at: id.site, help: "write the id that the service gave the video")
  }

  /// The author's `id`, judged by itself.
  mutating func taskID(of edit: EditStatement) -> ResolvedText? {
    guard let id = edit.taskID.flatMap({ values.resolve($0) }) else { return nil }
    if let fault = ExternalTaskIDRules.fault(of: id.text) {
      report.error(
        fault == .empty ? .emptyText : .badTaskID, fault.words, at: id.site,
        help: "letters, digits, `-` and `_` are safe; left out, kedit makes an id")
      return nil
    }
    return id
  }

  /// An id that is given twice, among all edits of all rows.
  mutating func checkTaskIDs() {
    // By bytes, as the service compares: to Swift, composed and decomposed letters are the same.
    var firsts: [[UInt8]: EditResult] = [:]
    for result in results where result.taskID != nil {
      guard let id = result.taskID else { continue }
      if let first = firsts[Array(id.text.utf8)] {
        report.error(
          .taskIDTwice, "the id \(quoted(id.text)) is given twice" + rows(first, result),
          at: id.site, labels: first.taskID.map { [($0.site.place, "first given here")] } ?? [],
          help: "an id is unique within an account; choose another, or leave it out")
      } else {
        firsts[Array(id.text.utf8)] = result
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
