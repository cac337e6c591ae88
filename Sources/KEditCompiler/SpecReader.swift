import KEditPlan
import KEditSyntax

/// Reads the statements of a tree into a `SpecFile`, and reports what can be told of each by itself.
struct SpecReader {
  let tree: SyntaxTree
  var file = SpecFile()
  var diagnostics: [Diagnostic] = []
  /// Where each option was first set, and each template first given.
  private var firstSettings: [Keyword: Span] = [:]
  private var firstTemplates: [Keyword: Span] = [:]
  private let declaredParameters: Set<String>
  /// Where the parser's issues begin, sorted.
  private let issueStarts: [Int]

  init(tree: SyntaxTree) {
    self.tree = tree
    declaredParameters = Set(
      tree.root.children.filter { $0.kind == .paramStatement }
        .compactMap { $0.child(.name)?.text })
    issueStarts = tree.issues.map(\.span.start).sorted()
  }

  /// Whether the parser found a fault in that part of the file.
  private func hasIssue(in span: Span) -> Bool {
    var low = 0
    var high = issueStarts.count
    while low < high {
      let middle = (low + high) / 2
      if issueStarts[middle] < span.start { low = middle + 1 } else { high = middle }
    }
    return low < issueStarts.count && issueStarts[low] <= span.end
  }

  mutating func read() -> SpecFile {
    var isFirst = true
    for statement in tree.root.children {
      read(statement, isFirst: isFirst)
      isFirst = false
    }
    return file
  }

  private mutating func read(_ statement: SyntaxNode, isFirst: Bool) {
    switch statement.kind {
    case .versionStatement: readVersion(statement, isFirst: isFirst)
    case .videoStatement: readVideo(statement)
    case .imageStatement:
      file.images.append(
        ImageDeclaration(
          name: name(in: statement), source: text(in: statement)))
    case .setStatement: readSet(statement)
    case .templateStatement: readTemplate(statement)
    case .edit: readEdit(statement)
    case .paramStatement:
      reportUnsupported(statement, "parameters", "write the value where it is needed")
    case .includeStatement:
      reportUnsupported(statement, "includes", "put what the other file says into this one")
    default: break
    }
  }

  private mutating func reportUnsupported(_ statement: SyntaxNode, _ what: String, _ help: String) {
    report(
      .unsupported, "this version of kedit does not understand \(what)",
      statement.firstTokenSpan, help: help)
  }

  private mutating func readVersion(_ statement: SyntaxNode, isFirst: Bool) {
    if let number = statement.child(.number), number.text != "1",
      number.firstToken?.numberShape?.isSound == true
    {
      report(
        .version, "version \(quoted(number.text)) of the language is not known; there is 1",
        number.span, help: "write `kedit 1`, or use a newer kedit")
    }
    if !isFirst {
      report(
        .version, "`kedit 1` stands at the beginning of the file, before every other statement",
        statement.span, help: "move it to the first line")
    }
  }

  private mutating func readVideo(_ statement: SyntaxNode) {
    let text = text(in: statement)
    let isID = statement.ownTokens.contains { $0.token.keyword == .id }
    file.videos.append(
      VideoDeclaration(
        name: name(in: statement),
        source: text.map { isID ? .id($0) : .text($0) } ?? .unknown,
        keywordSpan: statement.firstTokenSpan))
    if isID, let text { checkNotEmpty(text, "the id of a video") }
  }

  private mutating func readSet(_ statement: SyntaxNode) {
    guard let node = statement.child(.option), let setting = option(node) else { return }
    if setting.option == .prompt {
      report(
        .optionNotForAll, "`prompt` belongs to one edit and cannot be set for all",
        setting.keywordSpan,
        help: "write it behind the edit, or use `template remove|swap|add \"…\"` for the file")
    } else if let first = firstSettings[setting.option] {
      report(
        .optionTwice, "`\(setting.option.spelling)` is set twice", setting.keywordSpan,
        labels: [label(first, "first set here")],
        help: "keep one; an edit may give its own value as a clause")
    } else {
      firstSettings[setting.option] = setting.keywordSpan
      file.settings.append(setting)
    }
  }

