import KEditSyntax

/// Tells statements, clauses and commands apart, and takes an entry of several lines into its parts.
struct InputReader {
  /// What an entry asks for, in order; nothing for blanks and comments.
  static func read(_ entry: String) -> [Input] {
    var reader = InputReader()
    for line in lines(of: entry) { reader.take(line) }
    reader.endOpenOne()
    return reader.inputs
  }

  private var inputs: [Input] = []
  private var open: Open?

  /// What the lines so far have begun: a command whose operands are of the language, or text of it.
  private struct Open {
    var command: TypedCommand?
    var text: String
    var end: OpenEnd

    mutating func goOn(with line: String) {
      if command != nil {
        command?.goOn(with: line)
      } else {
        text += "\n" + line
      }
      end.read(line)
    }
  }

  private mutating func take(_ line: String) {
    let command = open?.end.missing == nil ? Self.command(of: line) : nil
    let isLanguage = open != nil && open?.command == nil
    if open?.end.missing != nil || isLanguage && command == nil {
      open?.goOn(with: line)
      return
    }
    endOpenOne()
    switch command {
    case .command(let command)? where command.name.takesPoints:
      open = Open(command: command, text: "", end: OpenEnd(command.rest))
    case let command?: inputs.append(command)
    case nil:
      if !line.isBlankOrComment { open = Open(command: nil, text: line, end: OpenEnd(line)) }
    }
  }

  private mutating func endOpenOne() {
    if let command = open?.command {
      inputs.append(.command(command))
    } else if let text = open?.text {
      inputs += Self.parts(of: text)
    }
    open = nil
  }

  private static func lines(of entry: String) -> [String] {
    entry.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .map(String.init)
  }

  /// The first word of a line, and what stands behind it.
  static func firstWord(of line: String) -> (word: String, rest: String) {
    let line = line.trimmed
    let word = line.prefix {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
        || !$0.isASCII && $0.isLetter
    }
    guard let first = word.first, first.isLetter else { return ("", line) }
    return (String(word), line.dropFirst(word.count).trimmed)
  }

  // MARK: Commands

  /// `nil` where the line is of the language.
  private static func command(of line: String) -> Input? {
    let line = line.trimmed
    let (word, rest) = firstWord(of: line)
    if word.isEmpty { return nil }
    func command(_ name: CommandName, _ rest: String) -> Input {
      .command(TypedCommand(name, typed: line, rest: rest))
    }
    if let keyword = keyword(word) {
      return name(keyword, rest).map { command($0, $0 == .mark ? line : rest) }
    }
    if let name = CommandName(rawValue: word) { return command(name, rest) }
    let meant = CommandName.allCases.filter {
      !$0.mustBeWhole && !$0.isAlsoKeyword && $0.rawValue.hasPrefix(word)
    }
    switch meant.count {
    case 1: return command(meant[0], rest)
    case 0:
      let whole = CommandName.allCases.first { $0.mustBeWhole && $0.rawValue.hasPrefix(word) }
      return whole.map { .abbreviated(word: word, $0) } ?? .unknown(word: word)
    default: return .ambiguous(word: word, meant)
    }
  }

  /// The command that a word of the language is, where what follows makes it one.
  private static func name(_ keyword: Keyword, _ rest: String) -> CommandName? {
    let isText = rest.hasPrefix("\"") || rest.hasPrefix("{")
    switch keyword {
    case .frame: return .frame
    // Points alone are marks.
    case .point, .points: return .mark
    case .set where rest.isEmpty: return .set
    case .prompt where !isText || beginsWithSlot(rest): return .prompt
    case .preview where rest.isEmpty: return .preview
    case .save where !isText || isSpecName(rest): return .save
    default: return nil
    }
  }

  /// What a prompt says of the edit is no parameter, so a text goes on behind it.
  private static func beginsWithSlot(_ rest: String) -> Bool {
    slots.contains { rest.hasPrefix("{\($0)}") }
  }

  private static let slots = [
    "video", "image", "image1", "image2", "target", "element", "element2", "place",
  ]

  /// Whether it is one text that names a file of this language, and so no result.
  private static func isSpecName(_ rest: String) -> Bool { rest.hasSuffix(".kedit\"") }

  static func keyword(_ word: String) -> Keyword? {
    Keyword.allCases.first { $0.spelling == word }
  }

  // MARK: The language

  /// The stand-in for the edit that clauses belong to, so that they can be parsed.
  static let standIn = "remove \"\" "

  /// Text of the language, a statement at a time.
  private static func parts(of text: String) -> [Input] {
    guard !text.trimmed.isEmpty else { return [] }
    let first = keyword(firstWord(of: text).word)
    let isClause = first.map { $0.beginsClause && !$0.beginsStatement } ?? false
    let prefix = isClause ? standIn : ""
    let tree = Parser.parse(SourceText(name: "", text: prefix + text))
    let nodes = Array(tree.root.children)
    guard nodes.count > 1 else { return [isClause ? .clauses(text) : .statement(text)] }
    return nodes.indices.map { index in
      let start = index == 0 ? prefix.utf8.count : nodes[index].span.start
      let end = index + 1 < nodes.count ? nodes[index + 1].span.start : tree.source.bytes.count
      let part = tree.source.text(of: Span(start, max(start, end))).trimmed
      return index == 0 && isClause ? .clauses(part) : .statement(part)
    }
  }
}

extension String {
  /// Whether there is nothing to do in the line.
  var isBlankOrComment: Bool {
    let text = trimmed
    return text.isEmpty || text.hasPrefix("#")
  }
}
