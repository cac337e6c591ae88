import KEditCompiler
import KEditEngine
import KEditFormat
import KEditPlan
import KEditSyntax
import PlainText

/// The commands, but for those over marks.
extension Workbench {
  mutating func begin(_ command: TypedCommand) -> Activity {
    let (name, rest) = (command.name, command.rest)
    if !name.takesOperands, !rest.isEmpty {
      return refuse(
        .usage, "'\(name.rawValue)' takes nothing behind it", help: "usage: \(name.usage)")
    }
    switch name {
    case .mark: return mark(command)
    case .unmark: return unmark(command)
    case .clear: return clearMarks()
    case .undo: return undo()
    case .redo: return redo()
    case .marks: return showMarks()
    case .frame: return setFrame(rest)
    case .preview:
      var work = Work(document)
      work.next = .showPreview
      return .work(work)
    case .prompt: return prompt(command)
    case .set: return showSettings()
    case .plan: return plan(rest)
    case .check: return judge(.check)
    case .submit: return submit(rest)
    case .use: return use(rest)
    case .results: return showResults()
    case .status: return answer(statusLines)
    case .help: return help(rest)
    case .tasks: return tasks(rest)
    case .wait: return forSubmitted(rest) { .wait($0) }
    case .cancel: return forSubmitted(rest) { .cancel($0) }
    case .edit: return .effect(.edit(refusedText ?? document.text), .edit)
    case .save: return save(rest)
    case .load: return read(rest, .load)
    case .source: return read(rest, .source)
    case .history: return history(rest)
    case .quit: return .effect(.quit, .show)
    }
  }

  private mutating func answer(_ lines: [String]) -> Activity {
    say(.text(lines))
    return .rest
  }

  // MARK: Undo

  private mutating func undo() -> Activity {
    let before = before
    guard let last = undone.popLast() else {
      return refuse(.usage, "there is nothing to undo")
    }
    let other = last.difference.applied(to: document)
    redone.append(wayBack(from: other, last))
    return go(to: other, last.origin, before, "undone: \(last.change)")
  }

  private mutating func redo() -> Activity {
    let before = before
    guard let next = redone.popLast() else {
      return refuse(.usage, "there is nothing to do again")
    }
    let other = next.difference.applied(to: document)
    undone.append(wayBack(from: other, next))
    return go(to: other, next.origin, before, "done again: \(next.change)")
  }

  private func wayBack(from other: Document, _ past: Past) -> Past {
    Past(
      difference: Document.Difference(from: other, to: document), change: past.change,
      origin: past.origin.map { _ in origin })
  }

  private mutating func go(
    to other: Document, _ origin: Origin?, _ before: Before, _ words: String
  ) -> Activity {
    if let origin {
      self.origin = origin
      reports = [:]
    }
    var work = Work(other)
    work.before = before
    work.keepsDocument = true
    work.announcement = harmless(words, limit: 200)
    return .work(work)
  }

  // MARK: Prompt and options

  private mutating func prompt(_ command: TypedCommand) -> Activity {
    if !command.rest.isEmpty { return beginClauses(.prompt(command)) }
    let text = document.text
    guard document.draft.head != nil, let number = document.number(of: document.current),
      let plan = read(text, of: document, for: .draft).plan, plan.edits.count >= number
    else {
      return refuse(
        .usage, "there is no edit yet, so there is no prompt",
        help: "say what shall change: remove \"…\", swap \"…\" for \"…\" from IMAGE, add …")
    }
    let edit = plan.edits[number - 1]
    var lines = [harmless(edit.task.prompt)]
    if let negative = edit.task.negativePrompt, !negative.isEmpty {
      lines.append("negative: " + harmless(negative))
    }
    return answer(lines)
  }

  private mutating func showSettings() -> Activity {
    let settings = document.statements.filter { $0.kind == .setStatement }
    if settings.isEmpty { return answer(["nothing is set; 'help set' says what can be"]) }
    say(.spec(settings.map(\.text).joined(separator: "\n")))
    return .rest
  }

  // MARK: The whole text

  private mutating func plan(_ rest: String) -> Activity {
    guard let form = rest.isEmpty ? .text : PlanForm(rawValue: rest) else {
      return refuse(
        .usage, "a plan has no form '\(harmless(rest, limit: 40))'",
        help: "plan, plan json, or plan curl")
    }
    return judge(.plan(form))
  }

  /// Judges the whole text as a file is judged: files are looked at anew.
  private mutating func judge(_ judgement: Errand.Judgement) -> Activity {
    reports = [:]
    let unknown = unknownFiles(in: document.text, of: document)
    if unknown.isEmpty { return tell(judgement) }
    return .effect(.examine(unknown, folder: folder), .judge(judgement))
  }

  mutating func tell(_ judgement: Errand.Judgement) -> Activity {
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
    return .rest
  }

