import KEditPlan
import KEditSyntax

/// Prompts, and what is wrong with them.
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
    guard let prompt = filled.prompt else { return nil }
    if case .composed = written.content, !prompt.isCut, prompt.text.isBlank, !edit.hasFault {
      report.error(
        .emptyText, "the prompt is empty", at: values.resolve(written)?.site ?? Site(written.place),
        help: "give the parameter a value that says what is to be done")
      return prompt.text
    }
    if !edit.hasFault, !filled.faults.contains(where: { $0.fault != .empty }) {
      check(prompt, made: PromptOrigin(edit: edit, written: written))
    }
    return prompt.text
  }

  private mutating func makeBuiltInPrompt(
    for edit: EditStatement, _ language: PromptBuilder.Language
  ) -> String? {
    let isPlain = isPlain(edit)
    if isPlain, !makesEdits { return nil }
    let slots = slots(of: edit)
    guard slots.isComplete else { return nil }
    let prompt = PromptBuilder.builtIn(language, slots)
    if !isPlain, !edit.hasFault { check(prompt, made: PromptOrigin(edit: edit, written: nil)) }
    return prompt.text
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

  private mutating func check(_ prompt: PromptText, made origin: PromptOrigin) {
    // Of what stops in the middle it cannot be told what else it has.
    if prompt.isCut {
      return reportTooLong("the prompt", nil, at: siteOfLength(PromptText.longest, origin))
    }
    let edit = origin.edit
    var references: Set<String> = []
    for fault in PromptReferences.faults(of: prompt.text, imageCount: edit.elements.count) {
      switch fault {
      case .empty: break
      case .tooLong(let scalars):
        reportTooLong("the prompt", scalars, at: siteOfLength(scalars, origin))
      case .missingVideo:
        report.error(
          .promptReferenceMissing, "the prompt does not name the video, which the service demands",
          at: site(of: origin),
          help: "put `{video}` where the video is meant; it becomes `<<<video_1>>>`")
      case .missingImage(let number):
        let slot = edit.elements.count > 1 ? "{image\(number)}" : "{image}"
        report.error(
          .promptReferenceMissing,
          "the prompt does not name image \(number), which it was given", at: site(of: origin),
          help: "put `\(slot)` where the image is meant; it becomes `<<<image_\(number)>>>`")
      case .unknownReference(let reference):
        let text = String(
          decoding: Array(prompt.text.utf8)[reference.utf8Range], as: UTF8.self)
        guard references.count < Self.mostReferences, references.insert(text).inserted else {
          continue
        }
        report.error(
          .promptReferenceUnknown,
          "\(quoted(text)) refers to nothing that this edit has", at: site(of: text, in: origin),
          help: edit.elements.isEmpty
            ? "there is `<<<video_1>>>`"
            : "there are `<<<video_1>>>` and "
              + (1...edit.elements.count).map { "`<<<image_\($0)>>>`" }.joined(separator: ", "))
      }
    }
  }

  /// Of a prompt with more references to nothing than that, the others have the same cause.
  private static let mostReferences = 10

  mutating func checkNegative(_ options: Options) {
    guard let text = options.negative else { return }
    let isFarTooLong = PromptText.isFarTooLong(text.text)
    let scalars =
      isFarTooLong ? nil : PromptReferences.excessiveLength(ofNegativePrompt: text.text)
    guard isFarTooLong || scalars != nil else { return }
    let site = values.site(of: text) {
      PromptText.isFarTooLong($0) || PromptReferences.excessiveLength(ofNegativePrompt: $0) != nil
    }
    reportTooLong("the negative prompt", scalars, at: site)
  }

  /// Reports a prompt with so many characters, or with more than are counted.
  private mutating func reportTooLong(_ what: String, _ scalars: Int?, at site: Site) {
    let most = Limits.promptScalars
    report.error(
      .promptTooLong,
      "\(what) has \(scalars.map(String.init) ?? "more than \(PromptText.longest)") characters; the "
        + "service takes at most \(most)",
      at: site, help: scalars.map { "shorten it by \($0 - most)" } ?? "shorten it to \(most)")
  }
}

// MARK: Where a prompt's faults come from

/// What a prompt was made of.
private struct PromptOrigin {
  let edit: EditStatement
  /// The author's text or the file's template; `nil` where it is the built-in one.
  let written: SpecText?
}

extension Lowering {
  /// Everything that was put into a prompt, each with its place.
  private func contents(of origin: PromptOrigin) -> [ResolvedText] {
    let edit = origin.edit
    let texts = [edit.target, edit.place] + file.elements[edit.elements].map(\.text)
    var contents = texts.compactMap { $0.flatMap { values.resolve($0) } }
    if let written = origin.written, case .composed(let segments) = written.content {
      for case .placeholder(let name, _) in segments {
        guard let value = values[name] else { continue }
        contents.append(
          ResolvedText(
            text: value.value.words, site: Site(value.place, usedAt: written.place),
            from: value.place.text))
      }
    }
    return contents
  }

  /// Where a prompt stands as a whole: what is missing in it is missing there.
  private func site(of origin: PromptOrigin) -> Site {
    guard let written = origin.written else {
      let text = origin.edit.target ?? file.elements[origin.edit.elements].first?.text
      return text.flatMap { values.resolve($0)?.site } ?? Site(origin.edit.verbPlace)
    }
    guard let resolved = values.resolve(written), resolved.segments.isEmpty else {
      return Site(written.place)
    }
    return resolved.site
  }

  /// What makes a prompt of that length too long: the part that is more than half of it.
  private func siteOfLength(_ scalars: Int, _ origin: PromptOrigin) -> Site {
    let longest = contents(of: origin).max { $0.text.utf8.count < $1.text.utf8.count }
    guard let longest, longest.text.unicodeScalars.count > scalars / 2 else {
      return site(of: origin)
    }
    return longest.site
  }

  /// Where a piece of a prompt comes from, as far as it stands somewhere as it is.
  private func site(of piece: String, in origin: PromptOrigin) -> Site {
    if let written = origin.written {
      let place = place(of: piece, in: written.place)
      if place != written.place { return Site(place) }
    }
    let bytes = Array(piece.utf8)
    for content in contents(of: origin) where content.text.utf8.contains(bytes) {
      let site = values.site(of: content) { $0.utf8.contains(bytes) }
      return site.usedAt == nil ? Site(place(of: piece, in: site.place)) : site
    }
    return site(of: origin)
  }

  /// Where within a text of the file a piece stands; the whole where it does not stand there so.
  private func place(of piece: String, in place: Place) -> Place {
    let span = place.span
    let wanted = Array(piece.utf8)
    let bytes = report.texts[place.text].source.bytes
    guard wanted.count <= span.count, let first = wanted.first else { return place }
    for start in span.start...(span.end - wanted.count)
    where bytes[start] == first && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return Place(text: Int(place.text), span: Span(start, start + wanted.count))
    }
    return place
  }
}

extension String.UTF8View {
  /// Whether the bytes stand somewhere in it.
  fileprivate func contains(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first else { return true }
    var rest = self[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: bytes) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
