import PosixFiles

/// Where what must survive the process is kept.
struct StateOptions: Sendable {
  private static let state = Option<String>.text(
    "state", placeholder: "FILE", help: "The journal, with the simulator's state beside it.",
    defaultText: "kedit/journal.sqlite in the XDG state folder")

  static let all = [state.declaration]

  /// The journal as it was named on the command line or in the environment.
  private let journal: String?

  var namedJournal: String? { journal }

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.journal = try arguments.value(Self.state)
  }

  /// Where the journal is.
  ///
  /// What is simulated has a journal of its own beside the other one, so that it is never taken as done
  /// for the service.
  ///
  /// - Throws: a usage failure where nothing says where the person's files are.
  func journalPath(
    simulates: Bool, _ context: CommandContext
  ) throws(CommandFailure) -> String {
    simulates ? try simulatorFolder(context) + ".sqlite" : try path(context)
  }

  /// Where the lines are kept that were typed into `kedit repl`: beside the journal, in a file named
  /// after it.
  ///
  /// - Throws: a usage failure where nothing says where the person's files are.
  func historyPath(_ context: CommandContext) throws(CommandFailure) -> String {
    try stem(context) + ".history"
  }

  /// The folder of the simulator, beside the journal and named after it.
  ///
  /// - Throws: a usage failure where nothing says where the person's files are.
  func simulatorFolder(_ context: CommandContext) throws(CommandFailure) -> String {
    try stem(context) + ".simulator"
  }

  /// The journal's path without its extension.
  private func stem(_ context: CommandContext) throws(CommandFailure) -> String {
    let journal = try path(context)
    return Path.fileExtension(of: journal) == "sqlite" ? String(journal.dropLast(7)) : journal
  }

  private func path(_ context: CommandContext) throws(CommandFailure) -> String {
    if let journal { return Path.join(context.io.currentFolder, journal) }
    // The specification wants relative paths in the variable ignored.
    if let folder = context.environment["XDG_STATE_HOME"], Path.isAbsolute(folder) {
      return Path.join(folder, "kedit/journal.sqlite")
    }
    guard let home = ProcessEnvironment.homeFolder(variable: context.environment["HOME"]) else {
      throw .usage("there is no home folder to keep state in", help: "name a file: --state FILE")
    }
    return Path.join(home, ".local/state/kedit/journal.sqlite")
  }
}
