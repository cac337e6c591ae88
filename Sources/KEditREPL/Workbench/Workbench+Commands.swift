import KEditCompiler
import KEditEngine
import KEditFormat
import KEditPlan
import KEditSyntax
import PlainText

/// The commands, but for those over marks.
extension Workbench {
  mutating func begin(_ name: CommandName, _ rest: String) -> Effect? {
    if !name.takesOperands, !rest.isEmpty {
      refuse(.usage, "'\(name.rawValue)' takes nothing behind it", help: "usage: \(name.usage)")
      return nil
    }
    switch name {
    case .mark: mark(rest)
    case .unmark: unmark(rest)
    case .clear: clearMarks()
    case .undo: undo()
    case .redo: redo()
    case .marks: showMarks()
    case .frame: setFrame(rest)
    case .preview: beginWork(then: .showPreview)
    case .prompt: return prompt(rest)
    case .set: showSettings()
    case .plan: return plan(rest)
    case .check: return judge(.check)
    case .submit: submit(rest)
    case .use: use(rest)
    case .results: showResults()
    case .status: say(.text(statusLines))
    case .help: help(rest)
    case .tasks: return tasks(rest)
    case .wait: return forDraft(rest) { .wait($0) }
    case .cancel: return forDraft(rest) { .cancel($0) }
    case .edit: return run(.edit, .edit(document.text))
    case .save: return save(rest)
    case .load: return read(rest, .load)
    case .source: return read(rest, .source)
    case .history: return history(rest)
    case .quit: return run(.show, .quit)
    }
    return advance()
  }

  private mutating func run(_ errand: Errand, _ effect: Effect) -> Effect {
    self.errand = errand
    return effect
  }

  private mutating func beginWork(then next: Work.Next) {
    work = Work(document)
    work?.next = next
  }

  // MARK: Undo

  private mutating func undo() {
    let before = before
    guard let last = undone.popLast() else {
      refuse(.usage, "there is nothing to undo")
      return
    }
    redone.append(
      Past(document: document, change: last.change, origin: last.origin.map { _ in origin }))
    go(to: last, before, "undone: \(last.change)")
  }

  private mutating func redo() {
    let before = before
    guard let next = redone.popLast() else {
      refuse(.usage, "there is nothing to do again")
      return
    }
    undone.append(
      Past(document: document, change: next.change, origin: next.origin.map { _ in origin }))
    go(to: next, before, "done again: \(next.change)")
  }

  private mutating func go(to past: Past, _ before: Before, _ words: String) {
    say(.text(harmless(words, limit: 200)))
    if let origin = past.origin {
      self.origin = origin
      reports = [:]
    }
    var work = Work(past.document)
    work.before = before
    work.keepsDocument = true
    self.work = work
  }

  // MARK: Prompt and options

  private mutating func prompt(_ rest: String) -> Effect? {
    if !rest.isEmpty {
      beginClauses("prompt \(TextQuoting.quoted(rest))")
      return advance()
    }
    let text = document.text
    guard document.draft.head != nil, let number = document.number(of: document.current),
      let plan = read(text, of: document, for: .draft).plan, plan.edits.count >= number
    else {
      refuse(
        .usage, "there is no edit yet, so there is no prompt",
        help: "say what shall change: remove \"…\", swap \"…\" for \"…\" from IMAGE, add …")
      return nil
    }
    let edit = plan.edits[number - 1]
    var lines = [harmless(edit.task.prompt)]
    if let negative = edit.task.negativePrompt, !negative.isEmpty {
      lines.append("negative: " + harmless(negative))
    }
    say(.text(lines))
    return nil
  }

  private mutating func showSettings() {
    let settings = document.statements.filter { $0.kind == .setStatement }
    if settings.isEmpty {
      say(.text("nothing is set; 'help set' says what can be"))
    } else {
      say(.spec(settings.map(\.text).joined(separator: "\n")))
    }
  }

  // MARK: The whole text

  private mutating func plan(_ rest: String) -> Effect? {
    guard let form = rest.isEmpty ? .text : PlanForm(rawValue: rest) else {
      refuse(
        .usage, "a plan has no form '\(harmless(rest, limit: 40))'",
        help: "plan, plan json, or plan curl")
      return nil
    }
    return judge(.plan(form))
  }

  /// Judges the whole text as a file is judged: files are looked at anew.
  private mutating func judge(_ judgement: Errand.Judgement) -> Effect? {
    reports = [:]
    let unknown = unknownFiles(in: document.text, of: document)
    if unknown.isEmpty {
      tell(judgement)
      return nil
    }
    return run(.judge(judgement), .examine(unknown, folder: folder))
  }

  mutating func tell(_ judgement: Errand.Judgement) {
    let reading = read(document.text, of: document, for: .plan)
    let compilation = reading.compilation
    if !compilation.diagnostics.isEmpty {
      say(
        .findings(
          compilation.diagnostics, in: compilation.sources,
          omittedErrors: compilation.omittedErrors))
    }
    if reading.hasErrors { failure = .faultyFile }
    switch judgement {
    case .check:
      if compilation.diagnostics.isEmpty { say(.text("no mistakes found")) }
    case .plan(let form):
      if let plan = reading.plan { say(.plan(plan, form)) }
    }
    if document.draft.head == nil, !document.draft.marks.isEmpty {
      say(
        .warning(
          "\(MarkWords.count(document.draft.marks.count, "point")) belong to no edit yet",
          help: "say what is marked: remove \"…\" or swap \"…\" for \"…\" from IMAGE"))
    }
  }

