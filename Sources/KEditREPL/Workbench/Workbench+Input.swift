import KEditEngine
import KEditSyntax
import PlainText

/// From what was entered to the work it asks for.
extension Workbench {
  mutating func begin(_ input: Input) -> Activity {
    switch input {
    case .statement(let text): return beginStatement(text)
    case .clauses(let text): return beginClauses(Wording(text))
    case .command(let command): return begin(command)
    case .abbreviated(let word, let name):
      return refuse(
        .usage, "'\(word)' is not enough for '\(name.rawValue)', which is written whole",
        help: name.summary)
    case .ambiguous(let word, let names):
      let all = names.map { "'\($0.rawValue)'" }.joined(separator: ", ")
      return refuse(.usage, "'\(harmless(word, limit: 40))' may mean \(all)")
    case .unknown(let word):
      let words = CommandName.allCases.map(\.rawValue) + Keyword.allCases.map(\.spelling)
      let usual = ["exit": "quit", "bye": "quit"]
      let nearest = usual[word] ?? word.nearest(among: words)
      return refuse(
        .usage, "there is no command or statement '\(harmless(word, limit: 40))'",
        help: nearest.map { "did you mean '\($0)'?" } ?? "'help' lists them")
    }
  }

  private func beginStatement(_ text: String) -> Activity {
    let source = SourceText(name: Composition.nameOfTyped, text: text)
    let (parts, _) = FragmentReader.read(Parser.parse(source))
    guard let part = parts.first else { return .rest }
    var new = document
    switch part {
    case .statement(let statement):
      if statement.kind == .videoStatement { new.makeRoom() }
      new.add(statement)
      let index = new.fragments.firstIndex(of: .statement(statement)) ?? 0
      let typed = Composition.Typed(wording: Wording(statement.text), place: .fragment(index))
      var work = Work(new, change: text)
      work.typed = typed
      work.stage = .unread(Composition(new, typed: typed, standIn: standIn(in: new)))
      return .work(work)
    case .edit(let edit):
      new.makeRoom()
      new.draft.head = edit.head
      let typed = Composition.Typed(wording: Wording(text), place: .edit)
      var work = Work(new, change: text)
      work.typed = typed
      work.typedMarks = edit.marks
      work.stage = .unread(Composition(new, typed: typed))
      work.document.draft.take(edit.clauses)
      return .work(work)
    }
  }

  mutating func beginClauses(_ wording: Wording) -> Activity {
    let text = wording.text
    var new = document
    if !isOpen(new.draft) {
      guard Self.hasOnlyMarks(text) else {
        return refuse(
          .usage, "\(label(name(of: new.draft, in: new) ?? "")) is submitted, and stays as it is",
          help: "begin another edit: remove \"…\", swap \"…\" …, add \"…\" …")
      }
      new.makeRoom()
    }
    guard new.draft.head != nil || standIn(in: new) != nil else {
      return refuse(.usage, "no video is open", help: "'video \"https://…\"' opens one")
    }
    let tree = Parser.parse(
      SourceText(name: Composition.nameOfTyped, text: InputReader.standIn + text))
    guard case .edit(let edit)? = FragmentReader.read(tree).parts.first else { return .rest }
    var base = new
    base.draft.clauses.removeAll { old in edit.clauses.contains { $0.replaces(old) } }
    let typed = Composition.Typed(wording: wording, place: .clauses)
    var work = Work(new, change: wording.typed)
    work.typed = typed
    work.typedMarks = edit.marks
    work.stage = .unread(Composition(base, typed: typed, standIn: standIn(in: new)))
    work.document.draft.take(edit.clauses)
    return .work(work)
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
