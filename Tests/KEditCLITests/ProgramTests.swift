import KEditCLI
import Testing

@Suite("The command line as a whole")
struct ProgramTests {
  @Test(
    "Help is what a person gets who types nothing, or asks in any way",
    arguments: [
      [], ["help"], ["--help"], ["-h"], ["help", "help"],
    ])
  func overview(arguments: [String]) async {
    let run = await kedit(arguments)
    #expect(run.code == .done)
    #expect(run.output.contains("usage: kedit COMMAND"))
    #expect(run.output.contains("  new "))
    #expect(run.error.isEmpty)
  }

  @Test(
    "A command explains itself",
    arguments: [
      ["help", "new"], ["new", "--help"], ["new", "-h"],
      ["new", "a", "--help", "--no-such-option"],
    ])
  func page(arguments: [String]) async {
    let run = await kedit(arguments)
    #expect(run.code == .done)
    #expect(run.output.hasPrefix("usage: kedit new [OPTION…] [FILE]\n"))
    #expect(run.output.contains("KEDIT_COLOR"))
  }

  @Test("No line of help is wider than 80 columns")
  func widthOfHelp() async {
    let overview = await kedit([])
    let names = overview.output.split(separator: "\n").compactMap { line in
      line.hasPrefix("  ") ? line.split(separator: " ").first.map(String.init) : nil
    }
    #expect(!names.isEmpty)
    for arguments in [[]] + names.map({ ["help", $0] }) {
      let run = await kedit(arguments)
      #expect(run.code == .done, "\(arguments)")
      for line in run.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test(
    "The version is one line",
    arguments: [["--version"], ["new", "--version"], ["help", "--version"]])
  func version(arguments: [String]) async {
    let run = await kedit(arguments)
    #expect(run.code == .done)
    #expect(run.output.wholeMatch(of: /kedit \d+\.\d+\.\d+\n/) != nil)
  }

  @Test(
    "A mistake is answered with what was probably meant",
    arguments: [
      (["hepl"], "did you mean 'kedit help'?"),
      (["nwe"], "did you mean 'kedit new'?"),
      (["help", "nw"], "did you mean 'kedit new'?"),
      (["xylophone"], "'kedit help' lists the commands"),
      (["a.kedit"], "kedit check a.kedit"),
      (["format"], "'kedit fmt' does that"), (["lint"], "'kedit check' does that"),
      (["validate"], "'kedit check' does that"), (["init"], "'kedit new' does that"),
      (["version"], "'kedit --version' shows the version"),
      (["compile"], "'kedit plan' does that"), (["help", "lint"], "'kedit check' does that"),
      (["--dry-run"], "'kedit plan FILE' shows what would be sent"),
      (["run", "--dry-run", "a"], "'kedit plan FILE' shows what would be sent"),
      (["fmt", "--dry-run", "a"], "'--diff' does that"),
      (["run", "--force", "a"], "'--overwrite' does that"),
      (["check", "--strict", "a"], "'--deny-warnings' does that"),
      (["plan", "--json", "a"], "'--format json' does that"),
      (["plan", "--sarif", "a"], "'kedit help plan' shows the options"),
      (["fmt", "--stdin"], "'-' in the place of FILE is standard input"),
      (["plan", "-o", "a", "b", "--output=c"], "only one FILE can be meant"),
      (["run", "--output-dir", "a", "b", "--output-dir=a"], "only one DIR can be meant"),
      (["run", "--json-into", "a", "b", "--json-into=c"], "only one FILE can be meant"),
      (["--color", "never", "new"], "options follow the command"),
      (["new", "--colour", "never"], "'--color' does that"),
      (["new", "--color", "nevr"], "did you mean 'never'?"),
      (["new", "--zzz"], "'kedit help new' shows the options"),
      (["new", "-quiet"], "long options have two dashes: '--quiet'"),
      (["new", "--quiet=1"], "'kedit help new' shows the options"),
      (["new", "--color"], "'kedit help new' shows the options"),
      (["new", "a", "b"], "usage: kedit new"),
      (["new", ""], "usage: kedit new"),
    ])
  func mistakes(arguments: [String], hint: String) async {
    let run = await kedit(arguments)
    #expect(run.code == .usage)
    #expect(run.output.isEmpty)
    let lines = run.error.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("error: ") == true)
    #expect(lines.last?.hasPrefix("help: ") == true)
    #expect(run.error.contains(hint))
  }

  @Test("Of an option that is given again the last value counts, unless it says where to write")
  func repeatedOption() async throws {
    let source = "video \"https://example.com/a.mp4\"\n"
    let run = await kedit(["check", "--format", "json", "--format", "text", "-"], input: source)
    #expect(run.output.isEmpty)
    let other = await kedit(["check", "--format", "text", "--format", "json", "-"], input: source)
    #expect(other.output.hasPrefix("{"))
  }

  @Test("An argument cannot act on the terminal that shows it")
  func harmlessArguments() async {
    let run = await kedit(["\u{1B}[2J\u{202E}"])
    #expect(run.code == .usage)
    #expect(run.error.contains("\\u{1B}[2J\\u{202E}"))
    #expect(!run.error.unicodeScalars.contains("\u{1B}"))
  }

  @Test("A variable stands in for an option, and an argument wins over it")
  func variables() async {
    let wrong = await kedit(["new"], environment: ["KEDIT_COLOR": "pink"])
    #expect(wrong.code == .usage)
    #expect(wrong.error.contains("KEDIT_COLOR is 'pink', but must be one of auto, always, never"))
    let overridden = await kedit(["new", "--color=never"], environment: ["KEDIT_COLOR": "pink"])
    #expect(overridden.code == .done)
    let unclear = await kedit(["new"], environment: ["KEDIT_QUIET": "maybe"])
    #expect(unclear.code == .usage)
    let empty = await kedit(["new"], environment: ["KEDIT_QUIET": "", "KEDIT_COLOR": ""])
    #expect(empty.code == .done)
  }

  @Test(
    "An output that cannot be written is a failure, unless its reader has simply seen enough",
    arguments: [(28 as Int32, ExitCode.localFile), (32, .done)])
  func brokenOutput(error: Int32, code: ExitCode) async {
    let captured = Captured()
    let io = IO(
      output: Output(isTerminal: false) { _ in error },
      error: Output(isTerminal: false) { bytes in
        captured.append(bytes)
        return 0
      },
      readInput: { .success([]) }, canAsk: false, readAnswer: { nil }, currentFolder: "/",
      interruptions: Interruptions())
    #expect(await Program.run(arguments: ["new"], environment: [:], io: io) == code)
    #expect(captured.text.isEmpty == (code == .done))
  }

  @Test(
    "Of several exit codes the one speaks that a person must see first",
    arguments: [
      ([], ExitCode.done), ([.done, .stopped], .stopped),
      ([.stopped, .refused, .unreachable], .refused),
      ([.refused, .faultyFile], .faultyFile), ([.faultyFile, .localFile], .localFile),
      ([.localFile, .personMustAct], .personMustAct),
      ([.personMustAct, .internalFault], .internalFault),
      ([.unreachable, .stopped], .unreachable),
    ] as [([ExitCode], ExitCode)])
  func precedence(codes: [ExitCode], summary: ExitCode) {
    #expect(ExitCode.summary(of: codes) == summary)
  }
}
