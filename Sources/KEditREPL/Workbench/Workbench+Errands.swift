import KEditCompiler
import KEditEngine
import KEditSyntax
import KlingAPI
import PlainText

/// From an answer to what follows.
extension Workbench {
  mutating func settle(_ answer: Answer, to step: Step) -> Activity {
    switch (step.errand, answer) {
    case (.work(let work), _): return settle(answer, to: step.effect, work)
    case (.submit, .submitted(let run)): begun(run, step.effect)
    case (.submit(let former), _):
      if case .submit(let submission) = step.effect { standings[submission.draft] = former }
      fail(answer)
    case (_, .failed), (_, .declined), (_, .waited): fail(answer)
    case (.judge(let judgement), .examined(let found)):
      reports.merge(found) { $1 }
      return tell(judgement)
    case (.save(let text), .written(let path)):
      origin.file = path
      origin.savedText = text
      renameDocument(to: path)
      say(.text("saved as \(harmless(path))"))
      if hasLooseMarks {
        say(
          .text("what is marked belongs to no edit yet and is not in it: say 'remove \"…\"' first"))
      }
    case (.load, .read(let source, let folder)): return load(source, folder: folder)
    case (.source, .read(let source, _)): typeLines(of: source)
    case (.edit, .edited(let text?)): return replaceText(text)
    case (.edit, .edited(nil)):
      refusedText = nil
      say(.text("nothing was changed"))
    case (.show, _): show(answer, step.effect)
    default: break
    }
    return .rest
  }

  private mutating func fail(_ answer: Answer) {
    switch answer {
    case .failed(let failure): refuse(failure)
    case .declined(let kind): failure = kind
    case .waited(let kind): failure = kind
    default: break
    }
  }

  private mutating func begun(_ run: Int, _ effect: Effect) {
    guard case .submit(let submission) = effect else { return }
    standings[submission.draft]?.run = run
    // What the service has cannot be taken back.
    undone = []
    redone = []
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
    let named = standings.values.compactMap { standing in
      standing.taskID.map { ($0, standing.name) }
    }
    return Dictionary(named) { first, _ in first }
  }

  /// Results without a name are called after the file.
  private mutating func renameDocument(to path: String) {
    document.name = path.split(separator: "/").last.map(String.init) ?? path
  }

  // MARK: Other texts

  /// Takes a file in the place of everything.
  private mutating func load(_ source: SourceText, folder: String) -> Activity {
    let before = before
    origin.folder = folder
    guard let new = documentOf(source) else {
      tellWhatIsWrong(with: source)
      origin = before.origin
      return .rest
    }
    origin = Origin(folder: folder, file: source.name, savedText: new.text)
    reports = [:]
    unopened = []
    var work = Work(new, change: "load \(source.name)")
    work.before = before
    work.keepsDocument = true
    return .work(work)
  }

  private mutating func replaceText(_ text: String) -> Activity {
    guard var new = documentOf(SourceText(name: document.name, text: text)) else {
      tellWhatIsWrong(with: SourceText(name: document.name, text: text))
      refusedText = text
      say(.text("nothing was changed; 'edit' goes on with what was written"))
      return .rest
    }
    // What is no edit yet was not in the text.
    for draft in document.drafts where draft.head == nil && !draft.isEmpty {
      new.takeIn(draft, asCurrent: draft.id == document.current)
    }
    new.keepIdentities(of: document) { isOpen($0) }
    var work = Work(new, change: "edit")
    work.keepsDocument = true
    return .work(work)
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
    let edits = parts.compactMap { if case .edit(let edit) = $0 { edit } else { nil } }
    // All at once: what is declared is read once, and not for each edit.
    guard let marks = marks(from: edits.flatMap(\.marks), in: statements) else { return nil }
    var rest = marks[...]
    var known = KnownDrafts(document.drafts.filter { $0.head != nil })
    for part in parts {
      switch part {
      case .statement(let statement): new.fragments.append(.statement(statement))
      case .edit(let edit):
        let count = edit.marks.reduce(0) { $0 + $1.points.count }
        var draft = Draft(id: new.reserveID(), head: edit.head)
        draft.take(edit.clauses)
        draft.marks = Array(rest.prefix(count))
        rest = rest.dropFirst(count)
        new.append(known.take(draft) ?? draft)
      }
    }
    if new.drafts.isEmpty { new.addDraft(head: nil) }
    if let moment = new.draft.marks.last?.moment { new.moment = moment }
    return new
  }
}

/// The drafts of a document, to be found by what they say.
private struct KnownDrafts {
  /// Those with the same text, the last first.
  private var drafts: [String: [Draft]] = [:]

  init(_ all: [Draft]) {
    for draft in all.reversed() {
      if let text = draft.text { drafts[text, default: []].append(draft) }
    }
  }

  /// The first one that says the same and was not taken yet.
  mutating func take(_ draft: Draft) -> Draft? { draft.text.flatMap { drafts[$0]?.popLast() } }
}
