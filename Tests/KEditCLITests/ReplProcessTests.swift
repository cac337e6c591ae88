import PosixFiles
import TestSupport
import Testing

/// What only processes can show of `kedit repl`: bytes, signals, and one after the other.
@Suite("kedit repl as a process")
struct ReplProcessTests {
  private static let video = #"video "https://example.com/a.mp4""#

  /// Runs a script of the shell in which the service is a simulator inside the program.
  private func shell(
    _ script: String, in folder: TemporaryFolder
  ) async throws -> BuiltProgram.Outcome {
    try await BuiltProgram.shell(script, in: folder, environment: ["KEDIT_SIMULATE": "1"])
  }

  @Test("Line ends of other systems, and a last line without one")
  func lineEnds() async throws {
    let folder = try TemporaryFolder()
    try folder.write("steps", "\(Self.video)\r\nmark 0 (0.5,\r\n0.5)\r\nhelp quit")
    let run = try await shell("$kedit repl < steps", in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasSuffix("(0.44, 0.34)–(0.56, 0.66)\nusage: quit\nLeave.\n"))
  }

  @Test("Bytes that are no text are found, and none is sent")
  func bytes() async throws {
    let folder = try TemporaryFolder()
    try FileSystem.write(
      Array("\(Self.video)\nremove \"a".utf8) + [0xFF] + Array("b\"\nremove \"a\u{0}b\"\n".utf8),
      to: folder("steps"))
    let run = try await shell("$kedit repl --keep-going < steps", in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("error: line 2 of standard input is not UTF-8\n"))
    #expect(run.error.contains("error[K118]: a NUL character is not allowed"))
    #expect(!run.error.contains("\u{0}"))
  }

  @Test("A line may be long, but not longer than anything that could be meant")
  func longLines() async throws {
    let folder = try TemporaryFolder()
    let blanks = String(repeating: " ", count: (1 << 20) - 9)
    try folder.write("steps", "help quit\(blanks)\nhelp quit \(blanks)\nhelp use")
    let run = try await shell("$kedit repl < steps", in: folder)
    #expect(run.status == 1)
    #expect(run.output == "usage: quit\nLeave.\n")
    #expect(run.error == "error: line 2 of standard input has more than 1048576 bytes\n")
  }

  /// Starts a session behind a pipe, and waits until it has answered its first line.
  private static let background = """
    mkfifo lines; $kedit repl < lines > answers 2> words & p=$!; exec 3> lines
    echo 'help quit' >&3; until grep -q Leave answers; do sleep 0.05; done

    """

  @Test("It answers each line at once, however slowly they come")
  func slow() async throws {
    let folder = try TemporaryFolder()
    let run = try await shell(
      Self.background
        + "echo 'help use' >&3; until grep -q 'use NAME' answers; do sleep 0.05; done; "
        + "exec 3>&-; wait $p",
      in: folder)
    #expect(run.status == 0)
  }

  @Test("A signal ends it while it waits for a line", arguments: ["TERM", "HUP", "INT"])
  func signal(_ name: String) async throws {
    let folder = try TemporaryFolder()
    // The shell has what runs in the background ignore Ctrl-C, which `trap` alone does not undo.
    let script = Self.background.replacing("$kedit repl", with: "env --default-signal $kedit repl")
    let run = try await shell(script + "kill -\(name) $p; wait $p", in: folder)
    #expect(run.status == 5)
    #expect(try FileSystem.read(folder("words"), limit: 1 << 20).isEmpty)
  }

  @Test("Another process takes up what was left, with its marks and its file")
  func takenUp() async throws {
    let folder = try TemporaryFolder()
    try folder.write("steps", "\(Self.video)\nremove \"it\" at frame 0 point (0.5, 0.5)\nsave a\n")
    #expect(try await shell("$kedit repl < steps", in: folder).status == 0)
    let run = try await shell(
      "mkdir d; cd d; echo status | $kedit repl --continue", in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("frame 0: 1 point, area "))
    #expect(run.output.contains("edit: edit 1, remove \"it\", not submitted\nmarks: 1 point on"))
    #expect(run.output.hasSuffix("\n\(folder("a.kedit"))\n"), "\(run.output)")
  }

  @Test("What takes a parameter is taken up with its value")
  func takenUpWithParameter() async throws {
    let folder = try TemporaryFolder()
    try folder.write("steps", "param clip\nvideo {clip}\nmark 0 (0.5, 0.5)\n")
    let value = "--param clip=https://example.com/a.mp4"
    let first = try await shell("$kedit repl \(value) < steps", in: folder)
    #expect(first.status == 0, "\(first.error)")
    let without = try await shell("echo status | $kedit repl --continue", in: folder)
    #expect(without.status == 1)
    #expect(without.error.contains("error[K703]: the parameter `clip` has no value"))
    #expect(without.error.hasSuffix("error: the session that was left cannot be taken up\n"))
    #expect(
      try await shell("echo status | $kedit repl --continue \(value)", in: folder).status == 0)
  }

  @Test("Two at once over one journal do not disturb each other, nor take each other up")
  func twoAtOnce() async throws {
    let folder = try TemporaryFolder()
    try folder.write("steps", "\(Self.video)\nmark 0 (0.5, 0.5)\n")
    let run = try await shell(
      Self.background
        + """
        cat steps >&3; until grep -q frame answers; do sleep 0.05; done
        echo status | $kedit repl --continue; echo $?
        $kedit repl < steps > other; echo $?
        echo marks >&3; exec 3>&-; wait $p; cat answers
        """, in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.hasPrefix("2\n0\n"))
    #expect(run.output.hasSuffix("  (0.5, 0.5)\n"))
    #expect(run.error.contains("error: there is no session to take up"))
  }
}
