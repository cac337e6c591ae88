import KEditSyntax

/// What the session says in the language: the file that `save` writes.
package struct Document: Hashable, Sendable {
  package enum Fragment: Hashable, Sendable {
    case statement(Statement)
    case edit(Draft)
  }

  /// A statement that is no edit, with the comments before it.
  package struct Statement: Hashable, Sendable {
    let kind: NodeKind
    /// The option's word of a `set`.
    let option: Keyword?
    let text: String
  }

  /// What the file is called: results without a name are called after it.
  package internal(set) var name: String
  package internal(set) var fragments: [Fragment] = []
  /// Comments behind the last statement.
  var tail = ""
  /// The draft that clauses and marks go to.
  package internal(set) var current: Draft.ID
  /// The `at` that marks without a frame go to.
  package internal(set) var moment = "frame 0"

  private var nextID: Draft.ID

  package init(name: String) {
    self.name = name
    self.current = 0
    self.nextID = 1
    self.fragments = [.edit(Draft(id: 0))]
  }

  /// A document without a fragment, whose drafts are none of another's.
  init(continuing other: Document, name: String) {
    self.name = name
    self.current = other.nextID
    self.nextID = other.nextID
  }

  package var drafts: [Draft] {
    fragments.compactMap { if case .edit(let draft) = $0 { draft } else { nil } }
  }

  /// The statements that are no edits.
  var statements: [Statement] {
    fragments.compactMap { if case .statement(let statement) = $0 { statement } else { nil } }
  }

  /// - Precondition: there is such a draft.
  package subscript(id: Draft.ID) -> Draft {
    get {
      guard let draft = self.draft(id) else {
        preconditionFailure("drafts are only asked for by the ids of the document")
      }
      return draft
    }
    set {
      if let index = index(of: id) { fragments[index] = .edit(newValue) }
    }
  }

  package var draft: Draft {
    get { self[current] }
    set { self[current] = newValue }
  }

  func draft(_ id: Draft.ID) -> Draft? {
    guard let index = index(of: id), case .edit(let draft) = fragments[index] else { return nil }
    return draft
  }

  /// Looked for from the end, where what is worked on mostly stands.
  private func index(of id: Draft.ID) -> Int? {
    fragments.lastIndex { if case .edit(let draft) = $0 { draft.id == id } else { false } }
  }

  /// An id that no draft has, for what is not in the text any more.
  mutating func reserveID() -> Draft.ID {
    defer { nextID += 1 }
    return nextID
  }

  /// Adds a draft, which is the current one from here on.
  mutating func addDraft(head: String?) {
    append(Draft(id: reserveID(), head: head))
  }

  /// Appends a draft, which is the current one from here on.
  mutating func append(_ draft: Draft) {
    fragments.append(.edit(draft))
    current = draft.id
  }

  /// Takes a draft of another document in that is no edit yet, in the place of one that is nothing.
  mutating func takeIn(_ draft: Draft, asCurrent isCurrent: Bool) {
    let empty = drafts.first(where: \.isEmpty)?.id
    fragments.removeAll { if case .edit(let old) = $0 { old.id == empty } else { false } }
    fragments.append(.edit(draft))
    if isCurrent || current == empty { current = draft.id }
  }

  /// Lets the drafts that are no other document's be those of it which are not here any more and may
  /// change, one for one: their sessions go on.
  mutating func keepIdentities(of other: Document, where mayChange: (Draft) -> Bool) {
    let (ids, otherIDs) = (Set(drafts.map(\.id)), Set(other.drafts.map(\.id)))
    var gone = other.drafts.filter { !ids.contains($0.id) && $0.head != nil && mayChange($0) }[...]
    for (index, fragment) in fragments.enumerated() {
      guard case .edit(let draft) = fragment, !otherIDs.contains(draft.id),
        let old = gone.popFirst()
      else { continue }
      fragments[index] = .edit(draft.identified(as: old.id))
      if current == draft.id { current = old.id }
    }
  }

  /// Adds a statement; one that a file can have only once takes the place of the earlier one.
  mutating func add(_ statement: Statement) {
    let fragment = Fragment.statement(statement)
    if statement.kind == .versionStatement {
      fragments.insert(fragment, at: 0)
      return
    }
    if statement.kind == .setStatement,
      let index = fragments.firstIndex(where: { old in
        guard case .statement(let old) = old else { return false }
        return old.kind == .setStatement && old.option == statement.option
      })
    {
      fragments[index] = fragment
      return
    }
    // A draft that is nothing yet stays the last: what is declared stands before it.
    if case .edit(let draft)? = fragments.last, draft.head == nil {
      fragments.insert(fragment, at: fragments.count - 1)
    } else {
      fragments.append(fragment)
    }
  }

  /// The text of the file, as it stands; marks that belong to no edit yet are not in it.
  package var text: String {
    var parts = fragments.compactMap { fragment in
      switch fragment {
      case .statement(let statement): statement.text
      case .edit(let draft): draft.text
      }
    }
    if !tail.isEmpty { parts.append(tail) }
    return parts.map { $0 + "\n" }.joined()
  }

  /// Whether nothing was said yet.
  package var isEmpty: Bool {
    fragments.allSatisfy { if case .edit(let draft) = $0 { draft.isEmpty } else { false } }
  }

  /// The number of an edit in the file, from 1: that of the drafts which are edits by now.
  func number(of id: Draft.ID) -> Int? {
    drafts.filter { $0.head != nil }.firstIndex { $0.id == id }.map { $0 + 1 }
  }
}
