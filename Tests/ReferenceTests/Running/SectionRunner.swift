import Glibc
import PosixFiles
import Programs
import TestSupport

/// Runs the blocks of one section, in order, in a folder of their own.
///
/// A `kedit` block is a file, `spec.kedit` unless it has a name. What follows it says what comes of
/// it: `diagnostics` what `check` prints, `plan` and `json` the plan. A file that neither a
/// `diagnostics` block nor a session that checks it follows must be without a mistake and without a
/// warning. `console` is a session of the shell; a command in it that fails is followed by `echo $?`.
/// `repl` is a session of `kedit repl` at a terminal, without pictures.
/// `csv`, `jsonl` and `text` with a name are files.
struct SectionRunner {
  private let folder: TemporaryFolder
  private let home: TemporaryFolder
  private var failures: [PageFailure] = []
  private var recorded: [Int: [String]] = [:]
  private var service: QuickService?
  /// The `kedit` block whose findings are still to be told, and its file.
  private var unjudged: (file: String, line: Int)?
  private var current: String?

  /// What came of a section.
  struct Outcome: Sendable {
    let failures: [PageFailure]
    /// What the blocks that say something else should say, by the line of their fence.
    let recorded: [Int: [String]]
  }

  static func run(_ blocks: [FencedBlock]) async throws -> Outcome {
    var runner = try SectionRunner(blocks)
    for block in blocks { try await runner.run(block) }
    await runner.expectNoFindings()
    return Outcome(failures: runner.failures, recorded: runner.recorded)
  }

  private init(_ blocks: [FencedBlock]) throws {
    folder = try TemporaryFolder()
    home = try TemporaryFolder()
    // A file may name one that the page shows later.
    for block in blocks.reversed() {
      if let file = Self.file(of: block) { try folder.write(file, block.text) }
    }
    for (name, target) in [("media", "specs/examples/media"), ("specs", "specs")]
    where blocks.contains(where: { $0.text.contains(name + "/") }) {
      guard symlink(Package.root + "/" + target, folder(name)) == 0 else {
        throw FileError(path: folder(name), operation: .createFolder, reason: .system(errno))
      }
    }
  }

  private static func file(of block: FencedBlock) -> String? {
    switch block.kind {
    case "kedit": block.arguments.first ?? "spec.kedit"
    case "csv", "jsonl", "text": block.arguments.first
    default: nil
    }
  }

  private mutating func run(_ block: FencedBlock) async throws {
    if let file = Self.file(of: block) {
      // The last file is judged before this one takes its place.
      await expectNoFindings()
      try folder.write(file, block.text)
      if block.kind == "kedit" { (unjudged, current) = ((file, block.line), file) }
    }
    switch block.kind {
    case "kedit": break
    case "diagnostics": await runCheck(block)
    case "plan": await runPlan(block)
    case "json": await runJSON(block)
    case "console": try await runConsole(block)
    case "repl": try await runTerminal(block)
    case "csv", "jsonl":
      if block.arguments.isEmpty { fail(block, "a table has the name of its file") }
    // A drawing, or a file that commands of the section read.
    case "text": break
    case "sh": fail(block, CommandMention.faults(inScript: block.content))
    case "yaml": fail(block, CommandMention.faults(inScript: block.content))
    default: fail(block, "a block of the kind '\(block.kind)' is unknown to the tests")
    }
  }

  private mutating func fail(_ block: FencedBlock, _ message: String) {
    failures.append(PageFailure(line: block.line, message: message))
  }

  private mutating func fail(_ block: FencedBlock, _ messages: [String]) {
    for message in messages { fail(block, message) }
  }

  /// Compares what a block says with what is the case.
  private mutating func expect(_ block: FencedBlock, _ actual: [String]) {
    let actual = ExpectedText.trimmed(actual)
    guard !ExpectedText(block.content).matches(actual) else { return }
    recorded[block.line] = actual
    fail(block, "the block should be:\n" + actual.joined(separator: "\n"))
  }
}

// MARK: What comes of a file

extension SectionRunner {
  /// The file that a block is about.
  private mutating func file(for block: FencedBlock) -> String? {
    if current == nil { fail(block, "no kedit block stands before it in this section") }
    return current
  }