  private mutating func readTemplate(_ statement: SyntaxNode) {
    let text = text(in: statement, hasSlots: true)
    guard let verb = statement.child(.word)?.firstToken?.keyword else { return }
    let span = statement.child(.word)?.span ?? statement.span
    if let first = firstTemplates[verb] {
      report(
        .optionTwice, "the template for `\(verb.spelling)` is given twice", span,
        labels: [label(first, "first given here")], help: "keep one")
      return
    }
    firstTemplates[verb] = span
    if let text {
      checkNotEmpty(text, "a template")
      file.templates[verb] = text
    }
  }
}

// MARK: Edits

extension SpecReader {
  private mutating func readEdit(_ node: SyntaxNode) {
    let before = diagnostics.count
    let own = node.ownTokens
    let then = own.first { $0.token.keyword == .then }
    let verb =
      own.first { $0.token.keyword?.isEdit == true } ?? own.first { $0.token.kind == .word }
    guard let verb else { return }
    var edit = EditStatement(
      verb: verb.token.keyword ?? Self.verb(for: node), start: node.firstTokenSpan,
      verbSpan: verb.span, then: then?.span)
    readSubjects(of: node, into: &edit)
    var firsts: [String: Span] = [:]
    for clause in node.children {
      if let name = Self.clauseName(clause), !noteClause(name, clause, &firsts) { continue }
      read(clause, into: &edit)
    }
    edit.hasFault =
      diagnostics[before...].contains { $0.severity == .error }
      || hasIssue(in: node.span)
    file.edits.append(edit)
  }

  /// The verb of an edit that the parser took another word for, by the shape it was given.
  private static func verb(for node: SyntaxNode) -> Keyword {
    switch (node.child(.target) != nil, node.child(.element) != nil) {
    case (true, true): .swap
    case (false, true): .add
    default: .remove
    }
  }

  private mutating func readSubjects(of node: SyntaxNode, into edit: inout EditStatement) {
    if let target = node.child(.target) {
      edit.target = text(in: target)
      if let text = edit.target {
        checkNotEmpty(text, edit.verb == .swap ? "what is replaced" : "what is removed")
      }
    }
    for element in node.children where element.kind == .element {
      let text = text(in: element)
      if let text {
        checkNotEmpty(text, edit.verb == .swap ? "what comes in its place" : "what is added")
      }
      edit.elements.append(
        EditElement(text: text, image: operand(in: element, skippingFirstText: text != nil)))
    }
  }

  private static func clauseName(_ clause: SyntaxNode) -> String? {
    switch clause.kind {
    case .inClause: "in"
    case .ontoClause: "onto"
    case .asClause: "as"
    case .saveClause: "save"
    case .idClause: "id"
    case .option: clause.firstToken?.keyword?.spelling
    default: nil
    }
  }

  /// Whether the clause is the first of its kind; reports it if not.
  private mutating func noteClause(
    _ name: String, _ clause: SyntaxNode, _ firsts: inout [String: Span]
  ) -> Bool {
    guard let first = firsts[name] else {
      firsts[name] = clause.firstTokenSpan
      return true
    }
    report(
      .clauseTwice, "`\(name)` stands twice in this edit", clause.firstTokenSpan,
      labels: [label(first, "first given here")], help: "keep one")
    return false
  }

  private mutating func read(_ clause: SyntaxNode, into edit: inout EditStatement) {
    switch clause.kind {
    case .inClause:
      edit.video = operand(in: clause, skippingFirstText: false)
      edit.videoSpan = clause.span
    case .atClause: edit.marks.append(mark(clause))
    case .ontoClause:
      edit.place = text(in: clause)
      if let text = edit.place { checkNotEmpty(text, "the place") }
      if edit.verb != .add {
        report(
          .clauseNotForEdit, "`onto` belongs to `add`, not to `\(edit.verb.spelling)`",
          clause.firstTokenSpan, help: "remove the clause")
      }
    case .asClause: edit.name = name(in: clause)
    case .saveClause: edit.save = text(in: clause)
    case .idClause: edit.taskID = text(in: clause)
    case .option: if let setting = option(clause) { edit.options.append(setting) }
    default: break
    }
  }