  // MARK: Submitting

  private mutating func submit(_ rest: String) -> Activity {
    var words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
    let isFresh = words.last == "fresh"
    if isFresh { words.removeLast() }
    guard words.count <= 1 else {
      return refuse(
        .usage, "one edit at a time can be submitted", help: "usage: \(CommandName.submit.usage)")
    }
    var target = document
    if let name = words.first {
      guard let draft = draft(named: name, in: document) else { return refuseUnknown(name) }
      target.current = draft.id
    }
    let draft = target.draft
    if !isFresh, !isOpen(draft) {
      let name = name(of: draft, in: target) ?? ""
      return refuse(
        .usage, "\(label(name)) is submitted already",
        help: "'submit \(name) fresh' makes another task of it, which costs again")
    }
    if isFresh, isUnderWay(draft.id) {
      return refuse(.usage, "its task is still under way", help: "'wait' for it")
    }
    var work = Work(target)
    work.next = .submit(isFresh: isFresh)
    return .work(work)
  }

  private mutating func refuseUnknown(_ name: String) -> Activity {
    let names = names(in: document).map(\.name)
    return refuse(
      .usage, "there is no edit '\(harmless(name, limit: 40))'",
      help: name.nearest(among: names).map { "did you mean '\($0)'?" }
        ?? (names.isEmpty
          ? nil : "there are: \(names.map { harmless($0) }.joined(separator: ", "))"))
  }

  private mutating func use(_ rest: String) -> Activity {
    guard let draft = draft(named: rest, in: document) else { return refuseUnknown(rest) }
    document.current = draft.id
    unopened = []
    if let moment = draft.marks.last?.moment { document.moment = moment }
    return .work(Work(document))
  }

  private mutating func forSubmitted(_ rest: String, _ effect: (Draft.ID?) -> Effect) -> Activity {
    let unfinished = unfinished
    if unfinished.isEmpty { return answer(["nothing is under way"]) }
    if rest.isEmpty { return .effect(effect(nil), .show) }
    // It may be no edit of the text any more.
    let id = unfinished.last { standings[$0]?.name == rest } ?? draft(named: rest, in: document)?.id
    guard let id else { return refuseUnknown(rest) }
    return .effect(effect(id), .show)
  }

  private mutating func tasks(_ rest: String) -> Activity {
    if rest.isEmpty { return .effect(.listTasks(page: 1), .show) }
    if let page = Int(rest), 1...1000 ~= page { return .effect(.listTasks(page: page), .show) }
    return .effect(.lookUpTask(id: rest), .show)
  }

  private mutating func history(_ rest: String) -> Activity {
    let count = rest.isEmpty ? nil : Int(rest)
    if !rest.isEmpty, (count ?? 0) <= 0 {
      return refuse(
        .usage, "'\(harmless(rest, limit: 40))' is no number of lines", help: "history 20")
    }
    return .effect(.showHistory(count: count), .show)
  }

  // MARK: Files

  private mutating func save(_ rest: String) -> Activity {
    var path = TextQuoting.unquoted(rest)
    if path.isEmpty, let file { path = file }
    guard !path.isEmpty else {
      return refuse(.usage, "save as what? A name is missing", help: "save farm.kedit")
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if !name.contains(".") { path += ".kedit" }
    guard path.hasSuffix(".kedit") else {
      return refuse(
        .usage,
        "'\(harmless(path, limit: 80))' is no name of a .kedit file, and only such are written",
        help: "save \(harmless(String(name.prefix { $0 != "." }), limit: 40)).kedit; "
          + "save \"NAME\" names the result of an edit")
    }
    let text = document.text
    let formatted = FormattedText(Parser.parse(SourceText(name: path, text: text))).bytes
    return .effect(
      .write(
        path: path, text: String(decoding: formatted, as: UTF8.self), naming: relativePaths(),
        isOwn: file.map { $0.utf8.elementsEqual(path.utf8) } ?? false),
      .save(text: text))
  }

  private mutating func read(_ rest: String, _ purpose: Effect.ReadPurpose) -> Activity {
    let path = TextQuoting.unquoted(rest)
    guard !path.isEmpty else {
      let name: CommandName = purpose == .load ? .load : .source
      return refuse(.usage, "a file is missing", help: "usage: \(name.usage)")
    }
    if purpose == .source {
      sourcedCount += 1
      guard sourcedCount <= Self.maximumSourced else {
        return refuse(
          .usage, "more than \(Self.maximumSourced) files are sourced by one entry",
          help: "does '\(harmless(path, limit: 80))' source itself?")
      }
    }
    return .effect(.read(path: path, purpose), purpose == .load ? .load : .source)
  }
}

extension CommandName {
  fileprivate var takesOperands: Bool { usage != rawValue }
}
