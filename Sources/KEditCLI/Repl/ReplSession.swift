import KEditCompiler
import KEditEngine
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
  /// Whether nothing is heard any more of what goes on at the service.
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
    await performer.follow { id, outcome in await self.finish(id, outcome) }
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
    context.inform("kedit \(programVersion): 'help' says what can be typed, Ctrl-D leaves")
    var entry = ""
    while !performer.hasQuit, !context.io.interruptions.isFinal {
      let folder = workbench.folder
      habitat.set(EntryCompleter(workbench) { FolderLister.list($0, from: folder) })
      let prompt = entry.isEmpty ? printer.prompt(workbench.place) : printer.continuation
      let line = await context.io.interruptions.cancelling { await reader.read(prompt: prompt) }
      switch line {
      case .text(let text):
        entry = entry.isEmpty ? text : Unfinished.join(entry, text)
        if Unfinished.missing(from: entry) != nil { continue }
        reader.remember(entry)
        if let failure = reader.takeHistoryFailure() {
          context.inform("history does not last: \(harmless(failure))")
        }
        await enter(entry)
        entry = ""
      case .interrupted(let wasEmpty):
        if wasEmpty, entry.isEmpty { context.inform("'quit' or Ctrl-D leaves") }
        entry = ""
      case .stopped:
        context.io.interruptions.forget()
        entry = ""
      case .endOfInput:
        if !entry.isEmpty {
          entry = ""
        } else {
          await enter("quit")
        }
      }
    }
    await reader.close()
  }

  // MARK: A script

  private func carryOut(_ lines: AsyncStream<InputLine>) async {
    var entry = ""
    var number = 0
    var first = 1
    for await line in lines {
      number += 1
      if entry.isEmpty { first = number }
      guard case .text(let text) = line else {
        fail(line, number)
        if case .failed = line { return }
        if mayGoOn { continue } else { return }
      }
      entry = entry.isEmpty ? text : Unfinished.join(entry, text)
      if Unfinished.missing(from: entry) != nil { continue }
      await enter(entry, ofLines: first...number)
      entry = ""
      if !mayGoOn || performer.hasQuit || context.io.interruptions.wasUttered { return }
    }
    if !entry.isEmpty, !context.io.interruptions.wasUttered {
      await enter(entry, ofLines: first...number)
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
      if !context.io.interruptions.isFinal, isPerson { context.io.interruptions.forget() }
      effect = self.workbench.take(answer)
      await say()
    }
    if let failure = workbench.failure, !isPerson { codes.append(ExitCode(failure)) }
    await remember()
  }

  private var isPerson: Bool { if case .person = entries { true } else { false } }

  private func say() async {
    for message in workbench.takeMessages() { await printer.show(message) }
  }

  private func finish(_ id: Draft.ID, _ outcome: EditOutcome) async {
    // Who takes the session up goes on with what was submitted.
    if isLeaving { return }
    workbench.finish(id, outcome)
    // A script fails with what it submitted, also where it does not wait for it.
    if !isPerson, case .failed(let failure) = outcome.ending {
      codes.append(ExitCode(failure.kind))
    }
    await say()
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
    for submission in workbench.followUps() {
      switch await performer.perform(.submit(submission), for: workbench) {
      case .failed(let failure):
        workbench.giveUp(submission, because: failure)
        if !isPerson { codes.append(ExitCode(failure.failure.kind)) }
      case .declined(let kind):
        workbench.giveUp(submission, because: nil)
        if !isPerson { codes.append(ExitCode(kind)) }
      default: break
      }
    }
    await say()
    return true
  }

  private func leave() async {
    isLeaving = true
    let left = workbench.unfinished
    await performer.stopAll()
    if !left.isEmpty {
      context.inform(
        "what was submitted goes on at the service: '\(performer.resuming)' fetches it")
      if !isPerson { codes.append(.stopped) }
    }
    if context.io.interruptions.isFinal || (!isPerson && context.io.interruptions.wasUttered) {
      codes.append(.stopped)
    }
  }
}