  private mutating func operand(in node: SyntaxNode, skippingFirstText: Bool) -> Operand {
    var skips = skippingFirstText
    for child in node.children {
      switch child.kind {
      case .text:
        if skips {
          skips = false
        } else {
          return specText(child).map { .text($0) } ?? .unknown
        }
      case .reference: return .name(SpecName(text: child.text, span: child.span))
      case .placeholder:
        reportPlaceholder(child)
        return .unknown
      default: continue
      }
    }
    return .unknown
  }

  mutating func option(_ node: SyntaxNode) -> OptionSetting? {
    guard let option = node.firstToken?.keyword else { return nil }
    var value = OptionSetting.Value.unknown
    var span = node.span
    for child in node.children {
      switch child.kind {
      case .text:
        value = specText(child, hasSlots: option == .prompt).map { .text($0) } ?? .unknown
      case .word: value = .word(child.text)
      case .number:
        value = child.firstToken?.numberShape?.isSound == true ? .number(child.text) : .unknown
      case .placeholder: reportPlaceholder(child)
      default: continue
      }
      span = child.span
    }
    return OptionSetting(
      option: option, value: value, keywordSpan: node.firstTokenSpan, valueSpan: span)
  }
}

// MARK: Parts

extension SpecReader {
  /// The name given in a statement.
  mutating func name(in node: SyntaxNode) -> SpecName? {
    guard let name = node.child(.name) else { return nil }
    if let literal = name.literal {
      return literal.plain.map { SpecName(text: $0, span: name.span) }
    }
    return SpecName(text: name.text, span: name.span)
  }

  /// The text directly under a node; a placeholder in its place is reported.
  mutating func text(in node: SyntaxNode, hasSlots: Bool = false) -> SpecText? {
    for child in node.children {
      if child.kind == .text { return specText(child, hasSlots: hasSlots) }
      if child.kind == .placeholder {
        reportPlaceholder(child)
        return nil
      }
      if child.kind == .reference { return nil }
    }
    return nil
  }

  /// Decodes a text; what stands in braces is a parameter, but for prompts and templates, where it
  /// may be a slot.
  private mutating func specText(_ node: SyntaxNode, hasSlots: Bool = false) -> SpecText? {
    guard let literal = node.literal else { return nil }
    diagnostics += literal.issues.map { $0.diagnostic(in: tree.source) }
    if !hasSlots {
      for placeholder in literal.placeholders {
        reportPlaceholder(named: placeholder.name, placeholder.span)
      }
    }
    return SpecText(literal: literal, span: node.span)
  }

  mutating func reportPlaceholder(_ node: SyntaxNode) {
    reportPlaceholder(named: String(node.text.dropFirst().dropLast()), node.span)
  }

  /// Says that a parameter is not known. One that the file declares was reported there.
  mutating func reportPlaceholder(named name: String, _ span: Span) {
    guard !declaredParameters.contains(name) else { return }
    report(
      .unknownPlaceholder, "there is no parameter \(quoted(name))", span,
      help: "write the value itself; in a text, `\\{` and `\\}` stand for braces")
  }

  mutating func checkNotEmpty(_ text: SpecText, _ what: String) {
    guard text.literal.issues.isEmpty, let plain = text.literal.plain, plain.isBlank else { return }
    report(
      .emptyText, "\(what) is empty", text.span, help: "say it in words between the quotes")
  }

  func label(_ span: Span, _ message: String) -> Diagnostic.Label {
    Diagnostic.Label(
      place: Diagnostic.Place(file: tree.source.name, span: span), message: message)
  }

  mutating func report(
    _ code: DiagnosticCode, _ message: String, _ span: Span, labels: [Diagnostic.Label] = [],
    help: String? = nil, fixes: [Diagnostic.Fix] = []
  ) {
    diagnostics.append(
      Diagnostic(
        code, message, at: Diagnostic.Place(file: tree.source.name, span: span), labels: labels,
        help: help, fixes: fixes))
  }
}

extension SyntaxNode {
  var firstTokenSpan: Span {
    tokenRange.isEmpty ? span : tree.span(ofToken: tokenRange.lowerBound)
  }
}
