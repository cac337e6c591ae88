import KEditCompiler
import KEditPlan
import PlainText
import PosixFiles

/// `kedit plan`: what would be sent, and what would it cost?
struct PlanCommand: Command {
  private enum Format: String, CaseIterable, Sendable {
    case text
    case json
    case curl
  }

  private static let format = Option<Format>.choice(
    "format", placeholder: "FORMAT", help: "How the plan is printed.", defaultValue: .text,
    hasVariable: false)
  private static let output = Option<String>.text(
    "output", short: "o", placeholder: "FILE", help: "Write to a file, in one step.",
    defaultText: "standard output", isGivenOnce: true, hasVariable: false)

  static let description = CommandDescription(
    name: "plan",
    summary: "Show what a file would send, and its cost. Nothing is sent.",
    discussion: """
      A plan as JSON can be kept, compared, and carried out by 'kedit run' as it is; paths in it are
      relative to the folder that the plan lies in. As a curl script it shows every call.

      Where the key of an account is set, the text says what the journal knows to be done already;
      --simulate takes the journal of the simulator. The service is not asked.
      """,
    operands: .one("FILE"),
    options: [format.declaration, output.declaration] + ParameterOptions.all
      + ArchiveOptions.all + ServiceOptions.all + CommonOptions.all,
    examples: [
      ("kedit plan spec.kedit", "Read what would be done, and what it would cost."),
      ("kedit plan --format json -o spec.plan.json spec.kedit", "Keep the plan."),
    ])

  private let file: String
  private let format: Format
  private let output: String?
  private let parameters: ParameterOptions
  private let journal: JournalNotes

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.file = arguments.operands[0]
    self.format = try arguments.value(Self.format) ?? .text
    self.parameters = try ParameterOptions(arguments)
    self.output = try arguments.value(Self.output).flatMap { $0 == "-" ? nil : $0 }
    self.journal = try JournalNotes(arguments)
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    let input = try InputFile.read(file, context.io)
    let checked = try await FileChecker(context, parameters).check(input, for: .plan)
    DiagnosticPrinter(context).show(checked.findings)
    guard let plan = checked.makePlan() else { return .faultyFile }
    let notes = format == .text ? await journal.notes(on: plan, context) : [:]
    guard let output else {
      write(plan, notes) { context.io.output.write($0) }
      return .done
    }
    try InputFiles(input, checked, plan, table: parameters.tableFile)
      .spare(output, from: Self.output.declaration.name)
    let target = Path.join(context.io.currentFolder, output)
    do throws(FileError) {
      var writer = try FileWriter(target)
      try write(plan, notes) { bytes throws(FileError) in try writer.write(bytes) }
      try writer.commit()
    } catch {
      throw CommandFailure(.localFile, "'\(harmless(output))' cannot be written: \(error.words)")
    }
    let isElsewhere = Path.normalize(Path.folder(of: target)) != Path.normalize(input.folder)
    if format != .text, isElsewhere, let path = plan.relativePaths.first {
      context.warn(
        "the plan lies in another folder than the file, so it will not find '\(harmless(path))'",
        help: "write it beside \(DiagnosticPrinter(context).name(ofFile: file))")
    }
    return .done
  }
}

extension PlanCommand {
  private func write<Failure>(
    _ plan: Plan, _ notes: [String: PlanText.Note],
    _ write: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    switch format {
    case .text: try write(Array(PlanText(plan, notes: notes).text.utf8))
    case .json: try plan.writeJSON(write)
    case .curl: try write(Array(PlanScript(plan, sha256: hexadecimalSHA256).text.utf8))
    }
  }
}

extension Plan {
  fileprivate var relativePaths: [String] {
    localFiles.map(\.path).filter { !Path.isAbsolute($0) }
  }
}
