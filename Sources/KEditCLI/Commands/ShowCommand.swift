import KEditEngine
import KEditPlan
import OrderedJSON
import PlainText
import PosixFiles
import SQLiteJournal

/// `kedit show`: everything that the journal knows of one run.
struct ShowCommand: Command {
  private static let verbose = Flag(
    "verbose", short: "v", help: "Show every step of every edit as well.")
  private static let html = Option<String>.text(
    "html", placeholder: "FILE",
    help: "Write one page for a browser, with frames, masks and videos.", isGivenOnce: true,
    hasVariable: false)

  static let description = CommandDescription(
    name: "show",
    summary: "Show a run with its edits: tasks, files, links, what it cost.",
    discussion: """
      'kedit runs' lists the numbers. Of each edit: its state, task and session, what was marked and asked
      for, the charge, the files with what has become of them, the links with the day they die, and
      why it failed. Nothing is asked of the service. Times are in UTC.

      The page that --html writes holds its pictures itself; videos are files beside it.
      """,
    operands: .one("RUN"),
    options: [verbose.declaration, html.declaration, ReportFormat.option.declaration]
      + ArchiveOptions.all
      + CommonOptions.all,
    examples: [
      ("kedit show 12", "See what became of the edits of run 12."),
      ("kedit show 12 --verbose", "See every step as well."),
      ("kedit show 12 --html run.html", "See it in a browser, with frames and masks."),
    ])

  private let number: Int
  private let isVerbose: Bool
  private let htmlFile: String?
  private let format: ReportFormat
  private let archive: ArchiveOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.number = try RunNumber.read(arguments.operands[0])
    self.isVerbose = try arguments.isSet(Self.verbose)
    self.htmlFile = try arguments.value(Self.html)
    self.format = try arguments.value(ReportFormat.option) ?? .text
    self.archive = try ArchiveOptions(arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    guard let archive = try archive.open(context) else {
      let path = try self.archive.path(context)
      throw .usage(
        "there is no run \(number): there is no journal yet",
        help: self.archive.hintAtSimulation(context) ?? "it would be '\(harmless(path))'")
    }
    let report: RunReport?
    let history: [HistoryStep]
    do throws(JournalFault) {
      report = try archive.report(of: number)
      history = isVerbose ? try archive.history(of: number) : []
    } catch {
      throw CommandFailure(error)
    }
    guard let report else {
      throw .usage(
        "there is no run \(number) in the journal", help: self.archive.helpForMissingRun(context))
    }
    let page = RunPage(report, history: history, context)
    if let htmlFile {
      try await write(page, of: report, to: htmlFile, context)
      return .done
    }
    switch format {
    case .json: context.write(page.json(withHistory: isVerbose))
    case .text: context.io.output.write(page.text)
    }
    return .done
  }
}

extension ShowCommand {
  private func write(
    _ page: RunPage, of report: RunReport, to file: String, _ context: CommandContext
  ) async throws(CommandFailure) {
    let target = Path.join(context.io.currentFolder, file)
    try spare(page, target, file)
    let sheet = await SheetMaker(
      report, page, folder: FileSystem.canonicalPath(Path.folder(of: target)), context
    ).make()
    do throws(FileError) {
      try FileSystem.write(Array(sheet.text.utf8), to: target)
    } catch {
      throw CommandFailure(.localFile, "'\(harmless(file))' cannot be written: \(error.words)")
    }
  }

  /// Makes sure that the page takes the place of nothing that was paid for.
  private func spare(
    _ page: RunPage, _ target: String, _ file: String
  ) throws(CommandFailure) {
    let own = page.edits.flatMap(\.files).map(\.file.location)
    guard own.contains(where: { FileIdentity.areSame(target, $0) }) else { return }
    throw .usage(
      "--html is '\(harmless(file))', which is a file of the run", help: "name another file")
  }
}

/// The number of a run, as it is typed.
enum RunNumber {
  static func read(_ text: String) throws(CommandFailure) -> Int {
    guard let number = Int(text), number > 0 else {
      throw .usage(
        "'\(harmless(text))' is not the number of a run", help: "'kedit runs' lists the runs")
    }
    return number
  }
}
