import KEditPlan
import KEditSyntax

/// Reads the statements of one tree into a `SpecFile`, and reports what can be told of each by
/// itself.
struct SpecReader {
  let tree: SyntaxTree
  /// The number of the text that the tree is of.
  let text: Int
  var file: SpecFile
  var report: Report
  /// What `set` and `template` say in this text alone.
  private(set) var own = OwnSettings()
  /// Where the parser's issues begin, sorted.
  private let issueStarts: [Int]

  init(tree: SyntaxTree, text: Int, file: SpecFile, report: Report) {
    self.tree = tree
    self.text = text
    self.file = file
    self.report = report
    issueStarts = tree.issues.map(\.span.start).sorted()
  }

  /// Whether the parser found a fault in that part of the file.
  func hasIssue(in span: Span) -> Bool {
    if issueStarts.isEmpty { return false }
    var low = 0
    var high = issueStarts.count
    while low < high {
      let middle = (low + high) / 2
      if issueStarts[middle] < span.start { low = middle + 1 } else { high = middle }
    }
    return low < issueStarts.count && issueStarts[low] <= span.end
  }

  var isIncluded: Bool { text != 0 }

  mutating func read() {
    if !isIncluded { file.reserveCapacity(forEditsOf: tree) }
    for issue in tree.issues { report.add(issue.diagnostic(in: tree.source), in: text) }
    report.omit(tree.omittedIssues)
    var isFirst = true
    for statement in tree.root.children {
      let before = report.errorCount
      read(statement, isFirst: isFirst)
      if report.errorCount > before || hasIssue(in: statement.span) { noteWords(of: statement) }
      isFirst = false
    }
  }

  /// Notes what a statement with a fault may have been meant to use.
  private mutating func noteWords(of statement: SyntaxNode) {
    // What a declaration is called is no use of it.
    if statement.kind == .paramStatement { return }
    let span = statement.span
    let words = tree.source.bytes[span.start..<span.end].split { byte in
      !byte.isOfName
    }
    for word in words { file.doubtfulNames.insert(String(decoding: word, as: UTF8.self)) }
  }

  private mutating func read(_ statement: SyntaxNode, isFirst: Bool) {
    switch statement.kind {
    case .edit: readEdit(statement)
    case .versionStatement: readVersion(statement, isFirst: isFirst)
    case .videoStatement: readVideo(statement)
    case .imageStatement:
      let image = ImageDeclaration(name: name(in: statement), source: self.text(in: statement))
      if image.name == nil { file.hasNamelessImage = true }
      file.images.append(image)
    case .setStatement: readSet(statement)
    case .templateStatement: readTemplate(statement)
    case .paramStatement: readParameter(statement)
    case .unexpected where statement.firstToken?.isPassedOver == false:
      file.hasUnreadStatement = true
    default: break
    }
  }

  private mutating func readVersion(_ statement: SyntaxNode, isFirst: Bool) {
    if let number = statement.child(.number), number.text != "1",
      number.firstToken?.numberShape?.isSound == true
    {
      report.error(
        .version, "version \(quoted(number.text)) of the language is not known; there is 1",
        at: place(number), help: "write `kedit 1`, or use a newer kedit")
    }
    if !isFirst {
      report.error(
        .version, "`kedit 1` stands at the beginning of the file, before every other statement",
        at: place(statement), help: "move it to the first line")
    }
  }

  private mutating func readVideo(_ statement: SyntaxNode) {
    let text = self.text(in: statement)
    let isID = statement.ownTokens.contains { $0.token.keyword == .id }
    file.videos.append(
      VideoDeclaration(
        name: name(in: statement),
        source: text.map { isID ? .id($0) : .text($0) } ?? .unknown,
        keyword: firstPlace(statement)))
    if isID, let text { checkNotEmpty(text, "the id of a video") }
  }

  private mutating func readSet(_ statement: SyntaxNode) {
    guard let node = statement.child(.option), let setting = option(node) else { return }
    if setting.option == .prompt {
      report.error(
        .optionNotForAll, "`prompt` belongs to one edit and cannot be set for all",
        at: setting.keyword,
        help: "write it behind the edit, or use `template remove|swap|add \"…\"` for the file")
    } else if let first = own.settings.first(where: { $0.option == setting.option }) {
      report.error(
        .optionTwice, "`\(setting.option.spelling)` is set twice", at: setting.keyword,
        labels: [(first.keyword, "first set here")],
        help: "keep one; an edit may give its own value as a clause")
    } else {
      own.settings.append(setting)
    }
  }

  private mutating func readTemplate(_ statement: SyntaxNode) {
    let text = self.text(in: statement, hasSlots: true)
    guard let word = statement.child(.word), let verb = word.firstToken?.keyword else { return }
    if let first = own.templates.first(where: { $0.verb == verb }) {
      report.error(
        .optionTwice, "the template for `\(verb.spelling)` is given twice", at: place(word),
        labels: [(first.place, "first given here")], help: "keep one")
      return
    }
    if let text { checkNotEmpty(text, "a template") }
    own.templates.append(OwnSettings.Template(verb: verb, text: text, place: place(word)))
  }

