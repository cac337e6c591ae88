import PosixFiles
import Programs
import TestSupport
import Testing

@testable import KEditCLI

/// The scripts in the shells that they are for.
@Suite("Completions in the shells")
struct ShellCompletionTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.kedit", #"param thing remove "{thing}" as clean"#)
    try folder.write("my file.kedit", #"param tone remove "{tone}" as it"#)
    for name in ["rows.csv", "other.txt", "sub/x.txt"] { try folder.write(name, "") }
    for shell in CompletionScript.allCases {
      try folder.write("completions.\(shell.rawValue)", shell.text)
    }
    try folder.write("functions/_kedit", CompletionScript.zsh.text)
  }

  /// Runs a shell in the folder, where `kedit` is the program that was built with these tests.
  private func run(_ shell: String, _ arguments: [String]) async throws -> String {
    let line = try FileSystem.read("/proc/self/cmdline", limit: 1 << 20)
    let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let built = Path.folder(of: try #require(words.first { $0.hasSuffix(".xctest") }))
    let process = ChildProcess(
      "env", ["--chdir", folder.path, shell] + arguments,
      environment: [
        "PATH": "\(built):/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8", "TERM": "dumb",
      ],
      timeout: .seconds(30))
    let outcome = try await process.run()
    let said = String(decoding: outcome.errorOutput, as: UTF8.self)
    #expect(outcome.succeeded, "\(said)")
    return String(decoding: outcome.output, as: UTF8.self)
  }

  /// What is typed, as bash parts it, and what is offered.
  @Test(arguments: [
    (["ru"], ["run", "runs"]), (["check", "--fo"], ["--format"]),
    (["check", "--format", "te"], ["text"]),
    (["check", "--format", "=", "te"], ["text"]),
    (["check", "--color", "="], ["auto", "always", "never"]),
    (["run", "a.kedit", "--only", ""], ["clean"]),
    (["plan", "a.kedit", "--param", ""], ["thing="]),
    (["plan", #"my\ file.kedit"#, "--param", ""], ["tone="]),
    (["check", "my"], ["my file.kedit"]),
    (["run", ""], ["a.kedit", "my file.kedit", "functions", "sub"]),
    (["plan", "--each", ""], ["rows.csv", "functions", "sub"]),
    (["run", "--output-dir", "=", "s"], ["sub"]), (["completions", "f"], ["fish"]),
  ])
  func bash(typed: [String], expected: [String]) async throws {
    let script = """
      set -u; bash -n completions.bash || exit 1; source completions.bash
      COMP_WORDS=(kedit "$@"); COMP_CWORD=$#; COMPREPLY=()
      _kedit; printf '%s\\n' "${COMPREPLY[@]}"
      """
    let output = try await run("bash", ["-c", script, "bash"] + typed)
    #expect(Set(output.split(separator: "\n").map(String.init)) == Set(expected))
  }

  @Test(
    .enabled(if: ProgramSearch.find("fish", path: nil) != nil, "fish is needed"),
    arguments: [
      ("kedit ru", ["run", "runs"]), ("kedit check --fo", ["--format"]),
      ("kedit check --format=te", ["--format=text"]), ("kedit run a.kedit --only ", ["clean"]),
      (#"kedit plan my\ file.kedit --param "#, ["tone="]), ("kedit check my", ["my file.kedit"]),
      ("kedit plan --each ", ["functions/", "rows.csv", "sub/"]),
      ("kedit run --output-dir=s", ["--output-dir=sub/"]), ("kedit completions b", ["bash"]),
    ])
  func fish(typed: String, expected: [String]) async throws {
    _ = try await run("fish", ["--no-execute", "completions.fish"])
    let output = try await run(
      "fish", ["--no-config", "-c", "source completions.fish; complete -C $argv", typed])
    let offered = output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    #expect(offered == expected)
  }

  @Test(
    .enabled(if: ProgramSearch.find("zsh", path: nil) != nil, "zsh is needed"),
    arguments: [
      ("kedit resu", "kedit resume "), ("kedit check --fo", "--format "),
      ("kedit check --format=te", "--format=text "), ("kedit run a.kedit --only ", "--only clean "),
      (#"kedit plan my\ file.kedit --param "#, "--param tone="),
      ("kedit check my", #"my\ file.kedit "#), ("kedit run --output-dir=s", "--output-dir=sub/"),
      ("kedit plan --each r", "--each rows.csv "), ("kedit completions b", "bash "),
    ])
  func zsh(typed: String, expected: String) async throws {
    // A shell behind a terminal: what is waited for comes, or the time is up.
    let script = """
      zsh -n completions.zsh || exit 1
      zmodload zsh/zpty
      zpty shell zsh -f -i
      zpty -w shell 'fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D; echo rea""dy'
      zpty -r shell said '*ready*'
      zpty -w -n shell "$1"$'\\t'
      zpty -r shell said "*${(b)2}*"
      """
    _ = try await run("zsh", ["-f", "-c", script, "zsh", typed, expected])
  }
}