  // MARK: Submitting

  private mutating func submit(_ rest: String) {
    var words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
    let isFresh = words.last == "fresh"
    if isFresh { words.removeLast() }
    guard words.count <= 1 else {
      refuse(
        .usage, "one edit at a time can be submitted", help: "usage: \(CommandName.submit.usage)")
      return
    }
    var target = document
    if let name = words.first {
      guard let draft = draft(named: name, in: document) else { return refuseUnknown(name) }
      target.current = draft.id
    }
    let draft = target.draft
    if !isFresh, !isOpen(draft) {
      refuse(
        .usage,
        "\(label(name(of: draft, in: target) ?? "")) is submitted already",
        help:
          "'submit \(name(of: draft, in: target) ?? "") fresh' makes another task of it, which costs again"
      )
      return
    }
    if isFresh, isUnderWay(draft.id) {
      refuse(.usage, "its task is still under way", help: "'wait' for it")
      return
    }
    var work = Work(target)
    work.next = .submit(isFresh: isFresh)
    self.work = work
  }

  private mutating func refuseUnknown(_ name: String) {
    let names = document.drafts.compactMap { self.name(of: $0, in: document) }
    refuse(
      .usage, "there is no edit '\(harmless(name, limit: 40))'",
      help: name.nearest(among: names).map { "did you mean '\($0)'?" }
        ?? (names.isEmpty
          ? nil : "there are: \(names.map { harmless($0) }.joined(separator: ", "))"))
  }

  private mutating func use(_ rest: String) {
    guard let draft = draft(named: rest, in: document) else { return refuseUnknown(rest) }
    document.current = draft.id
    unopened = []
    if let moment = draft.marks.last?.moment { document.moment = moment }
    beginWork(then: .nothing)
  }

  private mutating func forDraft(_ rest: String, _ effect: (Draft.ID?) -> Effect) -> Effect? {
    guard !unfinished.isEmpty else {
      say(.text("nothing is under way"))
      return nil
    }
    if rest.isEmpty { return run(.show, effect(nil)) }
    guard let draft = draft(named: rest, in: document) else {
      refuseUnknown(rest)
      return nil
    }
    return run(.show, effect(draft.id))
  }

  private mutating func tasks(_ rest: String) -> Effect? {
    if rest.isEmpty { return run(.show, .listTasks(page: 1)) }
    if let page = Int(rest), 1...1000 ~= page { return run(.show, .listTasks(page: page)) }
    return run(.show, .lookUpTask(id: rest))
  }

  private mutating func history(_ rest: String) -> Effect? {
    let count = rest.isEmpty ? nil : Int(rest)
    if !rest.isEmpty, (count ?? 0) <= 0 {
      refuse(.usage, "'\(harmless(rest, limit: 40))' is no number of lines", help: "history 20")
      return nil
    }
    return run(.show, .showHistory(count: count))
  }

  // MARK: Files

  private mutating func save(_ rest: String) -> Effect? {
    var path = TextQuoting.unquoted(rest)
    if path.isEmpty, let file { path = file }
    guard !path.isEmpty else {
      refuse(.usage, "save as what? A name is missing", help: "save farm.kedit")
      return nil
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if !name.contains(".") { path += ".kedit" }
    guard path.hasSuffix(".kedit") else {
      refuse(
        .usage,
        "'\(harmless(path, limit: 80))' is no name of a .kedit file, and only such are written",
        help: "save \(harmless(String(name.prefix { $0 != "." }), limit: 40)).kedit; "
          + "save \"NAME\" names the result of an edit")
      return nil
    }
    let text = document.text
    let formatted = FormattedText(Parser.parse(SourceText(name: path, text: text))).bytes
    return run(
      .save(text: text),
      .write(
        path: path, text: String(decoding: formatted, as: UTF8.self), naming: relativePaths(),
        isOwn: file.map { $0.utf8.elementsEqual(path.utf8) } ?? false))
  }

  private mutating func read(_ rest: String, _ purpose: Effect.ReadPurpose) -> Effect? {
    let path = TextQuoting.unquoted(rest)
    guard !path.isEmpty else {
      let name: CommandName = purpose == .load ? .load : .source
      refuse(.usage, "a file is missing", help: "usage: \(name.usage)")
      return nil
    }
    if purpose == .source {
      sourcedCount += 1
      guard sourcedCount <= Self.maximumSourced else {
        refuse(
          .usage, "more than \(Self.maximumSourced) files are sourced by one entry",
          help: "does '\(harmless(path, limit: 80))' source itself?")
        return nil
      }
    }
    return run(purpose == .load ? .load : .source, .read(path: path, purpose))
  }
}

extension CommandName {
  fileprivate var takesOperands: Bool { usage != rawValue }
}
