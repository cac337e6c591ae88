import KEditSyntax

/// An edit that is being made: its statement, taken apart so that each part can be changed.
package struct Draft: Hashable, Sendable {
  /// What tells it from the other drafts of a document, whatever they are called.
  package typealias ID = Int

  /// A clause but for `at`.
  package struct Clause: Hashable, Sendable {
    let kind: NodeKind
    /// The option's word, where it is one.
    let option: Keyword?
    /// With the comments before it, if there are any.
    let text: String

    /// Whether an edit can have only one of the two.
    func replaces(_ other: Clause) -> Bool { kind == other.kind && option == other.option }
  }

  package let id: ID
  /// The statement up to its clauses; `nil` while only marks are known, and not yet what for.
  package internal(set) var head: String?
  package internal(set) var marks: [Mark] = []
  var clauses: [Clause] = []

  init(id: ID, head: String? = nil) {
    self.id = id
    self.head = head
  }

  func identified(as id: ID) -> Draft {
    var other = Draft(id: id, head: head)
    (other.marks, other.clauses) = (marks, clauses)
    return other
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { head == nil && marks.isEmpty && clauses.isEmpty }

  /// The name that it gives itself.
  var name: String? {
    clauses.first { $0.kind == .asClause }?.text.split(whereSeparator: \.isWhitespace).last
      .map(String.init)
  }

  /// The statement as text of the language; `nil` where there is none yet.
  var text: String? {
    head.map { ([$0] + marks.clauses + clauses.map(\.text)).joined(separator: "\n  ") }
  }

  /// Takes clauses in; each takes the place of the one that the edit can have only once.
  mutating func take(_ new: [Clause]) {
    for clause in new {
      clauses.removeAll { clause.replaces($0) }
      clauses.append(clause)
    }
  }
}
