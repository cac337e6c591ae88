import KEditPlan

/// A change of the document on its way, and what follows from it.
struct Work: Sendable {
  /// How far it has come.
  enum Stage: Sendable {
    /// The text is to be compiled: that of the document, but where marks are still as they were typed.
    case unread(Composition?)
    /// The text is sound, and the session at the service is brought to what it says; the current edit as
    /// it is planned.
    case sound(PlannedEdit?)
  }

  /// What a change of the document leads to.
  enum Next: Sendable {
    case nothing
    case showPreview
    case submit(isFresh: Bool)
  }

  /// The document as it will be; taken over once everything that follows from it was accepted.
  var document: Document
  var stage = Stage.unread(nil)
  /// What was typed, where findings are to point at it.
  var typed: Composition.Typed?
  /// The marks that are typed, as they were typed.
  var typedMarks: [(moment: String, points: [String])] = []
  /// What to do once the document is taken over.
  var next = Next.nothing
  /// What the change is called when it is undone; `nil` where it is no change, or one that is noted
  /// otherwise.
  var change: String?
  /// What is said once the document is taken over.
  var announcement: String?
  /// Whether the document is taken over even where the service does not go along.
  var keepsDocument = false
  /// What was changed for the work before it was begun; it comes back where the document is not taken
  /// over.
  var before: Workbench.Before?

  /// The frames whose marks were changed at the service.
  var changedFrames: [Int] = []
  var openedSession = false
  /// How many answers were lost.
  var losses = 0

  init(_ document: Document, change: String? = nil) {
    self.document = document
    self.change = change
  }

  /// Whether the current edit is new to the person, who is then told what stands in its way.
  var beginsEdit: Bool { typed?.place == .edit || keepsDocument }

  var submits: Bool { if case .submit = next { true } else { false } }
}
