import KEditCompiler
import KEditEngine
import KEditPlan
import KEditREPL
import KEditSyntax
import LineEditor
import PlainText
import PosixFiles

/// A session of `kedit repl`: brings what is typed to the workbench, and what that asks for to the
/// world.
actor ReplSession {
  private var workbench: Workbench
  private let options: ReplOptions
  private let context: CommandContext
  private let entries: Entries
  private let performer: EffectPerformer
  private let printer: ReplPrinter
  private let memory: ReplMemory
  private let isSimulated: Bool
  /// Whether what is not at its end is left to the service.
  private var isLeaving = false
  /// What went wrong, in a script that goes on all the same.
  private var codes: [ExitCode] = []

  init(
    _ settings: RunSettings, _ options: ReplOptions, _ parameters: ParameterOptions,
    _ context: CommandContext, _ entries: Entries
  ) {
    let service = ReplService(settings, context)
    let pictures = ReplPictures(options.pictures, service, context, entries)
    self.options = options
    self.context = context
    self.entries = entries
    self.printer = ReplPrinter(context, entries, pictures)
    self.performer = EffectPerformer(settings, service, context, entries)
    self.memory = ReplMemory(service)
    self.isSimulated = settings.target.simulates
    let current = context.io.currentFolder
    self.workbench = Workbench(
      Surroundings(
        arguments: { parameters.values(for: .session(in: $0, from: current)) },
        include: { IncludeFiles(input: .session(in: $1, from: current)).read($0) },
        sha256: hexadecimalSHA256, now: unixMilliseconds),
      folder: current)
  }

  /// Everything from the first prompt to the last.
  ///
  /// - Returns: the exit code: of a script, what went wrong.
  func run(file: String?) async -> ExitCode {
    let jobs = performer.jobs
    await withDiscardingTaskGroup { group in
      group.addTask {
        await self.converse(file)
        jobs.close()
      }
      for await job in jobs.stream { group.addTask { await job() } }
    }
    await performer.close()
    return ExitCode.summary(of: codes)
  }

  private func converse(_ file: String?) async {
    // The performer is ours: held strongly, neither would ever go.
    await performer.follow { [weak self] id, news in await self?.hear(news, of: id) }
    if isPerson {
      context.inform("kedit \(programVersion): 'help' says what can be typed, Ctrl-D leaves")
    }
    if options.continues {
      // What was left is still there, and must not be written over.
      guard await takeUp() else {
        if case .person(let reader, _) = entries { await reader.close() }
        return
      }
    } else if let file {
      await enter("load \(TextQuoting.quoted(file))")
    }
    guard mayGoOn else { return }
    switch entries {
    case .person(let reader, let habitat): await converse(with: reader, habitat)
    case .script(let lines):
      await context.io.interruptions.cancelling { await self.carryOut(lines) }
    }
    await leave()
  }

  /// Whether a script has come so far without a mistake.
  private var mayGoOn: Bool {
    if case .person = entries { return true }
    return options.keepsGoing || codes.isEmpty
  }

  // MARK: A person

  private func converse(with reader: LineReader, _ habitat: Entries.Habitat) async {
    var lines = EntryGatherer()
    while !performer.hasQuit, !context.io.interruptions.isFinal {
      let folder = workbench.folder
      habitat.set(EntryCompleter(workbench) { FolderLister.list($0, from: folder) })
      let prompt = lines.isGoingOn ? printer.continuation : printer.prompt(workbench.place)
      let line = await context.io.interruptions.cancelling { await reader.read(prompt: prompt) }
      switch line {
      case .text(let text):
        guard lines.take(text) else { continue }
        reader.remember(lines.entry)
        if let failure = reader.takeHistoryFailure() {
          context.inform("history does not last: \(harmless(failure))")
        }
        await enter(lines.entry)
      case .interrupted(let wasEmpty):
        if wasEmpty, !lines.isGoingOn { context.inform("'quit' or Ctrl-D leaves") }
      case .stopped: context.io.interruptions.forget()
      case .endOfInput: if !lines.isGoingOn { await enter("quit") }
      }
      lines.forget()
    }
    await reader.close()
  }

  // MARK: A script

  private func carryOut(_ input: AsyncStream<InputLine>) async {
    var lines = EntryGatherer()
    var number = 0
    var first = 1
    for await line in input {
      number += 1
      if !lines.isGoingOn { first = number }
      guard case .text(let text) = line else {
        fail(line, number)
        if case .failed = line { return }
        if mayGoOn { continue } else { return }
      }
      guard lines.take(text) else { continue }
      await enter(lines.entry, ofLines: first...number)
      if !mayGoOn || performer.hasQuit || context.io.interruptions.wasUttered { return }
    }
    if lines.isGoingOn, !context.io.interruptions.wasUttered {
      await enter(lines.entry, ofLines: first...number)
    }
  }

  /// Does what an entry says; where it fails, a script says which one it was.
  private func enter(_ entry: String, ofLines numbers: ClosedRange<Int>) async {
    await enter(entry)
    guard workbench.failure != nil, !context.io.interruptions.wasUttered else { return }
    let lines =
      numbers.count > 1
      ? "lines \(numbers.lowerBound) to \(numbers.upperBound)" : "line \(numbers.upperBound)"
    context.inform(options.keepsGoing ? "that was \(lines)" : "stopped at \(lines)")
  }

  private func fail(_ line: InputLine, _ number: Int) {
    switch line {
    case .text: return
    case .notUTF8:
      fail(
        CommandFailure(
          .faultyFile, "line \(number) of standard input is not UTF-8", help: "save it as UTF-8"))
    case .tooLong(let limit):
      fail(
        CommandFailure(
          .faultyFile, "line \(number) of standard input has more than \(limit) bytes"))
    case .failed(let error):
      fail(CommandFailure(.localFile, "standard input cannot be read: \(error.words)"))
    }
  }

  private func fail(_ failure: CommandFailure) {
    context.report(failure)
    codes.append(failure.code)
  }

  // MARK: Entries

  private func enter(_ entry: String) async {
    await work(on: workbench.enter(entry))
  }

  /// Does what the workbench asks for, one thing after the other.
  private func work(on first: Effect?) async {
    await say()
    var effect = first
    while let current = effect {
      let performer = performer
      let workbench = workbench
      let answer = await context.io.interruptions.cancelling {
        await performer.perform(current, for: workbench)
      }
      effect = self.workbench.take(answer)
      await say()
    }
    // Not before: what was to stop the entry may have come too late for one step of it.
    if !context.io.interruptions.isFinal, isPerson { context.io.interruptions.forget() }
    if let failure = workbench.failure, !isPerson { codes.append(ExitCode(failure)) }
    await remember()
  }

  private var isPerson: Bool { if case .person = entries { true } else { false } }

  private func say() async {
    for message in workbench.takeMessages() { await printer.show(message) }
  }

  private func hear(_ news: SubmittedRuns.News, of id: Draft.ID) async {
    switch news {
    case .task(let task): workbench.note(taskID: task, of: id)
    // Who takes the session up goes on with it.
    case .end(let outcome) where isLeaving && outcome.isLeft: return
    case .end(let outcome):
      workbench.finish(id, outcome)
      // A script fails with what it submitted, also where it does not wait for it.
      if !isPerson, case .failed(let failure) = outcome.ending {
        codes.append(ExitCode(failure.kind))
      }
      await say()
    }
    await remember()
  }

  // MARK: What lasts

  private func remember() async {
    if let failure = await memory.write(workbench) { context.report(failure) }
  }

  /// - Returns: whether the session can go on: not where one was left that is not understood.
  private func takeUp() async -> Bool {
    do throws(CommandFailure) {
      guard let record = try await memory.newest() else {
        fail(
          CommandFailure(
            .usage, "there is no session to take up: none was left in the last 24 hours",
            help: "'kedit repl' begins one"))
        return true
      }
      guard
        workbench.restore(text: record.document, state: record.state, folder: record.folder)
      else {
        await say()
        fail(
          CommandFailure(
            workbench.failure.map(ExitCode.init) ?? .localFile,
            "the session that was left cannot be taken up"))
        return false
      }
    } catch {
      fail(error)
      return true
    }
    await work(on: workbench.takeUp())
    for followUp in workbench.followUps {
      let code: ExitCode
      switch await performer.takeUp(followUp) {
      case .failed(let failure):
        workbench.giveUp(followUp, because: failure)
        code = ExitCode(failure.failure.kind)
      case .declined(let kind):
        workbench.giveUp(followUp, because: nil)
        code = ExitCode(kind)
      default: continue
      }
      if !isPerson { codes.append(code) }
    }
    await say()
    return true
  }

  private func leave() async {
    let performer = performer
    // What was said yes to is brought to the service, or it would not go on there.
    await context.io.interruptions.cancelling { await performer.waitForTasks() }
    isLeaving = true
    await performer.stopAll()
    if !workbench.unfinished.isEmpty {
      context.inform(
        "what was submitted goes on at the service: '\(performer.resuming)' fetches it")
      if !isPerson { codes.append(.stopped) }
    }
    if let units = await performer.unitsCharged { context.inform(charged(units)) }
    if context.io.interruptions.isFinal || (!isPerson && context.io.interruptions.wasUttered) {
      codes.append(.stopped)
    }
  }

  private func charged(_ units: DecimalNumber) -> String {
    "\(units) units charged" + (isSimulated ? " in the simulation" : "")
  }
}

extension EditOutcome {
  /// Whether it was stopped before its end.
  fileprivate var isLeft: Bool { if case .left = ending { true } else { false } }
}
