import KEditCompiler
import KEditSyntax
import PlainText
import PosixFiles

/// `kedit check`: are there mistakes in a file?
struct CheckCommand: Command {
  private static let format = Option<DiagnosticFormat>.choice(
    "format", placeholder: "FORMAT", help: "How findings are printed.", defaultValue: .text,
    hasVariable: false)
  private static let fix = Flag(
    "fix", help: "Mend what has one right answer, in the file itself.", hasVariable: false)
  private static let denyWarnings = Flag(
    "deny-warnings", help: "Let warnings fail the check as errors do.")

  static let description = CommandDescription(
    name: "check",
    summary: "Find the mistakes in a file.",
    discussion: """
      Everything is checked that can be known without asking the service: names, marks, prompts,
      options, and the local images and videos that a file names. Nothing is sent.

      FILE is a .kedit file or a plan as JSON; '-' is standard input. With --fix and '-' the mended
      text is printed. Text goes to standard error; the other formats go to standard output, as one
      report on all files.
      """,
    operands: .several("FILE"),
    options: [format.declaration, fix.declaration, denyWarnings.declaration]
      + ParameterOptions.all + CommonOptions.all,
    examples: [
      ("kedit check *.kedit", "Check all files of this folder."),
      ("kedit check --format github spec.kedit", "Annotate the lines in a pull request."),
    ])

  private let files: [String]
  private let format: DiagnosticFormat
  private let fixes: Bool
  private let deniesWarnings: Bool
  /// By what they are denied: a person who set the variable long ago looks in vain for the option.
  private let denial: String
  private let parameters: ParameterOptions

  init(_ arguments: Arguments) throws(CommandFailure) {
    self.files = arguments.operands
    self.format = try arguments.value(Self.format) ?? .text
    self.fixes = try arguments.isSet(Self.fix)
    self.deniesWarnings = try arguments.isSet(Self.denyWarnings)
    let option = Self.denyWarnings.declaration
    self.denial =
      arguments.given[option.name] == nil ? option.variable ?? option.name : "--\(option.name)"
    self.parameters = try ParameterOptions(arguments)
    if files.count(where: { $0 == "-" }) > 1 {
      throw .usage("standard input can be read only once", help: "name '-' once")
    }
    if fixes, format != .text, files.contains("-") {
      throw .usage(
        "the mended text and a report cannot both go to standard output",
        help: "leave out --format, or check a file")
    }
  }

  func run(_ context: CommandContext) async throws(CommandFailure) -> ExitCode {
    var report = DiagnosticReport()
    var codes: [ExitCode] = []
    let printer = DiagnosticPrinter(context)
    for file in files {
      do throws(CommandFailure) {
        let checked = try await check(file, context)
        report.add(checked.findings)
        if format == .text { printer.show(checked.findings) }
      } catch {
        context.report(error)
        codes.append(error.code)
      }
    }
    let isDenied = deniesWarnings && report.errorCount == 0 && report.warningCount > 0
    if let text = format.render(report) {
      context.io.output.write(text)
    } else if let summary = report.summary, !isDenied {
      context.inform(summary)
      if let code = report.firstError?.code.rawValue {
        context.inform("'kedit explain \(code)' says more")
      }
    } else if codes.isEmpty, !isDenied {
      let what = files.count == 1 ? printer.name(ofFile: files[0]) : "\(files.count) files"
      context.inform("\(what): no mistakes found")
    }
    if isDenied, let summary = report.summary {
      context.report(CommandFailure(.faultyFile, "\(summary), denied by \(denial)"))
    }
    if report.errorCount > 0 || isDenied { codes.append(.faultyFile) }
    return ExitCode.summary(of: codes)
  }

  private func check(
    _ name: String, _ context: CommandContext
  ) async throws(CommandFailure) -> CheckedFile {
    let input = try InputFile.read(name, context.io)
    let checker = FileChecker(context, parameters)
    var checked = try await checker.check(input, for: .check)
    guard fixes, !input.isPlan else { return checked }
    var text = FixedText(input.source)
    // A fix may uncover what another one mends; the bound is there for two that undo each other.
    for _ in 0..<10 where text.apply(checked.findings.diagnostics) {
      checked = try await checker.check(input.with(text.source), for: .check)
    }
    if let path = input.path {
      guard text.count > 0 else { return checked }
      do throws(FileError) {
        try FileSystem.write(text.source.bytes, to: path)
      } catch {
        throw CommandFailure(.localFile, "'\(harmless(name))' cannot be written: \(error.words)")
      }
      context.inform("\(harmless(name)): \(text.count) mended")
    } else {
      context.io.output.write(text.source.bytes)
    }
    return checked
  }
}
