import KEditPlan
import KEditSyntax

/// The text that is compiled: that of the document, with what was just typed where it was typed,
/// letter by letter, so that a finding can point at it.
struct Composition {
  /// What was just typed, which has no place of its own in the text yet.
  struct Typed: Sendable {
    let wording: Wording
    /// What it becomes part of.
    let place: Place

    var text: String { wording.text }

    enum Place: Hashable, Sendable {
      /// It is the fragment of that index.
      case fragment(Int)
      /// It is the head of the current draft and what follows it.
      case edit
      /// It is clauses of the current draft.
      case clauses
    }
  }

  private(set) var text = ""
  /// Where what was typed stands in the text, in bytes.
  private(set) var typed: Range<Int>?
  /// The number of the current draft among the edits of the text, from 0; `nil` where it is none.
  private(set) var indexOfCurrent: Int?

  /// Composes the text of a document; `standIn` is what stands for an edit of which only marks are
  /// known.
  init(_ document: Document, typed: Typed? = nil, standIn: String? = nil) {
    var editCount = 0
    for (index, fragment) in document.fragments.enumerated() {
      switch fragment {
      case .statement(let statement):
        append(statement.text, typed?.place == .fragment(index) ? typed : nil)
      case .edit(let draft):
        let isCurrent = draft.id == document.current
        guard let head = draft.head ?? (isCurrent ? standIn : nil) else { continue }
        if isCurrent { indexOfCurrent = editCount }
        editCount += 1
        append(draft, head, isCurrent ? typed : nil)
      }
    }
  }

  private mutating func append(_ draft: Draft, _ head: String, _ typed: Typed?) {
    let clauses = draft.clauses.map(\.text)
    switch typed?.place {
    case .edit: append(typed?.text ?? head, typed, then: draft.marks.clauses)
    case .clauses:
      for part in [head] + draft.marks.clauses + clauses { append(part, nil) }
      append(typed?.text ?? "", typed)
    default:
      for part in [head] + draft.marks.clauses + clauses { append(part, nil) }
    }
  }

  private mutating func append(_ part: String, _ typed: Typed?, then more: [String] = []) {
    if let typed {
      // Comments may stand before it in the fragment.
      let offset = part.utf8.count - typed.text.utf8.count
      let start = text.utf8.count + max(0, offset)
      self.typed = start..<start + typed.text.utf8.count
    }
    text += part + "\n"
    for part in more { text += "  " + part + "\n" }
  }
}

extension Composition {
  /// What findings about what was typed call it.
  static let nameOfTyped = "input"

  /// The findings, those about what was typed as findings about that alone.
  func about(
    _ wording: Wording, _ diagnostics: [Diagnostic], in document: String
  ) -> [Diagnostic] {
    guard let typed else { return diagnostics }
    func move(_ place: Diagnostic.Place) -> Diagnostic.Place {
      guard place.file.utf8.elementsEqual(document.utf8), typed.lowerBound <= place.span.start,
        place.span.start <= typed.upperBound
      else { return place }
      let end = min(place.span.end, typed.upperBound)
      return Diagnostic.Place(
        file: Self.nameOfTyped,
        span: wording.place(
          of: Span(place.span.start - typed.lowerBound, end - typed.lowerBound)))
    }
    return diagnostics.map { diagnostic in
      Diagnostic(
        diagnostic.code, severity: diagnostic.severity, diagnostic.message,
        at: move(diagnostic.place), note: diagnostic.note,
        labels: diagnostic.labels.map {
          Diagnostic.Label(place: move($0.place), message: $0.message)
        },
        help: diagnostic.help)
    }
  }
}
