import KEditCompiler
import KEditPlan
import KEditSyntax
import PlainText
import PosixFiles
import Programs

/// What checking one FILE came to.
struct CheckedFile: Sendable {
  let source: SourceText
  let findings: Findings
  private let result: Result

  private enum Result: Sendable {
    case compiled(Compilation)
    case read(Plan)
    case faulty
  }

  init(_ source: SourceText, _ compilation: Compilation) {
    self.source = source
    findings = Findings(
      compilation.diagnostics, in: source, and: SourceSet(compilation.sources),
      omittedErrors: compilation.omittedErrors)
    result = .compiled(compilation)
  }

  init(_ source: SourceText, _ diagnostics: [Diagnostic], plan: Plan? = nil) {
    self.source = source
    findings = Findings(diagnostics, in: source)
    result = plan.map { .read($0) } ?? .faulty
  }

  /// What the texts besides its own are called: those of files as seen from the current folder.
  var otherTexts: [String] {
    guard case .compiled(let compilation) = result else { return [] }
    return compilation.sources.dropFirst().map(\.name)
  }

  /// The plan, with fingerprints; `nil` where there is an error.
  func makePlan() -> Plan? {
    switch result {
    case .compiled(let compilation): compilation.plan(sha256: hexadecimalSHA256)
    case .read(let plan): plan
    case .faulty: nil
    }
  }
}

/// Checks files of the command line, with a look at the local files that they name.
struct FileChecker: Sendable {
  private let io: IO
  private let environment: Environment
  private let parameters: ParameterOptions

  init(_ context: CommandContext, _ parameters: ParameterOptions) {
    self.io = context.io
    self.environment = context.environment
    self.parameters = parameters
  }

  /// Compiles a spec, or reads a plan, and says all that is wrong with it.
  ///
  /// - Throws: a failure of the table, or of giving values to a plan, which has them already.
  func check(_ input: InputFile, for purpose: Purpose) async throws(CommandFailure) -> CheckedFile {
    guard input.isPlan else { return try await compile(input, purpose) }
    if !parameters.isEmpty {
      throw .usage(
        "'\(harmless(input.source.name))' is a plan, which takes no parameters",
        help: "give --param and --each where the plan is made")
    }
    return readPlan(input)
  }

  private func compile(
    _ input: InputFile, _ purpose: Purpose
  ) async throws(CommandFailure) -> CheckedFile {
    let includes = IncludeFiles(input: input)
    let table = try parameters.table(for: input, io)
    let compiler = Compiler(
      input.source, identity: includes.identityOfInput, arguments: parameters.values(for: input),
      table: table?.table, tableFolder: table?.folder ?? "", include: includes.read)
    let examiner = FileExaminer(folder: input.folder, environment: environment)
    let reports = await examiner.reports(on: compiler.referencedFiles)
    return CheckedFile(input.source, compiler.compile(files: reports, for: purpose))
  }

  private func readPlan(_ input: InputFile) -> CheckedFile {
    func place(_ offset: Int) -> Diagnostic.Place {
      let start = min(offset, input.source.bytes.count)
      return Diagnostic.Place(
        file: input.source.name, span: Span(start, endOfToken(in: input.source.bytes, from: start)))
    }
    do throws(PlanFaults) {
      let plan = try Plan.read(input.source.bytes, sha256: hexadecimalSHA256)
      let diagnostics = changedFiles(of: plan, in: input.folder).map { message in
        Diagnostic(
          .unreadableFile, message, at: place(0),
          help: "paths are relative to the plan's folder: keep it beside the file that it was made "
            + "from, or make it anew with 'kedit plan'")
      }
      return CheckedFile(input.source, diagnostics, plan: diagnostics.isEmpty ? plan : nil)
    } catch {
      let diagnostics = error.faults.map { fault in
        Diagnostic(
          .planInvalid, fault.message, at: place(fault.offset),
          note: fault.pointer.isEmpty ? nil : "at \(fault.pointer)",
          help: "change the .kedit file and make the plan anew with 'kedit plan --format json'")
      }
      return CheckedFile(input.source, diagnostics)
    }
  }

  /// The local files of a plan that are not what they were when it was made, each with why.
  private func changedFiles(of plan: Plan, in folder: String) -> [String] {
    plan.localFiles.compactMap { file in
      do throws(FileError) {
        let content = try hexadecimalSHA256(ofFile: Path.join(folder, file.path))
        if content == file.sha256 { return nil }
        return "'\(file.path)' is not the file that the plan was made with: its content has changed"
      } catch {
        return "'\(file.path)' cannot be read: \(error.words)"
      }
    }
  }
}

/// Where the JSON token ends that begins at an offset: a text at its closing quote, anything else
/// before the next sign.
private func endOfToken(in bytes: [UInt8], from start: Int) -> Int {
  guard start < bytes.count else { return start }
  var end = start + 1
  if bytes[start] == UInt8(ascii: "\"") {
    while end < bytes.count, bytes[end] != UInt8(ascii: "\""), bytes[end] >= 0x20 {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(end + 1, bytes.count)
  }
  let signs = "{}[],: \t\r\n".utf8
  if signs.contains(bytes[start]) { return end }
  while end < bytes.count, !signs.contains(bytes[end]) { end += 1 }
  return end
}
