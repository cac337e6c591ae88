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
