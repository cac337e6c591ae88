import KEditSyntax

/// Tells statements, clauses and commands apart, and takes an entry of several lines into its parts.
struct InputReader {
  /// What an entry asks for, in order; nothing for blanks and comments.
  static func read(_ entry: String) -> [Input] {
    var inputs: [Input] = []
    var language = ""
    func endLanguage() {
      inputs += parts(of: language)
      language = ""
    }
    for line in lines(of: entry) {
      if case .command(let name, let rest)? = inputs.last, language.isEmpty,
        name.takesPoints, Unfinished(rest) != nil
      {
        inputs[inputs.count - 1] = .command(name, rest: rest + "\n" + line)
      } else if !language.isEmpty, Unfinished(language) != nil || goesOn(line) {
        language += "\n" + line
      } else if let command = command(of: line) {
        endLanguage()
        inputs.append(command)
      } else if !line.isBlankOrComment || !language.isEmpty {
        language += (language.isEmpty ? "" : "\n") + line
      }
    }
    endLanguage()
    return inputs
  }

  private static func lines(of entry: String) -> [String] {
    entry.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
      .map(String.init)
  }

  /// Whether a line cannot begin anything: it goes on with the statement before it.
  private static func goesOn(_ line: String) -> Bool {
    let word = firstWord(of: line).word
    return word.isEmpty && !line.isBlankOrComment
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
    let (word, rest) = firstWord(of: line)
    if word.isEmpty { return nil }
    if let keyword = keyword(word) {
      return command(keyword, rest: rest, line: line.trimmed)
    }
    if let command = CommandName(rawValue: word) { return .command(command, rest: rest) }
    let meant = CommandName.allCases.filter {
      !$0.mustBeWhole && !$0.isAlsoKeyword && $0.rawValue.hasPrefix(word)
    }
    switch meant.count {
    case 1: return .command(meant[0], rest: rest)
    case 0:
      let whole = CommandName.allCases.first { $0.mustBeWhole && $0.rawValue.hasPrefix(word) }
      return whole.map { .abbreviated(word: word, $0) } ?? .unknown(word: word)
    default: return .ambiguous(word: word, meant)
    }
  }

  /// A word of the language that is a command too, where what follows makes it one.
  private static func command(_ keyword: Keyword, rest: String, line: String) -> Input? {
    let isText = rest.hasPrefix("\"") || rest.hasPrefix("{")
    switch keyword {
    case .frame: return .command(.frame, rest: rest)
    case .point, .points: return .command(.mark, rest: line)
    case .set where rest.isEmpty: return .command(.set, rest: "")
    case .prompt where !isText || beginsWithSlot(rest): return .command(.prompt, rest: rest)
    case .preview where rest.isEmpty: return .command(.preview, rest: "")
    case .save where !isText || isSpecName(rest): return .command(.save, rest: rest)
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
