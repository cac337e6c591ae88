import KEditCompiler
package import KEditEngine
import KEditPlan
import KEditSyntax

/// A session of step-by-step work: what is typed goes in, what is to be done and said comes out.
///
/// It touches nothing itself. Whoever drives it performs the effect it asks for and brings the
/// answer, until it asks for none; then it takes the next entry. Between two entries it also hears
/// what became of what was submitted.
package struct Workbench: Sendable {
  package internal(set) var document: Document
  /// Where the document comes from.
  package internal(set) var origin: Origin
  let surroundings: Surroundings
  /// The folder that relative paths of commands start from.
  let startFolder: String

  /// The sessions at the service, by the draft they belong to.
  package internal(set) var sessions: [Draft.ID: OpenSession] = [:]
  /// The videos that the service could not be asked about; they are not tried with every entry.
  var unopened: Set<VideoReference> = []
  /// How far each edit is that was submitted, by its draft.
  package internal(set) var standings: [Draft.ID: Standing] = [:]

  /// The ways back to the documents that were, and from there to those behind them; the nearest last.
  var undone: [Past] = []
  var redone: [Past] = []
  /// How many changes can be taken back.
  static let maximumUndone = 200

  /// What `edit` brought and could not be taken: the next `edit` goes on with it.
  var refusedText: String?

  /// What is known of the local files that the text names.
  var reports: [ReferencedFile: FileReport] = [:]

  /// What was entered and is still to be done.
  var queue: ArraySlice<Input> = []
  /// How many files of lines were read for it: one that reads itself would never end.
  var sourcedCount = 0
  static let maximumSourced = 100
  /// The effect whose answer is awaited.
  private var pending: Step?

  private var messages: [Message] = []
  /// Why what was entered last did not come about.
  package internal(set) var failure: Failure.Kind?

  /// `name` is what results without a name are called after, with its extension.
  package init(_ surroundings: Surroundings, name: String = "session.kedit", folder: String) {
    self.surroundings = surroundings
    self.document = Document(name: name)
    self.origin = Origin(folder: folder)
    self.startFolder = folder
  }

  /// Takes what a person entered: statements, clauses, commands, a line or several.
  ///
  /// - Precondition: no effect is under way.
  package mutating func enter(_ entry: String) -> Effect? {
    queue = InputReader.read(entry)[...]
    sourcedCount = 0
    return begin(.rest)
  }

  /// Goes on where a session was left: opens what is at its end, and marks everything anew.
  ///
  /// - Precondition: no effect is under way.
  package mutating func takeUp() -> Effect? {
    var work = Work(document)
    work.keepsDocument = true
    return begin(.work(work))
  }

  private mutating func begin(_ activity: Activity) -> Effect? {
    precondition(pending == nil, "an entry is taken once the one before it is done")
    failure = nil
    // What could not be read then may be there now.
    reports = reports.filter { if case .facts = $0.value { true } else { false } }
    return goOn(with: activity)
  }

  /// Takes the answer to the effect that was asked for.
  package mutating func take(_ answer: Answer) -> Effect? {
    guard let step = pending else { preconditionFailure("an answer belongs to an effect") }
    pending = nil
    return goOn(with: settle(answer, to: step))
  }

  /// Goes on until something has to be done outside.
  private mutating func goOn(with first: Activity) -> Effect? {
    var activity = first
    while true {
      switch activity {
      case .work(let work): activity = advance(work)
      case .step(let step):
        pending = step
        return step.effect
      case .rest:
        if failure != nil { dropQueue() }
        guard let input = queue.popFirst() else { return nil }
        activity = begin(input)
      }
    }
  }

  /// What stands behind a mistake was meant to be done after it.
  private mutating func dropQueue() {
    if !queue.isEmpty {
      say(.text("the rest of what was entered was left alone"))
      queue = []
    }
  }

  // MARK: Saying

  /// What is to be said since it was asked last.
  package mutating func takeMessages() -> [Message] {
    defer { messages = [] }
    return messages
  }

  mutating func say(_ message: Message) { messages.append(message) }

  @discardableResult
  mutating func refuse(_ kind: Failure.Kind, _ message: String, help: String? = nil) -> Activity {
    failure = failure ?? kind
    messages.append(.failure(kind, message, help: help))
    return .rest
  }

  @discardableResult
  mutating func refuse(_ failure: Failure, help: String? = nil) -> Activity {
    for message in failure.messages.dropLast() { refuse(failure.kind, message) }
    return refuse(failure.kind, failure.messages.last ?? "it failed", help: help)
  }

  @discardableResult
  mutating func refuse(_ failure: EffectFailure) -> Activity {
    refuse(failure.failure, help: failure.help)
  }

  // MARK: Where one is

  /// The session that the current edit is marked in.
  package var session: OpenSession? { sessions[document.current] }

  /// Whether there is something that would be lost by leaving.
  package var hasUnsavedWork: Bool {
    let text = document.text
    let hasEdits = document.drafts.contains { $0.head != nil && isOpen($0) }
    return hasLooseMarks || hasEdits && text != origin.savedText
  }

  /// Whether something is marked that belongs to no edit yet, and stands in no file.
  var hasLooseMarks: Bool { document.drafts.contains { $0.head == nil && !$0.marks.isEmpty } }
}
