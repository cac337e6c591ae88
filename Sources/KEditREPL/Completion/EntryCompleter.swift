import KEditSyntax

/// Says what may come where the cursor is, by what stands before it.
package struct EntryCompleter: Sendable {
  private let document: Document
  /// Whether the current edit can be changed.
  private let isOpen: Bool
  private let names: Names
  /// The names in a folder, as it is written; empty for one that cannot be read.
  private let list: @Sendable (_ folder: String) -> [FolderEntry]

  private struct Names: Sendable {
    var videos: [String] = []
    var images: [String] = []
    var results: [String] = []
    var frames: [String] = []
  }

  /// The significant tokens before the cursor, the word under it left out.
  private struct Context {
    var tokens: [(token: Token, text: String)]
    var last: Keyword? { tokens.last?.token.keyword }
    var first: String { tokens.first?.text ?? "" }

    func keyword(back count: Int) -> Keyword? {
      tokens.count > count ? tokens[tokens.count - 1 - count].token.keyword : nil
    }
  }

  package init(
    _ workbench: Workbench, list: @escaping @Sendable (_ folder: String) -> [FolderEntry]
  ) {
    self.document = workbench.document
    self.isOpen = workbench.isOpen(workbench.document.draft)
    self.list = list
    var names = Names()
    for statement in document.statements {
      guard let name = Workbench.declaredName(statement) else { continue }
      switch statement.kind {
      case .videoStatement: names.videos.append(name)
      case .imageStatement: names.images.append(name)
      default: break
      }
    }
    names.results = document.drafts.compactMap { workbench.name(of: $0, in: workbench.document) }
    let frames = workbench.session.map { $0.points.keys.sorted().map(String.init) }
    names.frames = frames ?? []
    self.names = names
  }

  /// - Parameters:
  ///   - line: what was typed.
  ///   - cursor: where it goes on, in bytes from its start.
  /// - Returns: what may come there, and what of the line it takes the place of.
  package func complete(_ line: String, cursor: Int) -> Completion {
    let bytes = Array(line.utf8.prefix(cursor))
    let all = Lexer.tokens(of: bytes).filter { !$0.kind.isTrivia && $0.kind != .end }
    let tokens = Lexer.tokens(of: bytes)
    if let last = tokens.dropLast().last, last.quotes == .unclosed {
      return file(in: bytes, from: last.start + 1, before: context(all.dropLast(), bytes))
    }
    let start = startOfWord(bytes)
    let context = context(all.filter { $0.start < start }, bytes)
    let word = String(decoding: bytes[start...], as: UTF8.self)
    if let endings = pathEndings(context) { return path(in: bytes, from: start, endings) }
    let candidates = candidates(context).filter { $0.text.hasPrefix(word) }
    return Completion(range: start..<bytes.count, candidates: candidates)
  }

  private func context(_ tokens: some Collection<Token>, _ bytes: [UInt8]) -> Context {
    let spans = Lexer.tokens(of: bytes)
    return Context(
      tokens: tokens.map { token in
        let end = spans.first { $0.start > token.start }?.start ?? bytes.count
        return (token, String(decoding: bytes[token.start..<end], as: UTF8.self))
      })
  }

  private func startOfWord(_ bytes: [UInt8]) -> Int {
    var start = bytes.count
    while start > 0, Self.isOfWord(bytes[start - 1]) { start -= 1 }
    return start
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "~"), 0x80...:
      true
    default: false
    }
  }

  // MARK: What may come here

  private func candidates(_ context: Context) -> [Completion.Candidate] {
    guard let last = context.tokens.last else { return words(firstWords) }
    if context.tokens.count == 1, let command = CommandName(rawValue: last.text),
      last.token.keyword == nil
    {
      return operands(of: command)
    }
    switch last.token.keyword {
    case .then?: return words(["remove", "swap", "add"])
    case .template?: return words(["remove", "swap", "add"])
    case .set?: return words(Keyword.allCases.filter(\.isOption).map(\.spelling))
    case .in?: return words(names.videos + names.results.filter { !$0.isNumber })
    case .from?: return words(names.images) + [Completion.Candidate("\"", isOpen: true)]
    case .at?: return words(["frame"]) + marked("frame ")
    case .frame?: return marked("") + words(["first", "last"])
    case .mode?: return words(["std", "pro"])
    case .duration?: return words(["5", "10", "auto"])
    case .language?: return words(["en", "zh"])
    case .watermark?, .preview?: return words(["on", "off"])
    case .model?: return words(["none"])
    case .point?, .points?: return [Completion.Candidate("(", isOpen: true)]
    case .video? where context.tokens.count == 1:
      return [Completion.Candidate("\"", isOpen: true)] + words(["id"])
    case .image?, .param?, .as?, .kedit?: return []
    case .onto?, .save?, .id?, .prompt?, .negative?, .callback?, .include?, .remove?, .swap?,
      .add?, .for?, .and?, .video?:
      return [Completion.Candidate("\"", isOpen: true)]
    case nil: return afterValue(context)
    }
  }

  private var firstWords: [String] {
    let statements = Keyword.allCases.filter(\.beginsStatement).map(\.spelling)
    let clauses = document.draft.head == nil || !isOpen ? [] : openClauses([])
    return Set(statements + clauses + CommandName.allCases.map(\.rawValue)).sorted()
  }

  /// The clauses that may still come, where an edit has only one of each but `at`.
  private func openClauses(_ context: [Keyword]) -> [String] {
    Keyword.allCases.filter { $0.beginsClause && ($0 == .at || !context.contains($0)) }
      .map(\.spelling)
  }

  private func operands(of command: CommandName) -> [Completion.Candidate] {
    switch command {
    case .mark, .unmark: marked("frame ") + words(["frame"])
    case .submit, .wait, .cancel, .use: words(names.results)
    case .help: words(Help.topicNames)
    case .plan: words(PlanForm.allCases.map(\.rawValue))
    default: []
    }
  }

  /// Behind a text, a number or a name.
  private func afterValue(_ context: Context) -> [Completion.Candidate] {
    let keywords = context.tokens.compactMap(\.token.keyword)
    let isMoment = context.keyword(back: 1) == .frame || keywords.last == .at
    if isMoment || context.keyword(back: 1) == .frame { return words(["point", "points"]) }
    let verb = keywords.first(where: \.isEdit)
    guard let verb else {
      return keywords.first?.beginsClause == true ? words(openClauses(keywords)) : []
    }
    if verb == .swap, !keywords.contains(.for) { return words(["for"]) }
    if verb != .remove, !keywords.contains(.from) { return words(["from"]) }
    var clauses = openClauses(keywords)
    if keywords.contains(.then) { clauses.removeAll { $0 == "in" } }
    if verb != .add {
      clauses.removeAll { $0 == "onto" }
    } else if keywords.filter({ $0 == .from }).count == 1, keywords.last == .from {
      clauses.append("and")
    }
    return words(clauses)
  }

  private func marked(_ prefix: String) -> [Completion.Candidate] { words(names.frames) }

  private func words(_ words: [String]) -> [Completion.Candidate] {
    words.map { Completion.Candidate($0) }
  }

  // MARK: Files

  /// What the files end in that a command takes; `nil` behind what takes none.
  private func pathEndings(_ context: Context) -> [String]? {
    guard context.tokens.count == 1 else { return nil }
    return switch context.first {
    case "load", "save": [".kedit"]
    case "source": [".kedit", ".txt"]
    default: nil
    }
  }

  private func path(in bytes: [UInt8], from start: Int, _ endings: [String]) -> Completion {
    entries(
      String(decoding: bytes[start...], as: UTF8.self), at: start..<bytes.count, closing: "",
      endings)
  }

  /// A path in quotes, where the text can be one.
  private func file(in bytes: [UInt8], from start: Int, before context: Context) -> Completion {
    let mayBeFile: Bool =
      switch context.tokens.last?.token.keyword {
      case .video?, .from?, .include?, .in?, .save?: true
      case nil: context.tokens.last?.token.kind == .equals
      default: false
      }
    guard mayBeFile else { return Completion(range: start..<bytes.count, candidates: []) }
    return entries(
      String(decoding: bytes[start...], as: UTF8.self), at: start..<bytes.count, closing: "\"")
  }

  /// The files and folders that begin as a path does; without `endings`, files of any kind.
  private func entries(
    _ path: String, at range: Range<Int>, closing: String, _ endings: [String] = []
  ) -> Completion {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let folder = path.contains("/") ? parts.dropLast().joined(separator: "/") + "/" : ""
    let prefix = parts.last.map(String.init) ?? ""
    let candidates = list(folder.isEmpty ? "." : folder)
      .filter { $0.name.hasPrefix(prefix) && (!$0.name.hasPrefix(".") || prefix.hasPrefix(".")) }
      .filter { $0.isFolder || endings.isEmpty || endings.contains(where: $0.name.hasSuffix) }
      .sorted { $0.name < $1.name }
      .map { entry in
        Completion.Candidate(
          folder + entry.name + (entry.isFolder ? "/" : closing),
          shown: entry.name + (entry.isFolder ? "/" : ""), isOpen: entry.isFolder)
      }
    return Completion(range: range, candidates: candidates)
  }
}

extension String {
  fileprivate var isNumber: Bool { first?.isNumber ?? false }
}