  private mutating func readParameter(_ statement: SyntaxNode) {
    guard let name = name(in: statement) else { return }
    var standard: GivenValue?
    var isFaulty = false
    for child in statement.children where child.kind != .name && child.kind != .unexpected {
      reportInside(child)
      standard = ParameterValue(child).map { GivenValue(value: $0, place: place(child)) }
      isFaulty = standard == nil
    }
    file.parameters.append(
      ParameterDeclaration(
        name: name, standard: standard, isFaulty: isFaulty || hasIssue(in: statement.span)))
  }

  /// What is wrong within the default of a parameter, which is a literal.
  private mutating func reportInside(_ node: SyntaxNode) {
    if let literal = node.literal {
      for issue in literal.issues { report.add(issue.diagnostic(in: tree.source), in: text) }
      for placeholder in literal.placeholders {
        reportPlaceholder(Place(text: text, span: placeholder.span))
      }
    }
    if node.kind == .placeholder { reportPlaceholder(place(node)) }
    for child in node.children where child.kind == .placeholder { reportPlaceholder(place(child)) }
    if node.kind == .frameMoment, let word = node.child(.word) { checkFrameWord(word) }
  }

  private mutating func reportPlaceholder(_ place: Place) {
    report.error(
      .placeholderNotHere, "the default of a parameter is a value and cannot use another parameter",
      at: place, help: "write the value itself; in a text, `\\{` and `\\}` stand for braces")
  }
}

/// The options and templates of one text, before those of its includes are put under them.
struct OwnSettings: Sendable {
  struct Template: Sendable {
    let verb: Keyword
    /// `nil` where it is missing: reported already.
    let text: SpecText?
    /// The word behind `template`.
    let place: Place
  }

  var settings: [OptionSetting] = []
  var templates: [Template] = []
}

// MARK: Parts

extension SpecReader {
  func place(_ node: SyntaxNode) -> Place { Place(text: text, span: node.span) }

  func firstPlace(_ node: SyntaxNode) -> Place { Place(text: text, span: node.firstTokenSpan) }

  /// The name given in a statement.
  func name(in node: SyntaxNode) -> SpecName? {
    guard let name = node.child(.name) else { return nil }
    if let literal = name.literal {
      return literal.plain.map { SpecName(text: $0, place: place(name)) }
    }
    return SpecName(text: name.text, place: place(name))
  }

  /// The text directly under a node, or the placeholder in its place.
  mutating func text(in node: SyntaxNode, hasSlots: Bool = false) -> SpecText? {
    for child in node.children {
      switch child.kind {
      case .text: return specText(child, hasSlots: hasSlots)
      case .placeholder: return placeholderText(child, hasSlots: hasSlots)
      case .reference: return nil
      default: continue
      }
    }
    return nil
  }

  /// Decodes a text and notes the parameters in it; in prompts and templates what stands in braces
  /// may be a slot as well.
  mutating func specText(_ node: SyntaxNode, hasSlots: Bool = false) -> SpecText? {
    guard let literal = node.literal else { return nil }
    let place = place(node)
    if literal.issues.isEmpty, let plain = literal.plain {
      return SpecText(content: .plain(plain), place: place)
    }
    for issue in literal.issues { report.add(issue.diagnostic(in: tree.source), in: text) }
    for placeholder in literal.placeholders
    where !hasSlots || !PromptBuilder.isSlot(placeholder.name) {
      note(
        placeholder.name, Place(text: text, span: placeholder.span), fitting: [.text, .number],
        besideSlots: hasSlots)
    }
    return SpecText(
      content: literal.issues.isEmpty ? .composed(literal.segments) : .faulty, place: place)
  }

  /// A placeholder that stands for a whole text; a slot, where there may be slots.
  mutating func placeholderText(_ node: SyntaxNode, hasSlots: Bool = false) -> SpecText {
    let written = String(node.text.dropFirst().dropLast())
    let isSlot = hasSlots && PromptBuilder.isSlot(written)
    let name = isSlot ? written : noteParameter(node, fitting: .text)
    return SpecText(
      content: .composed([.placeholder(name: name, span: node.span)]), place: place(node))
  }

  /// Notes the use of a parameter; its name.
  mutating func noteParameter(_ node: SyntaxNode, fitting: ParameterKinds) -> String {
    let name = String(node.text.dropFirst().dropLast())
    note(name, place(node), fitting: fitting)
    return name
  }

  private mutating func note(
    _ name: String, _ place: Place, fitting: ParameterKinds, besideSlots: Bool = false
  ) {
    file.parameterUses.append(
      ParameterUse(
        name: SpecName(text: name, place: place), fitting: fitting, isInPrompt: besideSlots))
  }

  mutating func checkNotEmpty(_ text: SpecText, _ what: String) {
    guard case .plain(let plain) = text.content, plain.isBlank else { return }
    report.error(
      .emptyText, "\(what) is empty", at: text.place, help: "say it in words between the quotes")
  }
}

extension SyntaxNode {
  /// The first token, white space before it left out.
  var firstTokenSpan: Span {
    tokenRange.isEmpty ? span : tree.span(ofToken: tokenRange.lowerBound)
  }
}

extension UInt8 {
  /// Whether names have it.
  fileprivate var isOfName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
