import KEditEngine
import KlingAPI
import OrderedJSON
import PlainText
import PosixFiles

/// `kedit task`: what became of one task?
struct TaskCommand: Command {
  private static let wait = Flag(
    "wait", help: "Look at it until it is at its end.", hasVariable: false)
  private static let download = Option<String>.text(
    "download", placeholder: "DIR", help: "Fetch its videos into a folder; nothing is replaced.",
    hasVariable: false)
  private static let timeout = Option<Duration>.seconds(
    "timeout", help: "How long all of it may take.")

  static let description = CommandDescription(
    name: "task",
    summary: "Show one task at the service, wait for it, fetch its videos.",
    discussion: """
      ID is the service's id of the task, or the one it was given (external_task_id). The service is asked,
      not the journal. Videos are named after the task. With --download the paths go to standard output,
      one a line, and the task to standard error.

      Exit codes: 0 shown, or done; 3 the service could not be reached; 4 the task failed, or there is
      none; 5 stopped, or there is nothing to fetch yet; 6 credentials or permission; 7 a local file is in
      the way or cannot be written.
      """,
    operands: .one("ID"),
    options: [
      wait.declaration, download.declaration, RunSettings.pollInterval.declaration,
      timeout.declaration, ReportFormat.option.declaration,
    ] + ServiceTarget.options + StateOptions.all + CommonOptions.all,
    examples: [
      ("kedit task 852049437513113658", "See what became of it."),
      ("kedit task 852049437513113658 --wait --download .", "Fetch its video when it is done."),
    ])

  private let id: String
  private let waits: Bool
  private let folder: String?
  private let pollInterval: Duration?
  private let timeout: Duration?
  private let format: ReportFormat
  private let target: ServiceTarget
  private let state: StateOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.id = arguments.operands[0]
    self.waits = try arguments.isSet(Self.wait)
    self.folder = try arguments.value(Self.download)
    self.pollInterval = try arguments.value(RunSettings.pollInterval)
    self.timeout = try arguments.value(Self.timeout)
    self.format = try arguments.value(ReportFormat.option) ?? .text
    self.target = try ServiceTarget(arguments)
    self.state = try StateOptions(arguments)
  }

  /// What came of asking.
  private struct Answer: Sendable {
    let task: KlingTask
    var files: [String] = []
    /// What kept the videos from being fetched.
    var failure: Failure?
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let answer = try await TaskService.asking(target, state, context) {
      service async throws(Failure) in
      try await ask(service.inquiry(pollInterval: pollInterval, timeout: timeout), context)
    }
    switch format {
    case .json:
      var object: JSONObject = ["format": "kedit-task/1"]
      for member in answer.task.json.object?.members ?? [] { object[member.key] = member.value }
      if folder != nil { object["files"] = .array(answer.files.map { .string($0) }) }
      context.write(.object(object))
    case .text:
      let page = TaskPage(answer.task, at: .now).text
      if folder == nil {
        context.io.output.write(page)
      } else {
        if !context.isQuiet { context.io.error.write(page) }
        for file in answer.files { context.io.output.write(harmless(file) + "\n") }
      }
    }
    if let failure = answer.failure { throw CommandFailure(failure) }
    return answer.task.status == .failed ? .refused : .done
  }

  private func ask(
    _ inquiry: TaskInquiry, _ context: CommandContext
  ) async throws(Failure) -> Answer {
    var task = try await inquiry.task(id)
    if waits {
      task = try await inquiry.end(of: task) { task in
        context.inform("task \(harmless(task.status.text, limit: 40))")
      }
    }
    guard let folder else { return Answer(task: task) }
    switch task.status {
    case .succeed: break
    case .failed: return Answer(task: task)
    case .submitted, .processing, .other:
      return Answer(
        task: task,
        failure: Failure(.stopped, "there is nothing to fetch yet", "--wait waits for it"))
    }
    let current = context.io.currentFolder
    do throws(Failure) {
      let files = try await inquiry.fetch(
        task,
        into: RunFiles(
          sourceFolder: current, outputFolder: Path.join(current, folder),
          shownOutputFolder: folder))
      return Answer(task: task, files: files)
    } catch {
      return Answer(task: task, failure: error)
    }
  }
}
