import KEditSyntax
import TestSupport
import Testing

@testable import KEditCLI

/// What can stand in a place of a command line, as the shells' scripts are told.
@Suite struct CompletionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("parts/common.kedit", #"param tone = "calm""#)
    try folder.write(
      "a.kedit",
      """
      include "parts/common.kedit"
      video "https://example.com/a.mp4"
      param thing = "the chick"
      param mode
      remove "{thing}" at frame 0 point (0.5, 0.5) as clean
      remove "x" at frame 0 point (
      then remove "y" at frame 0 point (0.5, 0.5) as cleaner
      """)
    try folder.write("plan.json", #"{"edits": [{"name": "one"}, {"name": "2"}]}"#)
  }

  /// The words that are offered at the last of the words; `‸` at another.
  private func offered(_ words: String...) async -> [String] {
    let index = (words.firstIndex { $0.hasSuffix("‸") } ?? words.count - 1) + 1
    let plain = words.map { $0.hasSuffix("‸") ? String($0.dropLast()) : $0 }
    let run = await kedit([Completer.word, "\(index)"] + plain, in: folder.path)
    #expect(run.code == .done && run.error.isEmpty)
    return run.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func everyCommandAndOption() async {
    let names = Program.commands.map { $0.description.name }
    #expect(await offered("") == names + ["help"])
    #expect(await offered("help", "") == names + ["help"])
    for command in Program.commands.map({ $0.description }) {
      let options = command.options.map { "--\($0.name)" } + ["--help"]
      #expect(await offered(command.name, "-") == options)
      for option in command.options where !option.choices.isEmpty {
        #expect(await offered(command.name, "--\(option.name)", "") == option.choices)
        #expect(
          await offered(command.name, "--\(option.name)=")
            == option.choices.map { "--\(option.name)=\($0)" })
      }
    }
  }

  @Test func codesInEitherCase() async {
    let codes = DiagnosticCode.allCases.map(\.rawValue)
    #expect(await offered("explain", "") == codes)
    #expect(await offered("explain", "K30") == codes)
    #expect(await offered("explain", "K101", "k30") == codes.map { $0.lowercased() })
  }

  @Test func namesOfTheFile() async {
    #expect(await offered("run", "a.kedit", "--only", "") == ["clean", "cleaner"])
    #expect(await offered("run", "--only", "cl‸", "a.kedit") == ["clean", "cleaner"])
    #expect(
      await offered("run", "-y", "--only=‸", "a.kedit") == ["--only=clean", "--only=cleaner"])
    #expect(await offered("run", "plan.json", "--only", "") == ["one", "2"])
    #expect(await offered("plan", "a.kedit", "--param", "") == ["tone=", "thing=", "mode="])
    #expect(await offered("plan", "plan.json", "--param", "").isEmpty)
    #expect(await offered("run", "none.kedit", "--only", "").isEmpty)
    #expect(await offered("run", "--only", "").isEmpty)
  }

  @Test func files() async {
    #expect(await offered("check", "") == [":files kedit json"])
    #expect(await offered("check", "a.kedit", "") == [":files kedit json"])
    #expect(await offered("check", "--", "-") == [":files kedit json"])
    for command in ["repl", "fmt", "new"] {
      #expect(await offered(command, "") == [":files kedit"])
    }
    #expect(await offered("plan", "a.kedit", "").isEmpty)
    #expect(await offered("plan", "--each", "") == [":files csv jsonl"])
    #expect(await offered("plan", "-o", "") == [":files"])
    #expect(await offered("run", "--output-dir", "") == [":folders"])
    #expect(await offered("run", "--output-dir=") == [":folders"])
  }

  @Test func whatWasGivenOnceIsNotOfferedAgain() async {
    let options = await offered("run", "--yes", "--only", "a", "-q", "--")
    #expect(!options.contains("--yes") && !options.contains("--quiet"))
    #expect(options.contains("--only") && options.contains("--fresh"))
  }

  @Test func codes() async {
    #expect(await offered("explain", "K3").count == DiagnosticCode.allCases.count)
    let run = await kedit([Completer.word, "2", "explain", "K302"], in: folder.path)
    #expect(run.output.contains("K302\t"))
    #expect(!run.output.contains("\t\n"))
  }

  @Test func shells() async {
    #expect(await offered("completions", "") == ["bash", "zsh", "fish"])
  }

  /// Whoever is still typing has not made a mistake yet.
  @Test(arguments: [
    [], ["0"], ["x"], ["7", "run"], ["1"], ["-1", "run"], ["2", "nonsense", ""],
    ["3", "run", "--nonsense", "x"], ["3", "help", "run", ""], ["2", "run", "--yes="],
  ])
  func isSilent(_ arguments: [String]) async {
    let run = await kedit([Completer.word] + arguments, in: folder.path)
    #expect(run.code == .done && run.error.isEmpty)
  }

  @Test func anUnknownShellIsAUsageError() async {
    let run = await kedit(["completions", "fisch"])
    #expect(run.code == .usage)
    #expect(run.error.contains("did you mean 'fish'?"))
  }

  @Test func theRunsOfTheJournalThatIsNamed() async throws {
    let scene = try RunScene()
    func offered(_ words: String...) async -> [String] {
      let run = await kedit(
        [Completer.word, "\(words.count)"] + words, in: scene.folder.path,
        environment: Environment(scene.environment))
      #expect(run.code == .done && run.error.isEmpty)
      return run.output.split(separator: "\n").map(String.init)
    }
    #expect(await offered("show", "").isEmpty)
    #expect(await scene.run("a.kedit", "-y").code == .done)
    try scene.folder.write("b.kedit", RunScene.another)
    #expect(await scene.run("b.kedit", "-y", "--no-wait").code == .stopped)
    let shown = await offered("show", "")
    #expect(shown.map { $0.prefix(10) } == ["2\tb.kedit,", "1\ta.kedit,"])
    #expect(shown.first?.hasSuffix(" UTC, stopped") == true)
    #expect(await offered("show", "--verbose", "1").count == 2)
    #expect(await offered("resume", "").map { $0.prefix(1) } == ["2"])
    #expect(await offered("resume", "--simulate", "").isEmpty)
    #expect(await offered("resume", "--state", "elsewhere", "").isEmpty)
    #expect(await offered("resume", "1", "").isEmpty)
  }
}
