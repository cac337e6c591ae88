import KEditEngine
import KEditSyntax
import PlainText

/// From what was entered to the work it asks for.
extension Workbench {
  mutating func begin(_ input: Input) -> Effect? {
    switch input {
    case .statement(let text): beginStatement(text)
    case .clauses(let text): beginClauses(text)
    case .command(let name, let rest): return begin(name, rest)
    case .abbreviated(let word, let name):
      refuse(
        .usage, "'\(word)' is not enough for '\(name.rawValue)', which is written whole",
        help: name.summary)
    case .ambiguous(let word, let names):
      let all = names.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      refuse(.usage, "'\(harmless(word, limit: 40))' may mean \(all)")
    case .unknown(let word):
      let words = CommandName.allCases.map(\.rawValue) + Keyword.allCases.map(\.spelling)
      let nearest = word.nearest(among: words)
      refuse(
        .usage, "there is no command or statement '\(harmless(word, limit: 40))'",
        help: nearest.map { "did you mean '\($0)'?" } ?? "'help' lists them")
    }
    return advance()
  }

  private mutating func beginStatement(_ text: String) {
    let source = SourceText(name: Composition.nameOfTyped, text: text)
    let (parts, _) = FragmentReader.read(Parser.parse(source))
    guard let part = parts.first else { return }
    var new = document
    switch part {
    case .statement(let statement):
      if statement.kind == .videoStatement { new.makeRoom() }
      new.add(statement)
      let index = new.fragments.firstIndex(of: .statement(statement)) ?? 0
      var work = Work(new, change: text)
      work.typed = Composition.Typed(text: statement.text, place: .fragment(index))
      work.judged = Composition(new, typed: work.typed, standIn: standIn(in: new))
      self.work = work
    case .edit(let edit):
      new.makeRoom()
      new.draft.head = edit.head
      var work = Work(new, change: text)
      work.typed = Composition.Typed(text: text, place: .edit)
      work.typedMarks = edit.marks
      work.judged = Composition(new, typed: work.typed)
      work.document.draft.take(edit.clauses)
      self.work = work
    }
  }

  /// `change` is what it is called when it is undone, where that is not the text itself.
  mutating func beginClauses(_ text: String, change: String? = nil) {
    var new = document
    if !isOpen(new.draft) {
      guard Self.hasOnlyMarks(text) else {
        refuse(
          .usage, "\(label(name(of: new.draft, in: new) ?? "")) is submitted, and stays as it is",
          help: "begin another edit: remove \"…\", swap \"…\" …, add \"…\" …")
        return
      }
      new.makeRoom()
    }
    guard new.draft.head != nil || standIn(in: new) != nil else {
      refuse(.usage, "no video is open", help: "'video \"https://…\"' opens one")
      return
    }
    let tree = Parser.parse(
      SourceText(name: Composition.nameOfTyped, text: InputReader.standIn + text))
    guard case .edit(let edit)? = FragmentReader.read(tree).parts.first else { return }
    var base = new
    base.draft.clauses.removeAll { old in edit.clauses.contains { $0.replaces(old) } }
    var work = Work(new, change: change ?? text)
    work.typed = Composition.Typed(text: text, place: .clauses)
    work.typedMarks = edit.marks
    work.judged = Composition(base, typed: work.typed, standIn: standIn(in: new))
    work.document.draft.take(edit.clauses)
    self.work = work
  }

  private static func hasOnlyMarks(_ text: String) -> Bool {
    InputReader.keyword(InputReader.firstWord(of: text).word) == .at
  }
}

extension Document {
  /// Makes a draft that is nothing yet the current one, and the last.
  mutating func makeRoom() {
    guard draft.head != nil else { return }
    guard
      let index = fragments.lastIndex(where: { fragment in
        if case .edit(let draft) = fragment { draft.head == nil } else { false }
      }), case .edit(let empty) = fragments[index]
    else { return addDraft(head: nil) }
    fragments.append(fragments.remove(at: index))
    current = empty.id
  }
}
