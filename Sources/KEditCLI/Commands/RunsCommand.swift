import KEditEngine
import KEditPlan
import KlingAPI
import OrderedJSON
import PlainText
import SQLiteJournal

/// `kedit runs`: what does the journal know?
struct RunsCommand: Command {
  /// What is asked of the journal.
  private enum Question: Sendable {
    case runs
    case cost
    case expiring
  }

  private static let cost = Flag(
    "cost", help: "What was charged for the tasks of each run, and together.", hasVariable: false)
  private static let expiring = Flag(
    "expiring", help: "Results that were never fetched and whose links die soon.",
    hasVariable: false)

  static let description = CommandDescription(
    name: "runs",
    summary: "List the runs that the journal knows, and what they cost.",
    discussion: """
      The newest run comes first; 'kedit show RUN' says more of one, 'kedit resume RUN' goes on with it.
      The runs of all accounts are listed; --provider and --base-url choose among them. Nothing is
      asked of the service. Times are in UTC.

      A task costs once: what a later run takes over counts for the run that made it.
      """,
    operands: .none,
    options: [cost.declaration, expiring.declaration, ReportFormat.option.declaration]
      + ArchiveOptions.all + ServiceOptions.all + CommonOptions.all,
    examples: [
      ("kedit runs", "See what ran, and what is left to go on with."),
      ("kedit runs --cost", "Add up what was charged."),
      ("kedit runs --expiring", "See what must be fetched before it is gone."),
    ])

  private let question: Question
  private let format: ReportFormat
  private let archive: ArchiveOptions
  private let filter: ScopeFilter

  init(_ arguments: Arguments) throws(CommandFailure) {
    switch (try arguments.isSet(Self.cost), try arguments.isSet(Self.expiring)) {
    case (false, false): self.question = .runs
    case (true, false): self.question = .cost
    case (false, true): self.question = .expiring
    case (true, true):
      throw .usage("--cost and --expiring are two questions", help: "ask one after the other")
    }
    self.format = try arguments.value(ReportFormat.option) ?? .text
    self.archive = try ArchiveOptions(arguments)
    if archive.simulates {
      try ServiceTarget.checkAlone(arguments)
      self.filter = .everything
    } else {
      self.filter = try ScopeFilter(arguments)
    }
  }

  func run(_ context: CommandContext) throws(CommandFailure) -> ExitCode {
    let archive = try archive.open(context)
    if archive == nil {
      context.inform("there is no journal yet: '\(harmless(try self.archive.path(context)))'")
      if format == .text {
        hintAtSimulation(context)
        return .done
      }
    }
    do throws(JournalFault) {
      switch question {
      case .runs: list(try archive?.runs() ?? [], context)
      case .cost: sum(try archive?.runs() ?? [], context)
      case .expiring: warn(try archive?.unfetchedResults() ?? [], context)
      }
    } catch {
      throw CommandFailure(error)
    }
    return .done
  }

  private func list(_ all: [RunSummary], _ context: CommandContext) {
    let runs = all.filter { filter.takes($0.scope) }
    if format == .json {
      return context.write(["format": "kedit-runs/1", "runs": .array(runs.map(\.json))])
    }
    guard !runs.isEmpty else { return sayThatThereIsNone(context) }
    context.io.output.write(RunTable(runs).text)
    guard let open = runs.first(where: { $0.state == .stopped }) else { return }
    context.inform("To go on with run \(open.id): \(archive.command("resume", of: open))")
  }

  private func sayThatThereIsNone(_ context: CommandContext) {
    context.inform("the journal knows no run")
    hintAtSimulation(context)
  }

  private func hintAtSimulation(_ context: CommandContext) {
    guard let hint = archive.hintAtSimulation(context) else { return }
    context.inform(hint)
  }

  private func sum(_ all: [RunSummary], _ context: CommandContext) {
    let runs = all.filter { filter.takes($0.scope) }
    let together = runs.reduce(Charges()) { $0 + $1.charges }
    if format == .json {
      return context.write([
        "format": "kedit-cost/1", "units": .string("\(together.units)"),
        "open_tasks": .int(together.openTasks),
        "runs": .array(runs.map(\.costJSON)),
      ])
    }
    guard !runs.isEmpty else { return sayThatThereIsNone(context) }
    context.io.output.write(CostTable(runs, together: together).text)
    if together.openTasks > 0 {
      let tasks = together.openTasks == 1 ? "1 task" : "\(together.openTasks) tasks"
      context.inform("\(tasks) not counted: the service has not said yet what was charged")
    }
  }

  private func warn(_ all: [UnfetchedResult], _ context: CommandContext) {
    let list = ExpiringList(all.filter { filter.takes($0.scope) }, archive, at: .now)
    if format == .json { return context.write(list.json) }
    context.io.output.write(list.text)
    context.inform(list.conclusion)
  }
}

extension ArchiveOptions {
  /// The command that does something with the run.
  func command(_ name: String, of run: RunSummary) -> String {
    command(name, run: run.id, of: run.scope)
  }
}
