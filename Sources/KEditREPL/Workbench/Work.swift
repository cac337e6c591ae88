import KEditEngine
import KEditPlan

/// One thing under way: a change of the document, and what follows from it.
struct Work: Sendable {
  /// The document as it will be; taken over once everything that follows from it was accepted.
  var document: Document
  /// What was typed, where findings are to point at it.
  var typed: Composition.Typed?
  /// The text to be judged, where it is not that of the document: marks typed are still as they were
  /// typed there.
  var judged: Composition?
  /// What to do once the document is taken over.
  var next = Next.nothing
  /// What the change is called when it is undone; `nil` where it is no change.
  var change: String?
  /// Whether the document is taken over even where the service does not go along.
  var keepsDocument = false
  /// The marks that are typed, as they were typed.
  var typedMarks: [(moment: String, points: [String])] = []

  /// The edit that the marks belong to, as it is planned; once it was compiled.
  var edit: PlannedEdit?
  var isCompiled = false
  /// The frames whose marks were changed at the service.
  var changedFrames: [Int] = []
  var openedSession = false
  /// What was changed for the work before it was begun; it comes back where the document is not taken
  /// over.
  var before: Workbench.Before?
  /// How many answers were lost.
  var losses = 0

  /// What a change of the document leads to.
  enum Next: Sendable {
    case nothing
    case showPreview
    case submit(isFresh: Bool)
  }

  /// Whether the current edit is new to the person, who is then told what stands in its way.
  var beginsEdit: Bool { typed?.place == .edit || keepsDocument }

  var submits: Bool { if case .submit = next { true } else { false } }

  init(_ document: Document, change: String? = nil) {
    self.document = document
    self.change = change
  }
}
