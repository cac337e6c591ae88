import KEditCompiler
import KEditEngine
import KEditPlan
import KEditREPL
import KEditSyntax
import KlingAPI
import LineEditor
import PlainText
import PosixFiles
import Synchronization

/// Does in the world what the session asks for.
actor EffectPerformer {
  private let settings: RunSettings
  private let service: ReplService
  private let context: CommandContext
  private let entries: Entries
  private let submitted: SubmittedRuns
  private var calls: SessionCalls?
  private var callsFolder = ""

  nonisolated let jobs = JobQueue()
  private nonisolated let quit = Atomic(false)

  /// Whether the person has left.
  nonisolated var hasQuit: Bool { quit.load(ordering: .sequentiallyConsistent) }

  init(
    _ settings: RunSettings, _ service: ReplService, _ context: CommandContext, _ entries: Entries
  ) {
    self.settings = settings
    self.service = service
    self.context = context
    self.entries = entries
    self.submitted = SubmittedRuns(settings, service, context, entries, jobs)
  }

  /// The command that goes on with what was submitted.
  nonisolated var resuming: String { ResumeWords(settings, context.environment).command }

  /// Tells `handler` of the task and the end of each edit that is submitted.
  func follow(_ handler: @escaping SubmittedRuns.Handler) async { await submitted.follow(handler) }

  /// Goes on with what another process submitted.
  func takeUp(_ followUp: FollowUp) async -> Answer { await submitted.takeUp(followUp) }

  /// Waits until the service has a task of everything that was submitted.
  func waitForTasks() async { await submitted.waitForTasks() }

  /// Stops waiting for what was submitted.
  func stopAll() async { await submitted.stop(nil) }

  /// What the service charged for what came to its end in this process, in units; `nil` where nothing did.
  var unitsCharged: DecimalNumber? { get async { await submitted.unitsCharged } }

  func close() async { await service.close() }

  func perform(_ effect: Effect, for workbench: Workbench) async -> Answer {
    do throws(EffectFailure) {
      switch effect {
      case .examine(let files, let folder):
        return .examined(try await examine(files, in: folder))
      case .open, .add, .delete, .clear, .preview, .listTasks, .lookUpTask:
        return try await call(effect, for: workbench)
      case .submit(let submission):
        return await submitted.submit(submission, sourceFolder: workbench.folder)
      case .wait(let id): return await submitted.wait(for: id)
      case .cancel(let id):
        await submitted.stop(id)
        return .done
      case .write(let path, let text, let names, let isOwn):
        try keepPaths(names, of: path, workbench.folder)
        return try await write(path, text, isOwn)
      case .read(let path, _): return try read(path)
      case .edit(let text): return try await edit(text)
      case .showHistory(let count):
        showHistory(count)
        return .done
      case .quit: return await leave(workbench)
      }
    } catch {
      return .failed(error)
    }
  }

  // MARK: Calls

  private func call(
    _ effect: Effect, for workbench: Workbench
  ) async throws(EffectFailure) -> Answer {
    let calls: SessionCalls
    do throws(CommandFailure) {
      calls = try await sessionCalls(for: workbench)
    } catch {
      throw EffectFailure(error)
    }
    do throws(SessionFault) {
      switch effect {
      case .open(let video, let parent):
        let parsed = try await calls.open(video, parentVideoID: parent)
        return .opened(
          parsed, openedAt: calls.openedAt(parsed.sessionID) ?? unixMilliseconds())
      case .add(let request): return .selected(try await calls.add(request))
      case .delete(let request): return .selected(try await calls.delete(request))
      case .clear(let sessionID):
        try await calls.clear(sessionID)
        return .cleared
      case .preview(let session, let edit):
        return .previewed(
          try await calls.preview(session.video.sessionID, of: edit, marked: session))
      case .listTasks(let page): return .tasks(try await calls.tasks(page: page, size: 30))
      case .lookUpTask(let id): return .task(try await calls.task(id))
      default: preconditionFailure("only calls come here")
      }
    } catch {
      throw EffectFailure(error)
    }
  }

  private func sessionCalls(
    for workbench: Workbench
  ) async throws(CommandFailure) -> SessionCalls {
    if let calls, workbench.folder == callsFolder { return calls }
    let opened = try await service.open()
    let files = settings.files(sourceFolder: workbench.folder, context)
    let reporter = RunReporter(settings, context)
    let new = SessionCalls(
      world: opened.connection.world(journal: opened.journal, files: files, context)
    ) { reporter.report($0) }
    for session in workbench.sessions.values {
      new.takeUp(session.video.sessionID, openedAt: session.openedAt)
    }
    calls = new
    callsFolder = workbench.folder
    return new
  }

  // MARK: Files

  private func examine(
    _ files: [ReferencedFile], in folder: String
  ) async throws(EffectFailure) -> [ReferencedFile: FileReport] {
    let examiner = FileExaminer(folder: folder, environment: context.environment)
    let reports = await examiner.reports(on: files)
    // What a look that was broken off has found says nothing of the files.
    if Task.isCancelled {
      throw EffectFailure(Failure(.stopped, "stopped while the files were looked at"))
    }
    return reports
  }

  /// Makes sure that relative paths in a file lead where they led in the session.
  private func keepPaths(
    _ names: [String], of path: String, _ folder: String
  ) throws(EffectFailure) {
    let current = context.io.currentFolder
    let new = FileSystem.resolvingLinks(Path.folder(of: Path.join(current, path)))
    guard let name = names.first, new != FileSystem.resolvingLinks(folder) else { return }
    let beside = Path.relative(Path.normalize(folder), from: Path.normalize(current))
    let better = Path.normalize(Path.join(beside, Path.name(of: path)))
    throw EffectFailure(
      Failure(
        .usage,
        "'\(harmless(path))' lies in another folder, from which '\(harmless(name))' leads elsewhere"
      ),
      help: "save \(harmless(better)), or name files by their whole paths: /…")
  }

  private func write(
    _ path: String, _ text: String, _ isOwn: Bool
  ) async throws(EffectFailure) -> Answer {
    let target = Path.join(context.io.currentFolder, path)
    do throws(FileError) {
      if !isOwn, try FileSystem.exists(target) {
        guard isPerson else { return .failed(.inTheWay(path)) }
        guard await Question.asks("'\(harmless(path))' exists already. Replace it?", context)
        else { return .declined(.stopped) }
      }
      var writer = try FileWriter(target)
      try writer.write(Array(text.utf8))
      try writer.commit()
      return .written(path: path)
    } catch {
      throw EffectFailure(
        Failure(.localFile, "'\(harmless(path))' cannot be written: \(error.words)"))
    }
  }

  private func read(_ path: String) throws(EffectFailure) -> Answer {
    guard path != "-" else {
      throw EffectFailure(
        Failure(.usage, "'-' is no file here: standard input is where the lines come from"),
        help: "name a file")
    }
    do throws(CommandFailure) {
      let input = try InputFile.read(path, context.io)
      guard !input.isPlan else {
        throw .usage(
          "'\(harmless(path))' is a plan, and no text that can be changed",
          help: "load the .kedit file that it was made from")
      }
      return .read(input.source, folder: input.folder)
    } catch {
      throw EffectFailure(error)
    }
  }

  private var isPerson: Bool { if case .person = entries { true } else { false } }

  private func edit(_ text: String) async throws(EffectFailure) -> Answer {
    guard case .person(let reader, _) = entries else {
      throw EffectFailure(
        Failure(.usage, "there is no terminal for an editor"),
        help: "type statements in its place, or change the file and 'load' it")
    }
    do throws(CommandFailure) {
      let edited = try await reader.lend(.program) { () async throws(CommandFailure) in
        try await TextEditor(context).edit(text)
      }
      return .edited(edited)
    } catch {
      throw EffectFailure(error)
    }
  }

  private func showHistory(_ count: Int?) {
    guard case .person(let reader, _) = entries else { return }
    let lines = reader.history.suffix(count ?? 20)
    for line in lines { context.io.output.write(harmless(line, keepingLines: true) + "\n") }
  }

  private func leave(_ workbench: Workbench) async -> Answer {
    if isPerson, workbench.hasUnsavedWork {
      let answer = await Question.answer(
        to: "There is work that is not saved. Leave all the same?", context)
      // Where the input is at its end, asking again would never end.
      guard answer ?? !Task.isCancelled else { return .done }
    }
    quit.store(true, ordering: .sequentiallyConsistent)
    return .done
  }
}

extension EffectFailure {
  init(_ failure: CommandFailure) {
    self.init(
      Failure(Failure.Kind(rawValue: failure.code.rawValue) ?? .fault, failure.message),
      help: failure.help)
  }

  fileprivate static func inTheWay(_ path: String) -> EffectFailure {
    EffectFailure(
      Failure(.localFile, "'\(harmless(path))' exists already, and nobody can be asked"),
      help: "save it under another name, or remove the file first")
  }

  init(_ fault: SessionFault) {
    let session: Session =
      switch fault {
      case .failed: .untouched
      case .lost: .unknown
      case .ended: .mayHaveEnded
      case .cancelled(let leavesUnknown): leavesUnknown ? .unknown : .untouched
      }
    self.init(fault.failure, session: session)
  }
}

extension RunSettings {
  /// The files of a plan of that folder and of its results.
  func files(sourceFolder: String, _ context: CommandContext) -> RunFiles {
    let results = outputFolder(seenFrom: context.io.currentFolder)
    return RunFiles(
      sourceFolder: sourceFolder, outputFolder: results.path, shownOutputFolder: results.shownPath)
  }
}
