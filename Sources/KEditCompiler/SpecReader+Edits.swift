import KEditPlan
import KEditSyntax

/// Reads edits and their clauses.
extension SpecReader {
  mutating func readEdit(_ node: SyntaxNode) {
    let before = report.errorCount
    guard let (verb, then) = words(of: node) else { return }
    if isIncluded {
      file.isIncomplete = true
      report.error(
        .editInInclude, "an included file gives names and settings, and this is an edit",
        at: verb.place, help: "move it into the file that has the `include`")
      return
    }
    var edit = EditStatement(
      verb: verb.keyword ?? Self.verb(for: node), start: firstPlace(node), verbPlace: verb.place,
      then: then)
    let (elements, marks, options) = (file.elements.count, file.marks.count, file.options.count)
    var seen: UInt64 = 0
    for part in node.children {
      if let word = Self.clauseWord(part) {
        let bit: UInt64 = 1 << word.rawValue
        if seen & bit != 0 {
          reportTwice(word, part, in: node)
          continue
        }
        seen |= bit
      }
      read(part, into: &edit)
    }
    edit.elements = elements..<file.elements.count
    edit.marks = marks..<file.marks.count
    edit.options = options..<file.options.count
    edit.hasFault = report.errorCount > before || hasIssue(in: node.span)
    file.edits.append(edit)
  }

  /// The verb of an edit, or what was taken for it, and the `then` before it.
  private func words(
    of node: SyntaxNode
  ) -> (verb: (keyword: Keyword?, place: Place), then: Place?)? {
    let first = tree.tokens[node.tokenRange.lowerBound]
    var then: Place?
    if first.keyword == .then { then = firstPlace(node) }
    if let verb = node.firstOwnToken(where: { $0.keyword?.isEdit == true }) {
      return ((verb.token.keyword, Place(text: text, span: verb.span)), then)
    }
    guard let other = node.firstOwnToken(where: { $0.kind == .word }) else { return nil }
    return ((nil, Place(text: text, span: other.span)), then)
  }

  /// The verb of an edit that the parser took another word for, by the shape it was given.
  private static func verb(for node: SyntaxNode) -> Keyword {
    switch (node.child(.target) != nil, node.child(.element) != nil) {
    case (true, true): .swap
    case (false, true): .add
    default: .remove
    }
  }

  private mutating func readElement(_ node: SyntaxNode, verb: Keyword) {
    let text = self.text(in: node)
    if let text {
      checkNotEmpty(text, verb == .swap ? "what comes in its place" : "what is added")
    }
    file.elements.append(
      EditElement(text: text, image: operand(in: node, skippingFirstText: text != nil)))
  }

  /// The word that a clause may begin with only once in an edit.
  private static func clauseWord(_ clause: SyntaxNode) -> Keyword? {
    switch clause.kind {
    case .inClause: .in
    case .ontoClause: .onto
    case .asClause: .as
    case .saveClause: .save
    case .idClause: .id
    case .option: clause.firstToken?.keyword
    default: nil
    }
  }

  private mutating func reportTwice(_ word: Keyword, _ clause: SyntaxNode, in node: SyntaxNode) {
    let first = node.children.first { Self.clauseWord($0) == word }
    report.error(
      .clauseTwice, "`\(word.spelling)` stands twice in this edit", at: firstPlace(clause),
      labels: first.map { [(firstPlace($0), "first given here")] } ?? [], help: "keep one")
  }

  /// Reads a clause, or what stands before the clauses.
  private mutating func read(_ part: SyntaxNode, into edit: inout EditStatement) {
    switch part.kind {
    case .target:
      edit.target = self.text(in: part)
      if let text = edit.target {
        checkNotEmpty(text, edit.verb == .swap ? "what is replaced" : "what is removed")
      }
    case .element: readElement(part, verb: edit.verb)
    case .inClause:
      edit.video = operand(in: part, skippingFirstText: false)
      edit.videoPlace = place(part)
    case .atClause: readMark(part)
    case .ontoClause:
      edit.place = self.text(in: part)
      if let text = edit.place { checkNotEmpty(text, "the place") }
      if edit.verb != .add {
        report.error(
          .clauseNotForEdit, "`onto` belongs to `add`, not to `\(edit.verb.spelling)`",
          at: firstPlace(part), help: "remove the clause")
      }
    case .asClause: edit.name = name(in: part)
    case .saveClause: edit.save = self.text(in: part)
    case .idClause: edit.taskID = self.text(in: part)
    case .option: if let setting = option(part) { file.options.append(setting) }
    default: break
    }
  }

  private mutating func operand(in node: SyntaxNode, skippingFirstText: Bool) -> Operand {
    var skips = skippingFirstText
    for child in node.children {
      switch child.kind {
      case .text, .placeholder:
        if skips {
          skips = false
        } else if child.kind == .text {
          return specText(child).map { .text($0) } ?? .unknown
        } else {
          return .text(placeholderText(child))
        }
      case .reference: return .name(SpecName(text: child.text, place: place(child)))
      default: continue
      }
    }
    return .unknown
  }

  mutating func option(_ node: SyntaxNode) -> OptionSetting? {
    guard let option = node.firstToken?.keyword else { return nil }
    var value = OptionSetting.Value.unknown
    var valuePlace = place(node)
    for child in node.children {
      switch child.kind {
      case .text:
        value = specText(child, hasSlots: option == .prompt).map { .text($0) } ?? .unknown
      case .word: value = .word(child.text)
      case .number:
        value = child.firstToken?.numberShape?.isSound == true ? .number(child.text) : .unknown
      case .placeholder:
        switch option {
        case .prompt: value = .text(placeholderText(child, hasSlots: true))
        case .negative, .callback: value = .text(placeholderText(child))
        case .duration: value = .parameter(noteParameter(child, fitting: [.text, .number]))
        default: value = .parameter(noteParameter(child, fitting: .text))
        }
      default: continue
      }
      valuePlace = place(child)
    }
    return OptionSetting(
      option: option, value: value, keyword: firstPlace(node), valuePlace: valuePlace)
  }
}
