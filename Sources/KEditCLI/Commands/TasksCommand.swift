import KEditEngine
import KlingAPI
import OrderedJSON
import PlainText

/// `kedit tasks`: what does the service know?
struct TasksCommand: Command {
  private static let page = Option<Int>.wholeNumber(
    "page", placeholder: "N", in: 1...1000, help: "Which page.", defaultText: "1",
    hasVariable: false)
  private static let pageSize = Option<Int>.wholeNumber(
    "page-size", placeholder: "N", in: 1...500, help: "How many tasks a page has.",
    defaultText: "30")

  static let description = CommandDescription(
    name: "tasks",
    summary: "List the account's tasks at the service, a page at a time.",
    discussion: """
      The service is asked, not the journal: tasks that other programs made are there too. 'kedit task ID'
      says more of one. Times are in UTC.
      """,
    operands: .none,
    options: [page.declaration, pageSize.declaration, ReportFormat.option.declaration]
      + ServiceTarget.options + StateOptions.all + CommonOptions.all,
    examples: [
      ("kedit tasks", "See the first 30."),
      ("kedit tasks --page 2 --page-size 100", "See the second hundred."),
    ])

  private let page: Int
  private let pageSize: Int
  private let format: ReportFormat
  private let target: ServiceTarget
  private let state: StateOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.page = try arguments.value(Self.page) ?? 1
    self.pageSize = try arguments.value(Self.pageSize) ?? 30
    self.format = try arguments.value(ReportFormat.option) ?? .text
    self.target = try ServiceTarget(arguments)
    self.state = try StateOptions(arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let (page, pageSize) = (page, pageSize)
    let tasks = try await TaskService.asking(target, state, context) {
      service async throws(Failure) in
      try await service.inquiry().page(page, size: pageSize)
    }
    switch format {
    case .json:
      context.write([
        "format": "kedit-tasks/1", "page": .int(page), "page_size": .int(pageSize),
        "tasks": .array(tasks.map(\.json)),
      ])
    case .text: list(tasks, context)
    }
    return .done
  }

  private func list(_ tasks: [KlingTask], _ context: CommandContext) {
    guard !tasks.isEmpty else {
      return context.inform(
        page == 1 ? "the account has no tasks" : "there are no tasks on page \(page)")
    }
    var table = TextTable(["task", "status", "created", "units", "id"], numbers: [3])
    for task in tasks {
      table.add([
        harmless(task.id, limit: 80), harmless(task.status.text, limit: 40),
        task.createdAt.map { Moment($0).text } ?? "",
        task.units.map { harmless($0, limit: 40) } ?? "",
        task.externalID.map { harmless($0, limit: 80) } ?? "",
      ])
    }
    context.io.output.write(table.text)
    if tasks.count == pageSize, page < 1000 {
      context.inform("There may be more: --page \(page + 1)")
    }
  }
}
