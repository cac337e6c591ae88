import KEditCompiler
import KEditEngine
package import KEditSyntax
import KlingAPI
import PlainText

/// From an answer to what follows, for all that changes no marks.
extension Workbench {
  mutating func finishErrand(_ answer: Answer, to effect: Effect) {
    guard let errand else { return }
    self.errand = nil
    if case .submit(let standing, let outcome) = errand, case .submit(let submission) = effect {
      guard case .submitted = answer else {
        standings[submission.draft] = standing
        outcomes[submission.draft] = outcome
        return finishErrand(.show, answer, to: effect)
      }
      // What the service has cannot be taken back.
      undone = []
      redone = []
      return
    }
    finishErrand(errand, answer, to: effect)
  }

  private mutating func finishErrand(_ errand: Errand, _ answer: Answer, to effect: Effect) {
    switch (errand, answer) {
    case (_, .failed(let failure)): refuse(failure)
    case (_, .declined(let kind)): failure = kind
    case (_, .waited(let kind)): failure = kind
    case (.judge(let judgement), .examined(let found)):
      reports.merge(found) { $1 }
      tell(judgement)
    case (.save(let text), .written(let path)):
      origin.file = path
      origin.savedText = text
      renameDocument(to: path)
      say(.text("saved as \(harmless(path))"))
    case (.load, .read(let source, let folder)):
      load(source, folder: folder)
    case (.source, .read(let source, _)): typeLines(of: source)
    case (.edit, .edited(let text?)): replaceText(text)
    case (.edit, .edited(nil)): say(.text("nothing was changed"))
    case (.show, _): show(answer, effect)
    default: break
    }
  }

  private mutating func typeLines(of source: SourceText) {
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      refuse(.faultyFile, "'\(harmless(source.name))' is not UTF-8", help: "save it as UTF-8")
      return
    }
    queue = InputReader.read(text) + queue
  }

  private mutating func show(_ answer: Answer, _ effect: Effect) {
    switch (answer, effect) {
    case (.previewed(let files), _): say(.text(files.map { harmless($0) }))
    case (.tasks(let tasks), .listTasks(let page)):
      say(.text(TaskWords.lines(tasks, page: page, own: ownTasks)))
    case (.task(let task), _): say(.text(TaskWords.page(task)))
    default: break
    }
  }

  /// The tasks of the session, by the names of their edits.
  private var ownTasks: [String: String] {
    var own: [String: String] = [:]
    for outcome in outcomes.values {
      switch outcome.ending {
      case .done(let result): own[result.task.id] = outcome.edit
      case .left(let leftover): if let id = leftover.taskID { own[id] = outcome.edit }
      case .failed, .skipped: break
      }
    }
    return own
  }

  /// Results without a name are called after the file.
  private mutating func renameDocument(to path: String) {
    document.name = path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Other texts

  /// Takes a file in the place of everything.
  package mutating func load(_ source: SourceText, folder: String) {
    let before = before
    origin.folder = folder
    guard let new = documentOf(source) else {
      tellWhatIsWrong(with: source)
      origin = before.origin
      return
    }
    origin = Origin(folder: folder, file: source.name, savedText: new.text)
    reports = [:]
    unopened = []
    var work = Work(new, change: "load \(source.name)")
    work.before = before
    work.keepsDocument = true
    self.work = work
  }

  private mutating func replaceText(_ text: String) {
    guard var new = documentOf(SourceText(name: document.name, text: text)) else {
      tellWhatIsWrong(with: SourceText(name: document.name, text: text))
      return
    }
    // What is no edit yet was not in the text.
    for draft in document.drafts where draft.head == nil && !draft.isEmpty {
      new.takeIn(draft, asCurrent: draft.id == document.current)
    }
    var work = Work(new, change: "edit")
    work.keepsDocument = true
    self.work = work
  }

  /// Says why no document could be made of a text, unless that was said.
  mutating func tellWhatIsWrong(with source: SourceText) {
    guard failure == nil else { return }
    let text = source.text(of: Span(0, source.bytes.count))
    let reading = readAssumingFiles(text, of: Document(name: source.name))
    guard reading.hasErrors else {
      refuse(.faultyFile, "the marks of '\(harmless(source.name))' were not understood")
      return
    }
    say(
      .findings(
        reading.compilation.diagnostics.filter { $0.severity == .error },
        in: reading.compilation.sources, omittedErrors: reading.compilation.omittedErrors))
    failure = .faultyFile
  }

  /// A document of a text without mistakes in its syntax; what is wrong is said.
  private mutating func documentOf(_ source: SourceText) -> Document? {
    let tree = Parser.parse(source)
    let (parts, tail) = FragmentReader.read(tree)
    if tree.issues.isEmpty {
      return documentOf(
        parts, tail: tail,
        name: source.name.split(separator: "/").last.map(String.init) ?? source.name)
    }
    say(
      .findings(
        tree.issues.map { $0.diagnostic(in: source) }, in: [source], omittedErrors: 0))
    failure = .faultyFile
    return nil
  }

  /// A document of the parts of a file; an edit that stood in the one before it is that one still.
  ///
  /// - Returns: `nil` where marks are not understood.
  func documentOf(
    _ parts: [FragmentReader.Part], tail: String, name: String
  ) -> Document? {
    var new = Document(continuing: document, name: name)
    new.tail = tail
    for part in parts {
      if case .statement(let statement) = part { new.fragments.append(.statement(statement)) }
    }
    let statements = new
    new.fragments = []
    var known = document.drafts.filter { $0.head != nil }
    for part in parts {
      switch part {
      case .statement(let statement): new.fragments.append(.statement(statement))
      case .edit(let edit):
        new.addDraft(head: edit.head)
        new.draft.take(edit.clauses)
        guard let marks = marks(from: edit.marks, in: statements) else { return nil }
        new.draft.marks = marks
        new.adopt(&known)
      }
    }
    if new.drafts.isEmpty { new.addDraft(head: nil) }
    if let moment = new.draft.marks.last?.moment { new.moment = moment }
    return new
  }
}

extension Document {
  /// Lets the current draft be the one that it was before.
  fileprivate mutating func adopt(_ known: inout [Draft]) {
    let text = draft.text
    guard let index = known.firstIndex(where: { $0.text == text }),
      let place = fragments.indices.last
    else { return }
    let old = known.remove(at: index)
    fragments[place] = .edit(old)
    current = old.id
  }
}