  private mutating func expectNoFindings() async {
    guard let (file, line) = unjudged else { return }
    unjudged = nil
    let check = await Kedit.run(["check", "--deny-warnings", file], in: folder.path)
    if check.status != 0 {
      failures.append(
        PageFailure(line: line, message: "the file is not without a mistake:\n" + check.error))
    }
  }

  private mutating func runCheck(_ block: FencedBlock) async {
    guard let file = file(for: block) else { return }
    unjudged = nil
    let check = await Kedit.run(["check", file], in: folder.path)
    var lines = check.error.textLines
    // How many there are, and where to read more, is left to the reader.
    if lines.last?.wholeMatch(of: /'kedit explain K\d+' says more/) != nil { lines.removeLast() }
    if lines.last?.wholeMatch(of: /(\d+ errors?)?(, )?(\d+ warnings?)?/) != nil {
      lines.removeLast()
    } else {
      fail(block, "the file is without a mistake")
      return
    }
    expect(block, lines)
  }

  private mutating func runPlan(_ block: FencedBlock) async {
    guard let file = file(for: block) else { return }
    let plan = await Kedit.run(["plan", file], in: folder.path)
    if plan.status != 0 { fail(block, "there is no plan:\n" + plan.error) }
    expect(block, PlanExcerpt.lines(of: plan.output.textLines, rows: block.arguments))
  }

  private mutating func runJSON(_ block: FencedBlock) async {
    guard let file = file(for: block) else { return }
    let plan = await Kedit.run(["plan", "--format", "json", file], in: folder.path)
    if plan.status != 0 { fail(block, "there is no plan:\n" + plan.error) }
    guard let lines = PlanExcerpt.json(plan.output, at: block.arguments.first ?? "") else {
      fail(block, "the plan has no \(block.arguments.first ?? "")")
      return
    }
    expect(block, lines)
  }
}

// MARK: Sessions of the shell

extension SectionRunner {
  private mutating func openService() throws -> QuickService {
    let service = try service ?? QuickService()
    self.service = service
    return service
  }

  private mutating func runConsole(_ block: FencedBlock) async throws {
    var session = ConsoleSession(block.content)
    if session.beginsWithOutput || session.entries.isEmpty {
      fail(block, "a session begins with a command behind '$ '")
      return
    }
    if let (file, _) = unjudged, session.entries.contains(where: { $0.shows(file) }) {
      unjudged = nil
    }
    var preparation = ""
    if session.entries.contains(where: { $0.command.contains("kedit run") }) {
      preparation = try openService().exports
    }
    let output: String
    do {
      output = try await Kedit.shell(
        session.script(preparedBy: preparation), in: folder.path, home: home.path)
    } catch let error as ProgramError {
      fail(block, "the shell: \(error)")
      return
    }
    let results = ConsoleSession.results(of: output)
    guard results.count == session.entries.count else {
      fail(block, "the shell stopped early:\n" + output)
      return
    }
    var wrong: [String] = []
    for (index, result) in results.enumerated() {
      let entry = session.entries[index]
      if !ExpectedText(entry.output).matches(result.lines) {
        wrong.append("'\(entry.command)' prints:\n" + result.lines.joined(separator: "\n"))
        session.entries[index].output = ExpectedText.trimmed(result.lines)
      }
      let next = index + 1 < results.count ? session.entries[index + 1].command : ""
      if result.status != 0, next != "echo $?" {
        fail(block, "'\(entry.command)' ends with \(result.status), and no 'echo $?' shows it")
      }
    }
    if !wrong.isEmpty {
      recorded[block.line] = session.content
      fail(block, wrong)
    }
  }
}

// MARK: Sessions at a terminal

extension SectionRunner {
  private mutating func runTerminal(_ block: FencedBlock) async throws {
    guard let session = TerminalSession(block.content) else {
      fail(block, "a session begins with '$ kedit repl'")
      return
    }
    let environment = try openService().variables.merging([
      "HOME": home.path, "XDG_STATE_HOME": home.path + "/state", "KEDIT_PICTURES": "off",
    ]) { $1 }
    expect(block, try await session.run(environment: environment, folder: folder.path))
  }
}

extension ConsoleSession.Entry {
  /// Whether it shows what is wrong with a file.
  fileprivate func shows(_ file: String) -> Bool {
    command.contains("kedit check ") && command.contains(file) && !command.contains("--quiet")
  }
}
