import KEditEngine
import PosixFiles
import SQLiteJournal

/// Which journal is asked.
struct ArchiveOptions: Sendable {
  static let all = [ServiceTarget.simulate.declaration] + StateOptions.all

  let simulates: Bool
  let state: StateOptions
  /// The service that the environment alone names; `nil` where what it says is unsound.
  private let usualService: ServiceOptions?

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.simulates = try arguments.isSet(ServiceTarget.simulate)
    self.state = try StateOptions(arguments)
    self.usualService = ServiceOptions(environment: arguments.environment)
  }

  /// The journal, to be read; `nil` where there is none yet: asking makes none.
  ///
  /// - Throws: a failure of a local file.
  func open(_ context: CommandContext) throws(CommandFailure) -> SQLiteArchive? {
    try openFile(context).map { SQLiteArchive($0) }
  }

  /// The file of the journal, to be read; `nil` where there is none yet.
  ///
  /// - Throws: a failure of a local file.
  func openFile(_ context: CommandContext) throws(CommandFailure) -> JournalFile? {
    let path = try path(context)
    do throws(FileError) {
      guard try FileSystem.exists(path) else { return nil }
    } catch {
      throw CommandFailure(.localFile, "the journal cannot be looked at: \(error.words)")
    }
    do throws(JournalFault) {
      return try JournalFile(path, access: .read)
    } catch {
      throw CommandFailure(error)
    }
  }

  func path(_ context: CommandContext) throws(CommandFailure) -> String {
    try state.journalPath(simulates: simulates, context)
  }

  /// What helps who names a run that this journal does not have. What was simulated is in a journal of
  /// its own, where it is easily forgotten.
  func helpForMissingRun(_ context: CommandContext) -> String {
    let own = "'kedit runs' lists the runs"
    return hintAtSimulation(context).map { "\(own); \($0)" } ?? own
  }

  /// How to see the runs of the simulation; `nil` where they are asked for, or where there is none.
  func hintAtSimulation(_ context: CommandContext) -> String? {
    guard !simulates, let path = try? state.journalPath(simulates: true, context),
      (try? FileSystem.exists(path)) == true
    else { return nil }
    let journal = state.namedJournal.map { " --state \(shellWord($0))" } ?? ""
    return "'kedit runs --simulate\(journal)' lists those of the simulation"
  }

  /// The command that does something with a run of this journal, as a person types it.
  func command(_ name: String, run: Int, of scope: JournalScope) -> String {
    var words = ["kedit", name, "\(run)"]
    if simulates {
      words.append("--simulate")
    } else {
      words += scope.options(beyond: usualService)
    }
    if let journal = state.namedJournal { words += ["--state", shellWord(journal)] }
    return words.joined(separator: " ")
  }
}

extension CommandFailure {
  init(_ fault: JournalFault) {
    self.init(.localFile, fault.message, help: fault.help)
  }
}
